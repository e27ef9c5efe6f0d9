import { compose } from '@probity/policy-packs';
import { describe, expect, it } from '@jest/globals';
import { fold, given } from '@probity/decider';
import {
  aims,
  closure,
  convened,
  findings,
  found,
  implicated,
  invalidate,
  manager,
  noted,
  onlyEvent,
  policyWith,
} from '../../../testing/samples.js';
import { hearingDecider } from '../decider.js';
import { hearingFacts } from '../facts.js';
import type { CommunicateDecision } from '../commands.js';
import type { HearingEvent } from '../hearing.js';

const policy = policyWith();
const before = [noted(), convened, found('malpractice', 'not-shown')] as const;
const action = onlyEvent(policy, before, {
  type: 'DecideAction',
  ...{ actions: [invalidate], aims, rationale: 'Only this protects learners.' },
  ...manager,
}) as HearingEvent;
const decided = given(hearingDecider, policy, ...before, action);
const communicate = { type: 'CommunicateDecision', to: 'C-1042', part: 'subject', ...manager } as const;

describe('the notice of the decision', () => {
  const sent = onlyEvent(policy, [...before, action], communicate);
  const { notice } = sent.data as { notice: string };

  it('tells findings, actions and the rationale, and is kept as sent [IMI/outcomes/sanction-rationale]', () => {
    expect(sent).toMatchObject({ type: 'DecisionCommunicated', data: { to: communicate.to, sentAt: manager.at } });
    expect(sent.authority).toContain('IMI/outcomes/sanction-rationale');
    expect(notice).toContain('IMI-2026-000001');
    expect(notice).toContain('malpractice. The claims came before the work.');
    expect(notice).toContain('Certificates are invalid');
    expect(notice).toContain('Only this protects learners.');
    expect(notice).not.toContain('{{');
  });

  it('tells of the Appeals Policy, whatever was decided [IMI/invrep/appeal-info]', () => {
    expect(notice).toContain('Appeals Policy');
    expect(sent.authority).toContain('IMI/invrep/appeal-info');
    const nothing = onlyEvent(policy, [noted(), convened, found('not-shown', 'not-shown')], communicate);
    expect((nothing.data as { notice: string }).notice).toContain('Appeals Policy');
    expect(nothing.authority).toContain('IMI/invrep/appeal-info');
  });

  it('has no place for the informant [IMI/report/informant-identity]', () => {
    expect(policy.notice('decision').withheld).toContain('informant');
    expect(policy.notice('nothing-shown').withheld).toContain('informant');
  });

  it('is refused where an item is empty [IMI/outcomes/sanction-rationale]', () => {
    const values = { reference: 'IMI-1', findings: 'f', actions: 'a', rationale: ' ' };
    expect(compose(policy.notice('decision'), values).refusals).toMatchObject([
      { code: 'missing-rationale', clauses: ['IMI/outcomes/sanction-rationale'] },
    ]);
  });

  it('waits for the finding, and for the action where something is proven [IMI/outcomes/sanction-rationale]', () => {
    const when = (...facts: HearingEvent[]) => given(hearingDecider, policy, ...facts).when(communicate);
    when(noted(), convened).thenRefused('finding-first', 'IMI/invrep/contents');
    when(...before).thenRefused('action-first', 'IMI/outcomes/sanction-rationale');
    when(convened, found('not-shown')).thenRefused('subject-known', 'IMI/scope/subjects');
  });

  it('is sent once to each', () => {
    const after = given(hearingDecider, policy, ...before, action, sent as HearingEvent);
    after.when(communicate).thenNothing();
    const other = onlyEvent(policy, [...before, action, sent as HearingEvent], {
      ...communicate,
      ...{ to: 'P-01', part: 'coordinator' },
    });
    expect(other.type).toBe('DecisionCommunicated');
  });

  it('goes to the subject, or for a centre to its Coordinator or quality team [IMI/invrep/contents]', () => {
    const to = (part: CommunicateDecision['part'], ...facts: HearingEvent[]) =>
      given(hearingDecider, policy, ...facts).when({ ...communicate, to: 'P-01', part });
    const nothing = (kind: 'centre' | 'centre-staff' | 'learner') => [noted(kind), convened, found('not-shown')];
    to(null, ...before, action).thenRefused('to-those-concerned', 'IMI/invrep/contents');
    for (const part of ['subject', 'coordinator', 'quality-team'] as const)
      to(part, ...nothing('centre')).then({ type: 'DecisionCommunicated' });
    for (const kind of ['centre-staff', 'learner'] as const) {
      to('subject', ...nothing(kind)).then({ type: 'DecisionCommunicated' });
      to('coordinator', ...nothing(kind)).thenRefused('to-those-concerned', 'IMI/invrep/contents');
    }
  });

  it('is not addressed to an implicated Coordinator for the centre [IMI/notify/coordinator-implicated]', () => {
    const after = given(hearingDecider, policy, implicated('P-01'), ...before, action, implicated('P-04'));
    const to = (person: string, part: CommunicateDecision['part']) => after.when({ ...communicate, to: person, part });
    to('P-01', 'coordinator').thenRefused('not-to-the-implicated', 'IMI/notify/coordinator-implicated');
    to('P-04', 'quality-team').thenRefused('not-to-the-implicated', 'IMI/notify/coordinator-implicated');
    to('P-02', 'quality-team').then({ type: 'DecisionCommunicated' });
    to('P-01', 'subject').then({ type: 'DecisionCommunicated' });
  });
});

describe('an appeal', () => {
  const lodge = {
    type: 'LodgeAppeal',
    by: 'C-1042',
    party: 'centre',
    grounds: 'The dates are wrong.',
    ...manager,
  } as const;

  it('is refused until the Appeals Policy is configured, and says so [IMI/outcomes/appeal]', () => {
    const broken = decided.when(lodge).thenRefused('appeals-policy-configured', 'IMI/outcomes/appeal');
    expect(broken.refusals[0].says).toContain('imi/appeals-policy');
  });

  it('is lodged by any relevant party, with grounds, once it is configured [IMI/outcomes/appeal]', () => {
    const configured = policyWith({ 'imi/appeals-policy': 'issue 3' });
    const after = given(hearingDecider, configured, ...before, action);
    const lodged = onlyEvent(configured, [...before, action], lodge);
    expect(lodged).toMatchObject({
      type: 'AppealLodged',
      data: { by: 'C-1042', party: 'centre', lodgedAt: manager.at },
    });
    after.when({ ...lodge, by: 'C-2000', party: null }).thenRefused('relevant-party', 'IMI/outcomes/appeal');
    after.when({ ...lodge, grounds: '' }).thenRefused('appeal-grounds', 'IMI/outcomes/appeal');
    given(hearingDecider, configured, ...before, action, lodged as HearingEvent)
      .when(lodge)
      .thenNothing();
  });

  it('is against a decision [IMI/outcomes/appeal]', () => {
    given(hearingDecider, policy, noted(), convened).when(lodge).thenRefused('decision-first', 'IMI/outcomes/appeal');
  });
});

describe('a closed case', () => {
  it('takes nothing but corrections [IMI/timelines/retain-5y]', () => {
    const closed = (...facts: HearingEvent[]) => given(hearingDecider, policy, closure, ...facts);
    const decideAction = { type: 'DecideAction', actions: [], aims, rationale: 'None is needed.', ...manager } as const;
    const decideFinding = { type: 'DecideFinding', findings, ...manager } as const;
    const lodge = { type: 'LodgeAppeal', by: 'C-1042', party: 'centre', grounds: 'Wrong.', ...manager } as const;
    closed(noted(), convened).when(decideFinding).thenRefused('case-open', 'IMI/timelines/retain-5y');
    closed(...before)
      .when(decideAction)
      .thenRefused('case-open', 'IMI/timelines/retain-5y');
    closed(...before, action)
      .when(communicate)
      .thenRefused('case-open', 'IMI/timelines/retain-5y');
    closed(...before, action)
      .when(lodge)
      .thenRefused('case-open', 'IMI/timelines/retain-5y');
    for (const act of ['decide-finding', 'decide-action', 'communicate'])
      expect(policy.isDue(`hearing.${act}`, hearingFacts(fold(hearingDecider, [...before, closure]), manager))).toBe(
        false,
      );
    const corrects = '0197f3a0-0000-7000-8000-00000000000a';
    closed(...before, action)
      .when({ type: 'Correct', corrects, found: true, field: '/rationale', value: 'x', reason: 'A slip.', ...manager })
      .then({ type: 'FactCorrected' });
  });
});

describe('a correction', () => {
  const correct = (isFound: boolean, reason: string) =>
    ({
      type: 'Correct',
      ...{ corrects: '0197f3a0-0000-7000-8000-00000000000a', found: isFound },
      ...{ field: '/rationale', value: 'x', reason },
      ...manager,
    }) as const;

  it('names a recorded fact and says why [IMI/invrep/contents]', () => {
    decided.when(correct(false, 'A slip.')).thenRefused('fact-exists', 'IMI/invrep/contents');
    decided.when(correct(true, ' ')).thenRefused('correction-reasoned', 'IMI/invrep/contents');
    const corrected = onlyEvent(policy, [...before, action], correct(true, 'A slip.'));
    expect(corrected).toMatchObject({ type: 'FactCorrected', data: { field: '/rationale', value: 'x' } });
  });
});
