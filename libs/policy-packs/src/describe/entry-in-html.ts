import type { Entry } from './entry.js';
import { escaped } from './html.js';

/** The words, and below them in small print what is checked; `words`: without what it is of. */
export function entryInHtml({ kind, title, code, says, condition }: Omit<Entry, 'clauses'>, only?: 'words'): string {
  const called = code === undefined ? '' : ` (<code>${escaped(code)}</code>)`;
  const of = only ? '' : `<em>${escaped(kind)}</em>, <b>${escaped(title)}</b>${called}${says.length > 0 ? ': ' : ''}`;
  const checked = condition === undefined ? '' : `<br><small><code>${escaped(condition)}</code></small>`;
  return `${of}${escaped(says.join(' '))}${checked}`;
}
