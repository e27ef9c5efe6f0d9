export { catalogues } from './catalogues.js';
export { allServices } from './services.js';
export { sampleFile, samplePeople, sampleRegister, sampleRegisters, seed, type SamplePerson } from './samples.js';
export { Caller, until, type Body, type PostOptions, type Reply } from './client.js';
export * from './demo/index.js';
