import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import {
  at,
  decided,
  due,
  finding,
  firstOf,
  invalid,
  invalidation,
  invalidationOf,
  manager,
  noted,
  returnRequested,
  policyWith,
  target,
  visits,
  waitsFor,
  withheld,
} from '../../testing/samples.js';
import type { InvalidateCertificates, RecordConfirmation } from './commands.js';
import { sanctionsDecider } from './decisions.js';
import type { SanctionsEvent } from './sanctions.js';

const policy = policyWith();
const before = [noted(), finding(true), due(invalidationOf(12))] as const;
type Invalidated = InvalidateCertificates['certificates'][number];
const one = (number: string, change: Partial<Invalidated> = {}): Invalidated => ({
  ...{ ...target(number), reason: 'The work was not finished.', next: 'reassess' },
  ...change,
});
const twelve = Array.from({ length: 12 }, (_, index) => one(`CERT-${String(index + 1).padStart(4, '0')}`));
const invalidate = (certificates: readonly Invalidated[]) =>
  ({ type: 'InvalidateCertificates', certificates, ...manager }) as const;
const on = given(sanctionsDecider, policy, ...before);

describe('invalid certificates', () => {
  it('become so each with its reason and what happens next, on its own stream [IMI/outcomes/invalid-action] [IMI/outcomes/invalid-inform]', () => {
    const [, outstanding, ...each] = decided(policy, before, invalidate(twelve));
    const all = firstOf(policy, before, invalidate(twelve));
    expect(all).toMatchObject({
      type: 'CertificatesInvalidated',
      authority: expect.arrayContaining(['IMI/outcomes/invalid-action', 'IMI/outcomes/invalid-inform']),
      data: { invalidatedAt: at },
    });
    expect((all.data as { certificates: unknown[] }).certificates).toHaveLength(12);
    expect(outstanding).toMatchObject({ type: 'ConfirmationsChanged', data: { outstanding: 36 } });
    expect(each).toHaveLength(12);
    expect(each[0]).toMatchObject({
      type: 'CertificateInvalidated',
      data: { number: 'CERT-0001', qualification: 'Q-001', next: 'reassess' },
      on: { stream: 'certificate-cert-0001', expected: 0, keyId: 'certificate:cert-0001' },
    });
  });

  it('tell why on the stream of the case alone, whose key can be destroyed', () => {
    const events = decided(policy, before, invalidate(twelve));
    const telling = events.filter(({ data }) => JSON.stringify(data).includes('The work was not finished.'));
    expect(telling.map((event) => [event.type, event.on])).toEqual([['CertificatesInvalidated', undefined]]);
  });

  it('are refused without a reason or without what happens next [IMI/outcomes/invalid-inform] [IMI/outcomes/invalid-action]', () => {
    const silent = invalidate([one('CERT-0001'), one('CERT-0002', { reason: ' ' })]);
    const broken = on.when(silent).thenRefused('reason-for-each', 'IMI/outcomes/invalid-inform');
    expect(broken.refusals[0].facts).toEqual({ unreasoned: ['CERT-0002'] });
    on.when(invalidate([one('CERT-0001', { next: null })])).thenRefused('next-for-each', 'IMI/outcomes/invalid-action');
  });

  it('are as many as was decided, and no more [IMI/outcomes/invalid-action]', () => {
    const more = invalidate([...twelve, one('CERT-0013')]);
    on.when(more).thenRefused('as-many-as-decided', 'IMI/outcomes/invalid-action');
    const first = [...before, invalid(...twelve.slice(0, 11).map(({ number }) => number))];
    expect(waitsFor(policy, 'sanctions.invalidate-certificates', ...first)).toBe(true);
    given(sanctionsDecider, policy, ...first)
      .when(invalidate([one('CERT-0012'), one('CERT-0013')]))
      .thenRefused('as-many-as-decided', 'IMI/outcomes/invalid-action');
    expect(decided(policy, first, invalidate([one('CERT-0012')]))).toMatchObject([
      { type: 'CertificatesInvalidated' },
      { type: 'ConfirmationsChanged', data: { outstanding: 36 } },
      { type: 'CertificateInvalidated' },
    ]);
  });

  it('are in effect when all are invalid and were asked for, not one of twelve [IMI/outcomes/invalid-action] [IMI/outcomes/invalid-return]', () => {
    const numbers = twelve.map(({ number }) => number);
    const types = (...facts: SanctionsEvent[]) =>
      decided(policy, facts, { type: 'RequestReturn', ...manager }).map(({ type }) => type);
    expect(types(...before, invalid('CERT-0001'))).toEqual(['ReturnRequested']);
    expect(types(...before, invalid(...numbers))).toEqual(['ReturnRequested', 'EffectsCompleted']);
    const late = [...before, invalid(...numbers.slice(1)), returnRequested(...numbers.slice(1))];
    expect(decided(policy, late, invalidate([one('CERT-0001')])).map(({ type }) => type)).not.toContain(
      'EffectsCompleted',
    );
  });

  it('were decided on [IMI/outcomes/invalid-action]', () => {
    const undecided = given(sanctionsDecider, policy, noted(), finding(true), due(visits));
    undecided.when(invalidate(twelve)).thenRefused('invalidation-decided', 'IMI/outcomes/invalid-action');
    given(sanctionsDecider, policy, due(invalidation))
      .when(invalidate(twelve))
      .thenRefused('case-known', 'IMI/outcomes/invalid-action');
  });

  it('are those of the case, in the register, and become invalid once [IMI/outcomes/invalid-action]', () => {
    const entry = { learner: 'L-09', centre: 'C-2000', qualification: 'Q-001' };
    const refused = (change: Partial<Invalidated>, code: string) =>
      on.when(invalidate([one('CERT-0001', change)])).thenRefused(code, 'IMI/outcomes/invalid-action');
    refused({ entry: null }, 'certificates-known');
    refused({ entry }, 'certificates-of-the-case');
    refused({ status: 'invalid' }, 'invalid-once');
    given(sanctionsDecider, policy, ...before, invalid('CERT-0001'))
      .when(invalidate([one('CERT-0001')]))
      .thenNothing();
  });

  it('end the hold on them with the last of it [IMI/timelines/results-earliest]', () => {
    const held = [...before, withheld('CERT-0001', 'CERT-0002')];
    const types = (...numbers: string[]) =>
      decided(policy, held, invalidate(numbers.map((number) => one(number)))).map(({ type }) => type);
    expect(types('CERT-0001')).not.toContain('HoldEnded');
    expect(types('CERT-0001', 'CERT-0002')).toContain('HoldEnded');
  });

  it('are waited for once decided, until done [IMI/outcomes/invalid-action]', () => {
    expect(waitsFor(policy, 'sanctions.invalidate-certificates', ...before)).toBe(true);
    expect(waitsFor(policy, 'sanctions.invalidate-certificates', ...before, invalid('CERT-0001'))).toBe(true);
    const all = invalid(...twelve.map(({ number }) => number));
    expect(waitsFor(policy, 'sanctions.invalidate-certificates', ...before, all)).toBe(false);
  });
});

const after = [...before, invalid('CERT-0001', 'CERT-0002')] as const;

describe('the request to the centre', () => {
  const request = { type: 'RequestReturn', ...manager } as const;
  const requested = firstOf(policy, after, request);
  const { notice } = requested.data as { notice: string };

  it('asks for the certificates back [IMI/outcomes/invalid-return]', () => {
    expect(requested).toMatchObject({
      type: 'ReturnRequested',
      authority: expect.arrayContaining(['IMI/outcomes/invalid-return']),
      data: { certificates: ['CERT-0001', 'CERT-0002'], requestedAt: at },
    });
    expect(notice).toContain('return the certificates');
    expect(notice).not.toContain('{{');
  });

  it('says why each is invalid and what happens next [IMI/outcomes/invalid-inform]', () => {
    expect(notice).toContain('CERT-0001 (Q-001): The work was not finished. Next: reassess.');
    expect(requested.authority).toContain('IMI/outcomes/invalid-inform');
  });

  it('says what the learners are to be told: status, action, reassessment, appeal [IMI/outcomes/invalid-learners]', () => {
    for (const item of ['status', 'action', 'reassessment', 'right of appeal']) expect(notice).toContain(item);
    expect(requested.authority).toContain('IMI/outcomes/invalid-learners');
  });

  it('asks the centre to amend its records [IMI/outcomes/invalid-centre-records]', () => {
    expect(notice).toContain('amend your records');
    expect(requested.authority).toContain('IMI/outcomes/invalid-centre-records');
  });

  it('has no place for the informant [IMI/report/informant-identity]', () => {
    expect(policy.notice('invalid-certificates').withheld).toContain('informant');
  });

  it('follows invalidation, is waited for, and is sent once [IMI/outcomes/invalid-return]', () => {
    on.when(request).thenRefused('certificates-invalid', 'IMI/outcomes/invalid-return');
    expect(waitsFor(policy, 'sanctions.request-return', ...after)).toBe(true);
    given(sanctionsDecider, policy, ...after, requested as SanctionsEvent)
      .when(request)
      .thenNothing();
    expect(waitsFor(policy, 'sanctions.request-return', ...after, requested as SanctionsEvent)).toBe(false);
  });
});

describe("the centre's confirmations", () => {
  const four = ['status', 'action', 'reassessment', 'appeal'];
  const confirm = (what: RecordConfirmation['what'], change: Partial<RecordConfirmation> = {}) =>
    ({
      type: 'RecordConfirmation',
      ...{ what, certificates: ['CERT-0001', 'CERT-0002'], on: '2026-11-20', covers: four },
      ...manager,
      ...change,
    }) as const;
  const during = given(sanctionsDecider, policy, ...after);
  const [notified] = decided(policy, after, confirm('learners-notified'));
  const [amended] = decided(policy, after, confirm('records-amended'));
  const [returned] = decided(policy, after, confirm('certificates-returned'));

  it('are of learners notified of all four items [IMI/outcomes/invalid-learners]', () => {
    expect(notified).toMatchObject({
      type: 'ConfirmationRecorded',
      authority: expect.arrayContaining(['IMI/outcomes/invalid-learners']),
      data: { what: 'learners-notified', missing: [], ruling: { breaches: [] } },
    });
    const [partly] = decided(policy, after, confirm('learners-notified', { covers: ['status', 'action'] }));
    expect(partly?.data).toMatchObject({
      missing: ['reassessment', 'appeal'],
      ruling: { breaches: [{ code: 'learners-told-in-full', clauses: ['IMI/outcomes/invalid-learners'] }] },
    });
  });

  it('are of records amended, and of certificates returned [IMI/outcomes/invalid-centre-records] [IMI/outcomes/invalid-return]', () => {
    expect(amended?.data).toMatchObject({ what: 'records-amended', missing: [] });
    expect(returned?.data).toMatchObject({ what: 'certificates-returned', certificates: ['CERT-0001', 'CERT-0002'] });
  });

  it('are chased until all are in [IMI/outcomes/invalid-learners] [IMI/outcomes/invalid-centre-records] [IMI/outcomes/invalid-return]', () => {
    const waits = (...facts: unknown[]) =>
      waitsFor(policy, 'sanctions.record-confirmation', ...after, ...(facts as SanctionsEvent[]));
    const [first] = decided(policy, after, confirm('certificates-returned', { certificates: ['CERT-0001'] }));
    expect(waits(notified, amended)).toBe(true);
    expect(waits(notified, amended, first)).toBe(true);
    expect(waits(notified, amended, returned)).toBe(false);
  });

  it('are counted as they come in: three for each certificate [IMI/outcomes/invalid-learners]', () => {
    expect(decided(policy, after, confirm('records-amended'))).toMatchObject([
      { type: 'ConfirmationRecorded' },
      { type: 'ConfirmationsChanged', data: { outstanding: 4 } },
    ]);
    const then = [...after, notified, amended] as readonly SanctionsEvent[];
    expect(decided(policy, then, confirm('certificates-returned'))[1]?.data).toEqual({ outstanding: 0 });
  });

  it('are recorded once for each certificate', () => {
    const [first] = decided(policy, after, confirm('records-amended', { certificates: ['CERT-0001'] }));
    const then = [...after, first as SanctionsEvent];
    expect(decided(policy, then, confirm('records-amended'))[0]?.data).toMatchObject({ certificates: ['CERT-0002'] });
    given(sanctionsDecider, policy, ...after, amended as SanctionsEvent)
      .when(confirm('records-amended'))
      .thenNothing();
  });

  it('are of what was done, for certificates that are invalid [IMI/outcomes/invalid-learners]', () => {
    on.when(confirm('learners-notified')).thenRefused('certificates-invalid', 'IMI/outcomes/invalid-learners');
    const strange = confirm('records-amended', { certificates: ['CERT-0009'] });
    during.when(strange).thenRefused('of-invalid-certificates', 'IMI/outcomes/invalid-centre-records');
    const promised = confirm('records-amended', { on: '2026-11-21' });
    during.when(promised).thenRefused('confirmed-not-promised', 'IMI/outcomes/invalid-centre-records');
  });
});
