import { readFile } from 'node:fs/promises';
import type { Body } from '../../client.js';
import { sampleFile } from '../../samples.js';
import type { Stage } from '../stage.js';
import { does, step, type Opened } from './college.js';

/** A lecturer's suspicion, on a form with its evidence, about work that is marked without a name; and a case on it. */
export const suspect = async (stage: Stage): Promise<Opened> => {
  const { student, candidate } = await uploadStudents(stage);
  const { digest, report, policy } = await refer(stage, candidate);
  await fillInForm(stage, report, candidate);
  const opened = await stage.done(
    'The Director of Training takes up the case',
    does(stage, 'director', report, `${report}/cases`, { subject: { kind: 'student', id: candidate } }),
  );
  stage.note(opened.reference);
  const path = `/cases/${opened.case}`;
  return { student, report, policy, digest, id: opened.case, path, reference: opened.reference };
};

/** The sample students, and one more who has no history: the one of an earlier telling has an offence on record. */
const uploadStudents = async (stage: Stage): Promise<{ readonly student: string; readonly candidate: string }> => {
  const run = Date.now().toString(36).toUpperCase();
  const [student, candidate] = [`IBC-${run}`, `IBC-C${run}`];
  const [header, ...rows] = (await readFile(sampleFile('ibc-students.csv'), 'utf8')).trim().split('\n');
  const first = rows[0] ?? '';
  const fresh = first.replace(/^[^,]*,[^,]*,/, `${student},${candidate},`);
  const nameless = first.replace(/^([^,]*,[^,]*),[^,]*,/, '$1,,');
  const wrong = fresh
    .replace(student, `${student}-2`)
    .replace(candidate, '')
    .replace(/,[^,]*@[^,]*,/, ',no address,');
  const lines = [header, fresh, wrong, nameless, ...rows.slice(1)];
  const registry = await stage.as('ibc-registry');
  stage.chapter('1  Suspicion');
  const uploaded = await stage.done(
    'The student registry uploads its students, as its own system exports them; what is good is kept',
    registry.send('PUT', '/registers/irish-baptist-college/students?keep=good', {
      headers: { 'content-type': 'text/csv' },
      body: lines.join('\n'),
    }),
  );
  stage.check(
    'The one line that is wrong is told by its number and field',
    (uploaded.faults as readonly Body[]).map(({ line, field }) => `${line}${field}`).join() === '3/email',
    uploaded,
  );
  return { student, candidate };
};

const refer = async (stage: Stage, candidate: string): Promise<Pick<Opened, 'digest' | 'report' | 'policy'>> => {
  const lecturer = await stage.as('ibc-lecturer');
  const essay = await stage.done(
    'The lecturer uploads the annotated essay',
    lecturer.upload('/files', await readFile(sampleFile('claims.pdf')), 'application/pdf'),
  );
  const suspicion = {
    institution: 'irish-baptist-college',
    reporter: { kind: 'lecturer' },
    nature: { what: 'Whole paragraphs follow a textbook closely, and do not name it.' },
    assessment: { kind: 'coursework', module: 'OT101' },
    students: [candidate],
    evidenceKinds: ['originality-report', 'annotated-copy'],
    attachments: [{ digest: essay.digest, name: 'essay.pdf', mediaType: 'application/pdf' }],
  };
  await stage.refused('Somebody without an account reports', 'IBC-32', stage.anyone.post('/reports', suspicion));
  const submitted = await stage.done(
    'A lecturer refers the suspicion, about the candidate number on the essay',
    lecturer.post('/reports', suspicion),
  );
  stage.note(`${submitted.reference}, under the policy of ${submitted.policy.version}`);
  const report = `/reports/${submitted.id}`;
  await stage.done(
    'The Director of Training finds that the policy applies',
    does(stage, 'director', report, `${report}/scope`, { inScope: true, reason: 'Coursework that counts.' }),
  );
  return { digest: essay.digest, report, policy: submitted.policy };
};

const fillInForm = async (stage: Stage, report: string, candidate: string): Promise<void> => {
  const offences = [{ code: 'repeated-close-paraphrase' }];
  const category = (classification: string) =>
    does(stage, 'lecturer', report, `${report}/category`, { offences, classification, extentLimited: true });
  await stage.refused(
    'The lecturer would call it poor practice, and see to it alone',
    'IBC-36.1',
    category('poor-practice'),
  );
  await stage.done('It is suspected malpractice: repeated close paraphrase', category('malpractice'));
  await stage.refused(
    'A case without the lecturer’s form',
    'IBC-32',
    does(stage, 'director', report, `${report}/cases`, { subject: { kind: 'student', id: candidate } }),
  );
  const on = (name: string) => ({ of: report, on: report, name });
  const form = {
    ...{ findings: 'Six paragraphs follow the textbook.', evidence: 'The textbook, with its pages.' },
    ...{ locations: 'Pages 2 to 4.', form: 'The form and the annotated essay are enclosed.' },
  };
  const handIn = () => step(stage, 'lecturer', on('report.lecturer-report-form'), { localised: false }, form);
  await stage.refused('The form, before the Turnitin report was examined', 'IBC-40', handIn());
  await stage.done(
    'The lecturer examines the Turnitin report',
    step(stage, 'lecturer', on('report.read-originality-report'), {
      ...{ format: 'Word', percentage: 31, interpretation: 'A third follows one book; the rest is quoted properly.' },
    }),
  );
  await stage.done(
    'and annotates a copy of the essay',
    step(stage, 'lecturer', on('report.annotate-script'), { originalityReportShown: true, highlighted: true }),
  );
  await stage.done('The lecturer’s form goes to the Director of Training', handIn());
};
