import type { Policy } from '../policy.js';

export interface Paragraph {
  readonly title?: string;
  readonly lines: readonly string[];
}

/** Those that say something, one below the other. */
export const paragraphs = (all: readonly Paragraph[]) =>
  all
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) =>
      title === undefined ? lines.join('\n') : [title, ...lines.map((line) => `  ${line}`)].join('\n'),
    )
    .join('\n\n')
    .concat('\n');

export const words = (clauses: readonly string[], policy: Policy): readonly string[] =>
  clauses.map((id) => `[${id}] ${policy.clause(id)?.requirement ?? ''}`.trimEnd());

export const inWords = (value: unknown): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length === 0 ? 'none' : value.join(', ');
  return value === null ? 'nothing' : String(value);
};

export const factLines = (read: Readonly<Record<string, unknown>>): readonly string[] =>
  Object.entries(read).map(([name, value]) => `${name}: ${inWords(value)}`);
