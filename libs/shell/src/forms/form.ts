import {
  FactMissing,
  type Facts,
  type FieldDefinition,
  type FormDefinition,
  type FormItem,
  type Policy,
} from '@probity/policy-packs';
import type { Line, ToldToForm } from './recorded.js';

/** What a form of a case is filled from. */
export interface Sources {
  /** By act and step, of every subject whose stream is here. */
  readonly recorded: Readonly<Record<string, ToldToForm>>;
  /** Of each subject, by its name. */
  readonly facts: Readonly<Record<string, Facts>>;
  /** What is kept from whoever asks, as `hidden` calls it. */
  readonly hidden: readonly string[];
}

/** A line of the form, and what stands on it. */
export interface FilledItem {
  readonly code: string;
  readonly says: string;
  readonly clauses: readonly string[];
  /** What it is written as; undefined where an act or a fact tells it. */
  readonly field: FieldDefinition | undefined;
  /** It is the record of an act: who did it, and when. */
  readonly isSignature: boolean;
  readonly line: Line | undefined;
  readonly by: string | null;
  /** RFC 3339; null where it was not recorded by an act. */
  readonly at: string | null;
  /** The act or step that tells it. */
  readonly act: string | undefined;
  readonly is: 'told' | 'missing' | 'left-out' | 'withheld';
}

export interface FilledForm {
  readonly name: string;
  readonly title: string;
  readonly clauses: readonly string[];
  readonly on: string;
  /** `complete`: the act that completes it is recorded, and nothing is missing. */
  readonly state: 'blank' | 'begun' | 'complete';
  /** Null while the act that completes it is not recorded. */
  readonly completed: Pick<ToldToForm, 'by' | 'at'> | null;
  readonly items: readonly FilledItem[];
}

/** The form of a case, from what was recorded of it. */
export const filled = (form: FormDefinition, policy: Pick<Policy, 'step'>, sources: Sources): FilledForm => {
  const { name, title, clauses, on } = form;
  const items = form.items.map((item) => filledItem(item, form, policy, sources));
  const record = sources.recorded[on];
  const isComplete = record !== undefined && items.every(({ is }) => is !== 'missing');
  const isBegun = record !== undefined || items.some((item) => item.act !== undefined && item.at !== null);
  const state = isComplete ? 'complete' : isBegun ? 'begun' : 'blank';
  return { name, title, clauses, on, state, completed: record ? { by: record.by, at: record.at } : null, items };
};

/** With nothing on it: to be printed, and filled in by hand. */
export const blank = (form: FormDefinition, policy: Pick<Policy, 'step'>): FilledForm =>
  filled(form, policy, { recorded: {}, facts: {}, hidden: [] });

const filledItem = (
  { code, says, clauses, from, fact, what }: FormItem,
  { on }: FormDefinition,
  policy: Pick<Policy, 'step'>,
  { recorded, facts, hidden }: Sources,
): FilledItem => {
  const record = from && recorded[from.act];
  const field = from?.told === undefined ? undefined : fieldOf(from.act, from.told, policy);
  const isSignature = from !== undefined && from.told === undefined;
  const line = isSignature
    ? undefined
    : from
      ? record?.told[from.told ?? '']
      : factAt(facts[subjectOf(on)], fact ?? '');
  const isWithheld = what !== undefined && hidden.includes(what);
  const isThere = isSignature ? record !== undefined : !isEmpty(line);
  const mayBeLeftOut = record !== undefined && field?.required === false;
  return {
    ...{ code, says, clauses, field, isSignature, act: from?.act },
    line: isWithheld || isEmpty(line) ? undefined : line,
    by: isWithheld ? null : (record?.by ?? null),
    at: isWithheld ? null : (record?.at ?? null),
    is: isWithheld ? 'withheld' : isThere ? 'told' : mayBeLeftOut ? 'left-out' : 'missing',
  };
};

const fieldOf = (act: string, name: string, policy: Pick<Policy, 'step'>): FieldDefinition | undefined =>
  policy.step(act)?.fields.find((field) => field.name === name);

const isEmpty = (line: Line | undefined): boolean =>
  line === undefined || (typeof line === 'string' ? line.trim() === '' : Array.isArray(line) && line.length === 0);

const factAt = (facts: Facts | undefined, name: string): Line | undefined => {
  const found = name
    .split('.')
    .reduce<unknown>((inner, part) => (inner as Record<string, unknown> | undefined)?.[part], facts);
  return isLine(found) ? found : undefined;
};

const isLine = (value: unknown): value is Line =>
  ['string', 'number', 'boolean'].includes(typeof value) ||
  (Array.isArray(value) && value.every((one) => typeof one === 'string'));

/** Where what the condition reads is not known, the case may have it. */
export const mayHave = (form: FormDefinition, policy: Pick<Policy, 'hasForm'>, facts: Sources['facts']): boolean => {
  try {
    return policy.hasForm(form.name, facts[subjectOf(form.on)] ?? {});
  } catch (error) {
    if (error instanceof FactMissing) return true;
    throw error;
  }
};

export const subjectOf = (act: string): string => act.slice(0, act.indexOf('.'));
