import { describe, expect, it } from '@jest/globals';
import { fold, given } from '@probity/decider';
import {
  aims,
  convened,
  found,
  invalidate,
  manager,
  noted,
  onlyEvent,
  policyWith,
  visits,
} from '../../../testing/samples.js';
import type { SaidAction } from './chosen.js';
import type { DecideAction } from '../commands.js';
import { hearingDecider } from '../decider.js';
import { hearingFacts } from '../facts.js';

const policy = policyWith();
const withSanctions = policyWith({ 'imi/sanctions-policy': 'issue 4' });
const proven = [convened, found('malpractice', 'not-shown')] as const;
const decide = (actions: readonly SaidAction[], change: Partial<DecideAction> = {}) =>
  ({ type: 'DecideAction', actions, aims, rationale: 'Only this protects learners.', ...manager, ...change }) as const;
const on = (kind: 'centre' | 'centre-staff' | 'learner') => [noted(kind), ...proven] as const;
const centre = given(hearingDecider, policy, ...on('centre'));
const learner = given(hearingDecider, policy, ...on('learner'));

describe('the action', () => {
  it('is chosen against the four aims, with a rationale [IMI/outcomes/aims] [IMI/outcomes/sanction-rationale]', () => {
    const decided = onlyEvent(policy, on('centre'), decide([invalidate, visits]));
    expect(decided).toMatchObject({
      type: 'ActionDecided',
      authority: expect.arrayContaining([
        'IMI/outcomes/aims',
        'IMI/outcomes/sanction-rationale',
        'IMI/outcomes/invalid-action',
        'IMI/outcomes/visits',
      ]),
      data: {
        aims,
        decidedAt: manager.at,
        actions: [
          { code: 'invalidate-certificates', effect: 'certificates-invalid', parameters: { count: 12 }, words: {} },
          { code: 'visits', effect: 'centre-action', parameters: { count: 2, purpose: 'monitoring' }, words: {} },
        ],
      },
    });
  });

  it.each(['minimise-risk', 'public-confidence', 'discourage-others', 'no-gain'])(
    'is refused without the aim %s, by its name [IMI/outcomes/aims]',
    (aim) => {
      const others = { ...aims, [aim]: ' ' };
      centre.when(decide([visits], { aims: others })).thenRefused(`missing-${aim}`, 'IMI/outcomes/aims');
    },
  );

  it('knows no fifth aim [IMI/outcomes/aims]', () => {
    centre.when(decide([visits], { aims: { ...aims, revenge: 'yes' } })).thenRefused('aims-known', 'IMI/outcomes/aims');
  });

  it('may be none, with a rationale against the four aims [IMI/outcomes/aims] [IMI/outcomes/sanction-rationale]', () => {
    const none = onlyEvent(policy, on('centre'), decide([]));
    expect(none).toMatchObject({ type: 'ActionDecided', data: { actions: [], aims } });
    const notice = onlyEvent(policy, [...on('centre'), none as never], {
      ...{ type: 'CommunicateDecision', to: 'C-1042', part: 'subject' },
      ...manager,
    });
    expect((notice.data as { notice: string }).notice).toContain('No action is taken.');
    centre.when(decide([], { aims: {} })).thenRefused('missing-no-gain', 'IMI/outcomes/aims');
    centre.when(decide([], { rationale: '' })).thenRefused('rationale-given', 'IMI/outcomes/sanction-rationale');
  });

  it('says how many certificates are invalid, in a whole number [IMI/outcomes/invalid-action]', () => {
    const said = (parameters: SaidAction['parameters']) => decide([{ code: 'invalidate-certificates', parameters }]);
    centre.when(said({})).thenRefused('missing-count', 'IMI/outcomes/invalid-action');
    for (const count of [0, -1, 2.5])
      centre.when(said({ count })).thenRefused('whole-number', 'IMI/outcomes/invalid-action');
  });

  it('is refused without a rationale [IMI/outcomes/sanction-rationale]', () => {
    centre.when(decide([visits], { rationale: ' ' })).thenRefused('rationale-given', 'IMI/outcomes/sanction-rationale');
  });

  it('waits for the finding, and for whom the case is on [IMI/outcomes/aims]', () => {
    given(hearingDecider, policy, noted(), convened)
      .when(decide([visits]))
      .thenRefused('finding-first', 'IMI/outcomes/aims');
    given(hearingDecider, policy, ...proven)
      .when(decide([visits]))
      .thenRefused('subject-known', 'IMI/scope/subjects');
  });

  it('cannot follow where nothing was shown [IMI/outcomes/aims]', () => {
    const after = given(hearingDecider, policy, noted(), convened, found('not-shown', 'not-shown'));
    after.when(decide([visits])).thenRefused('proven', 'IMI/outcomes/aims');
  });

  it("is for the case's own manager [IMI/outcomes/aims]", () => {
    const other = { actor: { id: 'IMI-S02', offices: ['appropriate-manager'] } };
    centre.when({ ...decide([visits]), ...other }).thenRefused('not-yours-to-do', 'IMI/outcomes/aims');
  });

  it('is decided once, and quiet when repeated [IMI/outcomes/aims]', () => {
    const decided = onlyEvent(policy, on('centre'), decide([visits]));
    const after = given(hearingDecider, policy, ...on('centre'), decided as never);
    after.when(decide([visits])).thenNothing();
    after.when(decide([invalidate])).thenRefused('not-yet-decided', 'IMI/outcomes/aims');
  });
});

const day = '2027-01-31';
const actions: Readonly<Record<string, SaidAction>> = {
  'learner-warning': { code: 'learner-warning', parameters: {} },
  'learner-marks': { code: 'learner-marks', parameters: { work: 'Unit 3' } },
  'learner-disqualification': { code: 'learner-disqualification', parameters: {} },
  visits,
  materials: { code: 'materials', parameters: { delivery: 'By courier, on the day', from: day } },
  'independent-personnel': { code: 'independent-personnel', parameters: { personnel: 'invigilators', from: day } },
  'staff-training': {
    code: 'staff-training',
    parameters: { person: 'Assessor One Example', requirement: 'Assessor refresher', dueOn: day },
  },
  'staff-removal': { code: 'staff-removal', parameters: { person: 'Assessor One Example', from: 'assessment' } },
  'charge-centre': { code: 'charge-centre', parameters: { activity: 'visits' } },
};

const cases = (...rows: readonly (readonly [string, string])[]) =>
  rows.map(([code, clause]) => [code, clause, actions[code] as SaidAction] as const);

describe('the list of actions', () => {
  it.each(
    cases(
      ['learner-warning', 'IMI/outcomes/learner-warning'],
      ['learner-marks', 'IMI/outcomes/learner-marks'],
      ['learner-disqualification', 'IMI/outcomes/learner-disqualify'],
    ),
  )('has %s for a learner, and refuses it for a centre [%s]', (code, clause, action) => {
    centre.when(decide([action])).thenRefused('learners-only', clause);
    const decided = onlyEvent(policy, on('learner'), decide([action]));
    expect(decided).toMatchObject({
      authority: expect.arrayContaining([clause]),
      data: { actions: [{ code, effect: 'learner-action' }] },
    });
  });

  it('takes some or all of the actions against a learner together [IMI/outcomes/learner-marks]', () => {
    const both = [actions['learner-warning'], actions['learner-marks']] as SaidAction[];
    expect(onlyEvent(policy, on('learner'), decide(both)).data).toMatchObject({ actions: [{}, {}] });
  });

  it.each(
    cases(
      ['visits', 'IMI/outcomes/visits'],
      ['materials', 'IMI/outcomes/materials'],
      ['independent-personnel', 'IMI/outcomes/independent-personnel'],
      ['charge-centre', 'IMI/outcomes/charge-centre'],
    ),
  )('has %s for a centre, and refuses it for a learner [%s]', (code, clause, action) => {
    learner.when(decide([action])).thenRefused('centres-only', clause);
    const decided = onlyEvent(policy, on('centre'), decide([action]));
    expect(decided).toMatchObject({ authority: expect.arrayContaining([clause]), data: { actions: [{ code }] } });
  });

  it.each(cases(['staff-training', 'IMI/outcomes/staff-training'], ['staff-removal', 'IMI/outcomes/staff-removal']))(
    'has %s for a centre or its staff, and keeps whom it names apart [%s]',
    (_code, clause, action) => {
      learner.when(decide([action])).thenRefused('centres-and-their-staff-only', clause);
      const decided = onlyEvent(policy, on('centre-staff'), decide([action]));
      expect(decided).toMatchObject({ data: { actions: [{ words: { person: 'Assessor One Example' } }] } });
      expect(
        JSON.stringify((decided.data as { actions: { parameters: object }[] }).actions[0]?.parameters),
      ).not.toContain('Assessor');
    },
  );

  it('charges a centre in proven cases only [IMI/outcomes/charge-centre]', () => {
    const facts = { subject: { kind: 'centre' }, proven: false, sanctionsPolicy: { configured: true } };
    const charge = policy.options('outcomes', facts).find(({ code }) => code === 'charge-centre');
    expect(charge?.refusals).toMatchObject([{ code: 'proven-only', clauses: ['IMI/outcomes/charge-centre'] }]);
  });

  it('has no sanction on a centre until the Sanctions Policy is configured [IMI/outcomes/centre-sanction]', () => {
    const sanction = decide([{ code: 'centre-sanction', parameters: { level: 'Level 2' } }]);
    const broken = centre.when(sanction).thenRefused('sanctions-policy-configured', 'IMI/outcomes/centre-sanction');
    expect(broken.message).toContain('hearing.decide-action');
    expect(broken.refusals[0].says).toContain('imi/sanctions-policy');
    const decided = onlyEvent(withSanctions, on('centre'), sanction);
    expect(decided).toMatchObject({
      authority: expect.arrayContaining(['IMI/centre/failure-to-report']),
      data: { actions: [{ effect: 'centre-sanction' }] },
    });
    given(hearingDecider, withSanctions, ...on('learner'))
      .when(sanction)
      .thenRefused('centres-only', 'IMI/outcomes/centre-sanction');
  });

  it('is not exhaustive: another action is described, an unknown one refused [IMI/outcomes/menu-indicative]', () => {
    const other = { code: 'other', parameters: { description: 'Written assurance by the head of the centre' } };
    expect(onlyEvent(policy, on('learner'), decide([other])).data).toMatchObject({ actions: [{ code: 'other' }] });
    centre
      .when(decide([{ code: 'other', parameters: {} }]))
      .thenRefused('missing-description', 'IMI/outcomes/menu-indicative');
    centre
      .when(decide([{ code: 'flogging', parameters: {} }]))
      .thenRefused('action-known', 'IMI/outcomes/menu-indicative');
  });

  it('checks what is said of an action against its parameters [IMI/outcomes/visits]', () => {
    const broken = (parameters: SaidAction['parameters'], code: string) =>
      centre.when(decide([invalidate, { code: 'visits', parameters }])).thenRefused(code, 'IMI/outcomes/visits');
    broken({ count: 'two', purpose: 'support' }, 'wrong-count');
    broken({ count: 2, purpose: 'revenge' }, 'wrong-purpose');
    expect(broken({ purpose: 'support' }, 'missing-count').refusals[0].field).toBe('/actions/1/parameters/count');
    broken({ count: 2, purpose: 'support', colour: 'blue' }, 'unknown-parameter');
    const training = { ...(actions['staff-training'] as SaidAction).parameters, dueOn: 'soon' };
    centre
      .when(decide([{ code: 'staff-training', parameters: training }]))
      .thenRefused('wrong-dueOn', 'IMI/outcomes/staff-training');
  });

  it('is waited for once something is proven [IMI/outcomes/aims]', () => {
    const due = (...facts: Parameters<typeof given>[2][]) =>
      policy.isDue('hearing.decide-action', hearingFacts(fold(hearingDecider, facts as never[]), manager) as never);
    expect(due(noted(), convened)).toBe(false);
    expect(due(...on('centre'))).toBe(true);
  });
});
