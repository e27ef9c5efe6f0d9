export { catalogues } from './catalogues.js';
export { allServices } from './services.js';
export { sampleFile, samplePeople, sampleRegister, seed } from './samples.js';
export { Caller, until, type Body, type PostOptions, type Reply } from './client.js';
export { play, scenes } from './demo/play.js';
export { reportAndTriage, type Opened } from './demo/report-and-triage.js';
export { act, NotAsTold, Stage } from './demo/stage.js';
