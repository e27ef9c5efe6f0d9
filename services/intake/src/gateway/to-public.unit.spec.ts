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
      ...{ reporterKind: 'other', evidence: [file.digest] },
    },
  });
  expect(JSON.stringify(told)).not.toMatch(/Jane|footnotes/);
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
