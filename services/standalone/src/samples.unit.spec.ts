import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { packsDirectory } from '@probity/policy-packs';
import { parse } from 'yaml';
import { greeting } from './greeting.js';
import { institutionsIn } from './packed.js';
import { samplePeople, sampleRegister, sampleRegisters } from './samples.js';

const registers = await sampleRegisters();
/** Students have it by being one; the others read a feed. */
const notGiven = ['student', 'regulator'];

/** Of the pack's latest version, as its file says. */
const officesOf = (pack: string): readonly string[] => {
  const version = readdirSync(join(packsDirectory, pack)).toSorted().at(-1) ?? '';
  const file = readFileSync(join(packsDirectory, pack, version, 'offices.yaml'), 'utf8');
  return Object.keys((parse(file) as { offices: object }).offices);
};

describe('the sample registers', () => {
  it('are of every institution that has a pack, that of the demo first', async () => {
    const institutions = registers.map(({ institution }) => institution.id);
    expect(institutions[0]).toBe((await sampleRegister()).institution.id);
    expect(institutions.toSorted()).toEqual(readdirSync(packsDirectory).toSorted());
    expect(institutions).not.toContain('northmoor');
    expect(await institutionsIn(['/nowhere'])).toEqual([]);
  });

  it.each(registers.map((register) => [register.institution.id, register] as const))(
    'have nobody with an office that the pack does not know, and somebody with each that it does: %s',
    (institution, { staff, systems }) => {
      const known = officesOf(institution);
      const held = new Set([...staff, ...systems].flatMap(({ offices }) => offices));
      expect([...held].filter((office) => !known.includes(office))).toEqual([]);
      const missing = known.filter((office) => !held.has(office) && !notGiven.includes(office));
      expect(missing).toEqual(institution === 'imi' ? ['mail-system'] : []);
    },
  );

  it('name each subject once, students too, and write to nobody real', () => {
    const subjects = samplePeople(...registers).map(({ subject }) => subject);
    expect(new Set(subjects).size).toBe(subjects.length);
    expect(subjects).toEqual(
      expect.arrayContaining(['ibc-registrar', 'ibc-director', 'ibc-lecturer', 'ibc-student-1']),
    );
    const emails = registers.flatMap(({ staff, students }) => [...staff, ...students].map(({ email }) => email));
    expect(emails.filter((email) => email !== undefined && !email.endsWith('@example.org'))).toEqual([]);
  });
});

describe('what is told at a start', () => {
  it('names somebody of each institution, and nobody without samples', () => {
    const told = greeting('http://127.0.0.1:3000', registers, '3000');
    for (const subject of ['imi-quality-manager', 'ibc-director', 'chester-senior-assistant-registrar'])
      expect(told).toContain(`token -- --as ${subject}`);
    expect(greeting('http://127.0.0.1:3000', [])).not.toContain('token');
  });
});
