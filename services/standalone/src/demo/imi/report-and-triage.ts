import { readFile } from 'node:fs/promises';
import type { Body } from '../../client.js';
import { sampleFile, sampleRegister } from '../../samples.js';
import { act, type Stage } from '../stage.js';

export interface Opened {
  readonly report: string;
  /** The twelve certificates in question, numbered for this telling. */
  readonly certificates: readonly string[];
  readonly digest: string;
  /** The case on the centre. */
  readonly centre: { readonly id: string; readonly reference: string };
  /** The case on a member of its staff. */
  readonly staff: { readonly id: string; readonly reference: string };
}

/** The sample register with certificates of their own numbers: those of an earlier telling are invalid for good. */
const uploadRegister = async (stage: Stage): Promise<readonly string[]> => {
  const run = Date.now().toString(36).toUpperCase();
  const renumbered = (number: string): string => number.replace('CERT-', `CERT-${run}-`);
  const register = await sampleRegister();
  const certificates = register.certificates.map((one) => ({ ...one, number: renumbered(one.number) }));
  const registry = await stage.as('imi-registry');
  await stage.done(
    "The institution's own system uploads its register: centre, people, learners, qualifications, certificates",
    registry.put('/registers/imi', { ...register, certificates }),
  );
  return certificates.slice(0, 12).map(({ number }) => number);
};

/** Anyone reports; two cases open from one report. */
export const reportAndTriage = async (stage: Stage): Promise<Opened> => {
  const { anyone } = stage;
  const certificates = await uploadRegister(stage);
  const officer = await stage.as('imi-intake');
  stage.chapter('1  Report');
  const file = await stage.done(
    'Somebody uploads a file, kept by its content',
    anyone.upload('/files', await readFile(sampleFile('claims.pdf')), 'application/pdf'),
  );
  const { digest } = file as { digest: string };
  stage.note(digest);
  const sample = JSON.parse(await readFile(sampleFile('report.json'), 'utf8')) as Body;
  const attachments = [{ digest, name: 'claims.pdf', mediaType: 'application/pdf' }];
  const { nature, interests, ...rest } = sample;
  await stage.refused(
    'A report that says nothing of what happened',
    'IMI/report/contents',
    anyone.post('/reports', { ...rest, interests, nature: { dates: [] }, attachments }),
  );
  await stage.refused(
    'A report that leaves the question of interests open',
    'IMI/report/coi',
    anyone.post('/reports', { ...rest, nature, attachments }),
  );
  const submitted = await stage.done(
    'Anyone, without an account, reports certificates claimed too early',
    anyone.post('/reports', { ...sample, attachments }),
  );
  stage.note(
    `${submitted.reference}, received ${submitted.receivedAt}, under issue ${submitted.policy.version}; not given: ${submitted.missing.join(', ')}`,
  );
  const report = `/reports/${submitted.id}`;
  await stage.done(
    'The intake officer acknowledges receipt',
    act(officer, report, `${report}/acknowledgement`, {
      notice: 'We have received what you told us, and a manager examines it.',
    }),
  );

  stage.chapter('2  Triage');
  await stage.refused(
    'A case before the scope is decided',
    'IMI/scope/subjects',
    act(officer, report, `${report}/cases`, { subject: { kind: 'centre', id: 'C-1042' } }),
  );
  await stage.done(
    'It is within the scope of the policy',
    act(officer, report, `${report}/scope`, { inScope: true, reason: 'An approved centre and its learners.' }),
  );
  await stage.refused(
    'A category that is on no list and is not described',
    'IMI/ex/non-exhaustive',
    act(officer, report, `${report}/category`, {
      offences: [{ code: 'other-malpractice' }],
      classification: 'malpractice',
      intent: 'not-known',
    }),
  );
  await stage.done(
    'Suspected malpractice: claims before completion',
    act(officer, report, `${report}/category`, {
      offences: [{ code: 'claims-before-completion' }],
      classification: 'malpractice',
      intent: 'not-known',
    }),
  );
  const products = ['Q-001', 'Q-002', 'Q-003'];
  const centre = await stage.done(
    'A case opens on the centre',
    act(officer, report, `${report}/cases`, { subject: { kind: 'centre', id: 'C-1042' }, products }),
  );
  const staff = await stage.done(
    'A second case, from the same report, opens on its Coordinator',
    act(officer, report, `${report}/cases`, {
      subject: { kind: 'centre-staff', id: 'P-01', centre: 'C-1042' },
      products,
    }),
  );
  stage.note(`${centre.reference} and ${staff.reference}`);
  return {
    report: submitted.id,
    certificates,
    digest,
    centre: { id: centre.case, reference: centre.reference },
    staff: { id: staff.case, reference: staff.reference },
  };
};
