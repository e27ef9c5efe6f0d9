import { describe, expect, it } from '@jest/globals';
import type { DomainEvent, Given } from '@probity/decider';
import { CalendarError, FactMissing, type ActDefinition, type Policy } from '@probity/policy-packs';
import type { EntityManager } from 'typeorm';
import type { Streams } from '../commands/streams.js';
import type { Subject, Told } from '../commands/subject.js';
import { counterSubject, policies, type Counter } from '../testing/counter-subject.js';
import { isTheirs, offers } from './acts.js';
import { waitingProjection, type WaitingItem } from './waiting.js';

const why = 'the calendar club/1 has no holidays for 2036';
const act: ActDefinition = {
  name: 'counter.count',
  title: 'Count',
  clauses: ['C-1'],
  who: { anyone: false, offices: ['teller'], roles: [] },
  by: 'soon',
  available: [],
  acceptable: [],
  contains: undefined,
  follows: [],
};
const policy = {
  ...policies.inForce('imi', '2036-01-02T09:00:00.000Z'),
  timeZone: 'UTC',
  acts: () => [act],
  available: () => ({ refusals: [] }),
  isDue: () => true,
  anchorOf: () => 'match.startedAt',
  deadline: (_name: string, anchor: string) => {
    if (anchor.startsWith('2036')) throw new CalendarError(why);
    return { date: '2026-10-06', endsAt: '2026-10-06T23:59:59.999Z', explained: '1 day', clauses: ['C-3'] };
  },
} as unknown as Policy;

const state: Counter = { institution: 'imi', count: 0 };
const counting = counterSubject as unknown as Subject<never, Counter, DomainEvent>;
const countingFrom = (anchor: string) =>
  ({ ...counterSubject, anchors: () => ({ soon: anchor }) }) as unknown as Subject<never, Counter, DomainEvent>;

const waitingFor = async (subject: Subject<never, Counter, DomainEvent>): Promise<readonly WaitingItem[]> => {
  const told = { recorded: { stream: 'counter-1', actedAt: '2036-01-02T09:00:00.000Z' } } as Told;
  const streams = { load: async () => ({ state, told: [told] }) } as unknown as Streams;
  const rows: WaitingItem[] = [];
  const manager = { delete: async () => {}, insert: async (_: unknown, more: WaitingItem[]) => rows.push(...more) };
  const all = { ...policies, get: () => policy };
  const { project } = waitingProjection(
    [subject as unknown as Subject],
    streams,
    all,
    (_, person) => `hash of ${person}`,
  );
  await project([told], manager as unknown as EntityManager);
  return rows;
};

describe('the day by which an act is due', () => {
  const byOf = (anchor: string) =>
    offers(countingFrom(anchor), state, policy, { actor: { id: 'st-1', offices: [] }, at: anchor })[0]?.by;
  const explained = `This cannot be counted: ${why}`;

  it('is told with how it was counted', async () => {
    const by = { date: '2026-10-06', endsAt: '2026-10-06T23:59:59.999Z', explained: '1 day', clauses: ['C-3'] };
    expect(byOf('2026-10-05T09:00:00.000Z')).toEqual(by);
    expect(await waitingFor(countingFrom('2026-10-05T09:00:00.000Z'))).toMatchObject([{ dueAt: by.endsAt }]);
  });

  it('is counted from the fact that the deadline names, where the subject has no anchor for it', async () => {
    const told = {
      ...countingFrom(''),
      anchors: () => ({}),
      facts: (_: Counter, { actor }: Given) => ({
        ...{ actor: { offices: actor.offices, roles: [] }, steps: { done: [] } },
        match: { startedAt: '2026-10-05T09:00:00.000Z' },
      }),
    } as typeof counting;
    const given = { actor: { id: 'st-1', offices: [] }, at: '2026-10-05T10:00:00.000Z' };
    expect(offers(told, state, policy, given)[0]?.by?.date).toBe('2026-10-06');
    expect(await waitingFor(told)).toMatchObject([{ dueAt: '2026-10-06T23:59:59.999Z' }]);
    expect(offers({ ...told, facts: counting.facts }, state, policy, given)[0]?.by).toBeNull();
  });

  it('in a year without holidays is none, with the reason, and the act is offered all the same', () => {
    expect(byOf('2036-01-02T09:00:00.000Z')).toEqual({ date: null, endsAt: null, explained, clauses: ['C-1'] });
  });

  it('and the act still waits in the worklist, without a day', async () => {
    const rows = await waitingFor(countingFrom('2036-01-02T09:00:00.000Z'));
    expect(rows).toMatchObject([{ act: 'counter.count', dueAt: null, explained, clauses: ['C-1'] }]);
  });

  it('waits there since the system’s clock says, which may be moved, and not since the store’s', async () => {
    const asked: string[] = [];
    const facts = (_: Counter, { at }: Given) => {
      asked.push(at);
      return counting.facts(state, { actor: { id: 'st-1', offices: [] }, at }, policy);
    };
    const rows = await waitingFor({ ...countingFrom('2026-10-05T09:00:00.000Z'), facts } as typeof counting);
    expect([asked, rows[0]?.since]).toEqual([['2036-01-02T09:00:00.000Z'], '2036-01-02T09:00:00.000Z']);
  });
});

describe('who an act waits for by name', () => {
  it('is not the student, whose name may be hidden from whoever reads it', async () => {
    const at = '2026-10-05T09:00:00.000Z';
    const roles = { student: ['U-1'], manager: ['st-7'] };
    const pinned = (from: Counter) => ({ ...counting.pinned(from), students: ['U-1'] });
    const subject = { ...countingFrom(at), roles: () => roles, pinned } as unknown as typeof counting;
    const who = { ...act.who, roles: ['student', 'manager'] };
    const ofBoth = { ...policy, acts: () => [{ ...act, who }] } as Policy;
    const [offer] = offers(subject, state, ofBoth, { actor: { id: 'st-1', offices: [] }, at });
    expect(offer?.who).toMatchObject({ roles: ['student', 'manager'], people: ['st-7'] });
  });
});

describe('what an act’s letters ask for', () => {
  it('is listed with it, by the codes that say it', () => {
    const items = [{ code: 'place', says: 'where it is', clauses: ['C-4'] }];
    const sending = {
      ...policy,
      noticesOn: (name: string) => (name === act.name ? [{ items }] : []),
    } as unknown as Policy;
    const given = { actor: { id: 'st-1', offices: [] }, at: '2026-10-05T09:00:00.000Z' };
    const [offer] = offers(countingFrom(given.at), state, sending, given);
    expect(offer?.letter).toEqual(items);
  });
});

describe('what an act turns on that is not known', () => {
  it('is said with the rule that needs it, and its clause', () => {
    const available = () => {
      const neededBy = { act: act.name, code: 'posted', clauses: ['C-9'], says: 'The work was posted.' };
      throw Object.assign(new FactMissing('assessment.postedAt', 'a condition'), { neededBy });
    };
    const given = { actor: { id: 'st-1', offices: [] }, at: '2026-10-05T09:00:00.000Z' };
    const [offer] = offers(countingFrom(given.at), state, { ...policy, available } as unknown as Policy, given);
    expect(offer?.because).toEqual([
      {
        code: 'fact-needed',
        clauses: ['C-9'],
        says: 'The work was posted. This turns on when the work was posted, which is not known.',
      },
    ]);
  });
});

describe('the route that an act is done by', () => {
  const at = '2026-10-05T09:00:00.000Z';
  const routes = { 'counter.count': ({ timeZone }: Policy) => `POST /in/${timeZone}`, '*': 'POST /steps/{step}' };

  it('may depend on the policy', async () => {
    const subject = { ...countingFrom(at), routes } as typeof counting;
    const [offer] = offers(subject, state, policy, { actor: { id: 'st-1', offices: [] }, at });
    expect(offer?.route).toBe('POST /in/UTC');
    expect(await waitingFor(subject)).toMatchObject([{ route: 'POST /in/UTC' }]);
  });

  it('is that of all others where it has none', () => {
    const subject = { ...countingFrom(at), routes: { '*': 'POST /steps/{step}' } } as typeof counting;
    const [offer] = offers(subject, state, policy, { actor: { id: 'st-1', offices: [] }, at });
    expect(offer?.route).toBe('POST /steps/{step}');
  });
});

describe('an act that waits for something beside the rules of the policy', () => {
  const first = { code: 'not-started', clauses: ['C-1'], says: 'Nothing has started yet.' };
  const waits = { ...counting, awaits: () => [first] };
  const given = { actor: { id: 'st-1', offices: [] }, at: '2026-10-05T10:00:00.000Z' };

  it('is neither open nor due, and says what it waits for', async () => {
    expect(offers(waits, state, policy, given)).toMatchObject([{ open: false, due: false, because: [first] }]);
    expect(await waitingFor(waits)).toEqual([]);
    expect(offers({ ...waits, awaits: () => [] }, state, policy, given)).toMatchObject([{ open: true, due: true }]);
  });

  it('does not also say that a fact is needed, which may be told meanwhile', () => {
    const available = () => {
      throw new FactMissing('match.startedAt', 'the act');
    };
    const asking = { ...policy, available } as unknown as Policy;
    expect(offers(waits, state, asking, given)[0]?.because).toEqual([first]);
    expect(offers(counting, state, asking, given)[0]?.because).toMatchObject([{ code: 'fact-needed' }]);
  });
});

it('an act is theirs by an office, by a part in the case, or because it is anybody’s; whether it is open or not', () => {
  const who = { offices: ['teller'], roles: ['owner'], people: ['st-7'], anyone: false };
  const actor = (id: string, ...offices: readonly string[]) => ({ id, offices });
  const theirs = (asker: ReturnType<typeof actor>) => isTheirs({ who }, asker);
  expect([theirs(actor('st-1', 'teller')), theirs(actor('st-7')), theirs(actor('st-1', 'owner'))]).toEqual([
    ...[true, true, false],
  ]);
  expect(isTheirs({ who: { ...who, anyone: true } }, actor('st-1'))).toBe(true);
});
