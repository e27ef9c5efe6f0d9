import type { College } from './college.js';
import { people } from './decided.js';

/** Two documents of a case, by their digests. */
export interface Papers {
  readonly essay: string;
  readonly source: string;
}

/** `/cases/<id>`, with its papers. */
export interface Case extends Papers {
  readonly path: string;
}

const upload = async (college: College, words: string): Promise<string> =>
  (await college.system.anyone().upload('/files', Buffer.from(words), 'text/plain')).body.digest;

/**
 * The Director of Training has a suspicion of their own that work was commissioned; the Principal and the second teacher
 * interview the student and remain doubtful; it is referred. It begins a week before the interview.
 */
export const commissioned = async (college: College, interviewAt: string): Promise<Case> => {
  const essay = await upload(college, 'The essay');
  const source = await upload(college, 'Its source');
  const { id } = await college.does('director', undefined, '/reports', {
    ...{ institution: 'irish-baptist-college', reporter: { kind: 'lecturer' }, nature: { what: 'Not her style.' } },
    assessment: { kind: 'presentation', module: 'NT201', postedAt: '2026-06-15T09:00:00.000Z' },
    ...{ students: ['IBC-0002'], evidenceKinds: ['metadata'], directEvidence: false },
  });
  const report = `/reports/${id}`;
  await college.does('director', report, `${report}/scope`, { inScope: true, reason: 'It counts.' });
  const category = { offences: [{ code: 'ghost-writing' }], classification: 'malpractice' };
  await college.does('director', report, `${report}/category`, category);
  const form = { findings: 'Another hand.', evidence: 'The file.', locations: 'All of it.', form: 'Enclosed.' };
  await college.step('lecturer', report, report, 'report.lecturer-report-form', { localised: false }, form);
  const opening = { subject: { kind: 'student', id: 'IBC-0002' } };
  const path = `/cases/${(await college.does('director', report, `${report}/cases`, opening)).case}`;
  await interviewed(college, path, interviewAt);
  const part = `${path}/investigation`;
  await college.step('director', part, path, 'investigation.find-prima-facie', { caseToAnswer: true });
  await college.does('director', part, `${part}/anonymity`);
  const likely = { moreLikelyThanNot: true, reasons: 'She could not explain it.' };
  await college.step('director', part, path, 'investigation.assess-evidence', likely);
  const referral = { to: 'special-cases-committee', enclosed: [essay, source] };
  await college.does('director', part, `${part}/referral`, referral);
  return { path, essay, source };
};

const interviewed = async (college: College, path: string, at: string): Promise<void> => {
  const part = `${path}/investigation`;
  const kind = 'authorship-interview';
  const [, second = ''] = people.teachers;
  await college.sees('director', part, ({ id: there }) => there !== undefined);
  await college.step('director', part, path, 'investigation.suspect-commissioning', { grounds: 'The style.' });
  await college.step('director', part, path, 'investigation.agree-to-interview', { kind, agreed: true });
  for (const [who, staff] of [
    ['principal', people.principal],
    ['teacher-2', second],
  ] as const)
    await college.does(who, part, `${part}/declarations`, {
      ...{ staff, previousInvolvement: false, personalInterest: false },
    });
  const named = { first: people.principal, second };
  await college.step('director', part, path, 'investigation.name-interviewers', named);
  await college.step('director', part, path, 'investigation.make-adjustments', { need: 'none' });
  const reasons = { 'examiner-of-the-work': 'The examiner is abroad.' };
  const interviewers = [people.principal, second].map((person) => ({ person, seat: 'interviewer', reasons }));
  const words = ['what', 'outcomes', 'detection', 'chance', 'no-mark', 'companion', 'procedure-and-role', 'place'];
  const letter = Object.fromEntries(words.map((item) => [item, `About ${item}.`]));
  const invitation = { kind, at, purpose: 'To show that it is hers.', interviewers, letter };
  await college.does('director', part, `${part}/invitations`, invitation);
  college.set(at);
  const shown = { producedWork: false, ownReading: false, ownPreparation: false, understands: true };
  await college.step('principal', part, path, 'investigation.demonstrate-authorship', shown);
  await college.step('principal', part, path, 'investigation.write-interview-record', { record: 'What was said.' });
  const endedAt = new Date(Date.parse(at) + 30 * 60_000).toISOString();
  const meeting = { kind, attended: true, outcome: 'doubtful', startedAt: at, endedAt };
  college.set(endedAt);
  await college.does('principal', part, `${part}/meetings`, meeting);
};

export const invitationWords = {
  allegation: 'That somebody else wrote the work.',
  consequences: 'A penalty of clause 93.',
  documents: 'The work and its source are enclosed.',
  companion: 'A fellow student or a member of staff may come, and speak.',
  'no-lawyer': 'No lawyer may come.',
  'in-absentia': 'Without a response it may be heard without you.',
  'procedure-and-role': 'Come, and tell the Committee what you think.',
};
