export { play, scenes } from './imi/play.js';
export { reportAndTriage, type Opened } from './imi/report-and-triage.js';
export { act, NotAsTold, Stage } from './stage.js';
export { storyOf } from './stories.js';
