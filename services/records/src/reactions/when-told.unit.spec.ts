import { describe, expect, it } from '@jest/globals';
import type { PublicEvent } from '@probity/messaging';
import type { Asked, ServiceContext } from '@probity/shell';
import type { NoteFact } from '../domain/file/decisions.js';
import { reactions } from './when-told.js';

const event = (source: string, type: string, data: object, more: Partial<PublicEvent> = {}): PublicEvent => ({
  ...{ id: 'e1', source, type, schemaVersion: 1, institution: 'chester', case: 'c1', time: '2026-03-10T09:00:00.000Z' },
  ...{ policy: { pack: 'chester', version: '2017-18' }, correlationId: 'r1', position: '7', predecessor: null, data },
  ...more,
});

/** What is noted on the file, and under which request. */
const heard = async (told: PublicEvent) => {
  const noted: { readonly fact: NoteFact['fact']; readonly asked: Asked }[] = [];
  const context = {
    registers: {
      module: async (_: string, code: string) => (code === 'HI4001' ? { faculty: 'humanities' } : undefined),
    },
    askedBy: (of: PublicEvent, command: string) => ({ requestId: `${of.id} ${command}` }),
    give: async (_subject: unknown, _id: string, asked: Asked, { fact }: NoteFact) => void noted.push({ fact, asked }),
  } as unknown as ServiceContext;
  await reactions(context)[`${told.source}.${told.type}`]?.(told);
  return noted;
};

const opening = {
  ...{ reference: 'UC-2026-000001', report: 'r', subject: { kind: 'student', id: 'S-01', centre: null }, centre: null },
  ...{
    offences: ['plagiarism'],
    classification: 'malpractice',
    products: [],
    evidence: [],
    reportReceivedAt: '2026-02-01T09:00:00Z',
  },
};

describe('the file of a case', () => {
  it('notes level and faculty of the module as the register has them then', async () => {
    const assessment = { kind: 'coursework', module: 'HI4001', moduleLevel: 4 };
    const [noted] = await heard(event('intake', 'CaseOpened', { ...opening, assessment, student: null }));
    expect(noted?.fact.data).toMatchObject({ level: 4, faculty: 'humanities', reportLagInDays: null });
  });

  it('notes the level of the student where the module has none, and says where the register does not know', async () => {
    const assessment = { kind: 'coursework', module: 'X', moduleLevel: null };
    const [noted] = await heard(
      event('intake', 'CaseOpened', { ...opening, assessment, student: { registeredLevel: 6 } }),
    );
    expect(noted?.fact.data).toMatchObject({ level: 6, faculty: null });
    const [centre] = await heard(event('intake', 'CaseOpened', { ...opening, assessment: null, student: null }));
    expect(centre?.fact.data).toMatchObject({ level: null, faculty: null });
  });

  it.each([
    ['NoCaseFound', { foundAt: 'd', stage: 'meeting' }, { foundAt: 'd', stage: 'meeting' }],
    [
      'DecidedAtDesk',
      { body: 'department', title: 't', decidedAt: 'd', proven: false, category: 'practice', by: 'st-1' },
      { body: 'department', decidedAt: 'd', proven: false, category: 'practice' },
    ],
    ['ManagerAssigned', { manager: 'st-1' }, { manager: 'st-1', assignedAt: '2026-03-10T09:00:00.000Z' }],
  ])('notes %s', async (type, data, noted) => {
    expect((await heard(event('investigation', type, data)))[0]?.fact.data).toEqual({ origin: 'e1', ...noted });
  });

  it('notes what the institution did not keep, beside what is told with it, once for an act', async () => {
    const told = event('hearings', 'DecisionCommunicated', { hearing: 'h', sentAt: 'd' }, { breaches: ['C-2', 'C-1'] });
    const [first, second] = await heard(told);
    expect([first?.fact.type, second?.fact.type]).toEqual(['CommunicationNoted', 'BreachesNoted']);
    expect(second?.fact.data).toMatchObject({ clauses: ['C-1', 'C-2'], actedAt: told.time });
    expect(second?.asked.requestId).not.toBe(first?.asked.requestId);
    const another = await heard({ ...told, id: 'e2', type: 'BreachRecorded', data: {} });
    expect(another.map(({ fact }) => fact)).toEqual([second?.fact]);
  });

  it('notes nothing of what it has no use for', async () => {
    expect(await heard(event('investigation', 'ImplicatedNamed', { centreStaff: [] }))).toEqual([]);
    expect(await heard(event('sanctions', 'BreachRecorded', {}))).toEqual([]);
  });
});
