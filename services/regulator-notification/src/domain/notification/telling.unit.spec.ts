import { describe, expect, it } from '@jest/globals';
import { personalPaths } from '@probity/contracts';
import { given } from '@probity/decider';
import {
  after,
  assess,
  begun,
  decide,
  fileOf,
  noted,
  notified,
  noting,
  oneLimb,
  opened,
  permutations,
  policy,
  typesOf,
  update,
} from '../../testing/sample.js';
import { notificationDecider } from './decisions.js';
import { findingOf, notificationEvents, sentences } from './notification.js';

describe('under a policy that tells no regulators', () => {
  const silent: typeof policy = {
    ...policy,
    act: () => undefined,
    notice: (name) => {
      throw new Error(`there is no notice ${name}`);
    },
  };
  const facts = [noted.opened, noted.finding, noted.action, noted.noCase, noted.closed];

  it('what other services tell is noted, and nobody is told', () => {
    let file = notificationDecider.initial;
    for (const fact of facts) {
      const events = notificationDecider.decide(noting(fact), file, silent);
      expect(events.at(-1)?.type).toBe(fact.type);
      file = events.reduce(notificationDecider.evolve, file);
    }
  });
});

describe('what other services tell', () => {
  it('reaches those who were notified, each by its kind [IMI/notify/regulator-progress]', () => {
    const events = after(
      noting(noted.opened),
      assess(['ofqual']),
      ...[noted.started, noted.report, noted.finding, noted.action, noted.invalidated].map(noting),
    );
    expect(fileOf(events).entries.map(({ kind }) => kind)).toEqual([
      'notification',
      'progress',
      'final-report',
      'progress',
      'progress',
      'certificates-invalid',
    ]);
  });

  it('has the final report made available: which version, to whom, what is withheld [IMI/invrep/regulator-available]', () => {
    const told = decide(notified, noting(noted.report)).at(-1);
    expect(told).toMatchObject({
      type: 'RegulatorsTold',
      data: { kind: 'final-report', content: { reportVersion: 2, withheld: ['informant'] } },
    });
    expect(told?.authority).toContain('IMI/invrep/regulator-available');
  });

  it('has the regulators told which certificates are invalid, and why [IMI/outcomes/invalid-inform]', () => {
    const told = decide(notified, noting(noted.invalidated)).at(-1);
    expect(told).toMatchObject({
      data: {
        kind: 'certificates-invalid',
        content: { certificates: [{ number: 'SAMPLE-1', reason: 'Not earned.' }] },
      },
    });
    expect(told?.authority).toContain('IMI/outcomes/invalid-inform');
  });

  it('before anybody was notified is told with the first notification [IMI/notify/regulator-progress]', () => {
    const facts = after(noting(noted.invalidated), noting(noted.report), noting(noted.opened));
    expect(typesOf(facts).filter((type) => type.startsWith('told'))).toEqual([]);
    expect(typesOf(decide(facts, assess(['ofqual'])))).toEqual([
      'AdverseEffectAssessed',
      'RegulatorsNotified',
      'told:certificates-invalid',
      'told:final-report',
    ]);
  });

  it.each([
    ['opened', noted.opened, ['IMI/def/adverse-effect', 'IMI/notify/regulator-prompt']],
    ['closed', noted.closed, ['IMI/notify/regulator-progress']],
    ['invalidated', noted.invalidated, ['IMI/outcomes/invalid-inform', 'IMI/notify/regulator-progress']],
  ])('rests on what it feeds, and on no other clause: %s', (_, fact, clauses) => {
    expect(decide([], noting(fact)).map(({ authority }) => authority)).toEqual([clauses, clauses]);
  });

  it('twice is noted and told once', () => {
    for (const fact of Object.values(noted))
      given(notificationDecider, policy, ...notified, ...decide(notified, noting(fact)))
        .when(noting(fact))
        .thenNothing();
  });

  it('comes to the same in any order', () => {
    const facts = [noted.opened, noted.started, noted.report, noted.finding, noted.invalidated, noted.closed];
    const pictures = permutations(facts).map((order) => {
      const state = fileOf(after(...order.map(noting)));
      return JSON.stringify({
        ...state,
        noted: state.noted.toSorted((a, b) => a.data.origin.localeCompare(b.data.origin)),
      });
    });
    expect(new Set(pictures).size).toBe(1);
  });

  it('of two findings, the one reached last counts, whichever came first', () => {
    const early = {
      type: 'FindingNoted',
      data: { origin: 'o9', reachedAt: '2026-09-01T09:00:00.000Z', proven: false },
    } as const;
    for (const order of [
      [early, noted.finding],
      [noted.finding, early],
    ])
      expect(findingOf(fileOf(after(...order.map(noting))))?.proven).toBe(true);
  });

  it('begins the file with whichever fact comes first', () => {
    given(notificationDecider, policy).when(noting(noted.closed)).then(begun, noted.closed);
  });

  it('closes an open notification with the case [IMI/notify/regulator-progress]', () => {
    expect(typesOf(decide(notified, noting(noted.closed)))).toEqual([
      'CaseClosureNoted',
      'told:closed',
      'NotificationClosed',
    ]);
  });

  it('never holds who reported [IMI/report/informant-identity]', () => {
    const fields = Object.values(notificationEvents).flatMap((schema) => Object.keys(schema.shape));
    expect(fields.filter((field) => /informant|reporter/i.test(field))).toEqual([]);
    const [, told] = decide(opened, assess(['ofqual']));
    expect(told).toMatchObject({ data: { content: { withheld: ['informant'] } } });
  });
});

describe('the stored shapes', () => {
  it('mark what people wrote as personal', () => {
    const marked = Object.entries(notificationEvents).flatMap(([type, schema]) =>
      personalPaths(schema).map((path) => `${type}.${path}`),
    );
    expect(marked).toEqual(
      expect.arrayContaining([
        'AdverseEffectAssessed.limbs.prejudice.reason',
        'InvalidCertificatesNoted.certificates.[].reason',
        'RegulatorsNotified.content',
        'RegulatorsTold.content',
        'PoliceConsidered.reason',
        'ProsecutionNoted.detail',
      ]),
    );
  });

  it('pass every event that is decided, and each has its sentence', () => {
    const events = [
      ...after(noting(noted.opened), assess(['ofqual'], oneLimb, { fraudSuspected: true }), update),
      ...decide(notified, noting(noted.closed)),
    ];
    for (const { type, data } of events) {
      expect(() => notificationEvents[type].parse(data)).not.toThrow();
      expect((sentences[type] as (data: object) => string)(data)).toMatch(/\.$/);
    }
  });
});
