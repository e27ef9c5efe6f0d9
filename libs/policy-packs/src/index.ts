export * from './policy.js';
export type { Refusal } from '@probity/decider';
export { compilePacks, type CompileOptions } from './compile/compile-packs.js';
export { CalendarError } from './calendar/bank-holidays.js';
export { PackError, type Problem } from './load/problems.js';
export * from './any-act.js';
export { packsDirectory } from './packs-directory.js';
export * from './compose.js';
export { deadlineOrWhy } from './deadline-or-why.js';
