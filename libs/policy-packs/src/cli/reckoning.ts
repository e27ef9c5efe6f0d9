import { CalendarError } from '../calendar/bank-holidays.js';
import { camelCase } from '../compile/names.js';
import type { PackDescription } from '../describe/describe-pack.js';
import { deadlineInWords } from '../describe/in-words.js';
import type { DeadlineShape } from '../load/schema.js';
import type { Facts, Policy } from '../policy.js';
import { ANCHOR, at } from './facts-asked.js';
import { Unusable } from './facts-file.js';
import { words, type Paragraph } from './paragraphs.js';

/** How each deadline was counted of which a ruling read whether it was kept. */
export function reckonings(
  read: Readonly<Record<string, unknown>>,
  policy: Policy,
  { deadlines }: PackDescription,
): readonly string[] {
  return Object.entries(deadlines).flatMap(([name, deadline]) => {
    const kept = read[`inTime.${camelCase(name)}`];
    const { from = '', meets } = deadline;
    if (typeof kept !== 'boolean' || typeof read[from] !== 'string') return [];
    return [
      `- ${counted(name, deadline, read[from], from, policy)}`,
      `${meets}, ${String(read[meets])}: ${kept ? 'in time' : 'not in time'}`,
    ];
  });
}

/** @param facts undefined where none were given: then its words alone */
export function ofDeadline(
  name: string,
  policy: Policy,
  description: PackDescription,
  facts: Facts | undefined,
): readonly Paragraph[] {
  const deadline = description.deadlines[name];
  if (deadline === undefined) return [];
  const from = deadline.from ?? ANCHOR;
  const anchor = facts && at(facts, from);
  if (facts !== undefined && typeof anchor !== 'string')
    throw new Unusable(`${deadline.title} runs from ${deadline.anchor}: give that instant as the fact ${from}`);
  const ruling = typeof anchor === 'string' ? policy.deadline(name, anchor) : undefined;
  return [
    { lines: [`${deadline.title} (${name})`] },
    { lines: [deadlineInWords(deadline, description).join(' ')] },
    {
      title: 'By these facts',
      lines: ruling ? [`from ${from}: ${ruling.explained}`, `to the instant: ${ruling.endsAt}`] : [],
    },
    { title: 'It rests on', lines: words(ruling?.clauses ?? deadline.clauses, policy) },
  ];
}

const counted = (name: string, { title }: DeadlineShape, anchor: string, from: string, policy: Policy): string =>
  `${title}, from ${from}: ${policy.deadline(name, anchor).explained}`;

/** A year without holidays, in words for whoever asked. */
export const uncountable = ({ message, years }: CalendarError): string =>
  years === '' ? message : `${message}: it has those of ${years}, and no day is counted in another year`;
