/** What is no longer in a pack, by name; `facts` as conditions name them: `step.feedbackForm`, `inTime.reply`. */
export interface Gone {
  readonly deadlines: ReadonlySet<string>;
  readonly documents: ReadonlySet<string>;
  /** And steps. */
  readonly acts: ReadonlySet<string>;
  /** What now names no act, step, deadline or notice. */
  readonly any: ReadonlySet<string>;
  readonly facts: readonly string[];
}

/** Whether the text reads one of these facts, or of what one of them has. */
export const isReadIn = (text: unknown, facts: readonly string[]): boolean =>
  typeof text === 'string' &&
  facts.some((fact) => new RegExp(String.raw`(?<![\w.])${fact.replaceAll('.', String.raw`\.`)}(?!\w)`).test(text));

/** The content of a file without the rules and rows that read a fact that is gone, and referring to nothing that is gone. */
export function withoutReferences(content: unknown, gone: Gone): unknown {
  if (Array.isArray(content)) {
    return content.filter((entry) => !cannotBeSaid(entry, gone)).map((entry) => withoutReferences(entry, gone));
  }
  if (!isRecord(content)) return content;
  const left = Object.entries(content).flatMap(([key, value]) => {
    const reference = REFERENCES[key];
    if (typeof value === 'string') return reference?.(value, gone) ? [] : [[key, value] as const];
    const isList = LISTS.has(key) && Array.isArray(value);
    return [
      [key, isList ? value.filter((name) => !gone.any.has(String(name))) : withoutReferences(value, gone)] as const,
    ];
  });
  return Object.fromEntries(left);
}

const LISTS: ReadonlySet<string> = new Set(['follows', 'on', 'sent']);

/** Whether what stands under the key refers to what is gone; a condition of these keys is one that its entry can do without. */
const REFERENCES: Readonly<Record<string, (value: string, gone: Gone) => boolean>> = {
  by: (value, { deadlines }) => deadlines.has(value),
  contains: (value, { documents }) => documents.has(value),
  unless: (value, { acts }) => acts.has(value),
  consent: (value, { acts }) => acts.has(value),
  on: (value, { acts }) => acts.has(value),
  from: (value, { acts }) => acts.has(value) || acts.has(value.slice(0, value.lastIndexOf('.'))),
  when: (value, { facts }) => isReadIn(value, facts),
  due: (value, { facts }) => isReadIn(value, facts),
  until: (value, { facts }) => isReadIn(value, facts),
};

const cannotBeSaid = (entry: unknown, { facts }: Gone): boolean =>
  isRecord(entry) && [entry['holds'], entry['when']].some((condition) => isReadIn(condition, facts));

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
