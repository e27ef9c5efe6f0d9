import { describe, expect, it } from '@jest/globals';
import { compile, ConditionError } from './cel.js';
import { FactMissing, FactsUnusable, type FactTypes } from './policy.js';

const types = {
  lead: { assigned: 'bool', trained: 'bool', level: 'double', record: { clean: 'bool' } },
  regulators: 'list<string>',
  word: 'string',
} as const satisfies FactTypes;

const refused = (expression: string) => {
  try {
    compile(expression, types);
  } catch (error) {
    return error instanceof ConditionError ? error.message : String(error);
  }
  return 'compiled';
};

describe('a condition', () => {
  it('gives its value and the facts that it read', () => {
    const facts = { lead: { assigned: true, trained: false }, word: 'unread' };
    expect(compile('lead.assigned && lead.trained', types).evaluate(facts)).toEqual({
      value: false,
      read: { 'lead.assigned': true, 'lead.trained': false },
    });
  });

  it('does not read what the left side has decided', () => {
    const outcome = compile('!lead.assigned || lead.trained', types).evaluate({ lead: { assigned: false } });
    expect(outcome).toEqual({ value: true, read: { 'lead.assigned': false } });
  });

  it.each([
    ['lead.level >= 5', { lead: { level: 5 } }, true],
    ['lead.level == 5', { lead: { level: 5 } }, true],
    ['lead.level != 5', { lead: { level: 4.5 } }, true],
    ['lead.level + 1.0 > 5', { lead: { level: 4 } }, false],
    ['lead.record.clean', { lead: { record: { clean: true } } }, true],
    ['"sqa" in regulators', { regulators: ['ccea', 'sqa'] }, true],
    ['size(regulators) == 0', { regulators: [] }, true],
    ['regulators.exists(r, r.startsWith("o"))', { regulators: ['sqa'] }, false],
    ['word in ["a", "b"]', { word: 'b' }, true],
    ['"a" in [word, "b"]', { word: 'b' }, false],
    ['regulators.all(r, r in ["sqa", word])', { regulators: ['sqa'], word: 'b' }, true],
    ['regulators.exists_one(r, r.contains("q"))', { regulators: ['sqa'] }, true],
    ['word.trim().lowerAscii().endsWith("x")', { word: ' X ' }, true],
    ['lead.assigned ? lead.level * 2.0 - 1.0 > 5 : word.size() > 3', { lead: { assigned: true, level: 4 } }, true],
  ])('%s', (expression, facts, value) => {
    expect(compile(expression, types).evaluate(facts).value).toBe(value);
  });

  it('names every fact that its text names', () => {
    expect(compile('lead.record.clean || "a" in regulators', types).names).toEqual(['lead.record.clean', 'regulators']);
  });

  it('is reused, each evaluation with its own facts', () => {
    const condition = compile('lead.trained', types);
    expect(condition.evaluate({ lead: { trained: true } }).value).toBe(true);
    expect(condition.evaluate({ lead: { trained: false } }).value).toBe(false);
  });
});

describe('a fact that is needed and was not supplied is named, never taken as false', () => {
  it.each([
    ['absent', 'lead.trained', { lead: { assigned: true } }],
    ['absent with all that holds it', 'lead.trained', {}],
    ['null', 'lead.trained', { lead: { trained: null } }],
    ['negated', '!lead.trained', { lead: {} }],
    ['left of an || that the right side would decide', 'lead.trained || true', { lead: {} }],
    ['left of an && that the right side would decide', 'lead.trained && false', { lead: {} }],
    ['inherited', 'lead.trained', { lead: Object.create({ trained: true }) }],
  ])('%s', (_, expression, facts) => {
    const evaluate = () => compile(expression, types).evaluate(facts);
    expect(evaluate).toThrow(FactMissing);
    expect(evaluate).toThrow(`the fact lead.trained is needed and was not supplied: ${expression}`);
  });

  it('and one of another type is an error', () => {
    expect(() => compile('lead.trained', types).evaluate({ lead: { trained: 'yes' } })).toThrow(
      'the fact lead.trained must be bool',
    );
  });
});

describe('refused when it is compiled', () => {
  it.each([
    ['lead.traned', 'unknown fact lead.traned: lead.traned'],
    ['laed.trained', 'unknown fact laed.trained: laed.trained'],
    ['lead.assigned && lead.record.cleen', 'unknown fact lead.record.cleen'],
    ['lead.level', 'the condition must be bool, and is double'],
    ['lead', 'the condition must be bool, and is lead'],
    ['lead.level == "five"', 'no such overload: double == string'],
    ['word && lead.trained', "requires bool operands, got 'string'"],
    ['lead.trained &&', 'Unexpected token: EOF'],
    ['word in ["a", 1]', 'List elements must have the same type'],
  ])('%s', (expression, message) => {
    expect(refused(expression)).toContain(message);
  });

  // Each compiles in CEL, and `false ||` or `!` beside it would make its failure, or its misspelt fact, a value.
  it.each([
    ['!has(lead.traned) || lead.level > 3.0', 'has() may not stand in a condition'],
    ['has(lead.trained)', 'has() may not'],
    ['dyn(word) == 1', 'dyn() may not'],
    ['lead["trained"]', 'an index may not'],
    ['lead["traned"] || lead.trained', 'unknown fact lead["traned"]'],
    ['regulators[0] == "sqa" || lead.trained', 'an index may not'],
    ['word.split(",")[0] == "a"', 'an index may not'],
    ['{"a": 1}["a"] == 1', 'maxMapEntries'],
    ['{} == {}', 'a map may not'],
    ['[lead].exists(one, one.trained)', 'lead by itself may not'],
    ['[lead.record] == []', 'lead.record by itself may not'],
    ['(lead.trained ? lead : lead).assigned', '.assigned by itself may not'],
    ['regulators.all(lead, lead == "sqa")', 'lead by itself may not'],
    ['double.foo == 1 || lead.trained', 'double.foo by itself may not'],
    ['cel.bind(w, word, w == "a")', 'bind() may not'],
    ['timestamp(word) > timestamp(word) || lead.trained', 'timestamp() may not'],
    ['duration(word) > duration("1s")', 'duration() may not'],
    ['int(word) > 1 || lead.trained', 'int() may not'],
    ['double(word) > 1.0', 'double() may not'],
    ['bool(word)', 'bool() may not'],
    ['type(word) == string', 'type() may not'],
    ['word.matches("[") || lead.trained', 'matches() may not'],
    ['word.substring(9) == "a"', 'substring() may not'],
    ['regulators.map(r, r).exists(r, r == "a")', 'map() may not'],
    ['regulators.filter(r, r == "a").size() > 0', 'filter() may not'],
    ['1 / size(regulators) == 1 || lead.trained', '/ may not'],
    ['1 % size(regulators) == 1', '% may not'],
  ])('what can fail where it is evaluated: %s', (expression, message) => {
    expect(refused(expression)).toContain(message);
  });

  it.each([
    ['too long', Array(300).fill('lead.trained').join(' || '), 'maxAstNodes'],
    ['too deep', `${'('.repeat(50)}lead.trained${')'.repeat(50)}`, 'maxDepth'],
    ['a list of 101', `word in [${Array(101).fill('"a"').join(', ')}]`, 'maxListElements'],
    [
      'lists within lists',
      'regulators.all(a, regulators.exists(b, a != b))',
      'the condition goes through too many lists within lists',
    ],
    [
      'many lists looked up for each of a list',
      `regulators.all(a, ${Array(6).fill('a in regulators').join(' && ')})`,
      'the condition goes through too many lists within lists',
    ],
  ])('%s', (_, expression, message) => {
    expect(refused(expression)).toContain(message);
  });
});

describe('lists', () => {
  it.each([
    ['a list for each of another', 'regulators.all(a, a in regulators)'],
    ['short lists within lists', '["a", "b"].all(a, ["c"].all(b, regulators.all(c, c != a || c != b)))'],
  ])('%s is gone through', (_, expression) => {
    expect(compile(expression, types).evaluate({ regulators: ['x', 'y'] }).value).toBe(true);
  });

  it.each([
    [1_000, 'true'],
    [1_001, 'the fact regulators has 1001 entries, and 1000 is the most: size(regulators) > 0 || lead.trained'],
  ])('of %s entries', (length, expected) => {
    const condition = compile('size(regulators) > 0 || lead.trained', types);
    const evaluate = () => {
      try {
        return String(condition.evaluate({ regulators: Array(length).fill('a'), lead: { trained: true } }).value);
      } catch (error) {
        return error instanceof FactsUnusable ? error.message : 'another error';
      }
    };
    expect(evaluate()).toBe(expected);
  });

  it('the longest that may be gone through ends', () => {
    const regulators = Array.from({ length: 1_000 }, (_, i) => `r${i}`);
    const begun = performance.now();
    const condition = `regulators.all(a, ${Array(4).fill('a in regulators').join(' && ')})`;
    expect(compile(condition, types).evaluate({ regulators }).value).toBe(true);
    expect(performance.now() - begun).toBeLessThan(60_000);
  });
});
