import { describe, expect, it } from '@jest/globals';
import { CalendarError } from '../calendar/bank-holidays.js';
import { PackError } from '../load/problems.js';
import { FactMissing, type ActCatalogue, type Facts, type FactTypes } from '../policy.js';
import { compileChanged, courtside } from '../testing/tennis-club.js';
import { inTimeFacts } from './in-time.js';
import type { DeadlineRule } from './settings.js';

/** In the club's own service nothing says when the rain stopped, or when a towel came back. */
const rainy = {
  ...courtside,
  facts: { ...courtside.facts, rain: { stoppedAt: 'string' }, towel: { lentAt: 'string' } },
  acts: { ...courtside.acts, 'courtside.play-on': { towel: { returnedAt: 'string' } } },
} as const satisfies ActCatalogue;

const deadlines = `
grass-dry:
  title: Let the grass dry
  clauses: [TC-1]
  amount: 2
  unit: days
  direction: not-before
  anchor: day of the rain
  from: rain.stoppedAt
towel-back:
  title: Bring the towel back
  clauses: [TC-1]
  amount: 3
  unit: working-days
  anchor: day it was lent
  from: towel.lentAt
  received: shout
  meets: towel.returnedAt
`;

const deadlineOf = (name: string, how: string) => `
${name}:
  title: ${name}
  clauses: [TC-1]
  anchor: day of the rain
  from: rain.stoppedAt
  ${how}
`;

const act = (available: string, acceptable: string) => `
courtside.play-on:
  title: Play on
  clauses: [TC-1]
  who: { anyone: true }
  available:
    - { code: dry, holds: '${available}', clauses: [TC-1], says: The grass is dry. }
  acceptable:
    - { code: towel, holds: '${acceptable}', clauses: [TC-1], says: The towel is back in three days. }
`;

function clubWhere({ available = 'inTime.grassDry', acceptable = 'inTime.towelBack', more = '' } = {}) {
  const changes = {
    'deadlines.yaml': (text: string) => `${text}${deadlines}${more}`,
    'acts/courtside.yaml': (text: string) => `${text}${act(available, acceptable)}`,
  };
  return compileChanged(changes, [rainy]).get({ pack: 'tennis-club', version: '1982' });
}

function problemsWhere(changed: Parameters<typeof clubWhere>[0]): string {
  try {
    clubWhere(changed);
    return '';
  } catch (error) {
    if (error instanceof PackError) return error.message;
    throw error;
  }
}

/** Tuesday and Friday in Auckland, at noon. */
const tuesday = '2026-07-14T00:00:00Z';
const friday = '2026-07-17T00:00:00Z';
const known = {
  rain: { stoppedAt: tuesday },
  towel: { lentAt: tuesday, returnedAt: tuesday },
  asked: { at: friday },
  net: { measured: false, height: 1 },
};

const club = clubWhere();
const ruling = (other: Facts = {}, policy = club) => policy.rule('courtside.play-on', { ...known, ...other });
const broken = (other: Facts) => ruling(other).refusals.map(({ code }) => code);

describe('inTime, held against the act itself', () => {
  it.each([
    ['the instant before the day on which it may be', '2026-07-15T11:59:59.999Z', ['dry']],
    ['the first instant of it, in the time zone of the policy', '2026-07-15T12:00:00Z', []],
  ])('%s', (_, at, codes) => {
    expect(broken({ asked: { at } })).toEqual(codes);
  });

  it('reads both instants and tells them, in the ruling and in the refusal', () => {
    const asked = { at: '2026-07-15T11:59:59.999Z' };
    const read = { 'inTime.grassDry': false, 'rain.stoppedAt': tuesday, 'asked.at': asked.at };
    const { refusals, read: all } = ruling({ asked });
    expect(refusals.map(({ facts }) => facts)).toMatchObject([read]);
    expect(all).toEqual(read);
  });

  it('is known before the act, from what has happened', () => {
    const { refusals } = club.available('courtside.play-on', { ...known, asked: { at: tuesday } });
    expect(refusals.map(({ code }) => code)).toEqual(['dry']);
  });
});

describe('a refusal by a deadline says the day', () => {
  const refusalOf = (other: Facts, policy = club) => ruling(other, policy).refusals[0];

  it('from which it may be', () => {
    expect(refusalOf({ asked: { at: tuesday } })).toMatchObject({
      code: 'dry',
      says: 'The grass is dry. That is not until 2 days after 14 July 2026, not counting the day of the rain: from 16 July 2026.',
      facts: {
        deadline: { name: 'grass-dry', direction: 'not-before', date: '2026-07-16', endsAt: '2026-07-15T12:00:00Z' },
      },
    });
  });

  it('by which it had to be', () => {
    const towel = { lentAt: tuesday, returnedAt: '2026-07-20T00:00:00Z' };
    expect(refusalOf({ towel })).toMatchObject({
      code: 'towel',
      says: expect.stringContaining(
        'That is 3 working days from 14 July 2026, not counting the day it was lent: by the end of 17 July 2026.',
      ),
      facts: { deadline: { name: 'towel-back', date: '2026-07-17' } },
    });
  });

  it('before it asks for a reason, where one lifts it', () => {
    const normally = (text: string) =>
      text.replace(/The towel is back in three days\. }/, 'Back in three days., force: normally }');
    const changes = {
      'deadlines.yaml': (text: string) => `${text}${deadlines}`,
      'acts/courtside.yaml': (text: string) => normally(`${text}${act('inTime.grassDry', 'inTime.towelBack')}`),
    };
    const policy = compileChanged(changes, [rainy]).get({ pack: 'tennis-club', version: '1982' });
    const towel = { lentAt: tuesday, returnedAt: '2026-07-20T00:00:00Z' };
    expect(refusalOf({ towel }, policy)?.says).toBe(
      'Back in three days. That is 3 working days from 14 July 2026, not counting the day it was lent: by the end of 17 July 2026. To depart from this, give a reason.',
    );
  });

  it('not where the rule wants the time to have passed, or the next year has no holidays yet', () => {
    const passed = clubWhere({ available: '!inTime.grassDry && net.measured' });
    expect(refusalOf({ asked: { at: tuesday } }, passed)?.says).toBe('The grass is dry.');
    const notice = 'amount: 300\n  unit: working-days\n  direction: at-least-before';
    const noticed = clubWhere({ available: 'inTime.notice', more: deadlineOf('notice', notice) });
    const { says } =
      refusalOf({ rain: { stoppedAt: '2027-12-20T00:00:00Z' }, asked: { at: '2027-12-01T00:00:00Z' } }, noticed) ?? {};
    expect(says).toContain('That is at least 300 working days before 20 December 2027');
    expect(says).not.toContain('earliest');
  });

  it('and how early what needs notice can be: 3 working days before', () => {
    const notice = 'amount: 3\n  unit: working-days\n  direction: at-least-before';
    const noticed = clubWhere({ available: 'inTime.notice', more: deadlineOf('notice', notice) });
    // From Tuesday: Wednesday, Thursday and Friday between, so that the Saturday is not in time and Friday is.
    expect(refusalOf({ rain: { stoppedAt: friday }, asked: { at: '2026-07-15T00:00:00Z' } }, noticed)).toMatchObject({
      says: expect.stringContaining('Counted from now, the earliest day is 18 July 2026.'),
      facts: { deadline: { name: 'notice', date: '2026-07-14', earliest: '2026-07-18' } },
    });
  });
});

describe('inTime, held against what the command says, and counted from deemed receipt', () => {
  /** Lent at five to five on a Tuesday, three working days are to the end of Friday; a second later, from Thursday. */
  it.each([
    ['to the second of the cut-off', '2026-07-14T16:55:00+12:00', '2026-07-17T23:59:59.999+12:00', []],
    ['and a millisecond late', '2026-07-14T16:55:00+12:00', '2026-07-18T00:00:00+12:00', ['towel']],
    ['a second after the cut-off', '2026-07-14T16:55:01+12:00', '2026-07-21T23:59:59.999+12:00', []],
    ['a second after it, and late', '2026-07-14T16:55:01+12:00', '2026-07-22T00:00:00+12:00', ['towel']],
  ])('%s', (_, lentAt, returnedAt, codes) => {
    expect(broken({ towel: { lentAt, returnedAt } })).toEqual(codes);
  });

  it('reads as the deadline that is told', () => {
    const inTime = club.deadline('towel-back', '2026-07-14T16:55:00+12:00');
    const late = club.deadline('towel-back', '2026-07-14T16:55:01+12:00');
    expect([inTime.date, late.date]).toEqual(['2026-07-17', '2026-07-21']);
    expect(inTime.explained).toBe(
      '3 working days from 14 July 2026, not counting the day it was lent: by the end of 17 July 2026',
    );
    expect(late.explained).toBe(
      'sent on 14 July 2026 at 16:55:01, received on 16 July 2026; 3 working days from 16 July 2026, ' +
        'not counting the day it was lent, Saturdays and Sundays: by the end of 21 July 2026',
    );
    expect([inTime.clauses, club.deadline('tea', tuesday).clauses]).toEqual([['TC-1', 'TC-16'], ['TC-7']]);
  });
});

describe('inTime is a fact', () => {
  const dry = { name: 'grass-dry', title: 'Dry', clauses: ['TC-1'], anchor: 'day of the rain', from: 'rain.stoppedAt' };
  const waits = { amount: 2, resolved: 2, unit: 'days', direction: 'not-before', clearDays: false } as const;
  const rule: DeadlineRule = { ...dry, ...waits, meets: 'asked.at', force: 'must' };
  const namesOver = (types: FactTypes, more: Partial<DeadlineRule> = {}) => {
    const made = inTimeFacts(new Map([['grass-dry', { ...rule, ...more }]]), types, () => true);
    return [made.types['inTime'], [...made.derived.keys()]];
  };
  const instants: FactTypes = { rain: { stoppedAt: 'string' }, asked: { at: 'string' } };

  it('where both instants are declared, by its name as facts are named', () => {
    expect(namesOver(instants)).toEqual([{ grassDry: 'bool' }, ['inTime.grassDry']]);
  });

  it.each<[string, FactTypes, Partial<DeadlineRule>]>([
    ['what it runs from is not declared', { asked: { at: 'string' } }, {}],
    ['what it is held against is not', { rain: { stoppedAt: 'string' } }, {}],
    ['either is of another type', { ...instants, rain: { stoppedAt: 'double' } }, {}],
    ['either is a record of facts', { ...instants, rain: { stoppedAt: { day: 'string' } } }, {}],
    ['it runs from no fact', instants, { from: undefined }],
  ])('not where %s', (_, types, more) => {
    expect(namesOver(types, more)).toEqual([undefined, []]);
  });

  it('in a pack: not before the act, where it would read the command', () => {
    expect(problemsWhere({ available: 'inTime.towelBack' })).toContain('unknown fact inTime.towelBack');
    expect(problemsWhere({ available: 'inTime.tea' })).toContain('unknown fact inTime.tea');
    expect(problemsWhere({ acceptable: 'inTime.towelBack && inTime.grassDry' })).toBe('');
  });
});

describe('an instant that is none stops the ruling, and the fact is named', () => {
  const wrong = (fact: string) =>
    new TypeError(`the fact ${fact} must be an RFC 3339 instant, such as 2026-11-06T09:30:00Z`);

  it.each(['2026-07-14', 'Tuesday', '', '2026-07-14 00:00:00Z', '2026-02-30T00:00:00Z', '2026-07-14T00:00:00'])(
    '"%s"',
    (text) => {
      expect(() => ruling({ rain: { stoppedAt: text } })).toThrow(wrong('rain.stoppedAt'));
      expect(() => ruling({ asked: { at: text } })).toThrow(wrong('asked.at'));
      expect(() => ruling({ towel: { lentAt: tuesday, returnedAt: text } })).toThrow(wrong('towel.returnedAt'));
    },
  );

  it.each(['2026-07-14T00:00:00Z', '2026-07-14T12:00:00+12:00', '2026-07-14T00:00:00.123456Z'])(
    '"%s" is one',
    (text) => {
      expect(ruling({ rain: { stoppedAt: text } }).kind).toBeUndefined();
    },
  );

  it.each([
    ['is no instant', { stoppedAt: 'Tuesday' }, wrong('rain.stoppedAt')],
    ['was not supplied', {}, new FactMissing('rain.stoppedAt', 'inTime.grassDry || !net.measured')],
  ])('also beside an || that would not need it: it %s', (_, rain, error) => {
    const either = clubWhere({ available: 'inTime.grassDry || !net.measured' });
    expect(() => ruling({ rain }, either)).toThrow(error);
  });

  it('a number is refused as any fact of another type', () => {
    expect(() => ruling({ rain: { stoppedAt: 7 } })).toThrow(
      new TypeError('the fact rain.stoppedAt must be string: inTime.grassDry'),
    );
  });
});

describe('what cannot be reckoned is no guess', () => {
  it('in a year without holidays, which is named, also beside an || that would not need it', () => {
    const either = clubWhere({ acceptable: 'inTime.towelBack || !net.measured' });
    const towel = { lentAt: '2027-12-30T00:00:00Z', returnedAt: tuesday };
    for (const policy of [club, either]) {
      expect(() => ruling({ towel }, policy)).toThrow(CalendarError);
      expect(() => ruling({ towel }, policy)).toThrow('no holidays for 2028');
    }
  });

  it('by a setting that nobody chose, which is named', () => {
    const more = deadlineOf('whistle', 'setting: biscuit-hours\n  unit: hours');
    const whistled = clubWhere({ available: 'inTime.whistle', more });
    expect(() => ruling({}, whistled)).toThrow('the deadline whistle needs the setting biscuit-hours');
    expect(() => whistled.deadline('whistle', 'Tuesday')).toThrow('the deadline whistle needs the setting');
  });

  it.each([
    ['a channel of receipt that there is not', 'amount: 1\n  unit: days\n  received: pigeon', 'no receipt by pigeon'],
    ['clear days of hours', 'amount: 1\n  unit: hours\n  clearDays: true', 'hours and minutes have no clear days'],
    ['clear days of minutes', 'amount: 1\n  unit: minutes\n  clearDays: true', 'hours and minutes have no clear days'],
  ])('%s: nothing is loaded', (_, text, problem) => {
    expect(problemsWhere({ more: deadlineOf('whistle', text) })).toContain(problem);
    expect(problemsWhere({ more: deadlineOf('whistle', 'amount: 1\n  unit: days\n  clearDays: true') })).toBe('');
  });

  it('from what is no instant, which the deadline says', () => {
    expect(() => club.deadline('grass-dry', 'Tuesday')).toThrow(
      'what the deadline grass-dry runs from must be an RFC 3339 instant',
    );
  });
});
