import { play as university } from './chester/play.js';
import { play as awardingBody } from './imi/play.js';
import { play as college } from './irish-baptist-college/play.js';
import type { Stage } from './stage.js';

/** A whole case under one policy, told on a stage. Answers with its reference. */
export type Story = (stage: Stage) => Promise<string>;

/** By the pack of the policy. The first is told where none is asked for. */
const stories = new Map<string, Story>([
  ['imi', async (stage) => (await awardingBody(stage)).centre.reference],
  ['irish-baptist-college', async (stage) => (await college(stage)).reference],
  ['chester', async (stage) => (await university(stage)).reference],
]);

export const firstStory = 'imi';

/** @throws where there is none: it lists those there are */
export const storyOf = (policy: string): Story => {
  const story = stories.get(policy);
  if (!story)
    throw new Error(`There is no story for the policy ${policy}; there are: ${[...stories.keys()].join(', ')}.`);
  return story;
};
