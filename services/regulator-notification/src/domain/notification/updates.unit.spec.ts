import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import {
  after,
  assess,
  at,
  decide,
  factsOf,
  fileOf,
  manager,
  noted,
  notified,
  noting,
  oneLimb,
  opened,
  policy,
  regulator,
  typesOf,
  update,
} from '../../testing/sample.js';
import { notificationDecider } from './decisions.js';
import type { NotedEvent } from './noted.js';

const on = (date: string) => ({ at: `${date}T09:00:00.000Z` });

describe('updates', () => {
  it('set the next date, the one given or that of the deployment [IMI/notify/regulator-progress]', () => {
    expect(decide(notified, update)[0]).toMatchObject({
      data: { kind: 'progress', nextUpdateOn: '2026-10-19', content: { progress: update.progress } },
    });
    expect(decide(notified, { ...update, nextUpdateOn: '2026-10-07' })[0]).toMatchObject({
      data: { nextUpdateOn: '2026-10-07' },
    });
  });

  it('refuse a next date that does not lie ahead, and an update that says nothing [IMI/notify/regulator-progress]', () => {
    const scenario = given(notificationDecider, policy, ...notified);
    scenario
      .when({ ...update, nextUpdateOn: '2026-10-05' })
      .thenRefused('next-update-ahead', 'IMI/notify/regulator-progress');
    scenario.when({ ...update, progress: ' ' }).thenRefused('progress-told', 'IMI/notify/regulator-progress');
  });

  it('need somebody who was notified [IMI/notify/regulator-progress]', () => {
    given(notificationDecider, policy, ...opened)
      .when(update)
      .thenRefused('notification-open', 'IMI/notify/regulator-progress');
  });

  it('that are late still go out, with the breach on record [IMI/notify/regulator-progress]', () => {
    const [told] = decide(notified, { ...update, ...on('2026-10-20') });
    expect(told).toMatchObject({ data: { ruling: { breaches: [{ code: 'update-on-time' }] } } });
    expect(decide(notified, { ...update, ...on('2026-10-19') })[0]).toMatchObject({
      data: { ruling: { breaches: [] } },
    });
  });

  it('do not put off what was promised to others [IMI/notify/regulator-progress]', () => {
    const soon = after(
      noting(noted.opened),
      assess(['ofqual']),
      { ...update, nextUpdateOn: '2026-10-07' },
      assess(['dfe'], oneLimb),
    );
    expect(fileOf(soon).nextUpdateOn).toBe('2026-10-07');
  });

  it('are due while the notification is open, by the date that was set [IMI/notify/regulator-progress]', () => {
    const dueIn = (facts: Parameters<typeof factsOf>[0]) => policy.isDue('notification.update', factsOf(facts));
    expect([dueIn(opened), dueIn(notified), dueIn([...notified, ...decide(notified, noting(noted.closed))])]).toEqual([
      false,
      true,
      false,
    ]);
  });
});

describe('closing', () => {
  const close = { ...manager, type: 'CloseNotification', reason: 'Decided and in effect.' } as const;

  it('tells everybody, once the case has come to an end [IMI/notify/regulator-progress]', () => {
    given(notificationDecider, policy, ...notified)
      .when(close)
      .thenRefused('case-concluded', 'IMI/notify/regulator-progress');
    const notProven: NotedEvent = { type: 'FindingNoted', data: { ...noted.finding.data, proven: false } };
    const decided = [...notified, ...decide(notified, noting(notProven))];
    const closed = decide(decided, close);
    expect(typesOf(closed)).toEqual(['told:closed', 'NotificationClosed']);
    given(notificationDecider, policy, ...decided, ...closed)
      .when(close)
      .thenNothing();
    expect(typesOf(decide([...decided, ...closed], noting(noted.closed)))).toEqual(['CaseClosureNoted']);
  });

  it('is not open while something is proven, of which more may follow: that closes with the case [IMI/notify/regulator-progress]', () => {
    const proven = [...notified, ...decide(notified, noting(noted.finding))];
    given(notificationDecider, policy, ...proven)
      .when(close)
      .thenRefused('case-concluded', 'IMI/notify/regulator-progress');
    const noCaseBefore = [
      ...notified,
      ...after(noting(noted.noCase)).slice(1),
      ...decide(notified, noting(noted.finding)),
    ];
    given(notificationDecider, policy, ...noCaseBefore)
      .when(close)
      .thenRefused('case-concluded', 'IMI/notify/regulator-progress');
    const more = decide(proven, noting(noted.invalidated));
    expect(typesOf([...more, ...decide([...proven, ...more], noting(noted.closed))])).toEqual([
      'InvalidCertificatesNoted',
      'told:certificates-invalid',
      'CaseClosureNoted',
      'told:closed',
      'NotificationClosed',
    ]);
  });

  it('needs a reason, and something open [IMI/notify/regulator-progress]', () => {
    const decided = [...notified, ...decide(notified, noting(noted.noCase))];
    given(notificationDecider, policy, ...decided)
      .when({ ...close, reason: '' })
      .thenRefused('closure-reasoned', 'IMI/notify/regulator-progress');
    given(notificationDecider, policy, ...opened)
      .when(close)
      .thenRefused('notification-open', 'IMI/notify/regulator-progress');
  });
});

describe('an acknowledgement', () => {
  const acknowledge = { ...regulator('ofqual'), type: 'AcknowledgeEntry', regulator: 'ofqual', entry: 1 } as const;

  it("is the regulator's own, kept with its time, and quiet when repeated [IMI/notify/regulator-prompt]", () => {
    const done = decide(notified, acknowledge);
    expect(fileOf([...notified, ...done]).entries[0]?.acknowledged).toEqual({ ofqual: at });
    given(notificationDecider, policy, ...notified, ...done)
      .when(acknowledge)
      .thenNothing();
  });

  it('of what another was told is refused [IMI/notify/regulator-progress]', () => {
    const scenario = given(notificationDecider, policy, ...notified);
    scenario.when({ ...acknowledge, ...regulator('dfe') }).thenRefused('own-entry', 'IMI/notify/regulator-progress');
    scenario
      .when({ ...acknowledge, ...regulator('dfe'), regulator: 'dfe' })
      .thenRefused('own-entry', 'IMI/notify/regulator-progress');
    scenario.when({ ...acknowledge, entry: 9 }).thenRefused('own-entry', 'IMI/notify/regulator-progress');
    scenario.when({ ...acknowledge, ...manager }).thenRefused('not-yours-to-do', 'IMI/notify/regulator-progress');
  });
});
