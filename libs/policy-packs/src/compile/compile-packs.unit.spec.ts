import { describe, expect, it } from '@jest/globals';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CalendarError } from '../calendar/bank-holidays.js';
import { deadlineOrWhy } from '../deadline-or-why.js';
import { PackError } from '../load/problems.js';
import { NoPolicyInForce } from '../policy.js';
import { courtside, tennisClub } from '../testing/tennis-club.js';
import { compilePacks, type CompileOptions } from './compile-packs.js';

const club = (options?: CompileOptions) => compilePacks(tennisClub, [courtside], options);
const policy = club().get({ pack: 'tennis-club', version: '1982' });

const errorOf = (fails: () => unknown): unknown => {
  try {
    return fails();
  } catch (error) {
    return error;
  }
};

describe('a policy', () => {
  it('says whose it is', () => {
    const { pack, version, institution, title, referencePrefix, timeZone } = policy;
    expect({ pack, version, institution, title, referencePrefix, timeZone }).toEqual({
      pack: 'tennis-club',
      version: '1982',
      institution: 'tennis-club',
      title: 'Rules of the Tennis Club',
      referencePrefix: 'LOVE',
      timeZone: 'Pacific/Auckland',
    });
  });

  it('quotes a clause, with its commas and quotation marks', () => {
    expect(policy.clause('TC-2')?.parameters).toBe('"out", said aloud');
    expect(policy.clause('TC-3')).toEqual({
      id: 'TC-3',
      requirement: 'White is worn',
      kind: 'eligibility',
      service: 'hearings',
      force: 'must',
      parameters: 'shirt, shorts, socks',
    });
    expect(policy.clause('TC-0')).toBeUndefined();
  });

  it('knows its offences, offices, regulators, notices and readings', () => {
    expect(policy.offence('racket-throwing')).toMatchObject({ synonyms: ['Racket abuse'], needsDescription: false });
    expect(policy.offences.map(({ code, needsDescription }) => [code, needsDescription])).toEqual([
      ['racket-throwing', false],
      ['other', true],
    ]);
    expect(policy.office('umpire')).toEqual({
      id: 'umpire',
      title: 'umpire of the day',
      may: ['courtside.*', 'case.read'],
    });
    expect(policy.regulator('lawn-council')?.references).toEqual(['7']);
    expect(policy.notice('tea-is-served').items).toEqual([{ code: 'time', says: 'when', clauses: ['TC-7'] }]);
    expect(policy.document('match-note').breach).toBe('list');
    expect(policy.readings).toEqual([{ id: 'TC-a1', issue: 'Whether cream is white.', resolution: 'It is not.' }]);
    expect(() => policy.document('match-box')).toThrow('Rules of the Tennis Club has no document match-box');
  });

  it('tells an act in words', () => {
    expect(policy.act('courtside.call-out')).toMatchObject({
      title: 'Call a ball out',
      who: { anyone: false, offices: ['umpire'], roles: ['server'] },
      by: 'tea',
      available: [{ code: 'ball-landed', force: 'must', breach: 'refuse' }, { code: 'called-once' }],
      acceptable: [
        { code: 'in-white', says: 'The player wears white.' },
        { code: 'white-shoes', force: 'normally', breach: 'reason' },
        { code: 'net-measured', force: 'must', breach: 'record' },
        { code: 'quiet', force: 'normally', breach: 'record' },
      ],
      contains: undefined,
      follows: ['courtside.sweep', 'tea'],
    });
  });
});

describe('deadlines', () => {
  it('count by the calendar and the time zone of the pack [TC-7]', () => {
    const tea = policy.deadline('tea', '2026-07-01T23:00:00+12:00');
    expect(tea).toMatchObject({
      title: 'Serve tea',
      date: '2026-07-07',
      endsAt: '2026-07-07T11:59:59.999Z',
      clauses: ['TC-7'],
      force: 'must',
      breach: 'record',
      setting: undefined,
      calendar: 'club/closed-days/1982',
    });
    expect(tea.explained).toContain('not counting the day of play, Saturdays, Sundays and Grass Day on 6 July 2026');
  });

  it('by a setting say so, and take the value of the deployment [TC-7]', () => {
    const dateOf = (of: typeof policy) => of.deadline('cake', '2026-07-01T10:00:00Z').date;
    expect(policy.deadline('cake', '2026-07-01T10:00:00Z')).toMatchObject({ setting: 'cake-days', breach: 'refuse' });
    const chosen = club({ settings: { 'tennis-club/cake-days': 4 } }).get(policy);
    expect([dateOf(policy), dateOf(chosen)]).toEqual(['2026-07-03', '2026-07-05']);
    expect(chosen.setting('cake-days')).toMatchObject({ value: 4, clauses: ['TC-7'] });
  });

  it('that the calendar has no holidays for are an error, or tell why where views must go on', () => {
    const nextYear = '2027-12-31T10:00:00Z';
    expect(() => policy.deadline('tea', nextYear)).toThrow(CalendarError);
    expect(deadlineOrWhy(policy, 'tea', nextYear)).toEqual({
      uncountable: 'the calendar club/closed-days/1982 has no holidays for 2028',
    });
    expect(deadlineOrWhy(policy, 'tea', '2026-07-01T10:00:00Z')).toEqual(
      policy.deadline('tea', '2026-07-01T10:00:00Z'),
    );
    expect(() => deadlineOrWhy(policy, 'lunch', nextYear)).toThrow('has no deadline lunch');
  });

  it('by a setting that nobody chose are an error that names it', () => {
    expect(() => policy.deadline('biscuits', '2026-07-01T10:00:00Z')).toThrow('needs the setting biscuit-hours');
  });
});

describe('tables', () => {
  it.each([
    [1, false, 'soft'],
    [3, false, 'hard'],
    [3, true, 'none'],
  ])('unique: level %i, raining %s: %s [TC-8]', (level, isRaining, ball) => {
    const { rows, read } = policy.table('ball', { player: { level }, isRaining });
    expect(rows).toEqual([{ then: { ball }, clauses: ['TC-8'], settings: [] }]);
    expect(read).toEqual({ 'player.level': level, isRaining });
  });

  it('a value that is not declared is an error', () => {
    expect(() => policy.table('ball', { player: { level: 4 }, isRaining: false })).toThrow(
      'player.level of the table ball may not be 4',
    );
  });

  it('first: the first row that hits, and a setting is named [TC-8]', () => {
    expect(policy.table('mowing', { isRaining: true }).rows.map(({ then }) => then)).toEqual([
      { with: 'nothing', days: 0 },
    ]);
    expect(policy.table('mowing', { isRaining: false }).rows).toEqual([
      { then: { with: 'petrol', days: 1 }, clauses: [], settings: ['mower'] },
    ]);
  });

  it('collect: every row that hits, or none', () => {
    const signs = (hazards: string[]) => policy.table('signs', { hazards }).rows.map(({ then }) => then['sign']);
    expect(signs(['mud', 'wasps'])).toEqual(['Beware of wasps', 'Mind the mud']);
    expect(signs([])).toEqual([]);
  });

  it('there is no such table', () => {
    expect(() => policy.table('chair', {})).toThrow('Rules of the Tennis Club has no table chair');
  });
});

describe('a tariff', () => {
  it.each([
    ['centre', true, []],
    ['back', false, ['centre-court-only']],
  ])('on the %s court: open %s [TC-9]', (court, open, codes) => {
    const [sweep, suspend] = policy.options('racket-thrown', { court });
    expect(sweep).toMatchObject({
      open: true,
      effect: 'member-action',
      parameters: [{ name: 'metres', type: 'number' }],
    });
    expect([suspend?.open, suspend?.refusals.map(({ code }) => code)]).toEqual([open, codes]);
  });

  it('a closed option says why, and by which facts [TC-9]', () => {
    expect(policy.options('racket-thrown', { court: 'back' })[1]?.refusals).toEqual([
      {
        code: 'centre-court-only',
        clauses: ['TC-9'],
        says: 'Only the centre court can be closed.',
        facts: { court: 'back' },
        field: '/court',
      },
    ]);
  });
});

describe('a service that runs elsewhere', () => {
  const alone = compilePacks(tennisClub, []).get(policy);

  it('has acts that are told', () => {
    expect(alone.acts('courtside')).toEqual(policy.acts('courtside'));
  });

  it('and conditions that cannot be evaluated here', () => {
    const evaluate = () => alone.available('courtside.call-out', { actor: { offices: ['umpire'], roles: [] } });
    expect(evaluate).toThrow('loaded without the catalogue of its service: ball.landed');
    expect(() => policy.table('elsewhere', {})).toThrow('loaded without the catalogue of its service');
  });
});

describe('the policy in force', () => {
  it.each(['1982-03-31T12:00:00Z', '2027-12-31T10:59:59Z'])('at %s, by the day in its time zone', (at) => {
    expect(club().inForce('tennis-club', at).version).toBe('1982');
  });

  it.each(['1982-03-31T11:59:59Z', '2027-12-31T11:00:00Z'])('at %s there is none, and the earliest is named', (at) => {
    expect(() => club().inForce('tennis-club', at)).toThrow(
      `tennis-club has no policy in force at ${at}: its earliest, version 1982, is from 1982-04-01`,
    );
  });

  it('and the error says so in fields, for whoever answers for it', () => {
    const at = '2028-02-01T12:00:00Z';
    const lapsed = { institution: 'tennis-club', at, earliest: { version: '1982', from: '1982-04-01' } };
    expect(errorOf(() => club().inForce('tennis-club', at))).toMatchObject({ name: 'NoPolicyInForce', ...lapsed });
    expect(errorOf(() => club().inForce('chess-club', at))).toEqual(new NoPolicyInForce('chess-club', at, undefined));
  });

  it('an institution without a policy, and a pin without a pack', () => {
    expect(() => club().inForce('chess-club', '2026-01-01T00:00:00Z')).toThrow(
      'chess-club has no policy in force at 2026-01-01T00:00:00Z: it has none',
    );
    expect(() => club().get({ pack: 'tennis-club', version: '1983' })).toThrow('tennis-club/1983 is not loaded');
    expect(club().institutions).toEqual(['tennis-club']);
  });
});

describe('two versions', () => {
  const withSecond = <T>(identity: (text: string) => string, use: (directory: string) => T): T => {
    const root = mkdtempSync(join(tmpdir(), 'packs-'));
    try {
      cpSync(join(tennisClub, '..'), root, { recursive: true });
      cpSync(join(root, 'packs/tennis-club/1982'), join(root, 'packs/tennis-club/2028'), { recursive: true });
      const file = join(root, 'packs/tennis-club/2028/identity.yaml');
      writeFileSync(file, identity(readFileSync(file, 'utf8').replace("version: '1982'", "version: '2028'")));
      return use(join(root, 'packs'));
    } finally {
      rmSync(root, { recursive: true });
    }
  };

  it('one after the other: each day has its own', () => {
    const dates = (text: string) => text.replace("'1982-04-01'", "'2028-01-01'").replace(/ {2}until: .*\n/, '');
    const policies = withSecond(dates, (directory) => compilePacks(directory, [courtside]));
    const versions = ['2027-06-01T00:00:00Z', '2031-01-01T00:00:00Z'].map(
      (at) => policies.inForce('tennis-club', at).version,
    );
    expect([versions, policies.institutions]).toEqual([['1982', '2028'], ['tennis-club']]);
  });

  it('in force together are refused', () => {
    const load = () =>
      withSecond(
        (text) => text,
        (directory) => compilePacks(directory, [courtside]),
      );
    expect(load).toThrow(PackError);
    expect(load).toThrow('tennis-club/2028/identity.yaml:1:1: is in force together with tennis-club/1982');
  });
});
