import { randomUUID } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { publicIdOf } from '@probity/messaging';
import { type Found, judge, type Logged, rebuilt, repeatedOn } from './oracle.js';

const report = (position: number, of: string): Logged => ({
  id: randomUUID(),
  source: 'intake',
  position,
  case: of,
  cause: null,
});
const publicId = (event: Logged): string => publicIdOf(event.source, event);
const opened = (position: number, by: Logged): Logged => ({
  id: randomUUID(),
  source: 'hearings',
  position,
  case: by.case,
  cause: publicId(by),
});

const [first, second, other] = [report(1, 'a'), report(2, 'a'), report(3, 'b')];
const log = [first, second, other, opened(4, first), opened(5, other), opened(6, second)];

const kept = (events: readonly Logged[]) =>
  events.map((event) => ({ id: publicId(event), source: event.source, position: event.position, handled: true }));
const told = (source: string, events: readonly Logged[]) =>
  events
    .filter((event) => event.source === source)
    .map((event, nth) => ({ partition: 0, offset: `${nth}`, id: publicId(event), term: 1 }));

/** All as it is to be, of these. */
const whole = (events: readonly Logged[]): Found => ({
  log: events,
  topics: { intake: told('intake', events), hearings: told('hearings', events) },
  inboxes: [
    { service: 'hearings', hears: ['intake'], kept: kept(events.filter(({ source }) => source === 'intake')) },
    { service: 'records', hears: ['intake', 'hearings'], kept: kept(events) },
  ],
  view: rebuilt(events),
  parked: [],
});

const kindsIn = (found: Found): string[] => [...new Set(judge(found).map(({ kind }) => kind))];
const good = whole(log);
const [ofHearings, ofRecords] = good.inboxes;
if (!ofHearings || !ofRecords) throw new Error('there are two');
const [row, ...rows] = good.view;
if (!row) throw new Error('there is a view');

describe('the oracle of the bus', () => {
  it('has nothing to say where everything came through once', () => {
    expect(judge(good)).toEqual([]);
    expect(repeatedOn(good)).toBe(0);
  });

  it.each<readonly [string, Found, readonly string[]]>([
    ['a message that is in no inbox', { ...good, inboxes: [{ ...ofHearings, kept: [] }, ofRecords] }, ['lost']],
    [
      'a message that is kept and not handled',
      {
        ...good,
        inboxes: [{ ...ofHearings, kept: ofHearings.kept.map((one) => ({ ...one, handled: false })) }, ofRecords],
      },
      ['lost'],
    ],
    [
      'a message that nobody said',
      { ...good, inboxes: [ofHearings, { ...ofRecords, kept: kept([...log, report(9, 'c')]) }] },
      ['never said'],
    ],
    ['a report that nothing was done about', whole(log.slice(0, -1)), ['lost']],
    ['a report that it was done about twice', whole([...log, opened(7, first)]), ['twice']],
    [
      'reactions in another order than what they answer',
      whole([first, second, opened(3, second), opened(4, first)]),
      ['out of order'],
    ],
    ['a view that misses one', { ...good, view: rows }, ['view differs']],
    ['a view with another digest', { ...good, view: [{ ...row, digest: '00' }, ...rows] }, ['view differs']],
    ['a view of what there is not', { ...good, view: [...good.view, { ...row, case: 'z' }] }, ['view differs']],
    ['what was published and is gone', { ...good, topics: { ...good.topics, intake: [] } }, ['not on the bus']],
    ['a case that is still parked', { ...good, parked: ['a'] }, ['parked']],
  ])('sees %s', (_, found, kinds) => expect(kindsIn(found)).toEqual(kinds));

  it('sees what a relay said that another had followed, and counts what is said again', () => {
    const again = [...good.topics.intake.map((one) => ({ ...one, term: 2 })), ...good.topics.intake.slice(0, 1)];
    const found = { ...good, topics: { ...good.topics, intake: again } };
    expect(kindsIn(found)).toEqual(['stale']);
    expect(repeatedOn(found)).toBe(1);
  });

  it('takes a new relay for no stale one, in whatever partition', () => {
    const [one, ...more] = good.topics.intake;
    if (!one) throw new Error('there is one');
    const intake = [{ ...one, term: 2 }, ...more.map((each) => ({ ...each, partition: 1 }))];
    expect(judge({ ...good, topics: { ...good.topics, intake } })).toEqual([]);
  });
});
