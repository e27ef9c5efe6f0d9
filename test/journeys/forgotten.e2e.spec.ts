import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { derivedId } from '@probity/messaging';
import { Services, type ServiceRuntime } from '@probity/shell';
import { until, type Body } from '@probity/standalone';
import { Institution } from './institution.js';

const at = '2026-03-02T09:00:00Z';
const why = { by: 'CHESTER-S05', why: 'UC-8.8.2', at };
const [first, second] = ['CHESTER-0005', 'CHESTER-0011'];

let university: Institution;
let report: string;
let cases: readonly string[];

const service = (name: string): ServiceRuntime => {
  const found = university.system.part(Services).all.find((one) => one.name === name);
  if (!found) throw new Error(`${name} does not run`);
  return found;
};

/** All that intake can open of the report, as it is stored. */
const stored = async (): Promise<string> => {
  const { streams } = service('intake');
  return JSON.stringify(await streams.openAll(await streams.store.readStream(report.replace('/reports/', 'report-'))));
};

beforeAll(async () => {
  university = await Institution.start(at, 'chester');
  const { id } = await university.does('examiner', undefined, '/reports', {
    ...{ institution: 'chester', reporter: { kind: 'examiner' }, nature: { what: 'The essays of both are one.' } },
    ...{ students: [first, second], evidenceKinds: ['source'], directEvidence: true },
    papers: [{ what: 'The lecture notes.', keptAt: 'Room 5.', heldBy: 'The examiner.' }],
    assessment: { kind: 'coursework', module: 'HI5002', component: 'essay' },
  });
  report = `/reports/${id}`;
  const category = { offences: [{ code: 'collusion' }], classification: 'unacceptable-academic-practice' };
  await university.does('chair-mab', report, `${report}/category`, category);
  const opened: Body[] = [];
  for (const named of ['student-1', second])
    opened.push(
      await university.does('chair-mab', report, `${report}/cases`, { subject: { kind: 'student', id: named } }),
    );
  cases = opened.map((one) => one.case);
}, 120_000);
afterAll(() => university.stop());

describe('a report of two students', () => {
  it('comes to a case on each, as whom the register has: collusion takes two [UC-2.4.3]', async () => {
    const [one, other] = await Promise.all(cases.map((id) => university.reads('chair-mab', `/cases/${id}`)));
    expect(one).toMatchObject({ subject: { id: first }, accuser: 'CHESTER-S02', procedure: { then: { begins: '6' } } });
    expect(other).toMatchObject({ subject: { id: second } });
  });

  it('knows both until then: what is looked for below is found so', async () => {
    expect(await university.reads('chair-mab', report)).toMatchObject({
      ...{ students: [{ id: first }, { id: second }], forgotten: 0 },
      named: [{ as: 'student-1' }, { as: 'student-2' }],
    });
    expect(await stored()).toContain(first);
  });

  it('is nothing that the students see before they are told of the allegation [UC-7.4.1]', async () => {
    const student = await university.as('student-5');
    expect((await student.get('/own-cases')).body).toEqual({ items: [] });
    const statuses = [`/own-cases/${cases[0]}`, `/own-cases/${cases[1]}`].map(
      async (of) => (await student.get(of)).status,
    );
    expect(await Promise.all(statuses)).toEqual([404, 404]);
    expect((await student.get('/cases')).status).toBe(403);
    const asked = {
      institution: 'chester',
      requestId: derivedId('told'),
      requestDigest: 'told',
      correlationId: 'told',
    };
    const by = { ...asked, actor: { id: 'system:intake', offices: [] }, at, needsIfMatch: false };
    const intake = service('intake');
    const ofCase = intake.definition.subjects.find(({ name }) => name === 'case');
    if (!ofCase) throw new Error('intake has no cases');
    await intake.give(ofCase, cases[0] ?? '', by, { type: 'NoteStudentTold', toldAt: at } as { type: string });
    expect((await student.get('/own-cases')).body.items).toMatchObject([
      { id: cases[0], toldAt: at, offences: [{ title: 'Collusion' }], assessment: { component: 'essay' } },
    ]);
    expect((await student.get(`/own-cases/${cases[1]}`)).status).toBe(404);
  });

  it('is of an assessment that the register has, of a kind that the policy has [UC-6.2] [UC-11.1]', async () => {
    const form = (assessment: object, kind = 'examiner') => ({
      ...{ institution: 'chester', reporter: { kind }, nature: { what: 'Copied.' }, students: [first] },
      ...{ evidenceKinds: ['source'], assessment },
    });
    const examiner = await university.as('examiner');
    for (const [body, field] of [
      [form({ kind: 'coursework', module: 'HI5002', component: 'dance' }), '/assessment/component'],
      [form({ kind: 'essay', module: 'HI5002' }), '/assessment/kind'],
      [form({ kind: 'coursework', module: 'HI5002' }, 'tutor'), '/reporter/kind'],
    ] as const) {
      const { status, body: told } = await examiner.post('/reports', body);
      expect({ status, field: told.errors?.[0]?.field }).toEqual({ status: 422, field });
    }
  });
});

describe('one of whose cases is destroyed [UC-8.8.2]', () => {
  beforeAll(async () => {
    await service('records').destroy(`case:${cases[0]}`, why);
  });

  it('shows that student nowhere, and none of its words, which may name them', async () => {
    const caller = await university.as('chair-mab');
    const { body } = await until(
      () => caller.get('/cases'),
      (reply) => reply.body.items?.some((item: Body) => item.id === cases[0] && item.offences === null),
    );
    expect(JSON.stringify(body)).not.toContain(first);
    const shown = await university.reads('chair-mab', report);
    expect(shown).toMatchObject({
      ...{ students: [{ id: second }], named: [{ as: 'student-2' }], forgotten: 1, allegation: null },
      cases: [
        { case: cases[0], subject: null },
        { case: cases[1], subject: { id: second } },
      ],
    });
    expect(JSON.stringify(shown)).not.toMatch(new RegExp(`${first}|essays`));
    for (const path of ['timeline', 'acts', 'letters'])
      expect(JSON.stringify(await university.reads('chair-mab', `${report}/${path}`))).not.toContain(first);
  });

  it('has that student in nothing that can be opened, whoever has the key of the report', async () => {
    expect(await stored()).not.toContain(first);
    expect(await stored()).toContain(second);
  });

  it('goes on with the other, whose case is whole; and with nobody whom it does not name [UC-2.8]', async () => {
    expect(await university.reads('chair-mab', `/cases/${cases[1]}`)).toMatchObject({
      ...{ subject: { id: second }, allegation: { nature: { what: 'The essays of both are one.' } } },
    });
    const subject = { kind: 'student', id: first };
    const opens = `${report}/cases`;
    const named = { code: 'named-in-the-report', clause: 'UC-2.8' };
    await university.refused('chair-mab', report, opens, { subject }, named);
    const reasons = { 'named-in-the-report': 'It was theirs.' };
    await university.refused('chair-mab', report, opens, { subject, reasons }, { ...named, code: 'still-named' });
  });

  it('forgets whoever is left with the last of its cases', async () => {
    await service('records').destroy(`case:${cases[1]}`, why);
    expect((await (await university.as('chair-mab')).get(report)).status).toBe(410);
    expect(await stored()).toBe('[]');
  });
});
