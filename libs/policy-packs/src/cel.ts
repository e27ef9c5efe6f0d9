import { Environment, EvaluationError, ParseError, TypeError as CheckError } from '@marcbachmann/cel-js';
import { factsNamed, mostSteps, recordsOf, unsafePartOf } from './cel-parts.js';
import { remedyFor } from './cel-remedies.js';
import { FactMissing, FactMistyped, FactsUnusable, type Fact, type Facts, type FactTypes } from './policy.js';

/** A condition over declared facts, checked when it was compiled. */
export interface Condition {
  readonly text: string;
  /** Every fact that the text names, dotted; an evaluation may need fewer. */
  readonly names: readonly string[];
  /**
   * `read` holds the facts that this evaluation needed, by dotted name.
   * @throws FactMissing where one of them was not supplied, even where the other side of an `||` would have decided
   */
  evaluate(facts: Facts): Outcome;
}

export interface Outcome {
  readonly value: boolean;
  readonly read: Readonly<Record<string, Fact>>;
}

/** What is wrong with a condition, in one line. */
export class ConditionError extends Error {
  override readonly name = 'ConditionError';
  constructor(
    message: string,
    /** A fact that is not known, dotted, and how far into the text what is wrong begins, where that can be told. */
    readonly where: { readonly fact?: string | undefined; readonly at?: number | undefined } = {},
  ) {
    super(message);
  }
}

export interface Conditions {
  /**
   * @throws ConditionError for a fact that is not declared, a type that does not fit, a result that is not boolean, or
   * what could fail where it is evaluated
   */
  compile(expression: string): Condition;
}

export const compile = (expression: string, types: FactTypes): Condition => conditionsOver(types).compile(expression);

/** By dotted name, what is worked out from facts that were supplied; `fact` reads one of them, which then counts as read. */
export type DerivedFacts = ReadonlyMap<string, DerivedWork>;

type DerivedWork = (fact: (name: string) => string) => boolean;

/** The conditions that may be written over these facts. CEL, in which numbers are `double`. */
export function conditionsOver(types: FactTypes, derived: DerivedFacts = new Map()): Conditions {
  const environment = new Environment({ limits });
  environment.registerOperator('double == int', (a: number, b: bigint) => a === Number(b));
  const { Made: Root, within } = factsRecord(types, '');
  for (const [name, declared] of within) environment.registerType(name, declared);
  for (const [name, type] of Object.entries(types)) environment.registerVariable(name, typeName(type, name));
  const known = leavesOf(types);
  const leaves = new Set(known.map(({ name }) => name));
  const records = recordsOf(leaves);
  const lists = new Set(known.filter(({ type }) => type === 'list<string>').map(({ name }) => name));
  return {
    compile(text) {
      const program = parse(environment, text);
      const unsafe = unsafePartOf(program.ast, leaves, records);
      if (unsafe !== undefined) throw new ConditionError(`${unsafe} may not stand in a condition: ${text}`);
      if (mostSteps(program.ast, lists, mostEntries) > mostStepsTaken)
        throw new ConditionError(`the condition goes through too many lists within lists: ${text}`);
      return {
        text,
        names: factsNamed(program.ast, leaves),
        evaluate: (facts) => evaluate(program, Root, new Reader(facts, text, derived)),
      };
    },
  };
}

/** Of a list that is a fact. */
const mostEntries = 1_000;
/** That an evaluation may take where all its lists are so long: a second, or less. */
const mostStepsTaken = 500_000;

const limits = { maxAstNodes: 500, maxDepth: 40, maxListElements: 100, maxMapEntries: 0, maxCallArguments: 8 };

type FactsClass = new (reader: Reader) => object;

/** A class, and all that stand within it, as the environment knows them. */
interface FactsRecord {
  readonly Made: FactsClass;
  readonly within: ReadonlyMap<string, { readonly ctor: FactsClass; readonly fields: Record<string, string> }>;
}

const typeName = (type: FactTypes[string], dotted: string) => (typeof type === 'string' ? type : `facts.${dotted}`);

/** By the facts that it holds, and by its dotted name: acts on one subject have most of their facts in common. */
const madeBefore = new WeakMap<FactTypes, Map<string, FactsRecord>>();

function factsRecord(types: FactTypes, path: string): FactsRecord {
  const byPath = madeBefore.get(types) ?? new Map<string, FactsRecord>();
  madeBefore.set(types, byPath);
  const record = byPath.get(path) ?? makeFactsRecord(types, path);
  byPath.set(path, record);
  return record;
}

/** A class whose getters read a fact when it is asked for, so that what an evaluation needed is known. */
function makeFactsRecord(types: FactTypes, path: string): FactsRecord {
  const Made = class {
    constructor(readonly reader: Reader) {}
  };
  const fields: Record<string, string> = {};
  const within = new Map<string, { ctor: FactsClass; fields: Record<string, string> }>();
  for (const [name, type] of Object.entries(types)) {
    const dotted = path === '' ? name : `${path}.${name}`;
    fields[name] = typeName(type, dotted);
    const nested = typeof type === 'string' ? undefined : factsRecord(type, dotted);
    for (const [each, declared] of nested?.within ?? []) within.set(each, declared);
    Object.defineProperty(Made.prototype, name, { get: getter(dotted, type, nested?.Made) });
  }
  if (path !== '') within.set(`facts.${path}`, { ctor: Made, fields });
  return { Made, within };
}

function getter(dotted: string, type: FactTypes[string], Nested: FactsClass | undefined) {
  const path = dotted.split('.');
  return function (this: { reader: Reader }) {
    return typeof type === 'string' ? this.reader.get(dotted, type, path) : Nested && new Nested(this.reader);
  };
}

type Leaf = Extract<FactTypes[string], string>;

const isOfType: Record<Leaf, (value: unknown) => boolean> = {
  bool: (value) => typeof value === 'boolean',
  string: (value) => typeof value === 'string',
  double: (value) => typeof value === 'number',
  'list<string>': (value) => Array.isArray(value) && value.every((item) => typeof item === 'string'),
};

class Reader {
  readonly read: Record<string, Fact> = {};
  /** CEL forgives an error on one side of `||` and `&&` where the other side decides; a missing fact is not forgiven. */
  failure: Error | undefined;

  constructor(
    private readonly facts: Facts,
    readonly condition: string,
    private readonly derived: DerivedFacts,
  ) {}

  get(dotted: string, type: Leaf, path: readonly string[] = dotted.split('.')): Fact {
    const work = this.derived.size > 0 ? this.derived.get(dotted) : undefined;
    const value = work ? this.worked(work) : factAt(this.facts, path);
    if (value === undefined || value === null) return this.fail(new FactMissing(dotted, this.condition));
    if (!isOfType[type](value)) {
      return this.fail(new FactMistyped(dotted, type, this.condition));
    }
    if (Array.isArray(value) && value.length > mostEntries) {
      const long = `the fact ${dotted} has ${value.length} entries, and ${mostEntries} is the most`;
      return this.fail(new FactsUnusable(`${long}: ${this.condition}`));
    }
    this.read[dotted] = value as Fact;
    return value as Fact;
  }

  private worked(work: DerivedWork): boolean {
    try {
      return work((name) => this.get(name, 'string') as string);
    } catch (error) {
      return this.fail(error instanceof Error ? error : new Error(String(error)));
    }
  }

  private fail(error: Error): never {
    this.failure ??= error;
    throw error;
  }
}

function factAt(facts: Facts, path: readonly string[]): Fact | Facts | undefined {
  let at: Fact | Facts | undefined = facts;
  for (const name of path) {
    if (at === null || typeof at !== 'object' || Array.isArray(at) || !Object.hasOwn(at, name)) return undefined;
    at = (at as Facts)[name];
  }
  return at;
}

function evaluate(program: Program, Root: FactsClass, reader: Reader): Outcome {
  const text = reader.condition;
  let value: unknown;
  try {
    value = program(new Root(reader));
  } catch (error) {
    throw reader.failure ?? new Error(`${summaryOf(error)}: ${text}`, { cause: error });
  }
  if (reader.failure !== undefined) throw reader.failure;
  if (typeof value !== 'boolean') throw new Error(`the condition gave no boolean: ${text}`);
  return { value, read: reader.read };
}

type Program = ReturnType<Environment['parse']>;

function parse(environment: Environment, text: string): Program {
  try {
    const program = environment.parse(text);
    const checked = program.check();
    if (checked.error !== undefined) throw checked.error;
    if (checked.type !== 'bool') {
      throw new ConditionError(`the condition must be bool, and is ${withoutPrefix(checked.type ?? '')}: ${text}`);
    }
    return program;
  } catch (error) {
    throw error instanceof ConditionError ? error : explained(error, text);
  }
}

function explained(error: unknown, text: string): ConditionError {
  const { start, end = text.length } = (isCelError(error) ? error.range : undefined) ?? {};
  const isUnknown = isCelError(error) && ['unknown_variable', 'no_such_key'].includes(error.code);
  if (!isUnknown) {
    const summary = summaryOf(error);
    return new ConditionError(`${summary}: ${text}${remedyFor(summary, text)}`, { at: start });
  }
  const upTo = text.slice(0, end);
  const name = /[A-Za-z_][\w.]*$/.exec(upTo)?.[0];
  if (name === undefined) return new ConditionError(`unknown fact ${upTo}: ${text}`);
  const fact = `${name}${furtherNames.exec(text.slice(end))?.[0] ?? ''}`;
  return new ConditionError(`unknown fact ${fact}: ${text}`, { fact, at: end - name.length });
}

/** `.b.c` after `a`, and no method. */
const furtherNames = /^(?:\.[A-Za-z_]\w*(?![\w(]))+/;

const summaryOf = (error: unknown) => withoutPrefix(isCelError(error) ? error.summary : String(error));

const withoutPrefix = (type: string) => type.replaceAll('facts.', '');

function isCelError(error: unknown): error is EvaluationError | ParseError | CheckError {
  return error instanceof EvaluationError || error instanceof ParseError || error instanceof CheckError;
}

/** The facts that have a value, by dotted name. */
export function leavesOf(types: FactTypes, path = ''): readonly { readonly name: string; readonly type: Leaf }[] {
  return Object.entries(types).flatMap(([key, type]) => {
    const name = `${path}${key}`;
    return typeof type === 'string' ? [{ name, type }] : leavesOf(type, `${name}.`);
  });
}
