import type { University } from './university.js';

/** By the ids of the sample's register. */
export const people = {
  examiner: 'CHESTER-S02',
  monitor: 'CHESTER-S03',
  chair: 'CHESTER-S05',
  advisor: 'CHESTER-S18',
  panelChairs: ['CHESTER-S19', 'CHESTER-S20', 'CHESTER-S28', 'CHESTER-S37'],
  panelMembers: ['CHESTER-S21', 'CHESTER-S22', 'CHESTER-S23', 'CHESTER-S29', 'CHESTER-S30', 'CHESTER-S31'],
  dean: 'CHESTER-S16',
} as const;

export interface About {
  /** `CHESTER-0001`; several where they are suspected together. */
  readonly students: readonly string[];
  readonly module: string;
  readonly component: string;
  readonly offence?: string;
  /** More than one, which are then put together. */
  readonly also?: readonly string[];
  readonly category?: 'unacceptable-academic-practice' | 'academic-misconduct';
  /** Who reports: `examiner` unless said. */
  readonly by?: string;
  /** Who chairs the board: `chair-mab` unless said. */
  readonly chair?: string;
  readonly assessment?: object;
}

export interface Suspected {
  /** `/reports/<id>` */
  readonly report: string;
  /** `/cases/<id>` of each student, in their order. */
  readonly cases: readonly string[];
  readonly evidence: string;
  readonly about: About;
}

/** Form AI-1, the provisional category, and a case for each student. */
export const suspected = async (university: University, about: About): Promise<Suspected> => {
  const { students, module, component, by = 'examiner', chair = 'chair-mab', assessment = {} } = about;
  const { offence = 'plagiarism', also = [], category = 'unacceptable-academic-practice' } = about;
  const file = Buffer.from(`${module} ${students.join(' ')}`);
  const { digest } = (await university.system.anyone().upload('/files', file, 'text/plain')).body;
  const { id } = await university.does(by, undefined, '/reports', {
    ...{ institution: 'chester', reporter: { kind: 'examiner' }, nature: { what: 'Pages without a source.' } },
    assessment: { kind: 'coursework', module, component, ...assessment },
    students,
    evidenceKinds: ['similarity-report'],
    directEvidence: true,
    attachments: [{ digest, name: 'work.txt', mediaType: 'text/plain' }],
  });
  const report = `/reports/${id}`;
  const said = { offences: [offence, ...also].map((code) => ({ code })), classification: category };
  await university.does(chair, report, `${report}/category`, said);
  const cases: string[] = [];
  for (const student of students) {
    const { case: known } = await university.does(chair, report, `${report}/cases`, {
      subject: { kind: 'student', id: student },
    });
    cases.push(`/cases/${known}`);
    await university.sees(chair, `/cases/${known}/investigation`, (there) => there.id !== undefined);
  }
  return { report, cases, evidence: String(digest), about };
};

/** As one of those cases, with the Chair of the board in charge. */
export const taken = async (university: University, { cases, about }: Suspected, nth = 0): Promise<string> => {
  const path = cases[nth] ?? '';
  const part = `${path}/investigation`;
  const { chair = 'chair-mab' } = about;
  await university.does(chair, part, `${part}/manager`, { staff: people.chair });
  return path;
};
