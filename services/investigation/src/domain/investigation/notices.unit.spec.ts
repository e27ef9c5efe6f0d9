import { compose } from '@probity/policy-packs';
import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import type { Notify } from './commands.js';
import {
  centre,
  decide,
  declared,
  implicated,
  lead,
  managed,
  manager,
  noted,
  outsider,
  policy,
  registerDigest,
  stateAfter,
  underWay,
} from '../../testing/samples.js';
import { investigationSubject } from '../../subjects.js';
import { investigationDecider } from './decisions.js';
import type { InvestigationEvent } from './events.js';

const after = (...facts: readonly InvestigationEvent[]) => given(investigationDecider, policy, ...facts);
/** Somebody said who is implicated: nobody. */
const named = [...underWay, implicated()] as const;
const notice = (changes: Partial<Notify> = {}) => ({
  type: 'Notify' as const,
  recipient: 'centre-coordinator' as const,
  person: 'P-01',
  personName: 'Coordinator Example',
  isLearner: false,
  centre,
  deferredUntil: null,
  reason: null,
  registerDigest,
  ...changes,
  ...manager,
});
const toQualityTeam = (changes: Partial<Notify> = {}) =>
  notice({
    recipient: 'quality-team',
    person: 'P-04',
    personName: 'Quality Three Example',
    reason: 'Heads quality.',
    ...changes,
  });

describe('naming who is implicated', () => {
  const name = { type: 'NameImplicated', centreStaff: ['P-01', 'P-05'], centre, registerDigest, ...lead } as const;

  it('identifies those involved, of the staff of the centre [IMI/timelines/objectives]', () => {
    expect(decide(underWay, name)).toMatchObject([{ data: { centreStaff: ['P-01', 'P-05'] } }]);
    after(...underWay)
      .when({ ...name, centreStaff: ['P-99'] })
      .thenRefused('staff-of-the-centre', 'IMI/timelines/objectives');
  });

  it('adds only who is new', () => {
    expect(decide([...underWay, implicated('P-01')], name)).toMatchObject([{ data: { centreStaff: ['P-05'] } }]);
    after(...underWay, implicated('P-05', 'P-01'))
      .when(name)
      .thenNothing();
  });

  it('may come to nobody, which is an answer and is given once [IMI/notify/coordinator-implicated]', () => {
    const nobody = { ...name, centreStaff: [] };
    expect(decide(underWay, nobody)).toMatchObject([{ type: 'ImplicatedNamed', data: { centreStaff: [] } }]);
    after(...named)
      .when(nobody)
      .thenNothing();
    after(...underWay, implicated('P-01'))
      .when(nobody)
      .thenNothing();
    expect(decide(named, name)).toMatchObject([{ data: { centreStaff: ['P-01', 'P-05'] } }]);
  });

  it('is of no use where there is no centre [IMI/notify/centre-coordinator]', () => {
    after(noted('institution-staff'), managed)
      .when({ ...name, centre: null, ...manager })
      .thenRefused('at-a-centre', 'IMI/notify/centre-coordinator');
  });
});

describe('the notice to the centre', () => {
  it('waits until it was said who is implicated, or that nobody is [IMI/notify/coordinator-implicated]', () => {
    after(...underWay)
      .when(notice())
      .thenRefused('implicated-named', 'IMI/notify/coordinator-implicated');
    expect(decide([...underWay, implicated('P-05')], notice())).toHaveLength(1);
  });

  it('goes to the Coordinator, and is kept as sent [IMI/notify/centre-coordinator]', () => {
    const [sent] = decide(named, notice());
    expect(sent).toMatchObject({ type: 'NoticeSent', data: { recipient: 'centre-coordinator', person: 'P-01' } });
    expect(sent?.authority).toContain('IMI/notify/centre-coordinator');
    const text = textOf(sent);
    expect(text).toContain('To Coordinator Example, Example Motor Training');
    expect(text).toContain('IMI-2026-000001');
    expect(text).toContain(policy.offence('claims-before-completion')?.title);
    expect(text).not.toContain('{{');
  });

  it('is not sent twice', () => {
    const [sent] = decide(named, notice());
    after(...named, sent as InvestigationEvent)
      .when(notice())
      .thenNothing();
  });

  it('is for the Coordinator where the Coordinator is not implicated [IMI/notify/centre-coordinator]', () => {
    after(...underWay)
      .when(toQualityTeam())
      .thenRefused('coordinator-is-notified', 'IMI/notify/centre-coordinator');
    after(...underWay)
      .when(notice({ person: 'P-02' }))
      .thenRefused('is-the-coordinator', 'IMI/notify/centre-coordinator');
  });

  it('is refused to a Coordinator who is implicated, named or as the subject [IMI/notify/coordinator-implicated]', () => {
    after(...underWay, implicated('P-01'))
      .when(notice())
      .thenRefused('coordinator-implicated', 'IMI/notify/coordinator-implicated');
    after(noted('centre-staff'), managed, declared('IMI-S01'), implicated())
      .when(notice())
      .thenRefused('coordinator-implicated', 'IMI/notify/coordinator-implicated');
  });

  it('goes to the quality team instead, chosen for a reason [IMI/notify/coordinator-implicated]', () => {
    const facts = [...underWay, implicated('P-01', 'P-02')];
    const [sent] = decide(facts, toQualityTeam());
    expect(sent).toMatchObject({
      type: 'NoticeSent',
      data: { recipient: 'quality-team', person: 'P-04', reason: 'Heads quality.' },
    });
    expect(sent?.authority).toContain('IMI/notify/coordinator-implicated');
    const refuse = (changes: Partial<Notify>, code: string) =>
      after(...facts)
        .when(toQualityTeam(changes))
        .thenRefused(code, 'IMI/notify/coordinator-implicated');
    refuse({ person: 'P-05' }, 'in-the-quality-team');
    refuse({ person: 'P-02' }, 'addressee-implicated');
    refuse({ reason: null }, 'alternate-reasoned');
  });

  it('goes to another of the staff where all of the quality team are implicated too [IMI/notify/coordinator-implicated]', () => {
    const facts = [...underWay, implicated('P-01', 'P-02', 'P-04')];
    const toStaff = (changes: Partial<Notify> = {}) =>
      toQualityTeam({ recipient: 'centre-staff', person: 'P-05', ...changes });
    const [sent] = decide(facts, toStaff());
    expect(sent).toMatchObject({ type: 'NoticeSent', data: { recipient: 'centre-staff', person: 'P-05' } });
    const refuse = (changes: Partial<Notify>, code: string) =>
      after(...facts)
        .when(toStaff(changes))
        .thenRefused(code, 'IMI/notify/coordinator-implicated');
    refuse({ person: 'P-99' }, 'of-the-centre');
    refuse({ person: 'P-02' }, 'addressee-implicated');
    refuse({ reason: null }, 'alternate-reasoned');
    after(...underWay, implicated('P-01'))
      .when(toStaff())
      .thenRefused('somebody-else-is-notified', 'IMI/notify/coordinator-implicated');
  });

  it('goes to somebody whom the register knows [IMI/notify/centre-coordinator]', () => {
    after(...underWay)
      .when(notice({ personName: null }))
      .thenRefused('addressee-known', 'IMI/notify/centre-coordinator');
  });

  it('waits by the decision of the manager, for a reason, until a later day [IMI/notify/centre-coordinator]', () => {
    const waits = notice({ deferredUntil: '2026-11-30', reason: 'Evidence may be lost.' });
    const [deferred] = decide(underWay, waits);
    expect(deferred).toMatchObject({
      type: 'NoticeDeferred',
      data: { until: '2026-11-30', reason: 'Evidence may be lost.' },
    });
    after(...underWay, deferred as InvestigationEvent)
      .when(waits)
      .thenNothing();
    const refuse = (changes: object, code: string) =>
      after(...underWay)
        .when({ ...waits, ...changes })
        .thenRefused(code, 'IMI/notify/centre-coordinator');
    refuse(lead, 'deferred-by-the-manager');
    refuse({ reason: null }, 'deferral-reasoned');
    refuse({ deferredUntil: '2026-11-09' }, 'deferred-to-a-later-day');
    const days = (...facts: readonly InvestigationEvent[]) => investigationSubject.daysNamed?.(stateAfter(...facts));
    expect(days(...underWay, deferred as InvestigationEvent)).toMatchObject({ 'investigation.notify': '2026-11-30' });
    const forSubject = { ...deferred, data: { ...deferred?.data, recipient: 'subject' } } as InvestigationEvent;
    expect(days(...underWay, forSubject)).toMatchObject({ 'investigation.notify': undefined });
  });

  it('has no place for the informant [IMI/report/informant-identity]', () => {
    for (const name of ['allegation-to-centre', 'allegation-to-person'])
      expect(policy.notice(name).withheld).toContain('informant');
    const asks = { ...policy.notice('allegation-to-centre'), template: 'Reported by {{informant}}' };
    expect(() => compose(asks, { reference: 'IMI-1' })).toThrow('informant');
    const [sent] = decide([noted('centre', 'learner'), managed, declared('IMI-S01'), implicated()], notice());
    expect(sent?.authority).toContain('IMI/report/informant-identity');
    expect(JSON.stringify(sent?.data)).not.toContain('learner');
  });

  it('is for the manager and the lead to give [IMI/notify/centre-coordinator]', () => {
    after(...underWay)
      .when({ ...notice(), ...outsider })
      .thenRefused('not-yours-to-do', 'IMI/notify/centre-coordinator');
  });
});

describe('writing to a person', () => {
  const toStaff = notice({
    recipient: 'accused-staff',
    person: 'P-05',
    personName: 'Assessor One Example',
    reason: 'Left the centre.',
  });
  const toLearner = notice({
    recipient: 'learner',
    person: 'L-01',
    personName: 'Learner One',
    isLearner: true,
    reason: 'The evidence contradicts itself.',
  });

  it('reaches accused staff directly, where it is appropriate [IMI/notify/direct-staff]', () => {
    const facts = [...underWay, implicated('P-05')];
    const [sent] = decide(facts, toStaff);
    expect(sent).toMatchObject({ type: 'NoticeSent', data: { recipient: 'accused-staff' } });
    expect(textOf(sent)).toContain('accompanied by a second party');
    after(...underWay)
      .when(toStaff)
      .thenRefused('is-accused-staff', 'IMI/notify/direct-staff');
    after(...facts)
      .when({ ...toStaff, reason: null })
      .thenRefused('direct-staff-reasoned', 'IMI/notify/direct-staff');
  });

  it('reaches a learner or a representative directly [IMI/notify/direct-learner]', () => {
    expect(decide(underWay, toLearner)).toMatchObject([{ type: 'NoticeSent', data: { recipient: 'learner' } }]);
    expect(decide(underWay, { ...toLearner, recipient: 'learner-representative' })).toHaveLength(1);
    after(...underWay)
      .when({ ...toLearner, isLearner: false })
      .thenRefused('is-a-learner', 'IMI/notify/direct-learner');
    after(...underWay)
      .when({ ...toLearner, reason: null })
      .thenRefused('direct-learner-reasoned', 'IMI/notify/direct-learner');
  });

  it('reaches the Coordinator as the subject, and not as the addressee of the centre [IMI/invrep/respond]', () => {
    const asSubject = notice({ recipient: 'subject' });
    expect(decide([noted('centre-staff'), managed, declared('IMI-S01')], asSubject)).toMatchObject([
      { type: 'NoticeSent', data: { recipient: 'subject' } },
    ]);
    after(...underWay)
      .when(asSubject)
      .thenRefused('is-the-subject', 'IMI/invrep/respond');
  });
});

const textOf = (sent: InvestigationEvent | undefined): string => (sent?.type === 'NoticeSent' ? sent.data.text : '');
