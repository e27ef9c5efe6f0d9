export * from './personal.js';
export * from './public-events.js';
export * from './ruling.js';
export * from './subject-of-case.js';
export * from './any-event.js';
export * from './delegation.js';
export * from './steps-taken.js';
export * from './assessment-of-case.js';
