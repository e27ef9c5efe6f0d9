import { describe, expect, it } from '@jest/globals';
import { compilePacks } from '../compile/compile-packs.js';
import type { Facts, Seated } from '../policy.js';
import { courtside, tennisClub } from '../testing/tennis-club.js';

const policy = compilePacks(tennisClub, [courtside]).get({ pack: 'tennis-club', version: '1982' });

const person = (over: Facts = {}): Facts => ({
  offices: [],
  satOn: [],
  did: [],
  accuser: false,
  isSubject: false,
  taughtModule: false,
  ofOriginatingFaculty: false,
  involved: false,
  conflicted: false,
  sawHistory: false,
  trained: false,
  ...over,
});

const children = ['c1', 'c2', 'c3', 'c4', 'c5'];
const bench: readonly Seated[] = [
  { person: 'u', seat: 'umpire' },
  ...children.map((child) => ({ person: child, seat: 'ball-child' })),
  { person: 'tom', seat: 'cat' },
];
const everybody = {
  u: person({ offices: ['umpire'], trained: true }),
  ...Object.fromEntries(children.map((child) => [child, person()])),
  c1: person({ trained: true }),
  tom: person(),
  g: person({ offices: ['gardener'] }),
};
const check = (proposal: readonly Seated[], over: Readonly<Record<string, Facts>> = {}) =>
  policy.checkBody('bench', proposal, { ...everybody, ...over });
const codes = ({ refusals }: ReturnType<typeof check>) => refusals.map(({ code }) => code);

describe('a meeting', () => {
  it('is in the hands of the body that conducts its kind, or of none [TC-14]', () => {
    expect(policy.conducting('second-look')?.name).toBe('second-bench');
    expect(policy.conducting('tea')).toBeUndefined();
  });
});

describe('a body that is proposed', () => {
  it('is right with seven in their seats, and rests on the clauses of its rules [TC-10]', () => {
    const ruling = check(bench);
    expect([ruling.refusals, ruling.departures]).toEqual([[], []]);
    expect(ruling.authority).toEqual(['TC-10', 'TC-11', 'TC-12']);
  });

  it('is told every seat that is empty, or has too many, or does not exist [TC-10]', () => {
    const wrong = [...bench.slice(0, 5), { person: 'g', seat: 'gardener' }, { person: 'tom', seat: 'judge' }];
    expect(check(wrong).refusals.map(({ says }) => says)).toEqual([
      'The bench of the net has no seat judge. There are umpire, ball-child, cat and gardener.',
      'The bench of the net: Ball children, 5 needed and 4 proposed.',
      'The bench of the net: The cat, 1 needed and 0 proposed.',
    ]);
    expect(codes(check([...bench, { person: 'g', seat: 'cat' }]))).toEqual(['seat-cat']);
  });

  it('lets nobody sit twice, or from another office [TC-10]', () => {
    expect(codes(check([...bench.slice(0, 6), { person: 'u', seat: 'cat' }]))).toEqual(['seated-twice']);
    expect(codes(check(bench, { u: person({ trained: true }) }))).toEqual(['not-from-umpire']);
    expect(codes(check([...bench, { person: 'c9', seat: 'gardener' }], { c9: person() }))).toEqual([
      'not-from-gardener',
    ]);
  });

  it('bars a member by each rule, and says who and what was read [TC-11]', () => {
    const { refusals } = check(bench, { c3: person({ accuser: true }) });
    expect(refusals).toEqual([
      {
        code: 'own-ball',
        clauses: ['TC-11'],
        says: 'Nobody judges whose own ball it was.',
        field: '/members/3',
        facts: { 'person.accuser': true },
      },
    ]);
  });

  it('bars from one seat whom it does not bar from another [TC-11]', () => {
    expect(codes(check(bench, { tom: person({ conflicted: true }) }))).toEqual(['cat-is-calm']);
    expect(codes(check(bench, { c2: person({ conflicted: true }) }))).toEqual([]);
  });

  it('bars no one who only attends [TC-10]', () => {
    const attending = [...bench, { person: 'g', seat: 'gardener' }];
    expect(codes(check(attending, { g: person({ offices: ['gardener'], accuser: true }) }))).toEqual([]);
  });

  it('departs from what is normally so with a reason, which is kept [TC-12]', () => {
    const untrained = { c1: person() };
    expect(check(bench, untrained).refusals).toMatchObject([
      {
        code: 'trained-at-the-wall',
        field: '/members/reasons/trained-at-the-wall',
        facts: { 'trained-at-the-wall': 1 },
      },
    ]);
    const reasons = { 'trained-at-the-wall': 'the wall fell down' };
    const excused = check(
      bench.map((seated, i) => (i === 0 ? { ...seated, reasons } : seated)),
      untrained,
    );
    expect(excused.refusals).toEqual([]);
    expect(excused.departures).toMatchObject([{ code: 'trained-at-the-wall', reason: 'the wall fell down' }]);
  });

  it('tells whom it would use up for another body, and nobody who is lost to that already [TC-14]', () => {
    const { usesUp } = check(bench, { c2: person({ satOn: ['bench'] }) });
    expect(usesUp).toEqual(
      ['u', 'c1', 'c3', 'c4', 'c5', 'tom'].map((who) => ({ person: who, body: 'second-bench', clauses: ['TC-14'] })),
    );
  });

  it('is not judged without the facts of everybody', () => {
    expect(() => check([...bench.slice(0, 6), { person: 'stray', seat: 'cat' }])).toThrow(/nothing is known of stray/);
  });
});

describe('a body decides', () => {
  const votes = (inFavour: readonly string[], against: readonly string[]) =>
    policy.vote('bench', bench, {
      ...Object.fromEntries(inFavour.map((one) => [one, 'for' as const])),
      ...Object.fromEntries(against.map((one) => [one, 'against' as const])),
    });

  it('by majority of all its members [TC-10]', () => {
    expect(votes(['u', 'c1', 'c2', 'c3'], ['c4', 'c5', 'tom'])).toMatchObject({
      carried: true,
      by: 'votes',
      refusals: [],
    });
    expect(votes(['u', 'c1', 'c2'], ['c3', 'c4', 'c5', 'tom'])).toMatchObject({ carried: false, by: 'votes' });
  });

  it('not without a quorum, nor with a stranger’s vote [TC-10]', () => {
    const { refusals } = votes(['u', 'c1', 'c2', 'g'], ['c3', 'c4']);
    expect(refusals.map(({ code }) => code)).toEqual(['no-member', 'no-quorum']);
  });

  it('by unanimity where the policy says so; divided, by what it says of that [TC-14]', () => {
    const two = [
      { person: 'a', seat: 'elder' },
      { person: 'b', seat: 'elder' },
    ];
    expect(policy.vote('second-bench', two, { a: 'for', b: 'for' })).toMatchObject({ carried: true, by: 'votes' });
    expect(policy.vote('second-bench', two, { a: 'against', b: 'against' })).toMatchObject({
      carried: false,
      by: 'votes',
    });
    expect(policy.vote('second-bench', two, { a: 'for', b: 'against' })).toMatchObject({
      carried: true,
      by: 'divided',
    });
  });
});
