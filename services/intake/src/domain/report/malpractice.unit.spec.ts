import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import {
  after,
  assessment,
  categorise,
  lecturer,
  malpractice,
  openCase,
  policy,
  scope,
  step,
  student,
  submit,
  type Act,
} from '../../testing/students.js';
import { reportDecider } from './decisions.js';

const having = (...commands: readonly Act[]) => given(reportDecider, policy, ...after(...commands));
const opened = [{ type: 'CaseOpenedFromReport' }, { type: 'CaseOpened' }] as const;
const sent = [{ type: 'StepRecorded' }, { type: 'LetterSent' }] as const;

describe('malpractice in coursework', () => {
  const evidenceKinds = ['originality-report', 'annotated-source'];
  const taken = [submit(lecturer, { evidenceKinds }), scope(), malpractice];
  const examined = step('read-originality-report', lecturer, {
    ...{ format: 'Word', percentage: 40, interpretation: 'Two passages.' },
  });
  const annotated = step('annotate-script', lecturer, { originalityReportShown: true, highlighted: true });
  const form = (localised = false) =>
    step(
      'lecturer-report-form',
      lecturer,
      { localised },
      { findings: 'Copied.', evidence: 'A source.', locations: 'Pages 2 and 3.', form: 'The form is enclosed.' },
    );
  const ready = [...taken, examined, annotated];

  it('is referred to the Director of Training, who takes up the case [IBC-32]', () => {
    having(...ready)
      .when(openCase('ST-1'))
      .thenRefused('referred-on-a-form', 'IBC-32');
    const [, letter] = having(...ready)
      .when(form())
      .then(...sent);
    expect(letter).toMatchObject({ data: { to: ['director-of-training'], notice: 'malpractice-referral' } });
    having(...ready, form())
      .when(openCase('ST-1'))
      .then(...opened);
    having(...ready, form())
      .when({ ...openCase('ST-1'), actor: lecturer.actor })
      .thenRefused('not-yours-to-do', 'IBC-32');
  });

  it('is not categorised anew once there is a case of it [IBC-32]', () => {
    having(...ready, form(), openCase('ST-1'))
      .when(categorise('poor-practice', ['inadequate-referencing']))
      .thenRefused('not-dealt-with', 'IBC-32');
  });

  it('has a case on a student whom the referral names, where it names any [IBC-15] [IBC-32]', () => {
    having(...ready, form())
      .when(openCase('ST-2'))
      .thenRefused('named-in-the-referral', 'IBC-32');
    const others = step('name-participants', lecturer, { copier: 'A', provider: 'B' });
    having(...ready, form(), others)
      .when(openCase('ST-2'))
      .thenRefused('named-in-the-referral', 'IBC-15');
  });

  it('of a postgraduate is told to the Postgraduate Director, too [IBC-54]', () => {
    const postgraduate = submit(lecturer, { evidenceKinds, students: [student('ST-1', { career: 'postgraduate' })] });
    having(postgraduate, scope(), malpractice, examined, annotated)
      .when(form())
      .then(
        { type: 'StepRecorded' },
        { type: 'LetterSent', data: { to: ['director-of-training', 'postgraduate-director'] } },
      );
  });

  it('is on a form that says all that it must [IBC-49]', () => {
    having(...ready)
      .when(step('lecturer-report-form', lecturer, { localised: false }, { findings: 'Copied.', form: 'Enclosed.' }))
      .thenRefused('missing-locations', 'IBC-49');
  });

  it('has its originality report examined [IBC-40], and the work annotated [IBC-48]', () => {
    having(...taken, annotated)
      .when(form())
      .thenRefused('originality-report-examined', 'IBC-40');
    having(...taken, examined)
      .when(form())
      .thenRefused('script-annotated', 'IBC-48');
  });

  it('rests on more than the originality report [IBC-41]', () => {
    const scoreOnly = submit(lecturer, { evidenceKinds: ['originality-report'] });
    const scored = [scoreOnly, scope(), malpractice, examined, annotated];
    having(...scored)
      .when(form())
      .thenRefused('more-than-a-score', 'IBC-41');
    const added: Act = {
      ...lecturer,
      ...{ type: 'AddInformation', information: 'A source.', items: [], evidenceKinds: ['printed-source'] },
      attachments: [],
    };
    having(...scored, added)
      .when(form())
      .then(...sent);
  });

  it('has a pre-penalty mark where it is in one portion, or a reason [IBC-52]', () => {
    having(...ready)
      .when(form(true))
      .thenRefused('pre-penalty-mark', 'IBC-52');
    having(...ready)
      .when({ ...form(true), reasons: { 'pre-penalty-mark': 'Nothing is left to be marked.' } })
      .then(...sent);
    having(...ready, step('record-pre-penalty-mark', lecturer, { mark: 48 }))
      .when(form(true))
      .then(...sent);
  });

  it('is not decided by anybody before it is categorised [IBC-32]', () => {
    const uncategorised = [submit(lecturer, { evidenceKinds }), scope(), examined, annotated, form()];
    having(...uncategorised)
      .when(openCase('ST-1'))
      .thenRefused('categorised', 'IBC-32');
  });

  it('is on somebody whom the register knows [IBC-32], and once [IBC-15]', () => {
    having(...ready, form())
      .when(openCase('ST-1', { subjectName: null }))
      .thenRefused('subject-known', 'IBC-32');
    having(...ready, form(), openCase('ST-1'))
      .when(openCase('ST-1'))
      .thenRefused('one-case-a-student', 'IBC-15');
  });

  it('tells the other services of the assessment, the student and the accuser', () => {
    const [, of] = having(...ready, form())
      .when(openCase('ST-1'))
      .then(...opened);
    expect(of).toMatchObject({
      type: 'CaseOpened',
      data: {
        ...{ accuser: 'S-1', assessment: { kind: 'coursework', moduleLevel: 4 } },
        student: { career: 'undergraduate', earlierPoorPractice: false },
      },
    });
  });
});

describe('malpractice in group work', () => {
  const group = submit(lecturer, {
    ...{ assessment: assessment({ kind: 'group', collaborative: true }), students: [student('ST-1'), student('ST-2')] },
    evidenceKinds: ['annotated-copy'],
  });
  const collusion = categorise('malpractice', ['collusion']);
  const form = step(
    'lecturer-report-form',
    lecturer,
    { localised: false },
    {
      ...{ findings: 'One text twice.', evidence: 'Both copies.', locations: 'All.', form: 'Enclosed.' },
    },
  );
  const named = step('name-participants', lecturer, { copier: 'A', provider: 'B' });

  it('is none where students work together and their contributions can be told [IBC-16]', () => {
    const noted = (identified: boolean) => step('note-contributions', lecturer, { identified });
    having(group, scope(), noted(true)).when(collusion).thenRefused('collaboration-allowed', 'IBC-16');
    having(group, scope(), noted(false)).when(collusion).then({ type: 'ReportCategorised' });
  });

  it('names the copier and the provider, and has a case on each [IBC-15]', () => {
    having(group, scope(), collusion, form).when(openCase('ST-1')).thenRefused('both-named', 'IBC-15');
    const taken = [group, scope(), collusion, named, form];
    const other = '0198f000-0000-7000-8000-0000000000c2';
    having(...taken, openCase('ST-1'))
      .when(openCase('ST-2', { case: other }))
      .then(...opened);
  });

  it('is not self-plagiarism where the same work is submitted again for the same component [IBC-14]', () => {
    const selfPlagiarism = categorise('malpractice', ['self-plagiarism']);
    const compared = (sameComponent: boolean) =>
      step('compare-earlier-work', lecturer, { sameComponent, sameModule: true, prohibited: false });
    having(submit(), scope()).when(selfPlagiarism).thenRefused('earlier-work-compared', 'IBC-14');
    having(submit(), scope(), compared(true)).when(selfPlagiarism).thenRefused('resubmission-exempt', 'IBC-14');
    having(submit(), scope(), compared(false)).when(selfPlagiarism).then({ type: 'ReportCategorised' });
  });
});
