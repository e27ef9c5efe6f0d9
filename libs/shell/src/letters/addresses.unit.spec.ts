import { describe, expect, it } from '@jest/globals';
import type { Policy } from '@probity/policy-packs';
import type { Register } from '@probity/registers';
import { addressesOf, type Addressing } from './addresses.js';

const of = (id: string, office: string, more: object = {}) => ({
  ...{ id, subject: id, name: id, offices: [office], training: [], formerCentres: [], fields: [] },
  ...{ email: `${id}@staff.example`, ...more },
});
const register = {
  staff: [
    of('st-1', 'registrar'),
    of('st-2', 'teacher', { faculty: 'theology' }),
    of('st-3', 'teacher', { faculty: 'arts' }),
    of('st-4', 'teacher', { faculty: 'theology' }),
    of('st-5', 'marker'),
    of('st-6', 'examiner'),
    of('st-7', 'examiner'),
    of('st-8', 'dean', { email: undefined }),
  ],
  students: [
    { id: 'su-1', email: 'su-1@student.example' },
    { id: 'su-2', email: 'su-2@student.example' },
  ],
  modules: [{ code: 'TH1', faculty: 'theology', taughtBy: ['st-4'], examinedBy: ['st-6', 'st-5'] }],
} as unknown as Register;
const policy = {
  describe: () => ({ offices: { roles: { student: {}, chair: {}, examiner: {} } } }),
} as unknown as Policy;
const addressing: Addressing = {
  subjects: [{ kind: 'student', id: 'su-1' }],
  assessment: { module: 'TH1' },
  roles: { chair: ['st-1'] },
  policy,
  register,
};
const to = (words: readonly string[], more: Partial<Addressing> = {}) => addressesOf(words, { ...addressing, ...more });

describe('a letter goes', () => {
  it('to whom the case is about, by the kind of subject or as its subject, once', () => {
    expect(to(['student', 'subject'])).toEqual({ found: ['su-1@student.example'], nobody: [] });
  });

  it('to whoever has the part in the case', () => {
    expect(to(['chair']).found).toEqual(['st-1@staff.example']);
  });

  it('to who teaches the module, and who examines its work', () => {
    expect(to(['module-lecturer']).found).toEqual(['st-4@staff.example']);
    expect(to(['examiner']).found).toEqual(['st-5@staff.example', 'st-6@staff.example']);
  });

  it('to who holds the office', () => {
    expect(to(['registrar']).found).toEqual(['st-1@staff.example']);
  });

  it('of several who hold it, to those with a part in the case; or else of its faculty; or else to all', () => {
    expect(to(['teacher']).found).toEqual(['st-4@staff.example']);
    const elsewhere = register.modules.map((row) => ({ ...row, taughtBy: ['st-1'] }));
    const faculty = to(['teacher'], { register: { ...register, modules: elsewhere } });
    expect(faculty.found).toEqual(['st-2@staff.example', 'st-4@staff.example']);
    expect(to(['teacher'], { assessment: null }).found).toHaveLength(3);
  });

  it('to nobody where the part is nobody’s, though an office has the same name', () => {
    expect(to(['examiner'], { assessment: null })).toEqual({ found: [], nobody: ['examiner'] });
    expect(to(['chair'], { roles: {} }).nobody).toEqual(['chair']);
  });

  it('to nobody where no address is known', () => {
    expect(to(['dean', 'student', 'police'])).toEqual({ found: ['su-1@student.example'], nobody: ['dean', 'police'] });
    expect(to(['centre'], { subjects: [{ kind: 'centre', id: 'C-1' }] }).nobody).toEqual(['centre']);
    expect(to(['student'], { subjects: [] }).nobody).toEqual(['student']);
  });
});
