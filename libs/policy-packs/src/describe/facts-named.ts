const QUOTED = /"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'/g;
const NAME = /(?<![\w.])[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*/g;

/** Whether a condition names a fact, dotted; also where a method of it is asked. What stands in quotes is no fact. */
export function factsNamedIn(conditions: readonly string[]): (fact: string) => boolean {
  const names = new Set(conditions.flatMap((text) => text.replaceAll(QUOTED, "''").match(NAME) ?? []));
  const above = [...names].map((name) => name.slice(0, name.lastIndexOf('.')));
  return (fact) => names.has(fact) || above.includes(fact);
}
