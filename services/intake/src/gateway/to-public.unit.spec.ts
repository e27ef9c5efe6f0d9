import { expect, it } from '@jest/globals';
import type { Told } from '@probity/shell';
import { reportDecider } from '../domain/report/decisions.js';
import {
  assessment,
  examiner,
  malpractice,
  openCase,
  policy,
  scope,
  stateAfter,
  step,
  submit,
} from '../testing/students.js';
import { toPublic } from './to-public.js';

const form = step('referral-form', examiner, {}, { suspicion: 'Copied.', evidence: 'Sources.', form: 'Enclosed.' });
const file = {
  ...{ digest: `sha256:${'a'.repeat(64)}`, contentDigest: `sha256:${'b'.repeat(64)}` },
  ...{ name: 'essay.pdf', mediaType: 'application/pdf', bytes: 9 },
};
const reported = stateAfter(
  submit(examiner, { assessment: assessment({ kind: 'group' }), attachments: [file] }),
  scope(),
  malpractice,
  form,
);
const opened = reportDecider
  .decide(openCase('ST-1', { subjectName: 'Jane Student' }), reported, policy)
  .find(({ type }) => type === 'CaseOpened');
const tell = (event: unknown) => toPublic({ event } as Told);

it('tells of a case by ids and codes: the assessment, the student, who accuses, and no name or words', () => {
  const told = tell(opened);
  expect(told).toMatchObject({
    type: 'CaseOpened',
    data: {
      ...{ subject: { kind: 'student', id: 'ST-1', centre: null }, centre: null, accuser: 'S-2' },
      ...{ assessment: { kind: 'group' }, student: { career: 'undergraduate', earlierPoorPractice: false } },
      ...{ reporterKind: 'lecturer', evidence: [file.digest] },
    },
  });
  expect(JSON.stringify(told)).not.toMatch(/Jane|footnotes/);
});

it('tells as what staff reported, since it tells who; of an informant not even that [UC-4.2.1]', () => {
  const told = (more: object) => tell({ type: 'CaseOpened', data: { ...opened?.data, ...more } })?.data;
  expect(told({ accuser: 'S-2', reporterKind: 'examiner' })).toMatchObject({ reporterKind: 'examiner' });
  expect(told({ accuser: null, reporterKind: 'regulator' })).toMatchObject({ reporterKind: 'third-party' });
  expect(told({ accuser: null, reporterKind: 'learner' })).toMatchObject({ reporterKind: 'other' });
});

it('tells of what is on paper by its name alone', () => {
  const papers = [{ paper: 'paper:1', what: 'The script of Jane.', keptAt: 'room 5', heldBy: 'Jane' }];
  const told = tell({ type: 'CaseOpened', data: { ...opened?.data, papers } });
  expect(told?.data).toMatchObject({ evidence: [file.digest, 'paper:1'] });
  expect(JSON.stringify(told)).not.toMatch(/Jane|room 5/);
});

it('tells of a case that was opened before those were kept, without them', () => {
  const before = { accuser: undefined, assessment: undefined, student: undefined };
  const data = { ...opened?.data, ...before };
  expect(tell({ type: 'CaseOpened', data })).toMatchObject({
    data: { accuser: null, assessment: null, student: null },
  });
});

it('tells nothing of reports', () => {
  expect(tell({ type: 'ReportHandledLocally', data: {} })).toBeUndefined();
});
