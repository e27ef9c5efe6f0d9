/** A condition's syntax tree, as far as it is looked at here. */
interface Node {
  readonly op: string;
  readonly args: unknown;
}

/** Each of these always gives a value. `/` and `%` do not (by nought), nor does an index. */
const operators = new Set(
  'value id . call rcall list in ?: && || !_ == != < <= > >= -_ + - *'.split(' '), // as the parser calls them
);
const quantifiers = new Set(['all', 'exists', 'exists_one']);
const functions = new Set([
  ...quantifiers,
  ...['size', 'contains', 'startsWith', 'endsWith', 'lowerAscii', 'upperAscii', 'trim'],
]);

/**
 * What stands in a condition and could fail where it is evaluated, or hide a misspelt fact: an `||` or an `all` beside
 * it would take the failure for false. A fact stands by its full name; a record of facts cannot be handed on.
 *
 * @param leaves the facts that have a value, dotted
 * @param records as `recordsOf` them: worked out once for many conditions
 */
export function unsafePartOf(
  ast: unknown,
  leaves: ReadonlySet<string>,
  records: ReadonlySet<string>,
): string | undefined {
  const nodes = [...nodesOf(ast)];
  const variables = new Set(nodes.flatMap(variableOf).filter((name) => !records.has(name)));
  const receivers = new Set(nodes.filter(({ op }) => op === '.').flatMap(({ args }) => argsOf(args).slice(0, 1)));
  const unsafe = (node: Node): string | undefined => {
    const { op, args } = node;
    if (!operators.has(op)) return inWords[op] ?? op;
    if (op === 'call' || op === 'rcall') return functions.has(nameOf(args)) ? undefined : `${nameOf(args)}()`;
    if (op !== 'id' && op !== '.') return undefined;
    const name = dottedName(node);
    const isKnown = leaves.has(name) || variables.has(name) || (receivers.has(node) && records.has(name));
    return isKnown ? undefined : `${name} by itself`;
  };
  return nodes.map(unsafe).find((part) => part !== undefined);
}

/** @param leaves as above */
export const factsNamed = (ast: unknown, leaves: ReadonlySet<string>): readonly string[] =>
  [...new Set([...nodesOf(ast)].map(dottedName))].filter((name) => leaves.has(name));

/** Entries of a list that are looked at, as `in` does, in the time of one step. */
const nativeSteps = 10;

/**
 * As many steps as an evaluation may take.
 *
 * @param lists the facts that are lists
 * @param entries as many as one of them may have
 */
export function mostSteps(ast: unknown, lists: ReadonlySet<string>, entries: number): number {
  const steps = (value: unknown): number => {
    if (Array.isArray(value)) return value.reduce<number>((sum, item) => sum + steps(item), 0);
    if (!isNode(value)) return 0;
    if (lists.has(dottedName(value))) return entries / nativeSteps;
    const { op, args } = value;
    if (op !== 'rcall' || !quantifiers.has(nameOf(args))) return 1 + steps(args);
    const [, receiver, applied] = argsOf(args);
    const [, body] = argsOf(applied);
    const times = isNode(receiver) && receiver.op === 'list' ? argsOf(receiver.args).length : entries;
    return steps(receiver) + times * (1 + steps(body));
  };
  return steps(ast);
}

const inWords: Readonly<Record<string, string>> = { '[]': 'an index', map: 'a map' };

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'op' in value;

function* nodesOf(value: unknown): Iterable<Node> {
  if (isNode(value)) {
    yield value;
    yield* nodesOf(value.args);
  } else if (Array.isArray(value)) {
    for (const item of value) yield* nodesOf(item);
  }
}

const argsOf = (args: unknown): readonly unknown[] => (Array.isArray(args) ? args : []);

const nameOf = (args: unknown) => String(argsOf(args)[0]);

/** `r` of `regulators.exists(r, …)`. */
function variableOf({ op, args }: Node): readonly string[] {
  if (op !== 'rcall' || !quantifiers.has(nameOf(args))) return [];
  const [variable] = argsOf(argsOf(args)[2]);
  return isNode(variable) ? [String(variable.args)] : [];
}

/** What facts stand in: all that is above one of them. */
export const recordsOf = (leaves: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...leaves].flatMap(recordsAbove));

/** `a` and `a.b` of `a.b.c`. */
function recordsAbove(leaf: string): readonly string[] {
  const names = leaf.split('.');
  return names.slice(1).map((_, i) => names.slice(0, i + 1).join('.'));
}

function dottedName(node: Node): string {
  if (node.op === 'id') return String(node.args);
  const [receiver, field] = argsOf(node.args);
  return node.op === '.' && isNode(receiver) ? `${dottedName(receiver)}.${String(field)}` : '';
}
