import { correctablePaths, personal, type FactCorrected, type StepRecorded } from '@probity/contracts';
import type { DomainEvent } from '@probity/decider';
import type { Policy, StepDefinition } from '@probity/policy-packs';
import { z } from 'zod';
import type { Subject, Told } from '../commands/subject.js';
import { actBody } from '../http/requests.js';

export const CorrectionRequest = actBody({
  event: z.uuid(),
  field: z.string().regex(/^\/.+/).max(500),
  value: personal(z.json()),
  reason: personal(z.string().min(1).max(4_000)),
});

type Asked = Pick<z.infer<typeof CorrectionRequest>, 'event' | 'field' | 'value'>;

/**
 * Whether a stream holds the event, and a value may stand in its field. What people wrote can be corrected: names, words,
 * addresses; the fields marked as personal; and what they said of the world, such as a date, where it is marked as that. What was
 * decided cannot: it is undone by another act. What was sent cannot.
 */
export const isCorrectable = (...of: Parameters<typeof wrongIn>): boolean => wrongIn(...of) === undefined;

/** What of a correction is at fault, as a pointer into it; undefined: nothing is, and it can be made. */
export const wrongIn = (
  subject: Pick<Subject, 'events' | 'stands'>,
  told: readonly Told[],
  { event: id, field, value }: Asked,
  policy: Pick<Policy, 'step'>,
): '/event' | '/field' | '/value' | undefined => {
  const found = told.find(({ recorded }) => recorded.id === id)?.event;
  const schema = found && subject.events[found.type];
  if (!found || !schema || alwaysStand.includes(found.type) || subject.stands?.includes(found.type)) return '/event';
  // What may be left out, and was, can be told; not in the place of something that there is none of.
  if (!hasPlace(found.data, field) || !correctablePaths(schema).some((path) => covers(path, field))) return '/field';
  if (found.type === 'StepRecorded' && !isOfWords(policy.step((found as StepRecorded).data.step), field, value))
    return '/field';
  return schema.safeParse(patched(found.data, field, value)).success ? undefined : '/value';
};

const alwaysStand = ['FactCorrected', 'LetterSent'];

/** Of a step, its words and its dates. What was answered by yes or no, a number or a choice, or designates somebody, stands. */
const isOfWords = (step: StepDefinition | undefined, field: string, value: unknown): boolean => {
  const name = /^\/fields\/([^/]+)$/.exec(field)?.[1];
  const definition = step?.fields.find((one) => one.name === name);
  if (!step || !definition || isDesignation(step, name)) return false;
  if (definition.type === 'date') return z.iso.date().safeParse(value).success;
  return definition.type === 'text' && typeof value === 'string' && (!definition.required || value.trim() !== '');
};

const isDesignation = ({ designates }: StepDefinition, name: string | undefined): boolean =>
  name !== undefined && [designates?.field, designates?.asIn, designates?.insteadOf].includes(name);

/** The facts as they stand after the corrections among them. What was stored stays. */
export const corrected = <Event extends DomainEvent>(told: readonly Told<Event>[]): readonly Event[] => {
  const corrections = told
    .map(({ event }) => event as DomainEvent)
    .filter((event): event is FactCorrected => event.type === 'FactCorrected');
  if (corrections.length === 0) return told.map(({ event }) => event);
  return told.map(({ recorded, event }) =>
    corrections
      .filter(({ data }) => data.corrects === recorded.id)
      .reduce((so, { data }) => ({ ...so, data: patched(so.data, data.field, data.value) }), event),
  );
};

const steps = (pointer: string): readonly string[] =>
  pointer
    .slice(1)
    .split('/')
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));

const at = (data: unknown, pointer: string): unknown =>
  (pointer === '/' ? [] : steps(pointer)).reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null && Object.hasOwn(inner, step)
        ? (inner as Record<string, unknown>)[step]
        : undefined,
    data,
  );

/** Something is there, or could be: in an object, and no further than a list goes. */
const hasPlace = (data: unknown, pointer: string): boolean => {
  const holder = at(data, pointer.slice(0, pointer.lastIndexOf('/')) || '/');
  return Array.isArray(holder) ? at(data, pointer) !== undefined : typeof holder === 'object' && holder !== null;
};

/** A copy with the value in its place. */
export const patched = (data: unknown, pointer: string, value: unknown): unknown => put(data, steps(pointer), value);

const put = (data: unknown, [step, ...rest]: readonly string[], value: unknown): unknown => {
  if (step === undefined) return value;
  if (Array.isArray(data))
    return data.map((member, index) => (String(index) === step ? put(member, rest, value) : (member as unknown)));
  const members = data as Readonly<Record<string, unknown>>;
  return { ...members, [step]: put(members[step], rest, value) };
};

/** Whether a marked path, `learners.[].name`, is that of the pointer, `/learners/0/name`, or of what holds it. */
const covers = (path: string, pointer: string): boolean => {
  const marked = path.split('.');
  const asked = steps(pointer);
  return (
    marked.length <= asked.length &&
    marked.every((step, index) => step === '[]' || step === '{}' || step === asked[index])
  );
};
