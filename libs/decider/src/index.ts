export type { Actor, Decided, Decider, DomainEvent, Given } from './decider.js';
export { eventOf, fold } from './decider.js';
export { enforce } from './enforce.js';
export { RuleBroken, type Refusal } from './rule-broken.js';
export { given, type Scenario } from './given-when-then.js';
