import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { packsDirectory } from '@probity/policy-packs';
import { readRegister, type Register, type RegisterStore } from '@probity/registers';
import { institutionsIn } from './packed.js';

/** What comes with Probity to try it with. All of it is fictional. */
export const sampleFile = (name: string): string => fileURLToPath(new URL(`../samples/${name}`, import.meta.url));

/** That of the demo. */
const first = 'register.json';

const contentOf = async (name: string): Promise<unknown> => JSON.parse(await readFile(sampleFile(name), 'utf8'));

export const sampleRegister = async (): Promise<Register> => readRegister(await contentOf(first));

/** The samples of all institutions that have a pack, here or in `more`; that of the demo first. */
export const sampleRegisters = async (more?: string): Promise<readonly Register[]> => {
  const packed = await institutionsIn([packsDirectory, ...(more === undefined ? [] : [more])]);
  const files = (await readdir(sampleFile(''))).filter((name) => name.endsWith('.json') && name !== first).toSorted();
  const contents = await Promise.all([first, ...files].map(contentOf));
  const registers = contents.filter(isRegister).map((content) => readRegister(content));
  return registers.filter(({ institution }) => packed.includes(institution.id));
};

/** Other samples name an institution by its id alone. */
const isRegister = (content: unknown): boolean =>
  typeof (content as { readonly institution?: { readonly id?: unknown } }).institution?.id === 'string';

export interface SamplePerson {
  /** Of the token. */
  readonly subject: string;
  readonly name: string;
}

/** Whom the built-in identity provider knows: everybody in the sample registers who may sign in. */
export const samplePeople = (...registers: readonly Register[]): SamplePerson[] =>
  registers.flatMap(({ staff, regulators, systems, students }) => [
    ...[...staff, ...regulators, ...systems].map(({ subject, name }) => ({ subject, name })),
    ...students.flatMap(({ subject, name }) => (subject === undefined ? [] : [{ subject, name }])),
  ]);

/** Gives each institution without a register the sample one. */
export const seed = async (registers: RegisterStore, ...samples: readonly Register[]): Promise<void> => {
  for (const register of samples) {
    const { id } = register.institution;
    if (!(await registers.latest(id))) await registers.replace(id, register, 'system:samples');
  }
};
