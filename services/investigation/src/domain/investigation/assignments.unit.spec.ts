import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import {
  anId,
  attestation,
  begun,
  centre,
  decide,
  declared,
  finalised,
  headOfDepartment,
  led,
  ledBy,
  lead,
  manager,
  managed,
  managedBy,
  noted,
  otherManager,
  outsider,
  plan,
  policy,
  registerDigest,
  signedOff,
  stateAfter,
  trained,
  underWay,
} from '../../testing/samples.js';
import { investigationDecider } from './decisions.js';
import type { InvestigationEvent } from './events.js';
import { investigationFacts } from './facts.js';

const after = (...facts: readonly InvestigationEvent[]) => given(investigationDecider, policy, ...facts);
const inOffice = { ...trained, offices: ['appropriate-manager'], training: [] };

describe('the accountable manager', () => {
  const assign = {
    type: 'AssignManager',
    staff: 'IMI-S01',
    proposed: inOffice,
    reason: null,
    registerDigest,
    ...manager,
  } as const;

  it('is named for every case [IMI/resp/prompt-examination]', () => {
    const [assigned] = decide([noted()], assign);
    expect(assigned).toMatchObject({ type: 'ManagerAssigned', data: { manager: 'IMI-S01', reason: null } });
    expect(assigned?.authority).toContain('IMI/resp/prompt-examination');
  });

  it('holds the office of appropriate manager [IMI/resp/prompt-examination]', () => {
    after(noted())
      .when({ ...assign, proposed: trained })
      .thenRefused('manager-in-office', 'IMI/resp/prompt-examination');
  });

  it('is one at a time, and another takes over for a reason [IMI/resp/manager-accountable]', () => {
    const another = { ...assign, staff: 'IMI-S02' };
    after(noted(), managed).when(another).thenRefused('reassignment-reasoned', 'IMI/resp/manager-accountable');
    const [reassigned] = decide([noted(), managed], { ...another, reason: 'Leave.' });
    expect(reassigned).toMatchObject({ data: { manager: 'IMI-S02', reason: 'Leave.' } });
    after(noted(), managed).when(assign).thenNothing();
  });

  it('has no previous involvement or personal interest [IMI/resp/independence]', () => {
    const refuse = (facts: readonly InvestigationEvent[], formerCentres: string[] = []) =>
      after(...facts)
        .when({ ...assign, proposed: { ...inOffice, formerCentres } })
        .thenRefused('manager-uninvolved', 'IMI/resp/independence');
    refuse([noted(), declared('IMI-S01', true)]);
    refuse([noted(), declared('IMI-S01', false, true)]);
    refuse([noted()], ['C-1042']);
  });

  it('is not the lead whom they oversee, nor was [IMI/timelines/oversight]', () => {
    const another = { ...assign, staff: 'IMI-S03', reason: 'Leave.' };
    after(noted(), managed, led).when(another).thenRefused('manager-is-the-lead', 'IMI/timelines/oversight');
    after(noted(), managed, led, ledBy('IMI-S04'))
      .when(another)
      .thenRefused('manager-is-the-lead', 'IMI/timelines/oversight');
  });

  it('is not assigned by whoever is under investigation [IMI/timelines/staff-suspend]', () => {
    const subject = { ...headOfDepartment, actor: { ...headOfDepartment.actor, id: 'IMI-S06' } };
    after(noted('institution-staff'))
      .when({ ...assign, ...subject })
      .thenRefused('not-the-subject', 'IMI/timelines/staff-suspend');
  });
});

describe('the independence of the manager', () => {
  const start = { type: 'Start', plan, ...manager } as const;
  const sign = { type: 'SignOff', attestation, ...manager } as const;
  const find = { type: 'FindSufficientEvidence', sufficient: false, reason: 'None came up.', ...lead } as const;
  const independence = 'IMI/resp/independence';
  const isDue = (act: string, ...facts: readonly InvestigationEvent[]) =>
    policy.isDue(`investigation.${act}`, investigationFacts(stateAfter(...facts), manager));

  it('is declared before the start, a notice or the signature [IMI/resp/independence]', () => {
    const undeclared = (facts: readonly InvestigationEvent[]) =>
      facts.filter(({ type, data }) => type !== 'InvolvementDeclared' || data.staff !== 'IMI-S01');
    const notify = {
      type: 'Notify',
      recipient: 'learner',
      ...{ person: 'L-01', personName: 'Learner One', isLearner: true, centre, deferredUntil: null },
      ...{ reason: 'The evidence contradicts itself.', registerDigest },
      ...manager,
    } as const;
    after(noted(), managed, declared('IMI-S03'), led).when(start).thenRefused('manager-declared', independence);
    after(...undeclared(underWay))
      .when(notify)
      .thenRefused('manager-declared', independence);
    after(...undeclared(finalised))
      .when(sign)
      .thenRefused('manager-declared', independence);
    expect(decide(underWay, notify)).toHaveLength(1);
    expect(decide(finalised, sign)).toHaveLength(1);
  });

  it('lost after assignment, ends their oversight, and another is due [IMI/resp/independence]', () => {
    const conflict = declared('IMI-S01', false, true);
    after(noted(), managed, declared('IMI-S03'), led, conflict)
      .when({ ...start, ...lead })
      .thenRefused('manager-free-of-conflict', independence);
    after(...underWay, conflict)
      .when(find)
      .thenRefused('manager-free-of-conflict', independence);
    after(...finalised, conflict)
      .when(sign)
      .thenRefused('manager-free-of-conflict', independence);
    const raise = { type: 'RequestInformation', request: anId, of: 'x', what: 'y', dueOn: '2026-12-01' } as const;
    after(...underWay, conflict)
      .when({ ...raise, ...manager })
      .thenRefused('manager-free-of-conflict', independence);
    expect(decide([...underWay, conflict], { ...raise, ...lead })).toHaveLength(1);
    expect([isDue('assign-manager', ...underWay), isDue('assign-manager', ...underWay, conflict)]).toEqual([
      false,
      true,
    ]);
    const replaced = [...finalised, conflict, managedBy('IMI-S02'), declared('IMI-S02')];
    expect(decide(replaced, { ...sign, ...otherManager })).toMatchObject([{ data: { manager: 'IMI-S02' } }]);
  });
});

describe('a declaration of involvement', () => {
  const declare = {
    type: 'DeclareInvolvement',
    staff: 'IMI-S03',
    previousInvolvement: false,
    personalInterest: false,
    detail: '',
    ...lead,
  } as const;

  it('is made in person [IMI/resp/independence]', () => {
    expect(decide([noted()], declare)).toMatchObject([{ type: 'InvolvementDeclared', data: { staff: 'IMI-S03' } }]);
    after(noted())
      .when({ ...declare, ...manager })
      .thenRefused('declared-in-person', 'IMI/resp/independence');
    after(noted(), declared('IMI-S03')).when(declare).thenNothing();
  });
});

describe('the lead', () => {
  const assign = {
    type: 'AssignLead',
    staff: 'IMI-S03',
    proposed: trained,
    reason: null,
    registerDigest,
    ...manager,
  } as const;
  const ready = after(noted(), managed, declared('IMI-S03'));

  it('is assigned by the accountable manager, who comes first [IMI/resp/manager-accountable]', () => {
    const [assigned] = decide([noted(), managed, declared('IMI-S03')], assign);
    expect(assigned).toMatchObject({ type: 'LeadAssigned', data: { lead: 'IMI-S03', registerDigest } });
    expect(assigned?.data).toHaveProperty('ruling.restedOn', expect.objectContaining({ 'proposed.declared': true }));
    after(noted(), declared('IMI-S03')).when(assign).thenRefused('not-yours-to-do', 'IMI/resp/manager-accountable');
    ready.when({ ...assign, ...otherManager }).thenRefused('not-yours-to-do', 'IMI/resp/manager-accountable');
  });

  it('is a relevant member of staff [IMI/resp/lead]', () => {
    ready
      .when({ ...assign, proposed: { ...trained, offices: ['intake-officer'] } })
      .thenRefused('lead-relevant', 'IMI/resp/lead');
  });

  it('is refused without training that is current on the day [IMI/resp/independence]', () => {
    const refuse = (training: typeof trained.training) =>
      ready
        .when({ ...assign, proposed: { ...trained, training } })
        .thenRefused('lead-untrained', 'IMI/resp/independence');
    refuse([]);
    refuse([{ subject: 'investigation', completedOn: '2020-01-01', expiresOn: '2026-11-08' }]);
    refuse([{ subject: 'investigation', completedOn: '2026-11-10', expiresOn: null }]);
    refuse([{ subject: 'assessment', completedOn: '2020-01-01', expiresOn: null }]);
    const lastDay = {
      ...trained,
      training: [{ subject: 'investigation', completedOn: '2020-01-01', expiresOn: '2026-11-09' }],
    };
    expect(decide([noted(), managed, declared('IMI-S03')], { ...assign, proposed: lastDay })).toHaveLength(1);
  });

  it('is refused without a declaration [IMI/resp/independence]', () => {
    after(noted(), managed).when(assign).thenRefused('lead-undeclared', 'IMI/resp/independence');
  });

  it('is refused who was involved before, by declaration or by the register [IMI/resp/independence]', () => {
    const involved = after(noted(), managed, declared('IMI-S03', true));
    involved.when(assign).thenRefused('lead-previously-involved', 'IMI/resp/independence');
    ready
      .when({ ...assign, proposed: { ...trained, formerCentres: ['C-1042'] } })
      .thenRefused('lead-previously-involved', 'IMI/resp/independence');
  });

  it('is refused with a personal interest, and a later declaration does not take it back [IMI/resp/independence]', () => {
    after(noted(), managed, declared('IMI-S03', false, true), declared('IMI-S03'))
      .when(assign)
      .thenRefused('lead-has-interest', 'IMI/resp/independence');
  });

  it('is not the manager [IMI/timelines/oversight]', () => {
    after(noted(), managed, declared('IMI-S01'))
      .when({ ...assign, staff: 'IMI-S01' })
      .thenRefused('lead-is-the-manager', 'IMI/timelines/oversight');
    after(noted(), managedBy('IMI-S03'), managed, declared('IMI-S03'))
      .when(assign)
      .thenRefused('lead-is-the-manager', 'IMI/timelines/oversight');
  });

  it('is replaced for a reason, or because a conflict came up later [IMI/resp/lead] [IMI/resp/independence]', () => {
    const another = { ...assign, staff: 'IMI-S04' };
    const before = [...underWay, declared('IMI-S04')];
    after(...before)
      .when(another)
      .thenRefused('new-lead-reasoned', 'IMI/resp/lead');
    expect(decide(before, { ...another, reason: 'Leave.' })).toHaveLength(1);
    expect(decide([...before, declared('IMI-S03', true)], another)).toHaveLength(1);
    after(noted(), managed, led).when(assign).thenNothing();
  });

  it('stops at a conflict that comes up later [IMI/resp/independence]', () => {
    const request = {
      type: 'RequestInformation',
      request: '0197f3a0-0000-7000-8000-00000000000b',
      of: 'x',
      what: 'y',
      dueOn: '2026-12-01',
    } as const;
    const conflicted = after(...underWay, declared('IMI-S03', true));
    conflicted.when({ ...request, ...lead }).thenRefused('lead-free-of-conflict', 'IMI/resp/independence');
    expect(decide([...underWay, declared('IMI-S03', true)], { ...request, ...manager })).toHaveLength(1);
  });

  it('is not assigned when the report was signed off [IMI/timelines/oversight]', () => {
    after(noted(), managed, declared('IMI-S03'), begun, signedOff)
      .when(assign)
      .thenRefused('report-not-signed-off', 'IMI/timelines/oversight');
  });

  it('does not work a case in which they have no part [IMI/timelines/confidential]', () => {
    const evidence = {
      type: 'AddEvidence',
      digest: 'sha256:0',
      name: 'x',
      mediaType: 'text/plain',
      bytes: 1,
      description: 'x',
      source: 'x',
    } as const;
    after(...underWay)
      .when({ ...evidence, ...outsider })
      .thenRefused('not-yours-to-do', 'IMI/timelines/confidential');
  });
});
