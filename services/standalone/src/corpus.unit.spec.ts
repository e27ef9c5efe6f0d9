import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { canonical, type DomainEvent } from '@probity/decider';
import { describe, expect, it } from '@jest/globals';
import type { Subject } from '@probity/shell';
import { upcast } from '@probity/shell';
import { z } from 'zod';
import { allServices } from './services.js';

/** An event as it was stored once: what is in a log for good, and must be read for as long. */
interface Stored {
  readonly file: string;
  readonly type: string;
  readonly schemaVersion: number;
  /** Of the schema that it was stored under (`shapeOf`). */
  readonly shape: string;
  readonly data: object;
}

const corpusOf = (service: string, { category }: Pick<Subject, 'category'>): readonly Stored[] => {
  const folder = new URL(`../../${service}/corpus/${category}/`, import.meta.url);
  return readdirSync(folder)
    .toSorted()
    .map((file) => ({ file, ...(JSON.parse(readFileSync(new URL(file, folder), 'utf8')) as Omit<Stored, 'file'>) }));
};

/** Sixteen digits that change with whatever a schema takes and gives. */
const shapeOf = (schema: z.ZodType): string =>
  createHash('sha256')
    .update(canonical(z.toJSONSchema(schema)))
    .digest('hex')
    .slice(0, 16);

const versionOf = (subject: Subject, type: string): number => subject.schemaVersions[type] ?? 1;
const eventOf = (subject: Subject, { type, schemaVersion, data }: Stored): DomainEvent => ({
  type,
  data: upcast(subject.upcasters, type, schemaVersion, versionOf(subject, type), data),
});

/** Types that today's schema has no sample of in its present version and shape, and what to do about each. */
const missing = (subject: Subject, corpus: readonly Stored[]): readonly string[] =>
  Object.entries<z.ZodType>(subject.events).flatMap(([type, schema]) => {
    const [version, shape] = [versionOf(subject, type), shapeOf(schema)];
    const has = corpus.some((one) => one.type === type && one.schemaVersion === version && one.shape === shape);
    return has ? [] : [`${type} v${version}: add a sample of shape ${shape}; those that are there stay`];
  });

const digestOf = ({ file: _, ...stored }: Stored): string =>
  createHash('sha256').update(canonical(stored)).digest('hex').slice(0, 16);

/** A sample in the list of all that there ever were, which is only added to. */
const lineOf = (category: string, stored: Stored): string => `${category}/${stored.file} ${digestOf(stored)}`;
const listOf = (service: string): readonly string[] =>
  readFileSync(new URL(`../../${service}/corpus/digests`, import.meta.url), 'utf8')
    .split('\n')
    .filter(Boolean);

/** Samples that are not as they were listed, and what to do about each. */
const unlisted = (category: string, corpus: readonly Stored[], list: readonly string[]): readonly string[] => {
  const listed = list.filter((line) => line.startsWith(`${category}/`));
  const lines = corpus.map((stored) => lineOf(category, stored));
  const known = (line: string) => listed.some((one) => one.split(' ')[0] === line.split(' ')[0]);
  return [
    ...listed
      .filter((line) => !lines.includes(line))
      .map(
        (line) =>
          `${line} was changed or taken away, and stays in every log: put it back, raise the version, and add a sample`,
      ),
    ...lines
      .filter((line) => !listed.includes(line) && !known(line))
      .map((line) => `new: add to corpus/digests: ${line}`),
  ];
};

describe.each(
  allServices.flatMap(({ name, subjects }) =>
    subjects.map((subject) => ({ service: name, category: subject.category, subject })),
  ),
)('what $service has ever stored on $category-…', ({ service, subject }) => {
  const corpus = corpusOf(service, subject);

  it('is as it was, and listed', () => {
    expect(unlisted(subject.category, corpus, listOf(service))).toEqual([]);
  });

  it('has a sample of each type, in its present shape', () => {
    expect(missing(subject, corpus)).toEqual([]);
  });

  it.each(corpus)('is read: $file', (stored) => {
    const schema = (subject.events as Readonly<Record<string, z.ZodType>>)[stored.type];
    const event = eventOf(subject, stored);
    expect(schema?.parse(event.data)).toEqual(event.data);
    const tell = (subject.sentences as Readonly<Record<string, (data: object) => string>>)[stored.type];
    expect(tell?.(event.data)).toMatch(/\.$/);
  });

  it('adds up to a state, in whichever order it comes', () => {
    const events = corpus.map((stored) => eventOf(subject, stored));
    for (const order of [events, events.toReversed()]) {
      const state = [...order, ...order].reduce(subject.decider.evolve, subject.decider.initial);
      const named = events.map(({ data }) => (data as { readonly institution?: string }).institution);
      expect(named).toContain(subject.pinned(state)?.institution);
    }
  });
});

describe('the corpus is seen to be wanting', () => {
  const [
    {
      subjects: [subject],
    },
  ] = allServices as unknown as [{ subjects: [Subject] }];
  const corpus = corpusOf('intake', subject);
  const [first] = corpus as [Stored];
  const changed = (events: object): Subject => ({
    ...subject,
    events: { ...subject.events, ...events } as Subject['events'],
  });

  it('where there is a new type', () => {
    expect(missing(changed({ ReportBurnt: z.strictObject({}) }), corpus)).toEqual([
      expect.stringMatching(/^ReportBurnt v1: add/),
    ]);
  });

  it('where a shape has changed, though all that is stored still fits', () => {
    const schema = (subject.events as Readonly<Record<string, z.ZodObject>>)[first.type];
    const wider = schema?.extend({ more: z.string().optional() });
    expect(missing(changed({ [first.type]: wider }), corpus)).toEqual([expect.stringContaining(first.type)]);
  });

  it('where a sample was changed, taken away or added, and not where it was written otherwise', () => {
    const [one, another] = corpus as [Stored, Stored];
    const list = corpus.map((stored) => lineOf('report', stored));
    const rewritten = { ...one, data: Object.fromEntries(Object.entries(one.data).toReversed()) };
    expect(unlisted('report', [rewritten, ...corpus.slice(1)], list)).toEqual([]);
    const edited = [{ ...one, data: { ...one.data, more: 1 } }, ...corpus.slice(1)];
    expect(unlisted('report', edited, list)).toEqual([expect.stringContaining('raise the version')]);
    expect(unlisted('report', corpus.slice(1), list)).toEqual([expect.stringContaining(`report/${one.file}`)]);
    expect(unlisted('report', corpus, list.slice(2))).toEqual([
      `new: add to corpus/digests: ${lineOf('report', one)}`,
      `new: add to corpus/digests: ${lineOf('report', another)}`,
    ]);
  });

  it('where a version has been raised, and nothing lifts what was stored under the one before', () => {
    const raised = { ...subject, schemaVersions: { ...subject.schemaVersions, [first.type]: 2 } } as Subject;
    expect(missing(raised, corpus)).toHaveLength(1);
    expect(() => eventOf(raised, first)).toThrow(`no upcaster lifts ${first.type} from version 1 to 2`);
  });
});
