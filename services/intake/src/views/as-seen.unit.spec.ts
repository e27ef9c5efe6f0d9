import { describe, expect, it } from '@jest/globals';
import type { Policy } from '@probity/policy-packs';
import { fold, type Given } from '@probity/decider';
import type { Asked, ServiceContext } from '@probity/shell';
import { caseDecider, type CaseEvent } from '../domain/case/case.js';
import { studentNamed } from '../domain/report/named.js';
import { reportDecider } from '../domain/report/decisions.js';
import type { Report } from '../domain/report/report.js';
import { chester } from '../testing/chester.js';
import {
  aCase,
  after,
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

  it('calls each student something by which a case can be opened, whoever they are [IBC-75]', async () => {
    const students = [{ ...student('ST-1'), candidate: '771' }, student('ST-2')];
    const state = stateAfter(submit(lecturer, { students }));
    expect(await seen(state, director)).toMatchObject({
      ...{
        students: null,
        named: [
          { as: 'student-1', candidate: '771' },
          { as: 'student-2', candidate: null },
        ],
      },
    });
    if (state.status === 'none') throw new Error('nothing was reported');
    expect([studentNamed(state, 'student-2'), studentNamed(state, 'student-3')]).toEqual(['ST-2', undefined]);
  });

  it('shows none of its words once it has forgotten somebody: they may name them [UC-8.8.2]', async () => {
    const gone = { case: '0198f000-0000-7000-8000-0000000000d1', forgotten: true } as const;
    const [submitted] = after(named);
    if (submitted?.type !== 'ReportSubmitted') throw new Error('nothing was reported');
    const left = { ...submitted, data: { ...submitted.data, students: [gone, student('ST-2')] } };
    const state = [left, ...after(named, scope(), poorPractice, feedbackForm, participants).slice(1)].reduce<Report>(
      reportDecider.evolve,
      reportDecider.initial,
    );
    const shown = await seen(state, { ...registrar, actor: { id: 'S-4', offices: ['registrar'] } });
    expect(shown).toMatchObject({ students: [{ id: 'ST-2' }], forgotten: 1, allegation: null });
    expect(JSON.stringify(shown)).not.toMatch(/ST-1|Jane|Footnotes/);
    const paper = { paper: 'paper:1', what: 'The script of Jane.', keptAt: 'room 5', heldBy: 'Jane' };
    const onPaper = state.status === 'submitted' ? { ...state, papers: [paper] } : state;
    const told = await seen(onPaper, { ...registrar, actor: { id: 'S-4', offices: ['registrar'] } });
    expect(told).toMatchObject({ papers: [{ paper: 'paper:1', what: null, keptAt: null, heldBy: null }] });
  });

  it('says which part of the procedure applies, where the policy has several [UC-6.1] [UC-6.6]', async () => {
    const of = (level: number): Report => {
      const commands: readonly Act[] = [
        submit(examiner, {
          ...{ assessment: assessment({ moduleLevel: level }), evidenceKinds: ['source'] },
          reporter: { kind: 'examiner', name: null, contact: null, relationship: null },
        }),
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

const file = { what: 'malpractice-file', clauses: expect.arrayContaining(['IBC-97.4']) };

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
  const lifted: Act = { ...director, type: 'NoteAnonymityLifted', case: aCase, liftedAt: director.at };
  const openWho = stateAfter(...commands, openCase('ST-1', { subjectName: 'Jane Student' }), lifted);
  const asSeen = (given: Given, of = state) =>
    caseAsSeen(intake(policy, of), aCase, fold(caseDecider, [opened]), given as Asked, []);

  it('names nobody to whom it is hidden who the student is [IBC-75]', async () => {
    const toDirector = await asSeen(director);
    expect(JSON.stringify(toDirector)).not.toMatch(words);
    expect(toDirector).toMatchObject({ subject: { kind: 'student', id: null }, subjectName: null });
    const toPrincipal = await asSeen({ ...director, actor: { id: 'S-9', offices: ['principal'] } }, openWho);
    expect(toPrincipal).toMatchObject({ subject: { id: 'ST-1' }, subjectName: 'Jane Student', hidden: [] });
  });

  it('has its file kept from whoever has no part in it, but for who reported it [IBC-97.4]', async () => {
    const other = { ...lecturer, actor: { id: 'S-7', offices: ['lecturer'] } };
    expect(await asSeen(other, openWho)).toMatchObject({
      ...{ offences: null, classification: null, procedure: null },
      ...{ allegation: null, attachments: [], hidden: expect.arrayContaining([expect.objectContaining(file)]) },
    });
    expect(await asSeen(lecturer, openWho)).toMatchObject({ allegation: { nature: { what: 'Footnotes.' } } });
    expect(await seen(openWho, other)).toMatchObject({
      allegation: null,
      category: { offences: [{ description: null }] },
    });
    expect(await seen(openWho, registrar)).toMatchObject({ allegation: { nature: { what: 'Footnotes.' } } });
    const before = stateAfter(...commands);
    expect(await seen(before, other)).toMatchObject({ allegation: { nature: { what: 'Footnotes.' } } });
  });
});
