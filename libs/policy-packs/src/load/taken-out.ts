/**
 * The content of a file without any entry that rests on the clause: a rule, a row, an item, an act. What is around it stays. So
 * does an act of which something, such as a rule, says itself that it rests on the clause: only that is taken out of it.
 */
export function takenOut(content: unknown, clause: string): unknown {
  if (Array.isArray(content)) {
    return content.filter((entry) => !isTaken(entry, clause)).map((entry) => takenOut(entry, clause));
  }
  if (!isRecord(content)) return content;
  const left = Object.entries(content).filter(([, entry]) => !isTaken(entry, clause));
  return Object.fromEntries(left.map(([key, entry]) => [key, takenOut(entry, clause)]));
}

const isTaken = (entry: unknown, clause: string): boolean =>
  isRecord(entry) &&
  restsOn(entry, clause) &&
  !(isAct(entry) && Object.values(entry).some((part) => has(part, clause)));

const restsOn = ({ clauses }: Entry, clause: string) => Array.isArray(clauses) && clauses.includes(clause);

/** Or a step. */
const isAct = (entry: Entry) => isRecord(entry['who']);

function has(part: unknown, clause: string): boolean {
  if (typeof part !== 'object' || part === null) return false;
  return (isRecord(part) && restsOn(part, clause)) || Object.values(part).some((inner) => has(inner, clause));
}

interface Entry {
  readonly clauses?: unknown;
  readonly [key: string]: unknown;
}

const isRecord = (value: unknown): value is Entry =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
