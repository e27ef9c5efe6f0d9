import type { StepRecorded } from './any-event.js';

type Value = string | number | boolean;

/** What was done on a stream so far: the names of acts and steps, in order, and what each step told when it was last recorded. */
export interface StepsTaken {
  readonly names: readonly string[];
  readonly told: Readonly<Record<string, Readonly<Record<string, Value>>>>;
}

export const nothingTaken: StepsTaken = { names: [], told: {} };

export const withAct = (taken: StepsTaken, act: string): StepsTaken => ({ ...taken, names: [...taken.names, act] });

export const withStep = (taken: StepsTaken, { step, fields, at }: StepRecorded['data']): StepsTaken => {
  const answered = Object.entries(fields).filter((entry): entry is [string, Value] => entry[1] !== null);
  const told = { ...Object.fromEntries(answered), done: true, ...(at === undefined ? {} : { at }) };
  return { names: [...taken.names, step], told: { ...taken.told, [stepFactName(step)]: told } };
};

/** As if these had not been recorded: they are done anew. */
export const withoutSteps = ({ names, told }: StepsTaken, forgotten: readonly string[]): StepsTaken => {
  const facts = new Set(forgotten.map(stepFactName));
  return {
    names: names.filter((name) => !forgotten.includes(name)),
    told: Object.fromEntries(Object.entries(told).filter(([name]) => !facts.has(name))),
  };
};

/** What rules may read of it: `steps.done`, and `step.<name>` of each that was recorded. Those that were not, the policy knows. */
export const stepsTakenFacts = ({ names, told }: StepsTaken) => ({ steps: { done: names }, step: told });

/** What a step told when it was last recorded; nothing where it was not. */
export const toldBy = ({ told }: StepsTaken, step: string): Readonly<Record<string, Value>> =>
  told[stepFactName(step)] ?? {};

/** The fields of steps, as facts are named, that name this person by their id: `appointOfficer.officer`. */
export const namedIn = ({ told }: StepsTaken, person: string): readonly string[] =>
  Object.entries(told).flatMap(([step, fields]) =>
    Object.entries(fields).flatMap(([field, value]) => (value === person ? [`${step}.${field}`] : [])),
  );

/** `hearing.feedback-form` as facts are named: `feedbackForm`. */
export const stepFactName = (step: string): string =>
  step.slice(step.indexOf('.') + 1).replaceAll(/[.-]+(.)/g, (_, letter: string) => letter.toUpperCase());
