import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sampleFile, type Body } from '@probity/standalone';
import { asks } from './disputed.js';
import { uploaded } from './final-attempts.js';
import { met, referred } from './met.js';
import { warned } from './on-ai-x.js';
import { suspected } from './reported.js';
import { decidesEligible, received } from './subgroup.js';
import { University } from './university.js';

/** Both were warned at Level 4; student 1 starts Level 5, and student 13 does not. */
const starts = 'CHESTER-0001';
const stays = 'CHESTER-0013';
const later = '2027-01-18T10:00:00.000Z';
const essay = { module: 'HI5002', component: 'essay' };

let university: University;
let first: string;
let ofStarts: string;
let ofStays: string;

/** As Registry uploads who studies at which level. */
const startsLevel5 = async (): Promise<void> => {
  const { students } = JSON.parse(await readFile(sampleFile('chester.json'), 'utf8')) as { students: Body[] };
  const registry = await university.as('registry');
  const { status, body } = await registry.send('PUT', '/registers/chester/students', {
    headers: { 'content-type': 'application/x-ndjson' },
    body: students.map((one) => JSON.stringify(one.id === starts ? { ...one, registeredLevel: 5 } : one)).join('\n'),
  });
  expect({ status, body }).toMatchObject({ status: 200 });
};

beforeAll(async () => {
  university = await University.start('2026-11-02T10:00:00.000Z');
  first = await warned(university, { student: starts, module: 'HI4001', component: 'essay' });
  await warned(university, { student: stays, module: 'HI4001', component: 'essay' });
  university.set(later);
  await startsLevel5();
  const attempt = { ...essay, attempt: 1, attemptsAllowed: 3 };
  await uploaded(university, [
    { student: starts, ...attempt },
    { student: stays, ...attempt },
  ]);
  const two = await suspected(university, { students: [starts, stays], ...essay });
  [ofStarts = '', ofStays = ''] = await met(university, [two], later);
  for (const [path, who] of [
    [ofStarts, 'student-1'],
    [ofStays, 'student-13'],
  ] as const) {
    await asks(university, who, `${path}/investigation/answer`, { accepts: true, answer: 'So.' });
    await referred(university, path);
    await received(university, path);
  }
}, 90_000);
afterAll(() => university.stop());

describe('an offence of unacceptable academic practice at Level 4', () => {
  const offencesOf = async (path: string): Promise<readonly Body[]> => {
    const { history } = await university.reads('senior-assistant-registrar', `${path}/hearing`);
    return history.offences;
  };

  it('is spent once the student starts study at Level 5, and not before [UC-5.7.1, UC-5.7.3]', async () => {
    const { reference } = await university.reads('aqss', first);
    expect(await offencesOf(ofStarts)).toEqual([
      expect.objectContaining({ reference, category: 'unacceptable-academic-practice', moduleLevel: 4, spent: true }),
    ]);
    expect(await offencesOf(ofStays)).toEqual([expect.objectContaining({ moduleLevel: 4, spent: false })]);
  });

  it('keeps nobody from a standard penalty, spent or not: that asks for a breach at Level 5 [UC-13.1.2, UC-a16]', async () => {
    for (const path of [ofStarts, ofStays]) {
      await decidesEligible(university, path, true);
      const part = `${path}/hearing`;
      await university.does('senior-assistant-registrar', part, `${part}/body`, { body: 'subgroup' });
    }
  });

  it('is not shown to those who may come to decide, before the breach is decided [UC-21.1, UC-a19]', async () => {
    // Nobody is appointed yet; whoever may be reads nothing of it.
    for (const who of ['panel-chair', 'panel-1', 'dean-aqe']) {
      const { history = null, hidden } = await university.reads(who, `${ofStarts}/hearing`);
      expect([who, history, JSON.stringify(hidden)]).toEqual([who, null, expect.stringContaining('UC-21.1')]);
    }
  });
});
