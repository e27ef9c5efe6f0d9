import { describe, expect, it } from '@jest/globals';
import { compilePacks } from '../compile/compile-packs.js';
import { FactMissing, type Chosen, type Facts } from '../policy.js';
import { compileChanged, courtside, tennisClub } from '../testing/tennis-club.js';

const policy = compilePacks(tennisClub, [courtside]).get({ pack: 'tennis-club', version: '1982' });
const quiet = { shouts: 4, isRaining: false };
const impose = (chosen: readonly Chosen[], over = {}) => policy.impose('quarrel', chosen, { ...quiet, ...over });
const codes = ({ refusals }: ReturnType<typeof impose>) => refusals.map(({ code }) => code);
const lost = (minutes: unknown): Chosen => ({ code: 'lost-time', parameters: { minutes } });

describe('what is imposed', () => {
  it('is what was chosen, and what is imposed whatever is chosen; each binds or is recommended [TC-13]', () => {
    expect(impose([lost(30)])).toMatchObject({
      refusals: [],
      authority: ['TC-13'],
      effects: [
        { effect: 'handshake', binds: true, clauses: ['TC-13'] },
        { effect: 'time-lost', binds: true },
        { effect: 'racket-inspected', binds: false, consent: 'courtside.report' },
      ],
    });
  });

  it('reads the facts of what is chosen and of nothing else [TC-13]', () => {
    expect(policy.impose('quarrel', [lost(30)], {}).refusals).toEqual([]);
    expect(() => policy.impose('quarrel', [{ code: 'silence' }], {})).toThrow(FactMissing);
    expect(impose([{ code: 'silence' }]).read).toEqual({ shouts: 4, isRaining: false });
  });

  it('is exactly one, where the tariff says so [TC-13]', () => {
    expect(codes(impose([]))).toEqual(['not-so-many']);
    expect(codes(impose([lost(30), { code: 'silence' }]))).toEqual(['not-so-many']);
    expect(impose([]).effects).toEqual([]);
  });

  it.each([
    [4, ['wrong-minutes']],
    [5, []],
    [90, []],
    [91, ['wrong-minutes']],
    [30.5, ['wrong-minutes']],
    ['30', ['wrong-minutes']],
    [undefined, ['missing-minutes']],
    [' ', ['missing-minutes']],
  ])('is within the limits of its parameters: %p minutes [TC-13]', (minutes, expected) => {
    expect(codes(impose([lost(minutes)]))).toEqual(expected);
  });

  it('names what is unknown, and where it stands [TC-13]', () => {
    const { refusals } = impose([{ code: 'lost-time', parameters: { minutes: 30, hours: 1 } }]);
    expect(refusals).toMatchObject([{ code: 'unknown-field', field: '/chosen/0/parameters/hours' }]);
    expect(impose([{ code: 'exile' }]).refusals).toMatchObject([{ code: 'unknown-option', field: '/chosen/0' }]);
  });

  it('lists what there is, where a code is unknown, with the clauses of the tariff [TC-13]', () => {
    expect(impose([{ code: 'exile' }]).refusals).toEqual([
      {
        code: 'unknown-option',
        clauses: ['TC-13'],
        says: 'After a quarrel has no exile. There are lost-time and silence.',
        field: '/chosen/0',
        facts: { known: { 'lost-time': 'Court time is lost', silence: 'A set in silence' } },
      },
    ]);
    expect(policy.choose('excuses', [{ code: 'none' }], {}).refusals[0]).toMatchObject({
      code: 'unknown-option',
      facts: { known: { sun: expect.any(String), wasp: expect.any(String) } },
    });
    const [unknown] = impose([{ code: 'lost-time', parameters: { minutes: 30, hours: 1 } }]).refusals;
    expect(unknown).toMatchObject({ facts: { known: { minutes: 'Minutes' } } });
  });

  it('the policy lists its tariffs and its bodies, for whoever names another', () => {
    expect(policy.tariffs.map(({ code, title }) => [code, title])).toEqual([
      ['racket-thrown', 'After a racket was thrown'],
      ['quarrel', 'After a quarrel'],
    ]);
    expect(policy.bodies.map(({ name }) => name)).toContain('bench');
  });

  it('is not what is closed to these facts [TC-13]', () => {
    expect(impose([{ code: 'silence' }], { shouts: 3 }).refusals).toMatchObject([
      { code: 'shouted', clauses: ['TC-13'], field: '/chosen/0', facts: { shouts: 3 } },
    ]);
    expect(codes(impose([{ code: 'silence' }]))).toEqual([]);
  });

  it('departs from what is normally so with a reason alone, and the reason is kept [TC-13]', () => {
    expect(impose([{ code: 'silence' }], { isRaining: true }).refusals).toMatchObject([
      { code: 'not-in-rain', field: '/chosen/0/reason' },
    ]);
    const excused = impose([{ code: 'silence', reason: 'they like rain' }], { isRaining: true });
    expect([excused.refusals, excused.departures]).toMatchObject([
      [],
      [{ code: 'not-in-rain', reason: 'they like rain' }],
    ]);
    // A reason opens nothing that is closed.
    expect(codes(impose([{ code: 'silence', reason: 'please' }], { shouts: 0 }))).toEqual(['shouted']);
  });
});

describe('the options of a tariff', () => {
  it('are each open or closed, with why, and what a reason would open [TC-13]', () => {
    const [time, silence] = policy.options('quarrel', { shouts: 0, isRaining: true });
    expect(time).toMatchObject({ code: 'lost-time', open: true, group: 'A', effect: 'time-lost' });
    expect(silence).toMatchObject({
      open: false,
      refusals: [{ code: 'shouted' }],
      departures: [{ code: 'not-in-rain' }],
    });
  });
});

describe('what is chosen that is no penalty', () => {
  it('is one at least, of those that are open [TC-13]', () => {
    const excuse = (chosen: readonly Chosen[], hazards: readonly string[] = []) =>
      policy.choose('excuses', chosen, { hazards }).refusals.map(({ code }) => code);
    expect(excuse([])).toEqual(['not-so-many']);
    expect(excuse([{ code: 'wasp' }])).toEqual(['wasps-about']);
    expect(excuse([{ code: 'wasp' }, { code: 'sun' }], ['wasps'])).toEqual([]);
    expect(excuse([{ code: 'sun' }, { code: 'sun' }])).toEqual(['chosen-twice']);
  });
});

describe('what is hidden', () => {
  const rung = (ringBell: Facts): Facts => ({ step: { ringBell } });
  it('is kept from whom it is kept, until it is shown [TC-15]', () => {
    const scores = (from: readonly string[], step: Facts) => policy.hidden(from, rung(step)).map(({ what }) => what);
    expect(scores(['umpire'], { done: false })).toEqual(['score']);
    expect(scores(['umpire'], { done: true, strokes: 4 })).toEqual(['score']);
    expect(scores(['umpire'], { done: true, strokes: 5 })).toEqual([]);
    expect(scores(['member'], { done: false })).toEqual([]);
    expect(scores(['gardener'], { done: true, strokes: 12 })).toEqual(['price']);
  });

  it('is kept from everyone but those whom it names, where it says so [TC-15]', () => {
    const secret = compileChanged(
      {
        'hidden.yaml': (text) => text.replace('from: [gardener]', 'from: everyone\n  except: [umpire, ball-child]'),
      },
      [courtside],
    ).get({ pack: 'tennis-club', version: '1982' });
    const isKept = (...from: string[]) => secret.hidden(from, {}).some(({ what }) => what === 'price');
    expect([isKept('gardener'), isKept('nobody-known'), isKept()]).toEqual([true, true, true]);
    expect([isKept('umpire'), isKept('ball-child', 'gardener')]).toEqual([false, false]);
  });

  it('stays hidden where it is not known whether it is shown yet, or the facts are of something else [TC-15]', () => {
    const what = (known: Facts, subject?: string) => policy.hidden(['umpire'], known, subject).map((one) => one.what);
    const shown = rung({ done: true, strokes: 5 });
    expect([what({}), what(shown), what(shown, 'courtside'), what(shown, 'kitchen')]).toEqual([
      ['score'],
      [],
      [],
      ['score'],
    ]);
  });
});
