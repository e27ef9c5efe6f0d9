import { describe, expect, it } from '@jest/globals';
import type { Policy } from '@probity/policy-packs';
import { fold, type Given } from '@probity/decider';
import type { Asked, ServiceContext } from '@probity/shell';
import { caseDecider, type CaseEvent } from '../domain/case/case.js';
import { reportDecider } from '../domain/report/decisions.js';
import type { Report } from '../domain/report/report.js';
import { chester } from '../testing/chester.js';
import {
  aCase,
  assessment,
  categorise,
  director,
  examiner,
  feedbackForm,
  lecturer,
  malpractice,
  openCase,
  policy,
  poorPractice,
  registrar,
  report,
  scope,
  stateAfter,
  step,
  student,
  submit,
  type Act,
} from '../testing/students.js';
import { caseAsSeen, reportAsSeen } from './as-seen.js';

const intake = (by: Policy, state?: Report) =>
  ({
    policies: { get: () => by },
    streams: { load: async () => ({ state }) },
  }) as unknown as ServiceContext;
const seen = (state: Report, given: Given, by = policy) => reportAsSeen(intake(by), report, state, given as Asked);

const learners = [{ name: 'Jane Student' }];
const named = submit(lecturer, { allegation: { nature: { what: 'Footnotes.', dates: [] }, learners } });
const participants = step('name-participants', lecturer, { copier: 'Jane Student', provider: 'ST-2' });
const words = /ST-1|ST-2|Jane/;

describe('a report as it is seen', () => {
  it('shows the number of the work where the report said it, and to nobody who named the student by id [IBC-46.1]', async () => {
    const students = [{ ...student('ST-1'), candidate: '771' }, student('ST-2')];
    for (const given of [lecturer, registrar, director])
      expect(await seen(stateAfter(submit(lecturer, { students })), given)).toMatchObject({
        candidates: ['771', null],
      });
  });

  it('names nobody to whom it is hidden who the student is [IBC-46.2]', async () => {
    const state = stateAfter(named, scope(), poorPractice, feedbackForm, participants);
    const toLecturer = await seen(state, lecturer);
    expect(JSON.stringify(toLecturer)).not.toMatch(words);
    expect(toLecturer).toMatchObject({
      students: null,
      candidates: [null],
      hidden: [{ clauses: ['IBC-46.2'] }],
    });
    const toRegistrar = await seen(state, registrar);
    expect(toRegistrar).toMatchObject({
      ...{ students: [{ id: 'ST-1' }], hidden: [], allegation: { learners } },
      steps: { told: { nameParticipants: { copier: 'Jane Student', provider: 'ST-2' } } },
    });
  });

  it('says which part of the procedure applies, where the policy has several [UC-6.1] [UC-6.6]', async () => {
    const of = (level: number): Report => {
      const commands: readonly Act[] = [
        submit(examiner, { assessment: assessment({ moduleLevel: level }), evidenceKinds: ['source'] }),
        categorise('unacceptable-academic-practice', ['plagiarism'], {
          given: { actor: { id: 'S-2', offices: ['chair-mab'] }, at: examiner.at },
        }),
      ];
      return commands.reduce<Report>(
        (state, command) => reportDecider.decide(command, state, chester).reduce<Report>(reportDecider.evolve, state),
        reportDecider.initial,
      );
    };
    expect(await seen(of(4), examiner, chester)).toMatchObject({ procedure: { then: { part: 'C', begins: '8' } } });
    expect(await seen(of(5), examiner, chester)).toMatchObject({ procedure: { then: { part: 'C', begins: '6' } } });
    expect(await seen(stateAfter(submit()), registrar)).toMatchObject({ procedure: null });
  });
});

describe('a case as it is seen', () => {
  const form = step('referral-form', examiner, {}, { suspicion: 'Copied.', evidence: 'Sources.', form: 'Enclosed.' });
  const commands = [
    submit(lecturer, {
      ...{ assessment: assessment({ kind: 'examination' }), students: [student('ST-1')] },
      allegation: { nature: { what: 'Footnotes.', dates: [] }, learners },
    }),
    ...[scope(), malpractice, form],
  ];
  const state = stateAfter(...commands, openCase('ST-1', { subjectName: 'Jane Student' }));
  const opened = reportDecider
    .decide(openCase('ST-1', { subjectName: 'Jane Student' }), stateAfter(...commands), policy)
    .find(({ type }) => type === 'CaseOpened') as unknown as CaseEvent;
  const asSeen = (given: Given) =>
    caseAsSeen(intake(policy, state), aCase, fold(caseDecider, [opened]), given as Asked);

  it('names nobody to whom it is hidden who the student is [IBC-75]', async () => {
    const toDirector = await asSeen(director);
    expect(JSON.stringify(toDirector)).not.toMatch(words);
    expect(toDirector).toMatchObject({ subject: { kind: 'student', id: null }, subjectName: null });
    const toPrincipal = await asSeen({ ...director, actor: { id: 'S-9', offices: ['principal'] } });
    expect(toPrincipal).toMatchObject({ subject: { id: 'ST-1' }, subjectName: 'Jane Student', hidden: [] });
  });
});
