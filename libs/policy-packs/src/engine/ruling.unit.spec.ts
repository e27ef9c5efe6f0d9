import { describe, expect, it } from '@jest/globals';
import { compilePacks } from '../compile/compile-packs.js';
import { FactMissing, type Facts, type FactsOf } from '../policy.js';
import { compileChanged, courtside, tennisClub } from '../testing/tennis-club.js';

const policy = compilePacks(tennisClub, [courtside]).get({ pack: 'tennis-club', version: '1982' });

type Known = FactsOf<typeof courtside.facts> & FactsOf<(typeof courtside.acts)['courtside.call-out']>;
const known = {
  ball: { landed: true, called: false },
  net: { measured: true, height: 0.914 },
  shout: { at: '2026-07-01T10:00:00Z' },
  player: { inWhite: true, shoes: 'white', shouts: 0 },
} satisfies Known;
const umpire = { actor: { offices: ['umpire'], roles: [] }, steps: { done: [] } };
const facts = (other: Facts = {}): Facts => ({ ...known, ...umpire, ...other });
const callOut = (other: Facts = {}, said = {}) => policy.rule('courtside.call-out', facts(other), said);

describe('an act that keeps the rules', () => {
  it('is not refused, and says what it rests on, what follows, and what it read [TC-2]', () => {
    expect(callOut()).toEqual({
      act: 'courtside.call-out',
      kind: undefined,
      refusals: [],
      departures: [],
      breaches: [],
      missing: [],
      authority: ['TC-2', 'TC-1', 'TC-3', 'TC-4', 'TC-5'],
      follows: ['courtside.sweep', 'tea'],
      read: {
        'actor.offices': ['umpire'],
        'actor.roles': [],
        'ball.landed': true,
        'ball.called': false,
        'player.inWhite': true,
        'player.shoes': 'white',
        'net.measured': true,
        'player.shouts': 0,
      },
    });
  });

  it('is available without what the command would say', () => {
    const ruling = policy.available('courtside.call-out', { ball: known.ball, ...umpire });
    expect([ruling.kind, ruling.authority]).toEqual([undefined, ['TC-2', 'TC-1']]);
  });
});

describe('who', () => {
  it.each([
    ['an office', { offices: ['umpire'], roles: [] }],
    ['a role in the case', { offices: [], roles: ['server'] }],
  ])('%s may [TC-2]', (_, actor) => {
    expect(callOut({ actor }).kind).toBeUndefined();
  });

  it.each([
    ['nobody', { offices: [], roles: [] }],
    ['another office', { offices: ['gardener'], roles: [] }],
    ['a role of the same name as the office', { offices: [], roles: ['umpire'] }],
    ['an office of the same name as the role', { offices: ['server'], roles: [] }],
  ])('%s may not, in the words of the pack, before anything else is judged [TC-2]', (_, actor) => {
    const { kind, refusals, authority } = callOut({ actor, ball: {} });
    expect([kind, authority]).toEqual(['not-permitted', ['TC-2']]);
    expect(refusals).toEqual([
      {
        code: 'not-yours-to-do',
        clauses: ['TC-2'],
        says: 'This is for the umpire of the day or the player who serves.',
        facts: { 'actor.offices': actor.offices, 'actor.roles': actor.roles },
      },
    ]);
    expect(policy.available('courtside.call-out', facts({ actor })).kind).toBe('not-permitted');
  });

  it('anyone: no actor is needed', () => {
    expect(policy.available('courtside.report', {}).kind).toBeUndefined();
  });

  it('an actor that was not supplied is an error that names it', () => {
    expect(() => policy.rule('courtside.call-out', known)).toThrow(
      new FactMissing('actor.offices', 'who may courtside.call-out'),
    );
  });
});

describe('order', () => {
  it('every rule that is broken is told, with the facts that broke it [TC-2] [TC-1]', () => {
    const { kind, refusals } = callOut({ ball: { landed: false, called: true }, player: {} });
    expect(kind).toBe('out-of-order');
    expect(refusals).toEqual([
      {
        code: 'ball-landed',
        clauses: ['TC-2'],
        says: 'A ball is called when it has landed.',
        facts: { 'ball.landed': false },
      },
      { code: 'called-once', clauses: ['TC-1'], says: 'A ball is called once.', facts: { 'ball.called': true } },
    ]);
  });

  it.each([
    [{ landed: true, called: false }, true],
    [{ landed: true, called: true }, false],
  ])('is due where %o: %s', (ball, due) => {
    expect(policy.isDue('courtside.call-out', facts({ ball }))).toBe(due);
  });

  it('an act without a due condition is never due, nor one that the policy lacks', () => {
    expect(policy.isDue('courtside.report', {})).toBe(false);
    expect(policy.isDue('courtside.knock-up', {})).toBe(false);
  });

  it('an act that the policy does not have is refused, by the title of the policy', () => {
    const refusal = { code: 'no-such-act', clauses: [], says: 'There is no such act in Rules of the Tennis Club.' };
    expect(policy.rule('courtside.knock-up', {})).toMatchObject({ kind: 'out-of-order', refusals: [refusal] });
    expect(policy.available('courtside.knock-up', {})).toMatchObject({ kind: 'out-of-order', refusals: [refusal] });
    expect(policy.act('courtside.knock-up')).toBeUndefined();
  });
});

describe('force and breach', () => {
  const player = (other: Facts) => ({ player: { ...known.player, ...other } });

  it('must, refuse: refused at its field [TC-3]', () => {
    const { kind, refusals } = callOut(player({ inWhite: false }));
    expect(kind).toBe('unacceptable');
    expect(refusals).toEqual([
      {
        code: 'in-white',
        clauses: ['TC-3'],
        says: 'The player wears white.',
        facts: { 'player.inWhite': false },
        field: '/player/clothes',
      },
    ]);
  });

  it.each([
    ['without a reason', {}],
    ['with a blank one', { reasons: { 'white-shoes': '  ' } }],
    ['with a reason for another rule', { reasons: { 'in-white': 'It rained.' } }],
  ])('normally, %s: refused, and asks for one [TC-4]', (_, said) => {
    const { kind, refusals, departures } = callOut(player({ shoes: 'blue' }), said);
    expect([kind, departures]).toEqual(['unacceptable', []]);
    expect(refusals).toEqual([
      {
        code: 'white-shoes',
        clauses: ['TC-4', 'TC-3'],
        says: 'Shoes are white. To depart from this, give a reason.',
        facts: { 'player.shoes': 'blue' },
        field: '/reasons/white-shoes',
      },
    ]);
  });

  it('normally, with a reason: a departure that keeps it [TC-4]', () => {
    const { kind, departures } = callOut(player({ shoes: 'blue' }), { reasons: { 'white-shoes': 'Lost luggage.' } });
    expect(kind).toBeUndefined();
    expect(departures).toEqual([
      {
        code: 'white-shoes',
        clauses: ['TC-4', 'TC-3'],
        force: 'normally',
        says: 'Shoes are white.',
        reason: 'Lost luggage.',
        facts: { 'player.shoes': 'blue' },
      },
    ]);
  });

  it.each([
    ['must', 'breaches', 'net-measured', { net: { measured: false, height: 0.5 } }],
    ['normally', 'departures', 'quiet', player({ shouts: 3 })],
  ] as const)('%s, record: among the %s, with or without a reason [TC-5] [TC-1]', (force, where, code, broken) => {
    const bare = callOut(broken);
    expect([bare.kind, bare[where].map((one) => [one.code, one.force, one.reason])]).toEqual([
      undefined,
      [[code, force, null]],
    ]);
    const reasoned = callOut(broken, { reasons: { [code]: 'Thunder.' } });
    expect(reasoned[where].map(({ reason }) => reason)).toEqual(['Thunder.']);
    expect(bare.breaches.length + bare.departures.length).toBe(1);
  });

  it('a reason for a rule that is kept leaves no trace', () => {
    expect(callOut({}, { reasons: { 'white-shoes': 'In case.' } }).departures).toEqual([]);
  });

  it('where a rule on order yields to a reason, the act is available, and the departure is told [TC-1]', () => {
    const normally = compileChanged(
      {
        'acts/courtside.yaml': (text) =>
          text.replace("holds: '!ball.called'", "holds: '!ball.called'\n      force: normally"),
      },
      [courtside],
    ).get({ pack: 'tennis-club', version: '1982' });
    const again = facts({ ball: { landed: true, called: true } });
    const available = normally.available('courtside.call-out', again);
    expect([available.kind, available.departures.map(({ code, reason }) => [code, reason])]).toEqual([
      undefined,
      [['called-once', null]],
    ]);
    expect(normally.rule('courtside.call-out', again).kind).toBe('out-of-order');
  });

  it('a fact that a rule needs and nobody supplied stops the ruling', () => {
    expect(() => callOut({ player: { inWhite: true, shouts: 0 } })).toThrow(
      new FactMissing('player.shoes', "player.shoes == 'white'"),
    );
  });

  it('and says which rule of which act needs it, by its clauses', () => {
    const missing = thrownBy(() => callOut({ player: { inWhite: true, shouts: 0 } }));
    const rule = policy.act('courtside.call-out')?.acceptable.find(({ holds }) => holds.includes('player.shoes'));
    expect(missing).toMatchObject({
      fact: 'player.shoes',
      neededBy: { act: 'courtside.call-out', code: rule?.code, clauses: rule?.clauses, says: rule?.says },
    });
  });
});

const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

describe('what an act contains', () => {
  it.each([
    ['nothing said', {}],
    ['absent', { contents: {} }],
    ['null', { contents: { score: null, weather: null } }],
    ['blank', { contents: { score: ' ', weather: '\n' } }],
    ['empty', { contents: { score: [], weather: {} } }],
  ])('%s: each missing item is refused, by its own clauses [TC-6]', (_, said) => {
    const { kind, refusals, missing } = policy.rule('courtside.report', {}, said);
    expect([kind, missing]).toEqual(['unacceptable', []]);
    expect(refusals).toEqual([
      {
        code: 'missing-score',
        clauses: ['TC-6'],
        says: 'The match report must contain: the score',
        field: '/contents/score',
      },
      {
        code: 'missing-weather',
        clauses: ['TC-6', 'TC-8'],
        says: 'The match report must contain: the weather',
        field: '/contents/weather',
      },
    ]);
  });

  it('all there: not refused; nought and false are contents [TC-6]', () => {
    expect(policy.rule('courtside.report', {}, { contents: { score: 0, weather: false } }).kind).toBeUndefined();
  });

  it('"where possible": what is missing is listed [TC-6]', () => {
    const { kind, missing } = policy.rule('courtside.note', {}, { contents: { score: '6-0' } });
    expect([kind, missing.map(({ code }) => code)]).toEqual([undefined, ['weather']]);
  });

  it('is not asked before the act', () => {
    expect(policy.available('courtside.report', {}).refusals).toEqual([]);
  });
});

describe('a step, which no code knows', () => {
  const gardener = { actor: { offices: ['gardener'], roles: [] }, steps: { done: [] as string[] } };
  const sweep = (other: Facts) => policy.rule('courtside.sweep', { ...gardener, ...other });

  it('is described by the pack [TC-9]', () => {
    expect(policy.step('courtside.sweep')).toMatchObject({
      service: 'courtside',
      repeatable: true,
      fields: [
        { name: 'minutes', type: 'number', required: true, personal: false, choices: [] },
        { name: 'broom', type: 'choice', choices: ['new', 'old'] },
        { name: 'sweeper', type: 'text', required: false, personal: true },
      ],
    });
    expect(policy.steps('courtside').map(({ name }) => name)).toEqual(['courtside.sweep', 'courtside.ring-bell']);
    expect(policy.acts('courtside').map(({ name }) => name)).not.toContain('courtside.sweep');
    expect([policy.acts('elsewhere'), policy.step('elsewhere.x')]).toEqual([[], undefined]);
  });

  it('is ruled like an act, on its fields [TC-9]', () => {
    expect(sweep({ field: { minutes: 5, broom: 'old' } }).kind).toBeUndefined();
    expect(sweep({ field: { minutes: 4, broom: 'old' } }).refusals).toMatchObject([
      { code: 'long-enough', field: '/fields/minutes' },
    ]);
  });

  it('knows the steps that are done [TC-9]', () => {
    expect(sweep({ steps: { done: ['courtside.sweep'] }, field: {} }).refusals).toMatchObject([{ code: 'once-a-day' }]);
  });
});
