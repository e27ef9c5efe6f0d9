import { parseArgs } from 'node:util';
import { settingsFrom } from '@probity/shell';
import { providerOf } from '../provider.js';
import { Stage } from './stage.js';
import { firstStory, storyOf } from './stories.js';

const settings = settingsFrom(process.env);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

const chosen = (): string => {
  const { values } = parseArgs({ options: { policy: { type: 'string', default: firstStory } } });
  return values.policy;
};

const tell = async (policy: string): Promise<void> => {
  const story = storyOf(policy);
  const stage = new Stage(`http://${settings.HOST}:${settings.PORT}`, providerOf(settings), say);
  try {
    const reference = await story(stage);
    say(
      `\nAs told: case ${reference}, ${stage.steps} things done or seen, ${stage.refusals} refused by their clauses.`,
    );
  } catch (error) {
    throw new Error(`Not as told. ${messageOf(error)}\nIs Probity running (npm start)?`, { cause: error });
  }
};

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

try {
  await tell(chosen());
} catch (error) {
  say(`\n${messageOf(error)}`);
  process.exitCode = 1;
}
