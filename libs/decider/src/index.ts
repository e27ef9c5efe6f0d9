export type { Actor, Decided, Decider, DomainEvent, Given, Nearness } from './decider.js';
export { canonical, same } from './canonical.js';
export { eventOf, fold } from './decider.js';
export { othersThan, type Theirs } from './others.js';
export { rolesHeldBy } from './roles-held.js';
export { enforce } from './enforce.js';
export { RuleBroken, type Refusal } from './rule-broken.js';
export { given, type Scenario } from './given-when-then.js';
