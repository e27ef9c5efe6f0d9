/** The content of a file without any entry that rests on the clause: a rule, a row, an item, an act. What is around it stays. */
export function takenOut(content: unknown, clause: string): unknown {
  if (Array.isArray(content)) {
    return content.filter((entry) => !restsOn(entry, clause)).map((entry) => takenOut(entry, clause));
  }
  if (typeof content !== 'object' || content === null) return content;
  const left = Object.entries(content).filter(([, entry]) => !restsOn(entry, clause));
  return Object.fromEntries(left.map(([key, entry]) => [key, takenOut(entry, clause)]));
}

function restsOn(entry: unknown, clause: string): boolean {
  if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) return false;
  const clauses = (entry as { readonly clauses?: unknown }).clauses;
  return Array.isArray(clauses) && clauses.includes(clause);
}
