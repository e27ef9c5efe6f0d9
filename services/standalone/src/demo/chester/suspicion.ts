import { readFile } from 'node:fs/promises';
import type { Body } from '../../client.js';
import { sampleFile } from '../../samples.js';
import type { Stage } from '../stage.js';
import { does, type Opened } from './university.js';

/** A student of the sample at level 5, with a first attempt; and, told on form AI-1, what the examiner suspects of them. */
export const suspect = async (stage: Stage): Promise<Opened> => {
  stage.chapter('1  The examiner’s suspicion');
  return suspectOf(stage, await uploadStudents(stage));
};

/** Form AI-1 with its evidence; its category; and a case on it. */
export const suspectOf = async (stage: Stage, known: Known): Promise<Opened> => {
  const { digest, report, policy } = await submitForm(stage, known);
  await categorise(stage, report, known.student);
  const opened = await stage.done(
    'The Chair of the Module Assessment Board opens a case',
    does(stage, 'chair-mab', report, `${report}/cases`, { subject: { kind: 'student', id: known.student } }),
  );
  stage.note(opened.reference);
  const path = `/cases/${opened.case}`;
  return { ...known, report, policy, digest, id: opened.case, path, reference: opened.reference };
};

type Known = Pick<Opened, 'student' | 'token' | 'module' | 'component'>;

/** The sample students, and one more who has no history: the one of an earlier telling has an offence on record. */
const uploadStudents = async (stage: Stage): Promise<Known> => {
  const student = `CHESTER-${Date.now().toString(36).toUpperCase()}`;
  const { students, modules, results } = await sample();
  const like = students.find((one) => one.registeredLevel === 5 && one.subject !== undefined);
  const result = results.find((one) => one.student === like?.id && one.attempt === 1 && one.ratifiedOn === undefined);
  const module = modules.find(({ code }) => code === result?.module);
  if (!like || !result || !module) throw new Error('the sample register has nobody at level 5 with a first attempt');
  const { candidateNumber: _, ...fresh } = { ...like, id: student };
  const others = students.map((one) => (one === like ? { ...one, subject: undefined } : one));
  // Those of an earlier telling go with its student.
  await upload(stage.unsaid(), 'results', results);
  await upload(stage, 'students', [...others, fresh]);
  await upload(stage, 'results', [...results, { ...result, student }]);
  const token = String(like.subject).replace(/^chester-/, '');
  return { student, token, module: module.code, component: result.component };
};

const sample = async (): Promise<{ students: Body[]; modules: Body[]; results: Body[] }> => {
  const { students, modules, results = [] } = JSON.parse(await readFile(sampleFile('chester.json'), 'utf8')) as Body;
  return { students, modules, results };
};

/** As the university's own system exports them, a row a line. */
const upload = async (stage: Stage, table: string, rows: readonly Body[]): Promise<void> => {
  const registry = await stage.as('chester-registry');
  await stage.done(
    `Registry uploads its ${table}, ${rows.length} of them`,
    registry.send('PUT', `/registers/chester/${table}`, {
      headers: { 'content-type': 'application/x-ndjson' },
      body: rows.map((row) => JSON.stringify(row)).join('\n'),
    }),
  );
};

const submitForm = async (
  stage: Stage,
  { student, module, component }: Known,
): Promise<Pick<Opened, 'digest' | 'report' | 'policy'>> => {
  const examiner = await stage.as('chester-examiner');
  const essay = await stage.done(
    'The examiner uploads the essay, marked up',
    examiner.upload('/files', await readFile(sampleFile('claims.pdf')), 'application/pdf'),
  );
  const form = {
    institution: 'chester',
    reporter: { kind: 'examiner' },
    nature: { what: 'Four pages follow a book on the subject, almost word by word, and do not name it.' },
    assessment: { kind: 'coursework', module, component },
    students: [student],
    evidenceKinds: ['similarity-report', 'annotated-copy'],
    attachments: [{ digest: essay.digest, name: 'essay.pdf', mediaType: 'application/pdf' }],
    directEvidence: true,
  };
  const monitor = await stage.as('chester-monitor');
  await stage.refused('The monitor, in the examiner’s place', 'UC-6.2', monitor.post('/reports', form));
  await stage.refused(
    'Form AI-1 without evidence',
    'UC-6.2',
    examiner.post('/reports', { ...form, evidenceKinds: [], attachments: [] }),
  );
  const submitted = await stage.done(
    'The examiner submits form AI-1, with the evidence',
    examiner.post('/reports', form),
  );
  stage.note(`${submitted.reference}, under the policy of ${submitted.policy.version}`);
  return { digest: essay.digest, report: `/reports/${submitted.id}`, policy: submitted.policy };
};

const categorise = async (stage: Stage, report: string, student: string): Promise<void> => {
  const call = (classification: string, offences: readonly string[]) =>
    does(stage, 'chair-mab', report, `${report}/category`, {
      offences: offences.map((code) => ({ code })),
      classification,
    });
  await stage.refused(
    'A case before the suspicion is categorised',
    'UC-5.1',
    does(stage, 'chair-mab', report, `${report}/cases`, { subject: { kind: 'student', id: student } }),
  );
  await stage.refused('Collusion, by one student', 'UC-2.4.3', call('unacceptable-academic-practice', ['collusion']));
  await stage.refused(
    'Plagiarism as academic misconduct, for no reason',
    'UC-5.2',
    call('academic-misconduct', ['plagiarism']),
  );
  await stage.done(
    'It is categorised provisionally: unacceptable academic practice, plagiarism',
    call('unacceptable-academic-practice', ['plagiarism']),
  );
};
