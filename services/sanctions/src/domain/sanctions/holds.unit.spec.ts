import { describe, expect, it } from '@jest/globals';
import { fold, given } from '@probity/decider';
import {
  at,
  closure,
  decided,
  finding,
  holdId,
  interimId,
  manager,
  noCase,
  noted,
  policyWith,
  reviewOn,
  target,
  waitsFor,
  withheld,
} from '../../testing/samples.js';
import type { ImposeInterim, ReviewHold, WithholdCertificates } from './commands.js';
import { sanctionsDecider } from './decisions.js';
import { anchors, daysNamed } from './facts.js';
import type { SanctionsEvent } from './sanctions.js';

const policy = policyWith();
const two = [target('CERT-0001'), target('CERT-0002', { on: { ...target('CERT-0002').on, expected: 3 } })];
const withhold = (change: Partial<WithholdCertificates> = {}) =>
  ({
    type: 'WithholdCertificates',
    ...{
      hold: holdId,
      certificates: two,
      reason: 'Claimed before completion.',
      reviewOn,
    },
    ...manager,
    ...change,
  }) as const;
const open = given(sanctionsDecider, policy, noted());

describe('withholding certificates', () => {
  it('holds each of them on its own stream, in the same act [IMI/timelines/withhold]', () => {
    const [hold, first, second] = decided(policy, [noted()], withhold());
    expect(hold).toMatchObject({
      type: 'CertificatesWithheld',
      authority: expect.arrayContaining(['IMI/timelines/withhold', 'IMI/timelines/results-earliest']),
      data: { hold: holdId, certificates: ['CERT-0001', 'CERT-0002'], reviewOn, withheldAt: at },
    });
    expect(first).toMatchObject({
      type: 'CertificateWithheld',
      data: { institution: 'imi', number: 'CERT-0001', hold: holdId, reviewOn },
      on: { stream: 'certificate-cert-0001', expected: 0, keyId: 'certificate:cert-0001' },
    });
    expect(second?.on).toMatchObject({ stream: 'certificate-cert-0002', expected: 3 });
  });

  it('is refused without a reason and a day to look again [IMI/timelines/results-earliest]', () => {
    open.when(withhold({ reason: ' ' })).thenRefused('hold-reasoned', 'IMI/timelines/results-earliest');
    open.when(withhold({ reviewOn: null })).thenRefused('review-date-named', 'IMI/timelines/results-earliest');
    open.when(withhold({ reviewOn: '2026-11-20' })).thenRefused('review-date-ahead', 'IMI/timelines/results-earliest');
  });

  it('keeps on record a day later than the setting allows [IMI/timelines/results-earliest]', () => {
    const [inTime] = decided(policy, [noted()], withhold({ reviewOn: '2026-12-18' }));
    const [late] = decided(policy, [noted()], withhold({ reviewOn: '2026-12-19' }));
    expect(inTime?.data).toMatchObject({ ruling: { departures: [] } });
    expect(late?.data).toMatchObject({ ruling: { departures: [{ code: 'review-in-good-time' }] } });
  });

  it("knows the certificates of the register, and of the case's centre alone [IMI/timelines/withhold]", () => {
    const strange = withhold({ certificates: [target('CERT-9999', { entry: null })] });
    const broken = open.when(strange).thenRefused('certificates-known', 'IMI/timelines/withhold');
    expect(broken.refusals[0].facts).toEqual({ 'certificates.unknown': ['CERT-9999'] });
    const elsewhere = target('CERT-0003', { entry: { learner: 'L-09', centre: 'C-2000', qualification: 'Q-001' } });
    const others = withhold({ certificates: [elsewhere] });
    open.when(others).thenRefused('certificates-of-the-case', 'IMI/timelines/withhold');
  });

  it("knows a learner's certificates alone where the case is on a learner [IMI/timelines/withhold]", () => {
    const learner = given(sanctionsDecider, policy, noted('learner'));
    const theirs = target('CERT-0003', { entry: { learner: 'L-02', centre: 'C-1042', qualification: 'Q-001' } });
    learner
      .when(withhold({ certificates: [theirs] }))
      .thenRefused('certificates-of-the-case', 'IMI/timelines/withhold');
    expect(decided(policy, [noted('learner')], withhold())).toHaveLength(3);
  });

  it('does not touch what is invalid, nor withhold twice [IMI/timelines/withhold]', () => {
    const gone = withhold({ certificates: [target('CERT-0001', { status: 'invalid' })] });
    open.when(gone).thenRefused('not-invalid', 'IMI/timelines/withhold');
    const before = given(sanctionsDecider, policy, noted(), withheld('CERT-0001'));
    before.when(withhold()).thenRefused('withheld-once', 'IMI/timelines/results-earliest');
    given(sanctionsDecider, policy, noted(), withheld('CERT-0002', 'CERT-0001')).when(withhold()).thenNothing();
  });

  it('comes before the finding, in a case that is known here [IMI/timelines/withhold]', () => {
    const after = given(sanctionsDecider, policy, noted(), finding(true));
    after.when(withhold()).thenRefused('before-the-finding', 'IMI/timelines/withhold');
    given(sanctionsDecider, policy, finding(true)).when(withhold()).thenRefused('case-known', 'IMI/timelines/withhold');
  });

  it.each([noCase, closure])('ends with the case: $type [IMI/timelines/results-earliest]', (ending) => {
    given(sanctionsDecider, policy, noted(), ending)
      .when(withhold())
      .thenRefused('case-open', 'IMI/timelines/results-earliest');
  });

  it('is for the appropriate manager [IMI/timelines/withhold]', () => {
    const clerk = { actor: { id: 'IMI-S06', offices: ['intake-officer'] } };
    open.when({ ...withhold(), ...clerk }).thenRefused('not-yours-to-do', 'IMI/timelines/withhold');
  });
});

describe('looking again', () => {
  const held = [noted(), withheld('CERT-0001', 'CERT-0002')] as const;
  const review = (change: Partial<ReviewHold> = {}) =>
    ({
      type: 'ReviewHold',
      ...{
        hold: holdId,
        certificates: two,
        release: true,
        reason: 'The work is there.',
        reviewOn: null,
      },
      ...manager,
      ...change,
    }) as const;
  const keep = { release: false, reason: 'Still looking.', reviewOn: '2026-12-11' } as const;
  const during = given(sanctionsDecider, policy, ...held);

  it('releases the certificates [IMI/timelines/results-earliest]', () => {
    expect(decided(policy, held, review())).toMatchObject([
      { type: 'HoldEnded', data: { hold: holdId, how: 'released', endedAt: at } },
      { type: 'CertificateReleased', data: { number: 'CERT-0001' }, on: { stream: 'certificate-cert-0001' } },
      { type: 'CertificateReleased', data: { number: 'CERT-0002' }, on: { expected: 3 } },
    ]);
  });

  it('keeps them with another day [IMI/timelines/results-earliest]', () => {
    expect(decided(policy, held, review(keep))).toMatchObject([
      { type: 'HoldKept', data: { hold: holdId, reviewOn: '2026-12-11', reviewedAt: at } },
    ]);
    during.when(review({ ...keep, reviewOn: null })).thenRefused('next-review-named', 'IMI/timelines/results-earliest');
    during
      .when(review({ ...keep, reviewOn: '2026-11-19' }))
      .thenRefused('review-date-ahead', 'IMI/timelines/results-earliest');
    during.when(review({ ...keep, reason: '' })).thenRefused('review-reasoned', 'IMI/timelines/results-earliest');
  });

  it('must release where nothing was shown [IMI/timelines/results-earliest]', () => {
    const after = given(sanctionsDecider, policy, ...held, finding(false));
    after.when(review(keep)).thenRefused('released-where-nothing-shown', 'IMI/timelines/results-earliest');
  });

  it.each([noCase, closure])(
    'must release where the case has ended: $type [IMI/timelines/results-earliest]',
    (ending) => {
      const after = given(sanctionsDecider, policy, ...held, ending);
      after.when(review(keep)).thenRefused('released-where-nothing-shown', 'IMI/timelines/results-earliest');
      expect(decided(policy, [...held, ending], review())[0]?.type).toBe('HoldEnded');
    },
  );

  it('is due at once where nothing was shown, there was no case, or it is closed [IMI/timelines/results-earliest]', () => {
    const on = (...more: SanctionsEvent[]) =>
      daysNamed(fold(sanctionsDecider, [...held, ...more]))['sanctions.review-hold'];
    expect([on(), on(finding(true))]).toEqual([reviewOn, reviewOn]);
    expect([on(finding(false)), on(noCase), on(closure)]).toEqual(['2026-11-20', '2026-11-20', '2026-11-20']);
  });

  it('keeps on record that it was later than the day that was named [IMI/timelines/results-earliest]', () => {
    type Ended = Extract<SanctionsEvent, { type: 'HoldEnded' | 'HoldKept' }>;
    const breaches = (when: string, change: Partial<ReviewHold> = {}) =>
      (decided(policy, held, { ...review(change), at: when })[0] as Ended).data.ruling.breaches;
    expect(breaches(`${reviewOn}T23:00:00.000Z`)).toEqual([]);
    const late = [{ code: 'looked-at-in-time', clauses: ['IMI/timelines/results-earliest'] }];
    expect(breaches('2026-12-05T09:00:00.000Z')).toMatchObject(late);
    expect(breaches('2026-12-05T09:00:00.000Z', keep)).toMatchObject(late);
  });

  it('is quiet when repeated, and needs a hold that is open [IMI/timelines/results-earliest]', () => {
    const ended = decided(policy, held, review())[0] as SanctionsEvent;
    given(sanctionsDecider, policy, ...held, ended)
      .when(review())
      .thenNothing();
    given(sanctionsDecider, policy, ...held, ended)
      .when(review(keep))
      .thenRefused('something-withheld', 'IMI/timelines/results-earliest');
    const strange = review({ hold: interimId });
    during.when(strange).thenRefused('hold-open', 'IMI/timelines/results-earliest');
    const kept = decided(policy, held, review(keep))[0] as SanctionsEvent;
    given(sanctionsDecider, policy, ...held, kept)
      .when(review(keep))
      .thenNothing();
  });

  it('is waited for while anything is withheld, counted from when it was last looked at [IMI/timelines/results-earliest]', () => {
    expect(waitsFor(policy, 'sanctions.review-hold', noted())).toBe(false);
    expect(waitsFor(policy, 'sanctions.review-hold', ...held)).toBe(true);
    expect(anchors(fold(sanctionsDecider, held))).toEqual({ 'hold-review': at });
    expect(policy.act('sanctions.review-hold')?.by).toBe('hold-review');
    expect(policy.deadline('hold-review', at)).toMatchObject({ date: '2026-12-18', setting: 'hold-review' });
  });
});

describe('an interim sanction', () => {
  const configured = policyWith({ 'imi/sanctions-policy': 'issue 4' });
  const impose = (change: Partial<ImposeInterim> = {}) =>
    ({
      type: 'ImposeInterim',
      ...{ interim: interimId, sanction: 'Level 1', reason: 'To protect learners.', reviewOn },
      ...manager,
      ...change,
    }) as const;

  it('is refused until the Sanctions Policy is configured, and says so [IMI/timelines/interim-sanction]', () => {
    const broken = open.when(impose()).thenRefused('sanctions-policy-configured', 'IMI/timelines/interim-sanction');
    expect(broken.refusals[0].says).toContain('imi/sanctions-policy');
  });

  it('is imposed on a centre with its reason and a day to look again, then ended [IMI/timelines/interim-sanction]', () => {
    const [imposed] = decided(configured, [noted()], impose());
    expect(imposed).toMatchObject({ type: 'InterimSanctionImposed', data: { interim: interimId, reviewOn } });
    const on = given(sanctionsDecider, configured, noted());
    on.when(impose({ reason: '' })).thenRefused('interim-reasoned', 'IMI/timelines/interim-sanction');
    on.when(impose({ reviewOn: null })).thenRefused('review-date-named', 'IMI/timelines/interim-sanction');
    const facts = [noted(), imposed as SanctionsEvent];
    given(sanctionsDecider, configured, ...facts)
      .when(impose())
      .thenNothing();
    const end = { type: 'EndInterim', interim: interimId, reason: 'Lifted.', ...manager } as const;
    const [ended] = decided(configured, facts, end);
    expect(ended).toMatchObject({ type: 'InterimSanctionEnded', data: { interim: interimId } });
    given(sanctionsDecider, configured, ...facts)
      .when({ ...end, reason: '' })
      .thenRefused('end-reasoned', 'IMI/timelines/interim-sanction');
    given(sanctionsDecider, configured, ...facts)
      .when({ ...end, interim: holdId })
      .thenRefused('this-interim-in-force', 'IMI/timelines/interim-sanction');
    given(sanctionsDecider, configured, ...facts, ended as SanctionsEvent)
      .when(end)
      .thenNothing();
    on.when(end).thenRefused('interim-in-force', 'IMI/timelines/interim-sanction');
    expect(waitsFor(configured, 'sanctions.end-interim', ...facts, finding(true))).toBe(true);
  });

  it('is looked at on the day that was named, or when the case comes to an end [IMI/timelines/interim-sanction]', () => {
    const facts = [noted(), ...(decided(configured, [noted()], impose()) as readonly SanctionsEvent[])];
    const on = (...more: SanctionsEvent[]) =>
      daysNamed(fold(sanctionsDecider, [...facts, ...more]))['sanctions.end-interim'];
    expect(waitsFor(configured, 'sanctions.end-interim', ...facts)).toBe(true);
    expect(on()).toBe(reviewOn);
    for (const end of [finding(true), finding(false), noCase, closure]) expect(on(end)).toBe('2026-11-20');
  });

  it.each([noCase, closure])(
    'is not imposed after the case has ended: $type [IMI/timelines/interim-sanction]',
    (ending) => {
      given(sanctionsDecider, configured, noted(), ending)
        .when(impose())
        .thenRefused('case-open', 'IMI/timelines/interim-sanction');
    },
  );

  it('is on a centre, before the finding [IMI/timelines/interim-sanction]', () => {
    const on = (...facts: SanctionsEvent[]) => given(sanctionsDecider, configured, ...facts).when(impose());
    on(noted('learner')).thenRefused('on-a-centre', 'IMI/timelines/interim-sanction');
    on(noted(), finding(true)).thenRefused('before-the-finding', 'IMI/timelines/interim-sanction');
    on(finding(true)).thenRefused('case-known', 'IMI/timelines/interim-sanction');
  });
});
