import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Running } from '@probity/shell';
import { allServices, until, type Body, type Caller } from '@probity/standalone';
import { opened } from './a-report.js';
import { beside } from './beside.js';
import { destroyed, onAiX } from './chester/no-breach.js';
import { suspected, taken } from './chester/reported.js';
import { Institution } from './institution.js';
import { openedOn, referred } from './irish-baptist-college/suspicion.js';
import { answersOf, holds, namesSomething, operationsOf, unless, type Names, type Operation } from './routes.js';
import { packsWith } from './three-institutions.js';

/** IMI, the college and Chester on one store, as they are; of each somebody may ask for whatever a route asks for. */
const almighty = { imi: 'head-of-department', 'irish-baptist-college': 'registrar', chester: 'aqss' };

/** What none of the cases has: nobody appealed, nothing came before a body or went to a regulator, no student asks, and it was not destroyed. */
const nowhere = [
  '/own-cases/{case}',
  '/own-cases/{case}/acts',
  '/own-cases/{case}/letters',
  '/cases/{case}/appeal',
  '/cases/{case}/hearing/files/{digest}',
  '/regulators/{regulator}/notifications',
  '/cases/{case}/destruction',
];

interface One {
  /** Who may ask for everything, of the process whose packs say so. */
  readonly caller: Caller;
  /** What a route's parameters stand for here; the steps of a report and of a case are different ones. */
  readonly names: (operation: Operation) => Names;
  /** What may be in no answer to anybody else. */
  readonly marks: readonly string[];
}

let university: Institution;
let running: Running;
let directory: string;
let operations: readonly Operation[];
let gone: string;
const all: Record<string, One> = {};

interface Made {
  readonly who: string;
  /** `/reports/<id>`, `/cases/<id>` */
  readonly report: string;
  readonly path: string;
  /** Whoever may read the case, and the steps of its policy. */
  readonly reads: Institution;
  readonly reader: string;
  readonly steps: readonly [ofReport: string, ofCase: string];
  readonly more: Names;
  readonly marks: readonly string[];
}

/** With a letter, and a legal hold, where there is one. */
const known = async (institution: string, { who, report, path, reads, reader, steps, more, marks }: Made) => {
  const caller = await university.system.as(who, running.url);
  await until(
    () => caller.get(`${path}/file`),
    ({ status }) => status === 200,
  );
  const { reference } = await reads.reads(reader, path);
  const ids = { report: report.replace('/reports/', ''), case: path.replace('/cases/', '') };
  const names = { ...ids, reference, institution, part: 'case', service: 'investigation', ...more };
  const [ofReport, ofCase] = steps;
  all[institution] = {
    caller,
    names: (operation) => ({ ...names, step: operation.path.startsWith('/reports') ? ofReport : ofCase }),
    marks: [...Object.values(ids), reference, ...Object.values(more), ...marks].filter((mark) => mark.length > 5),
  };
};

const heldBy = async (institution: Institution, who: string, path: string): Promise<string> => {
  await institution.sees(who, `${path}/file`, ({ status }) => status === 'begun');
  const { hold } = await institution.does(who, `${path}/file`, `${path}/holds`, { reason: 'A claim.' });
  return hold;
};

const ofImi = async (): Promise<void> => {
  const imi = university.beside('imi');
  const upload = await university.system.anyone().upload('/files', Buffer.from('What was seen.'), 'text/plain');
  const { digest } = upload.body;
  const attachments = [{ digest, name: 'seen.txt', mediaType: 'text/plain' }];
  const { report, case: id } = await opened(university.system.anyone(), await imi.as('intake'), { attachments });
  const hold = await heldBy(imi, 'records', `/cases/${id}`);
  await known('imi', {
    ...{ who: 'imi-head', report: `/reports/${report}`, path: `/cases/${id}`, reads: imi, reader: 'intake' },
    ...{ steps: ['report.correct', 'investigation.correct'] },
    more: { digest, hold, centre: 'C-1042', number: 'CERT-0001', regulator: 'ofqual' },
    marks: ['What was seen.'],
  });
};

const ofTheCollege = async (): Promise<void> => {
  const college = university.beside('ibc');
  const assessment = { kind: 'thesis', module: 'TH790', component: 'thesis' };
  const suspicion = { what: 'A chapter of Athanasius.', offences: ['plagiarism'], assessment };
  const report = await referred(college, 'examiner', suspicion, ['IBC-0006']);
  const form = { suspicion: 'Plagiarism.', evidence: 'The source.', form: 'Enclosed.' };
  for (const [step, fields, letter] of [
    ['continue-marking', { extent: 'Forty pages.' }, undefined],
    ['suspend-examination', { resultWithheld: true }, undefined],
    ['referral-form', {}, form],
  ] as const)
    await college.does('examiner', report, `${report}/steps/report.${step}`, { fields, ...(letter && { letter }) });
  const { letters } = await college.sees('director', `${report}/letters`, (told) => told.letters.length > 0);
  const path = await openedOn(college, report, 'IBC-0006');
  await known('irish-baptist-college', {
    ...{ who: 'ibc-registrar', report, path, reads: college, reader: 'director' },
    ...{ steps: ['report.referral-form', 'investigation.find-prima-facie'] },
    more: { letter: letters[0].id, person: 'IBC-S03' },
    marks: ['IBC-0006', 'Athanasius'],
  });
};

/** Two students, of whom one is cleared: there is a certificate of that. */
const ofChester = async (): Promise<void> => {
  const students = ['CHESTER-0001', 'CHESTER-0013'];
  const essay = { module: 'HI4001', component: 'essay', offence: 'collusion' };
  const two = await suspected(university, { students, ...essay });
  const [cleared, path] = [await taken(university, two, 0), await taken(university, two, 1)];
  await onAiX(university, cleared, 'no-breach');
  const none = { reason: 'They met at the lecture.', instruction: 'mark', letter: { instruction: 'Mark it.' } };
  for (const one of [cleared, path])
    await university.does('chair-mab', `${one}/investigation`, `${one}/investigation/no-case`, none);
  await destroyed(university, cleared);
  gone = cleared.replace('/cases/', '');
  const { letters } = await university.sees('aqss', `${path}/letters`, (told) => told.letters.length > 0);
  const hold = await heldBy(university, 'aqss', path);
  await known('chester', {
    ...{ who: 'chester-aqss', report: two.report, path, reads: university, reader: 'chair-mab' },
    ...{ steps: ['report.consult-chair', 'investigation.offer-meeting'] },
    more: { letter: letters[0].id, hold, digest: two.evidence, person: 'CHESTER-S19', form: 'ai-x' },
    marks: ['CHESTER-0013', 'Pages without a source', gone],
  });
};

beforeAll(async () => {
  university = await Institution.start('2026-11-02T10:00:00.000Z', 'chester');
  directory = await mkdtemp(join(tmpdir(), 'probity-three-'));
  const packs = await packsWith(directory, almighty);
  running = await beside(university.system, allServices, { SMALL_NUMBERS_BELOW: '1' }, packs);
  operations = operationsOf((await university.system.anyone().get('/openapi.json')).body);
  await ofImi();
  await ofTheCollege();
  await ofChester();
}, 120_000);
afterAll(async () => {
  await running.close();
  await university.stop();
  await rm(directory, { recursive: true, force: true });
});

const one = (institution: string): One => {
  const found = all[institution];
  if (!found) throw new Error(`nothing was made of ${institution}`);
  return found;
};
const isNothing = ({ status, body }: Body): boolean => status === 404 && body.type === '/problems/not-found';

describe.each(Object.keys(almighty))('of %s', (own) => {
  const others = Object.keys(almighty).filter((other) => other !== own);

  it('everything is there for its own staff: what is not found below is found here', async () => {
    const { caller, names } = one(own);
    const isNamed = (operation: Operation): boolean =>
      [...operation.path.matchAll(/\{(\w+)\}/g)].every(([, name = '']) => names(operation)[name] !== undefined);
    const reads = operations.filter(
      (operation) => operation.method === 'GET' && !operation.isPublic && namesSomething(operation),
    );
    const there = reads.filter((operation) => isNamed(operation) && !nowhere.includes(operation.path));
    expect(there.length).toBeGreaterThan(17);
    expect(unless(await answersOf(caller, there, names), ({ status }) => status === 200)).toEqual([]);
  });

  it.each(others)(
    'everything is 404 to the staff of %s, who may ask for everything at home',
    async (other) => {
      const { names, marks } = one(own);
      const asked = operations.filter((operation) => !operation.isPublic && namesSomething(operation));
      expect(asked.length).toBeGreaterThan(60);
      const answers = await answersOf(one(other).caller, asked, names);
      expect(unless(answers, isNothing)).toEqual([]);
      expect(unless(answers, (reply) => !holds(marks)(reply))).toEqual([]);
    },
    60_000,
  );

  it('nothing is in a list that the staff of another read', async () => {
    const lists = operations.filter((operation) => !operation.isPublic && !namesSomething(operation));
    for (const other of others) {
      const answers = await answersOf(one(other).caller, lists, () => ({}));
      expect(unless(answers, (reply) => !holds(one(own).marks)(reply))).toEqual([]);
    }
  });
});

describe('numbers and certificates', () => {
  it('are of one institution each', async () => {
    for (const [institution, { caller }] of Object.entries(all)) {
      const { body } = await caller.get('/statistics');
      expect(body).toMatchObject({ institution, years: [{ cases: institution === 'chester' ? 2 : 1 }] });
      for (const other of Object.keys(almighty))
        expect((await caller.get(`/statistics?institution=${other}`)).status).toBe(other === institution ? 200 : 404);
      const { items } = (await caller.get('/destructions')).body;
      expect(items.map((item: Body) => item.case)).toEqual(institution === 'chester' ? [gone] : []);
      expect((await caller.get(`/cases/${gone}/destruction`)).status).toBe(institution === 'chester' ? 200 : 404);
      expect((await caller.get(`/cases/${gone}`)).status).toBe(institution === 'chester' ? 410 : 404);
    }
  });

  it('nor do other systems and students see anything of another', async () => {
    for (const who of ['imi-head', 'ibc-student-1', 'chester-student-1', 'chester-student-13']) {
      const answers = await answersOf(await university.system.as(who), lists(), () => ({}));
      const foreign = Object.entries(all).filter(([name]) => !name.startsWith(who.slice(0, 3).replace('ibc', 'irish')));
      for (const [, { marks }] of foreign) expect(unless(answers, (reply) => !holds(marks)(reply))).toEqual([]);
    }
  });
});

/** What services tell one another is described in words that are marks here, and is of nobody. */
const lists = (): readonly Operation[] =>
  operations.filter(
    (operation) => operation.method === 'GET' && !namesSomething(operation) && operation.path !== '/asyncapi.json',
  );
