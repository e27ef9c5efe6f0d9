import { describe, expect, it } from '@jest/globals';
import { Invalid, type Asked, type ServiceContext } from '@probity/shell';
import { caseOf, contactOf, submission } from './report.lookups.js';
import { SubmitReportRequest } from './report.requests.js';

const register = {
  staff: [{ id: 'IMI-S1', name: 'Staff' }],
  centres: [
    { id: 'C-1', name: 'One', staff: [{ id: 'P-1', name: 'Person' }] },
    {
      id: 'C-2',
      name: 'Two',
      staff: [
        { id: 'P-1', name: 'Another' },
        { id: 'P-2', name: 'Third' },
      ],
    },
  ],
  learners: [{ id: 'L-1', name: 'Learner', centre: 'C-2' }],
  qualifications: [{ number: 'Q-1' }],
};
const intake = {
  registers: { latest: () => ({ register, digest: 'sha256:00' }) },
  policies: { inForce: () => ({ referencePrefix: 'X' }) },
  views: { query: () => [{ number: 1 }] },
} as unknown as ServiceContext;
const asked = { at: '2026-10-05T09:00:00.000Z', institution: 'x', requestId: 'r' } as Asked;

type Kind = Parameters<typeof caseOf>[3]['subject']['kind'];
const on = (kind: Kind, id: string, centre: string | null = null, products: readonly string[] = []) =>
  caseOf(intake, 'report', asked, { subject: { kind, id, centre }, products: [...products] });

describe('the subject of a case', () => {
  it.each([
    ['learner', 'L-1', null, 'C-2', 'Learner'],
    ['learner', 'L-1', 'C-1', 'C-2', 'Learner'],
    ['centre-staff', 'P-2', null, 'C-2', 'Third'],
    ['centre-staff', 'P-2', 'C-1', 'C-2', 'Third'],
    ['centre-staff', 'P-1', 'C-2', 'C-2', 'Another'],
    ['centre', 'C-1', 'C-2', 'C-1', 'One'],
    ['institution-staff', 'IMI-S1', null, null, 'Staff'],
    ['institution-staff', 'IMI-S1', 'C-1', 'C-1', 'Staff'],
    ['institution-staff', 'IMI-S1', 'C-9', null, 'Staff'],
    ['learner', 'L-9', 'C-1', 'C-1', null],
  ] as const)('%s %s, said to be at %s, is at %s by the register [IMI/scope/subjects]', async (...row) => {
    const [kind, id, named, centre, subjectName] = row;
    expect(await on(kind, id, named)).toMatchObject({ subject: { centre }, centreNamed: named, subjectName });
  });

  it('whose id two centres have is named with its centre', async () => {
    await expect(on('centre-staff', 'P-1')).rejects.toThrow(Invalid);
  });

  it('is taken with products of the register only', async () => {
    await expect(on('centre', 'C-1', null, ['Q-1', 'Q-9'])).rejects.toMatchObject({
      field: '/products/1',
      code: 'no-such-qualification',
    });
    expect(await on('centre', 'C-1', null, ['Q-1'])).toMatchObject({ products: ['Q-1'] });
  });
});

describe('the contact of an informant', () => {
  it.each([
    [{ email: 'a@example.invalid', telephone: '01' }, 'a@example.invalid, 01'],
    [{ telephone: '01' }, '01'],
    [{}, null],
  ])('%j is kept whole', (given, contact) => {
    expect(contactOf(given)).toBe(contact);
  });
});

describe('whoever reports', () => {
  const under = (anyone: boolean, kinds?: readonly string[]) => {
    const policy = {
      ...{ pack: 'x', version: '1', referencePrefix: 'X', timeZone: 'UTC' },
      act: () => ({ who: { anyone } }),
      facts: () => (kinds ? {} : undefined),
      choices: () => kinds?.map((code) => ({ code })),
    };
    return {
      ...intake,
      policies: { institutions: ['x'], inForce: () => policy },
      views: { query: () => [{ last: 1 }] },
    } as unknown as ServiceContext;
  };
  const body = SubmitReportRequest.parse({ institution: 'x', reporter: { kind: 'lecturer' }, nature: {} });
  const by = { ...asked, actor: { id: 'S-1', offices: ['lecturer'] } };

  it('is nobody in particular where the policy takes reports from anyone, though they sign in', async () => {
    const { command, pinned } = await submission(under(true), by, body);
    expect([command.accuser, pinned.actor]).toEqual([null, { id: 'informant', offices: [] }]);
  });

  it('is the accuser, in their offices, where it does not', async () => {
    const { command, pinned } = await submission(under(false), by, body);
    expect([command.accuser, pinned.actor]).toEqual(['S-1', by.actor]);
  });

  it('has no office at another institution than their own', async () => {
    const { command, pinned } = await submission(under(false), { ...by, institution: 'y' }, body);
    expect([command.accuser, pinned.actor.offices]).toEqual([null, []]);
  });

  it('is of a kind that the policy knows, where it lists them', async () => {
    await expect(submission(under(false, ['examiner']), by, body)).rejects.toMatchObject({ field: '/reporter/kind' });
    expect((await submission(under(false, ['lecturer']), by, body)).command.reporter.kind).toBe('lecturer');
  });
});
