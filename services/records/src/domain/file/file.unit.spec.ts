import { describe, expect, it } from '@jest/globals';
import { personalPaths } from '@probity/contracts';
import { fold, given } from '@probity/decider';
import {
  after,
  at,
  begun,
  caseId,
  decide,
  fileOf,
  manager,
  noted,
  noting,
  officer,
  policy,
  ripe,
} from '../../testing/sample.js';
import { fileDecider } from './decisions.js';
import { fileFacts } from './facts.js';
import { fileEvents, findingOf, sentences, type FileEvent } from './file.js';
import type { NotedEvent } from './noted.js';

const close = { ...manager, type: 'CloseCase', reason: null } as const;
const told = (...facts: readonly NotedEvent[]): readonly FileEvent[] => after(...facts.map(noting));
const without = (left: NotedEvent): readonly FileEvent[] => told(...ripe.filter((fact) => fact !== left));
const closed = (...facts: readonly NotedEvent[]): readonly FileEvent[] => [
  ...told(...facts),
  ...decide(told(...facts), close),
];
const dueIn = (act: string, facts: readonly FileEvent[]) =>
  policy.isDue(act, fileFacts(fold(fileDecider, facts), manager));

describe('closing a case', () => {
  it('waits for the lessons, or that there are none [IMI/outcomes/lessons]', () => {
    given(fileDecider, policy, ...without(noted.lessons))
      .when(close)
      .thenRefused('lessons-recorded', 'IMI/outcomes/lessons');
    expect(decide(told(...ripe), close)).toMatchObject([{ type: 'CaseClosed', data: { closedAt: at } }]);
  });

  it('waits for the decision to be communicated [IMI/outcomes/sanction-rationale]', () => {
    given(fileDecider, policy, ...without(noted.communicated))
      .when(close)
      .thenRefused('decision-communicated', 'IMI/outcomes/sanction-rationale');
  });

  it('waits for what was decided to be in effect [IMI/outcomes/aims]', () => {
    given(fileDecider, policy, ...without(noted.completed))
      .when(close)
      .thenRefused('effects-complete', 'IMI/outcomes/aims');
  });

  it('waits for what is withheld to be released or dealt with, whichever is told first [IMI/timelines/results-earliest]', () => {
    given(fileDecider, policy, ...told(...ripe, noted.withheld))
      .when(close)
      .thenRefused('nothing-withheld', 'IMI/timelines/results-earliest');
    expect(dueIn('file.close', told(...ripe, noted.withheld))).toBe(false);
    const other: NotedEvent = { type: 'WithholdingNoted', data: { origin: 'o90', hold: 'w2' } };
    given(fileDecider, policy, ...told(...ripe, noted.withheld, other, noted.holdEnded))
      .when(close)
      .thenRefused('nothing-withheld', 'IMI/timelines/results-earliest');
    for (const order of [
      [noted.withheld, noted.holdEnded],
      [noted.holdEnded, noted.withheld],
    ])
      expect(decide(told(...ripe, ...order), close)).toHaveLength(1);
  });

  it('with confirmations of the centre outstanding needs a reason, which is kept [IMI/outcomes/invalid-learners]', () => {
    const outstanding = told(...ripe, noted.confirmations);
    given(fileDecider, policy, ...outstanding)
      .when(close)
      .thenRefused('confirmations-in', 'IMI/outcomes/invalid-learners');
    const reasoned = { ...close, reasons: { 'confirmations-in': 'The centre has ceased to trade.' } };
    expect(decide(outstanding, reasoned)).toMatchObject([
      { data: { ruling: { departures: [{ code: 'confirmations-in', reason: 'The centre has ceased to trade.' }] } } },
    ]);
    for (const order of [
      [noted.confirmations, noted.confirmed],
      [noted.confirmed, noted.confirmations],
    ])
      expect(decide(told(...ripe, ...order), close)).toHaveLength(1);
  });

  it('waits for no effects where nothing was shown, and for no decision where there was nothing to answer [IMI/outcomes/lessons]', () => {
    const notShown: NotedEvent = {
      type: 'FindingNoted',
      data: { ...noted.finding.data, proven: false, outcomes: ['not-shown'] },
    };
    expect(decide(told(noted.opened, noted.report, notShown, noted.communicated, noted.lessons), close)).toHaveLength(
      1,
    );
    expect(decide(told(noted.opened, noted.noCase, noted.lessons), close)).toHaveLength(1);
  });

  it('is due when nothing else is left, and not before or after [IMI/outcomes/lessons]', () => {
    for (const fact of [noted.lessons, noted.communicated, noted.completed])
      expect(dueIn('file.close', without(fact))).toBe(false);
    expect([dueIn('file.close', told(...ripe)), dueIn('file.close', closed(...ripe))]).toEqual([true, false]);
    expect(dueIn('file.close', told(noted.opened, noted.noCase, noted.lessons))).toBe(true);
  });

  it('happens once', () => {
    given(fileDecider, policy, ...closed(...ripe))
      .when(close)
      .thenNothing();
  });

  it('is of a case that was opened, and for the manager or the records officer [IMI/timelines/retain-5y]', () => {
    given(fileDecider, policy, ...without(noted.opened))
      .when(close)
      .thenRefused('case-opened', 'IMI/timelines/retain-5y');
    const stranger = { ...close, actor: { id: 'st-0009', offices: ['investigator'] } };
    given(fileDecider, policy, ...told(...ripe))
      .when(stranger)
      .thenRefused('not-yours-to-do', 'IMI/timelines/retain-5y');
  });
});

describe('the facts of other services', () => {
  it('come to the same in any order', () => {
    const facts = [noted.opened, noted.report, noted.lessons, noted.finding, noted.communicated, noted.completed];
    const pictures = permutations(facts).map((order) => {
      const { noted: all, ...file } = fileOf([...told(...order), ...decide(told(...order), close)]);
      return JSON.stringify({ ...file, noted: all.toSorted((a, b) => a.data.origin.localeCompare(b.data.origin)) });
    });
    expect(new Set(pictures).size).toBe(1);
  });

  it('that come twice are noted once', () => {
    for (const fact of Object.values(noted))
      given(fileDecider, policy, ...told(fact))
        .when(noting(fact))
        .thenNothing();
  });

  it('begin the file, whichever comes first', () => {
    given(fileDecider, policy).when(noting(noted.completed)).then(begun, noted.completed);
  });

  it('of two findings let the one reached last count', () => {
    const quashed: NotedEvent = {
      type: 'FindingNoted',
      data: {
        ...noted.finding.data,
        origin: 'o99',
        reachedAt: '2026-09-01T09:00:00.000Z',
        proven: false,
        outcomes: [],
      },
    };
    for (const order of [
      [quashed, noted.finding],
      [noted.finding, quashed],
    ])
      expect(findingOf(fileOf(told(...order)))?.proven).toBe(false);
  });
});

describe('what a noted fact rests on', () => {
  it.each([
    ['lessons', noted.lessons, ['IMI/outcomes/lessons']],
    ['communicated', noted.communicated, ['IMI/invrep/contents', 'IMI/outcomes/sanction-rationale']],
    ['prosecution', noted.prosecution, ['IMI/timelines/retain-5y', 'IMI/timelines/retain-legal']],
    ['withheld', noted.withheld, ['IMI/timelines/results-earliest']],
    ['confirmations', noted.confirmations, ['IMI/outcomes/invalid-learners']],
    ['started', noted.started, ['IMI/centre/monitoring']],
  ])('is the rule that it feeds, and no other: %s', (_, fact, clauses) => {
    expect(decide([], noting(fact)).map(({ authority }) => authority)).toEqual([clauses, clauses]);
  });
});

describe('a hold', () => {
  const hold = { ...officer, type: 'PlaceHold', hold: 'h1', reason: 'Asked for by a court.' } as const;
  const release = { ...officer, type: 'ReleaseHold', hold: 'h1', reason: 'The court is done.' } as const;
  const held = [...told(noted.opened), ...decide(told(noted.opened), hold)];

  it('is placed and released with a reason, and quiet when repeated [IMI/timelines/retain-legal]', () => {
    given(fileDecider, policy, ...told(noted.opened))
      .when({ ...hold, reason: ' ' })
      .thenRefused('hold-reasoned', 'IMI/timelines/retain-legal');
    given(fileDecider, policy, ...held)
      .when({ ...release, reason: '' })
      .thenRefused('release-reasoned', 'IMI/timelines/retain-legal');
    given(fileDecider, policy, ...held)
      .when(hold)
      .thenNothing();
    given(fileDecider, policy, ...held, ...decide(held, release))
      .when(release)
      .thenNothing();
  });

  it('that was never placed is not released [IMI/timelines/retain-legal]', () => {
    given(fileDecider, policy, ...held)
      .when({ ...release, hold: 'h2' })
      .thenRefused('hold-known', 'IMI/timelines/retain-legal');
    given(fileDecider, policy, ...told(noted.opened))
      .when(release)
      .thenRefused('record-held', 'IMI/timelines/retain-legal');
  });
});

describe('destruction', () => {
  const dispose = { ...officer, type: 'MarkForDisposal', reason: 'The period has ended.' } as const;
  const later = (instant: string) => ({ ...dispose, at: instant });
  const sanctioned = closed(...ripe, noted.sanctioned);

  it('is refused before the earliest date, to the day [IMI/timelines/retain-5y]', () => {
    const scenario = given(fileDecider, policy, ...sanctioned);
    scenario.when(dispose).thenRefused('kept-long-enough', 'IMI/timelines/retain-5y');
    scenario.when(later('2031-06-30T22:59:59.000Z')).thenRefused('kept-long-enough', 'IMI/timelines/retain-5y');
    const events = decide(sanctioned, later('2031-06-30T23:00:00.000Z'));
    expect(events).toMatchObject([{ type: 'DisposalDue', data: { dueSince: '2031-07-01' } }]);
    given(fileDecider, policy, ...sanctioned, ...events)
      .when(later('2031-07-02T09:00:00.000Z'))
      .thenNothing();
  });

  it('is refused while a prosecution has not been heard, however long that takes [IMI/timelines/retain-legal]', () => {
    given(fileDecider, policy, ...closed(...ripe, noted.prosecution))
      .when(later('2060-01-01T09:00:00.000Z'))
      .thenRefused('all-heard', 'IMI/timelines/retain-legal');
  });

  it('is refused while there is a hold, which comes before every date [IMI/timelines/material-secure]', () => {
    const held = [
      ...sanctioned,
      ...decide(sanctioned, { ...officer, type: 'PlaceHold', hold: 'h1', reason: 'A court asks.' }),
    ];
    given(fileDecider, policy, ...held)
      .when(later('2060-01-01T09:00:00.000Z'))
      .thenRefused('not-held', 'IMI/timelines/material-secure');
    const released = [...held, ...decide(held, { ...officer, type: 'ReleaseHold', hold: 'h1', reason: 'Done.' })];
    expect(decide(released, later('2060-01-01T09:00:00.000Z'))).toHaveLength(1);
  });

  it('is refused of a case that is not closed, by anybody but the records officer, and without a ground [IMI/timelines/retain-5y]', () => {
    given(fileDecider, policy, ...told(...ripe))
      .when(dispose)
      .thenRefused('case-closed', 'IMI/timelines/retain-5y');
    const scenario = given(fileDecider, policy, ...sanctioned);
    scenario
      .when({ ...later('2060-01-01T09:00:00.000Z'), actor: manager.actor })
      .thenRefused('not-yours-to-do', 'IMI/timelines/retain-5y');
    scenario
      .when({ ...later('2060-01-01T09:00:00.000Z'), reason: ' ' })
      .thenRefused('disposal-reasoned', 'IMI/timelines/retain-5y');
  });

  it('says that nothing has been destroyed', () => {
    const [event] = decide(sanctioned, later('2031-07-01T09:00:00.000Z'));
    expect(event?.type === 'DisposalDue' && sentences.DisposalDue(event.data)).toMatch(/Nothing has been destroyed\.$/);
  });
});

describe('the destruction of a record', () => {
  const ask = { actor: { id: 'system:records', offices: [] }, at: '2031-07-01T09:00:00.000Z' };
  const clauses = ['IMI/timelines/retain-5y'];
  const begin = { ...ask, type: 'BeginDestruction', clauses } as const;
  const hold = { ...officer, type: 'PlaceHold', hold: 'h1', reason: 'A court asks.' } as const;
  const due: FileEvent = {
    type: 'DisposalDue',
    data: {
      ...{ dueSince: '2031-06-30', reason: 'Over.', notedAt: ask.at },
      ruling: { restedOn: {}, departures: [], breaches: [] },
    },
  };
  const marked = [...told(noted.opened), due];

  it('begins once, and from then on no hold is placed [IMI/timelines/retain-legal]', () => {
    const first = decide(marked, begin);
    expect(first).toEqual([{ type: 'DestructionBegun', data: { begunAt: ask.at }, authority: clauses }]);
    const refusing = given(fileDecider, policy, ...marked, ...first);
    refusing.when(begin).thenNothing();
    expect(refusing.when(hold).thenRefused('not-being-destroyed', 'IMI/timelines/retain-legal').kind).toBe(
      'out-of-order',
    );
  });

  it('does not begin while there is a hold, nor where it was not marked, or is kept longer since', () => {
    for (const facts of [[], told(noted.opened), [...marked, ...decide(marked, hold)]])
      given(fileDecider, policy, ...facts)
        .when(begin)
        .thenNothing();
    const ended = [...told(...ripe), ...decide(told(...ripe), { ...manager, type: 'CloseCase', reason: null })];
    const longer = [...ended, due, ...decide(ended, noting(noted.prosecution))];
    expect(longer.at(-1)?.type).toBe('RetentionChanged');
    expect(decide([...ended, due], begin)).toHaveLength(1);
    expect(decide(longer, begin)).toEqual([]);
  });
});

describe('the steps of the policy', () => {
  const step = (name: string, fields: Record<string, string | boolean>) =>
    ({ ...manager, type: 'RecordStep', step: `file.${name}`, fields }) as const;

  it('review past incidents for risks and trends [IMI/outcomes/trends]', () => {
    const review = step('review-trends', { period: '2026', risks: 'Early claims.', controls: 'Sampling.' });
    expect(decide(told(noted.opened), review)).toMatchObject([{ authority: ['IMI/outcomes/trends'] }]);
    given(fileDecider, policy, ...told(noted.report))
      .when(review)
      .thenRefused('case-opened', 'IMI/outcomes/trends');
  });

  it('review how the centre complies [IMI/centre/monitoring]', () => {
    const review = step('review-centre', { complies: false, prevention: 'No checks on claims.', on: '2026-10-05' });
    expect(decide(told(noted.opened), review)).toMatchObject([{ authority: ['IMI/centre/monitoring'] }]);
    const nowhere = { ...noted.opened, data: { ...noted.opened.data, centre: null } };
    given(fileDecider, policy, ...told(nowhere))
      .when(review)
      .thenRefused('case-at-a-centre', 'IMI/centre/monitoring');
  });
});

describe('a correction', () => {
  const correct = {
    ...officer,
    type: 'Correct',
    corrects: caseId,
    found: true,
    field: '/detail',
    value: 'x',
    reason: 'A slip.',
  } as const;

  it('is a new fact, with a reason, of something recorded [IMI/timelines/retain-5y]', () => {
    expect(decide(told(noted.opened), correct)).toMatchObject([{ type: 'FactCorrected' }]);
    const scenario = given(fileDecider, policy, ...told(noted.opened));
    scenario.when({ ...correct, found: false }).thenRefused('fact-exists', 'IMI/timelines/retain-5y');
    scenario.when({ ...correct, reason: '' }).thenRefused('correction-reasoned', 'IMI/timelines/retain-5y');
  });
});

describe('the stored shapes', () => {
  it('mark what people wrote as personal', () => {
    const marked = Object.entries(fileEvents).flatMap(([type, schema]) =>
      personalPaths(schema).map((path) => `${type}.${path}`),
    );
    expect(marked).toEqual(
      expect.arrayContaining([
        'HearingConcluded.detail',
        'CaseClosed.reason',
        'HoldPlaced.reason',
        'HoldReleased.reason',
        'DisposalDue.reason',
      ]),
    );
  });

  it('pass every event that is decided, and each has its sentence', () => {
    for (const { type, data } of closed(...Object.values(noted))) {
      expect(() => fileEvents[type].parse(data)).not.toThrow();
      expect((sentences[type] as (data: object) => string)(data)).toMatch(/[.\]]$/);
    }
  });
});

const permutations = <T>(all: readonly T[]): readonly (readonly T[])[] =>
  all.length < 2
    ? [all]
    : all.flatMap((one, index) => permutations(all.toSpliced(index, 1)).map((rest) => [one, ...rest]));
