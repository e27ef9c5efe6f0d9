import { describe, expect, it } from '@jest/globals';
import { fold, given } from '@probity/decider';
import * as p from '../../../testing/panel-samples.js';
import { hearingDecider } from '../decider.js';
import { hearingFacts } from '../facts.js';
import type { HearingEvent } from '../hearing.js';

const on = (...facts: readonly HearingEvent[]) => given(hearingDecider, p.panelPolicy, ...facts);
const isDue = (facts: readonly HearingEvent[], act: string): boolean =>
  p.panelPolicy.isDue(act, hearingFacts(fold(hearingDecider, facts), p.eligibility(true), p.panelPolicy));

describe('whether the student is eligible for a standard penalty', () => {
  const withFile = p.after(p.known, p.received);

  it('is decided by the Senior Assistant Registrar once the case file is there [UC-13.1.0] [UC-4.2.4]', () => {
    on(...p.known)
      .when(p.eligibility(true))
      .thenRefused('case-file-received', 'UC-4.2.4');
    const [event] = on(...withFile)
      .when(p.eligibility(true))
      .then({ type: 'StepRecorded' });
    expect(event?.authority).toContain('UC-13.1.0');
    on(...withFile)
      .when({ ...p.eligibility(true), actor: p.clerk })
      .thenRefused('not-yours-to-do', 'UC-13.1.0');
  });

  it('is for unacceptable academic practice only [UC-13.1.1]', () => {
    const facts = p.after([p.noted(), p.referred({ ...p.misconduct, formDatedAt: null }), p.history()], p.received);
    on(...facts)
      .when(p.eligibility(true))
      .thenRefused('practice-only', 'UC-13.1.1');
    on(...facts)
      .when(p.eligibility(false))
      .then({ type: 'StepRecorded' });
  });

  it('is not for whoever breached the policy at Level 5 or higher before; at Level 4 it is [UC-13.1.2]', () => {
    const before = (level: number) => p.after([p.noted(), p.referred(), p.history(level)], p.received);
    on(...before(5))
      .when(p.eligibility(true))
      .thenRefused('no-earlier-breach', 'UC-13.1.2');
    on(...before(4))
      .when(p.eligibility(true))
      .then({ type: 'StepRecorded' });
  });

  it('is not for whoever disputes it, in whichever order that is told [UC-13.1.3]', () => {
    for (const facts of [
      [p.noted(), p.referred(), p.history(), p.answered(false)],
      [p.answered(false), p.history(), p.referred(), p.noted()],
    ])
      on(...p.after(facts, p.received))
        .when(p.eligibility(true))
        .thenRefused('accepted-or-silent', 'UC-13.1.3');
  });

  it('is for whoever accepts at once, or was silent for seven days [UC-13.1.3]', () => {
    const accepted = p.after([...p.known, p.answered(true)], p.received);
    on(...accepted)
      .when(p.eligibility(true, p.referredAt))
      .then({ type: 'StepRecorded' });
    on(...withFile)
      .when(p.eligibility(true, '2018-02-12T23:59:59.000Z'))
      .thenRefused('accepted-or-silent', 'UC-13.1.3');
    on(...withFile)
      .when(p.eligibility(true, '2018-02-13T00:00:00.000Z'))
      .then({ type: 'StepRecorded' });
  });

  it('counts what the student said last [UC-13.1.3]', () => {
    const note = (accepts: boolean, receivedAt: string) =>
      p.by(p.system, receivedAt, { type: 'NoteAnswer', ...p.ofCase, accepts, receivedAt });
    const twice = p.after(p.known, note(true, '2018-02-09T10:00:00.000Z'), note(false, '2018-02-08T10:00:00.000Z'));
    expect(p.stateOf(twice).answer).toMatchObject({ accepts: true });
    on(...twice)
      .when(note(true, '2018-02-09T10:00:00.000Z'))
      .thenNothing();
  });

  it('is not for whoever has no further attempt [UC-13.1.4]', () => {
    const last = p.after([p.noted({ attempt: 3 }), p.referred(), p.history()], p.received);
    on(...last)
      .when(p.eligibility(true))
      .thenRefused('further-attempt', 'UC-13.1.4');
    on(...last)
      .when(p.eligibility(false))
      .then({ type: 'StepRecorded' });
  });

  it('is confirmed where all of the criteria are met [UC-13.1.0]', () => {
    on(...withFile)
      .when(p.eligibility(false))
      .thenRefused('eligible-where-all-are-met', 'UC-13.1.0');
  });
});

describe('a case that meets all of the criteria', () => {
  it('is referred to the subgroup, and not to the Panel [UC-13.2] [UC-14.1]', () => {
    expect(isDue(p.eligible, 'hearing.convene')).toBe(true);
    on(...p.eligible)
      .when(p.convening('airp'))
      .thenRefused('panel-where-not-eligible', 'UC-13.2');
    on(...p.eligible)
      .when(p.convening('subgroup'))
      .then({ type: 'BodyConvened', data: { body: 'subgroup', form: 'papers' } }, { type: 'SittingFormed' });
    on(...p.after(p.known, p.received))
      .when(p.convening('subgroup'))
      .thenRefused('subgroup-for-eligible', 'UC-14.1');
  });

  it('is for no subgroup once the student disputes it after all [UC-16.1.3]', () => {
    on(...p.eligible, p.answered(false))
      .when(p.convening('subgroup'))
      .thenRefused('panel-for-disputed', 'UC-16.1.3');
  });

  it('waits for the transitional arrangements where the work was done under earlier rules [UC-App/6H]', () => {
    const old = p.noted({ submittedAt: '2017-09-30T22:59:59.000Z' });
    const facts = p.after([old, p.referred(), p.history()], p.received, p.eligibility(true));
    on(...facts)
      .when(p.convening('subgroup'))
      .thenRefused('transition-known', 'UC-App/6H');
    const configured = p.policyWith({ 'chester/transitional-arrangements': 'these rules apply' });
    given(hearingDecider, configured, ...facts)
      .when(p.convening('subgroup'))
      .then({ type: 'BodyConvened' }, { type: 'SittingFormed' });
    const first = p.noted({ submittedAt: '2017-09-30T23:00:00.000Z' });
    on(...p.after([first, p.referred(), p.history()], p.received, p.eligibility(true)))
      .when(p.convening('subgroup'))
      .then({ type: 'BodyConvened' }, { type: 'SittingFormed' });
  });
});

describe('the subgroup', () => {
  it('is a Chair of the Panel and the Dean or nominee, advised by the Senior Assistant Registrar or nominee [UC-14.2]', () => {
    expect(p.stateOf(p.subgroup).body.complete).toBe(true);
    on(...p.after(p.eligible, p.convening('subgroup')))
      .when(p.appointing(p.first, 'chair'))
      .thenRefused('not-from-chair', 'UC-14.2');
    const without = p.after(
      p.eligible,
      p.convening('subgroup'),
      p.appointing(p.chair, 'chair'),
      p.fixing(p.subgroupAt),
      p.serving('members'),
    );
    on(...without)
      .when(p.satisfying(true))
      .thenRefused('subgroup-complete', 'UC-14.2');
  });

  const involved = p.after(
    p.subgroupMet,
    p.by(p.dean, p.convenedAt, { type: 'DeclareInterest', person: 'u-03', conflict: false, involved: true }),
  );
  const deferred = p.after(
    involved,
    p.step('hearing.defer-to-next-meeting', { member: 'u-03' }, p.registrar, p.convenedAt),
  );
  const nominee = { id: 'u-31', offices: ['dean-aqe-nominee'] };
  const replaced = p.after(
    deferred,
    p.by(p.registrar, p.convenedAt, { type: 'ReplaceMember', person: 'u-03', why: 'Was involved.' }),
    p.appointing(nominee, 'dean'),
    p.serving('members', [p.essay, p.source], p.convenedAt),
  );

  it('defers a case to its next meeting where a member declares prior involvement [UC-14.3]', () => {
    on(...involved)
      .when(p.satisfying(true))
      .thenRefused('subgroup-complete', 'UC-14.3');
    on(...replaced)
      .when(p.satisfying(true))
      .thenRefused('subgroup-meets', 'UC-14.3');
    const next = '2018-02-27T10:00:00.000Z';
    const met = p.after(replaced, p.fixing(next, '2018-02-21T10:00:00.000Z'));
    on(...met)
      .when(p.satisfying(true, true, next))
      .then({ type: 'StepRecorded' });
  });

  it('is satisfied of nothing before it has met [UC-14.1]', () => {
    on(...p.subgroupMet)
      .when(p.satisfying(true, true, p.convenedAt))
      .thenRefused('subgroup-meets', 'UC-14.1');
    on(...p.subgroupMet)
      .when(p.satisfying(true, true, p.subgroupAt))
      .then({ type: 'StepRecorded' });
  });

  it('of two decides where both agree, and the advisor does not [UC-14.2] [UC-14.7]', () => {
    const satisfied = on(...p.after(p.subgroupMet, p.satisfying(true)));
    const voted = (votes: Readonly<Record<string, 'for' | 'against'>>) => satisfied.when(p.finding({ votes }, p.later));
    voted({ 'u-11': 'for', 'u-14': 'for' }).thenRefused('no-member', 'UC-14.2');
    voted({ 'u-11': 'for' }).thenRefused('no-quorum', 'UC-14.2');
    voted({ 'u-11': 'for', 'u-03': 'against' }).thenRefused('not-carried', 'UC-14.2');
    voted(p.subgroupFor).then({ type: 'FindingReached' });
  });

  it('meets without the student [UC-14.4]', () => {
    on(...p.subgroupMet)
      .when(p.inviting())
      .thenRefused('not-to-the-subgroup', 'UC-14.4');
    on(...p.subgroupMet)
      .when(p.opening({}, p.convenedAt))
      .thenRefused('not-at-the-subgroup', 'UC-14.4');
    on(...p.subgroupMet)
      .when(p.serving('student'))
      .thenRefused('not-to-the-student', 'UC-14.5');
    on(...p.subgroupMet)
      .when(p.requesting('illness', p.convenedAt))
      .thenRefused('hearing-scheduled', 'UC-18.1.0');
  });

  it('reviews the case file, of which each member has a copy [UC-14.5]', () => {
    on(...p.after(p.subgroup, p.fixing(p.subgroupAt)))
      .when(p.satisfying(true))
      .thenRefused('subgroup-has-file', 'UC-14.5');
    on(...p.subgroup)
      .when(p.satisfying(true))
      .thenRefused('subgroup-has-file', 'UC-14.5');
  });

  it('satisfied of both, finds a breach without a hearing: the student could present a defence before [UC-14.6] [UC-4.4]', () => {
    const satisfied = p.after(p.subgroupMet, p.satisfying(true));
    expect(isDue(satisfied, 'hearing.decide-finding')).toBe(true);
    const [event] = on(...satisfied)
      .when(p.finding({ votes: p.subgroupFor }, p.convenedAt))
      .then({ type: 'FindingReached', data: { proven: true, provisional: true } });
    expect(event?.authority).toEqual(expect.arrayContaining(['UC-14.6', 'UC-4.4']));
    on(...p.subgroupMet)
      .when(p.finding({ votes: p.subgroupFor }, p.convenedAt))
      .thenRefused('subgroup-satisfied', 'UC-14.6');
    const changed = {
      findings: [{ ...finding(), outcome: 'academic-misconduct' }],
      category: 'academic-misconduct',
      votes: p.subgroupFor,
    };
    on(...satisfied)
      .when(p.finding(changed, p.convenedAt))
      .thenRefused('subgroup-decides-practice-only', 'UC-14.5');
  });

  const finding = () => ({ point: 'plagiarism', reasons: 'As shown.', evidence: [p.essay] });

  it('that cannot satisfy itself decides nothing, and refers the matter to a full hearing [UC-14.7]', () => {
    for (const not of [p.satisfying(false), p.satisfying(true, false)]) {
      const unsatisfied = p.after(p.subgroupMet, not);
      on(...unsatisfied)
        .when(p.finding({ votes: p.subgroupFor }, p.convenedAt))
        .thenRefused('subgroup-satisfied', 'UC-14.6');
      on(...unsatisfied)
        .when(p.finding(p.noBreach, p.convenedAt))
        .thenRefused('subgroup-refers-on', 'UC-14.7');
      on(...unsatisfied)
        .when(p.referringOn)
        .then({ type: 'StepRecorded' });
    }
    on(...p.after(p.subgroupMet, p.satisfying(true)))
      .when(p.referringOn)
      .thenRefused('not-satisfied', 'UC-14.7');
    on(...p.referredOn)
      .when(p.finding({ votes: p.subgroupFor }, p.convenedAt))
      .thenRefused('not-referred-on', 'UC-14.7');
  });

  it('is followed by a Panel of others, who begin anew; that it sat stays known [UC-14.7]', () => {
    expect(isDue(p.referredOn, 'hearing.convene')).toBe(true);
    on(...p.referredOn)
      .when(p.convening('subgroup'))
      .thenRefused('not-again-to-the-subgroup', 'UC-14.7');
    on(...p.subgroupMet)
      .when(p.convening('subgroup'))
      .thenNothing();
    const panel = p.after(p.referredOn, p.convening('airp'));
    const { body, sitting, satBefore } = p.stateOf(panel);
    expect(body).toMatchObject({ name: 'airp', members: [], complete: false });
    expect(sitting).toMatchObject({ date: null, sent: { members: null } });
    expect(satBefore).toContainEqual({ person: 'u-11', body: 'subgroup' });
    on(...panel)
      .when(p.appointing(p.chair, 'chair'))
      .thenRefused('not-of-the-subgroup', 'UC-14.7');
    on(...panel)
      .when(p.appointing(p.otherChair, 'chair'))
      .then({ type: 'MemberAppointed' });
    on(...panel)
      .when(p.convening('subgroup'))
      .thenRefused('not-again-to-the-subgroup', 'UC-14.7');
  });

  it('may be opened on its papers, and still refer the matter on [UC-14.7]', () => {
    const opened = p.after(
      p.subgroupMet,
      p.opening({ student: false }, p.subgroupAt),
      p.satisfying(false),
      p.referringOn,
    );
    on(...opened)
      .when(p.convening('airp'))
      .then({ type: 'BodyConvened' }, { type: 'SittingFormed' });
    expect(p.stateOf(p.after(opened, p.convening('airp'))).steps.names).toContain('hearing.refer-to-full-hearing');
  });
});
