import assert from 'node:assert/strict';
import type { Chosen, Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { codesOf, isRefusedBy } from './rulings.js';

const tariff = 'malpractice-penalties';
const careers = ['undergraduate', 'postgraduate'] as const;
const histories: readonly (readonly string[])[] = [[], ['undergraduate'], ['postgraduate'], [...careers]];

/** @param before the careers in which malpractice was found before */
const student = (career: string, before: readonly string[] = [], isMarked = true): Facts => ({
  student: { career },
  history: { careers: before },
  work: { marked: isMarked },
});

const first = student('undergraduate');
const repeat = student('undergraduate', ['undergraduate']);

const open = (policy: Policy, facts: Facts): readonly string[] =>
  policy
    .options(tariff, facts)
    .filter((option) => option.open)
    .map(({ code }) => code);

/** What must be said with each letter. */
const said: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  a: {},
  b: { task: 'An essay on plagiarism' },
  c: {},
  d: { of: 'module', marks: 20 },
  e: { work: 'First essay', resit: 'capped' },
  'e-without-loss-of-credit': { work: 'First essay', disproportion: 'The final semester' },
  f: { modules: 'Hebrew 1', resit: 'full-range' },
  'f-without-loss-of-credit': { modules: 'Hebrew 1', disproportion: 'The final semester' },
  g: { of: 'First essay' },
  'g-without-loss-of-credit': { of: 'First essay', disproportion: 'The final semester' },
  h: { of: 'First essay' },
  'h-without-loss-of-credit': { of: 'First essay', disproportion: 'The final semester' },
  i: { period: 'January' },
  j: { year: '2026-27' },
  k: { how: 'reduce the class', extent: 'one' },
  l: { months: 12 },
  m: {},
  n: {},
};

const penalty = (code: string, otherwise: Readonly<Record<string, unknown>> = {}): Chosen => ({
  code,
  parameters: { ...said[code], ...otherwise },
});

const imposed = (policy: Policy, facts: Facts, code: string, otherwise?: Readonly<Record<string, unknown>>) =>
  policy.impose(tariff, [penalty(code, otherwise)], facts);

const effectsOf = (policy: Policy, code: string) => {
  const { refusals, effects } = imposed(policy, repeat, code);
  assert.deepEqual(refusals, []);
  return effects.map(({ effect }) => effect);
};

const letters = (codes: readonly string[]) => [...new Set(codes.map((code) => code.slice(0, 1)))].join('');

/** It is there with its clause, with these effects, and asks for what it needs. */
const isPenalty = (policy: Policy, id: string, code: string, effects: readonly string[]) => {
  const option = policy.options(tariff, repeat).find((one) => one.code === code);
  assert.ok(option, `there is ${code}`);
  assert.ok(option.clauses.includes(id), `${code} rests on ${id}`);
  assert.deepEqual(
    option.effects.map(({ effect }) => effect),
    effects,
  );
  assert.deepEqual(codesOf(imposed(policy, repeat, code)), []);
  for (const { name, required } of option.parameters)
    assert.deepEqual(codesOf(imposed(policy, repeat, code, { [name]: '' })), required ? [`missing-${name}`] : []);
};

const isClosedToFirst = (policy: Policy, code: string) => {
  isRefusedBy(imposed(policy, first, code), 'repeat-only', 'IBC-93.gate');
  assert.deepEqual(codesOf(imposed(policy, repeat, code)), []);
};

const resitOf = (policy: Policy, code: string) =>
  imposed(policy, repeat, code).effects.find(({ effect }) => effect === 'resit-permitted');

export const penaltyTests: readonly ClauseTest[] = [
  clause('IBC-93.0', 'exactly one of (a) to (n) for a finding: not none, and not two', (policy) => {
    assert.equal(policy.tariff(tariff).choose, 'exactly-one');
    assert.deepEqual(codesOf(policy.impose(tariff, [], repeat)), ['not-so-many']);
    assert.deepEqual(codesOf(policy.impose(tariff, [penalty('a'), penalty('e')], repeat)), ['not-so-many']);
    assert.equal(letters(open(policy, repeat)), 'abcdefghijklmn');
    for (const code of open(policy, repeat)) assert.deepEqual(codesOf(imposed(policy, repeat, code)), [], code);
    assert.deepEqual(codesOf(policy.impose(tariff, [{ code: 'o' }], repeat)), ['unknown-option']);
  }),
  clause('IBC-93.a', 'a reprimand and warning about future behaviour, for a first offence too', (policy) => {
    isPenalty(policy, 'IBC-93.a', 'a', ['warning']);
    assert.deepEqual(codesOf(imposed(policy, first, 'a')), []);
  }),
  clause('IBC-93.b', 'a piece of work outside the programme, which is named', (policy) => {
    isPenalty(policy, 'IBC-93.b', 'b', ['further-work']);
    assert.deepEqual(codesOf(imposed(policy, first, 'b')), []);
  }),
  clause('IBC-93.c', 'the work is marked by the criteria, and the lecturer is informed', (policy) => {
    isPenalty(policy, 'IBC-93.c', 'c', ['marked-by-criteria']);
    assert.deepEqual(imposed(policy, first, 'c').follows, ['lecturer-to-mark']);
    assert.deepEqual(policy.notice('lecturer-to-mark').to, ['module-lecturer']);
  }),
  clause('IBC-93.d', 'a mark already awarded is reduced by a specified amount', (policy) => {
    isPenalty(policy, 'IBC-93.d', 'd', ['mark-reduced']);
    isRefusedBy(imposed(policy, student('undergraduate', [], false), 'd'), 'mark-awarded', 'IBC-93.d');
    assert.deepEqual(codesOf(imposed(policy, first, 'd', { marks: 0 })), ['wrong-marks']);
    assert.deepEqual(codesOf(imposed(policy, first, 'd', { marks: 1 })), []);
    assert.deepEqual(codesOf(imposed(policy, first, 'd', { marks: 101 })), ['wrong-marks']);
  }),
  clause('IBC-93.e', 'a recorded zero for the assessed work', (policy) => {
    isPenalty(policy, 'IBC-93.e', 'e', ['zero-for-work', 'resit-permitted']);
    assert.deepEqual(codesOf(imposed(policy, first, 'e')), []);
  }),
  clause('IBC-93.f', 'a recorded zero for the module or modules', (policy) => {
    isPenalty(policy, 'IBC-93.f', 'f', ['zero-for-module', 'resit-permitted']);
    assert.deepEqual(codesOf(imposed(policy, first, 'f')), []);
  }),
  clause('IBC-93.g', 'zero for the work or the modules, and no re-assessment', (policy) =>
    isPenalty(policy, 'IBC-93.g', 'g', ['zero-for-work-or-module', 'no-reassessment']),
  ),
  clause('IBC-93.h', 'zero, no re-assessment, and no substitution of other work', (policy) =>
    isPenalty(policy, 'IBC-93.h', 'h', ['zero-for-work-or-module', 'no-reassessment', 'no-substitution']),
  ),
  clause('IBC-93.i', 'zero for all of one of three examination periods', (policy) => {
    isPenalty(policy, 'IBC-93.i', 'i', ['zero-for-period']);
    const periods = ['January', 'May/June', 'August/September'];
    for (const period of periods) assert.deepEqual(codesOf(imposed(policy, repeat, 'i', { period })), []);
    assert.deepEqual(codesOf(imposed(policy, repeat, 'i', { period: 'March' })), ['wrong-period']);
  }),
  clause('IBC-93.j', 'zero for all of the academic year', (policy) =>
    isPenalty(policy, 'IBC-93.j', 'j', ['zero-for-year']),
  ),
  clause(
    'IBC-93.k',
    'the Board is required to reduce the class by one or more, or award a lesser qualification',
    (policy) => {
      isPenalty(policy, 'IBC-93.k', 'k', ['award-reduced']);
      const { effects, follows } = imposed(policy, repeat, 'k', {
        how: 'award a lesser qualification',
        extent: 'a diploma',
      });
      assert.ok(effects.every(({ binds }) => binds));
      assert.deepEqual(follows, ['board-direction']);
    },
  ),
  clause('IBC-93.l', 'suspension for a fixed period of at most twelve months', (policy) => {
    isPenalty(policy, 'IBC-93.l', 'l', ['suspension', 'barred-from-premises-and-activities']);
    assert.deepEqual(codesOf(imposed(policy, repeat, 'l', { months: 0 })), ['wrong-months']);
    assert.deepEqual(codesOf(imposed(policy, repeat, 'l', { months: 12.5 })), ['wrong-months']);
    assert.deepEqual(codesOf(imposed(policy, repeat, 'l', { months: 3, qualification: 'May use the library' })), []);
    assert.equal(policy.deadline('suspension', '2028-02-29T09:00:00Z').date, '2029-02-28');
  }),
  clause('IBC-93.m', 'cessation of registration for the accredited course', (policy) =>
    isPenalty(policy, 'IBC-93.m', 'm', ['registration-ended']),
  ),
  clause('IBC-93.n', 'expulsion from the College', (policy) => isPenalty(policy, 'IBC-93.n', 'n', ['expulsion'])),
  clause('IBC-93.gate', '(g) to (n) are for a repeat offence only, however serious a first one is', (policy) => {
    assert.equal(letters(open(policy, first)), 'abcdef');
    const gated = open(policy, repeat).filter((code) => !open(policy, first).includes(code));
    assert.equal(letters(gated), 'ghijklmn');
    for (const code of gated) isClosedToFirst(policy, code);
  }),
  clause('IBC-84', "any offence of the student's current career makes this one a repeat", (policy) => {
    for (const career of careers) {
      assert.equal(letters(open(policy, student(career, [career]))), 'abcdefghijklmn');
      assert.equal(letters(open(policy, student(career))), 'abcdef');
    }
  }),
  clause('IBC-85', 'an undergraduate offence is none before a postgraduate one, nor the other way round', (policy) => {
    isRefusedBy(imposed(policy, student('postgraduate', ['undergraduate']), 'n'), 'repeat-only', 'IBC-85');
    isRefusedBy(imposed(policy, student('undergraduate', ['postgraduate']), 'n'), 'repeat-only', 'IBC-85');
    assert.deepEqual(codesOf(imposed(policy, student('postgraduate', [...careers]), 'n')), []);
  }),
  clause(
    ['IBC-93.0', 'IBC-93.gate'],
    'whatever the offence, the career and the history, there are penalties, each with its clause',
    (policy) => {
      assert.ok(policy.offences.length > 1);
      const marked = [true, false];
      const combinations = policy.offences.flatMap(({ code }) =>
        careers.flatMap((career) =>
          histories.flatMap((before) => marked.map((isMarked) => ({ code, career, before, isMarked }))),
        ),
      );
      for (const { code, career, before, isMarked } of combinations) {
        const options = policy.options(tariff, { ...student(career, before, isMarked), case: { offence: code } });
        const allowed = options.filter((option) => option.open);
        const all = before.includes(career) ? 'abcdefghijklmn' : 'abcdef';
        assert.equal(letters(allowed.map((option) => option.code)), isMarked ? all : all.replace('d', ''));
        for (const option of allowed)
          assert.ok(option.clauses.includes(`IBC-93.${option.code.slice(0, 1)}`), option.code);
        const shut = options.filter((option) => !option.open && option.code !== 'd');
        assert.ok(shut.every(({ refusals }) => refusals.every(({ clauses }) => clauses.includes('IBC-93.gate'))));
      }
    },
  ),
  clause(
    'IBC-94.1',
    'with (e) and (f) the Committee permits a re-sit, for a capped mark or the full range',
    (policy) => {
      for (const code of ['e', 'f']) {
        assert.equal(resitOf(policy, code)?.binds, true);
        for (const mark of ['capped', 'full-range'])
          assert.deepEqual(codesOf(imposed(policy, first, code, { resit: mark })), []);
        assert.deepEqual(codesOf(imposed(policy, first, code, { resit: 'none' })), ['wrong-resit']);
        assert.deepEqual(codesOf(imposed(policy, first, code, { resit: '' })), ['missing-resit']);
      }
      for (const code of ['g', 'h', 'i', 'j']) assert.equal(resitOf(policy, code), undefined);
    },
  ),
  clause(
    'IBC-94.2',
    'a zero of (e) or (f) without loss of credit, where it would otherwise be disproportionate',
    (policy) => {
      for (const code of ['e', 'f']) {
        const kept = `${code}-without-loss-of-credit`;
        const zero = code === 'e' ? 'zero-for-work' : 'zero-for-module';
        assert.deepEqual(effectsOf(policy, kept).slice(-2), [zero, 'credit-kept']);
        assert.deepEqual(codesOf(imposed(policy, first, kept)), []);
        assert.deepEqual(codesOf(imposed(policy, first, kept, { disproportion: '' })), ['missing-disproportion']);
      }
    },
  ),
  clause(
    'IBC-95',
    'a zero of (g) or (h) without loss of credit, for a repeat offence and with the reason',
    (policy) => {
      for (const code of ['g', 'h']) {
        const kept = `${code}-without-loss-of-credit`;
        assert.ok(effectsOf(policy, kept).includes('credit-kept'));
        assert.ok(effectsOf(policy, kept).includes('no-reassessment'));
        isClosedToFirst(policy, kept);
        assert.deepEqual(codesOf(imposed(policy, repeat, kept, { disproportion: '' })), ['missing-disproportion']);
      }
    },
  ),
  clause('IBC-87', 'the decision overrides all other decisions on assessment, whatever is chosen', (policy) => {
    for (const code of Object.keys(said)) assert.equal(effectsOf(policy, code)[0], 'overrides-assessment-decisions');
  }),
  clause('IBC-111.1', 'the Committee refers work for resubmission without the Board', (policy) => {
    assert.deepEqual(
      ['e', 'f'].map((code) => [resitOf(policy, code)?.binds, resitOf(policy, code)?.consent]),
      [
        [true, undefined],
        [true, undefined],
      ],
    );
  }),
  clause(
    'IBC-104',
    'a zero for the module loses the credit, for one piece may; it is regained where a resubmission is permitted',
    (policy) => {
      const creditAfter = (code: string, isPermitted: boolean) =>
        policy.table('credit-effect', { penalty: { code, resit: isPermitted } }).rows.map(({ then }) => then);
      assert.deepEqual(creditAfter('f', true), [{ credit: 'lost', regained: true }]);
      assert.deepEqual(creditAfter('f', false), [{ credit: 'lost', regained: false }]);
      assert.deepEqual(creditAfter('e', true), [{ credit: 'at-risk', regained: true }]);
      for (const code of ['i', 'j']) {
        for (const resit of ['capped', 'full-range'])
          assert.deepEqual(codesOf(imposed(policy, repeat, code, { resit })), []);
        assert.deepEqual(creditAfter(code, true), [{ credit: 'lost', regained: true }]);
        assert.deepEqual(creditAfter(code, false), [{ credit: 'lost', regained: false }]);
      }
      // Of modules, or of one piece of work.
      for (const code of ['g', 'h'])
        assert.deepEqual(creditAfter(code, false), [{ credit: 'lost-or-at-risk', regained: false }]);
      assert.deepEqual(creditAfter('a', false), [{ credit: 'unaffected', regained: false }]);
      assert.deepEqual(creditAfter('f-without-loss-of-credit', false), [{ credit: 'kept', regained: false }]);
    },
  ),
];
