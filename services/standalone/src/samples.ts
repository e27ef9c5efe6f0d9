import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { readRegister, type Register, type RegisterStore } from '@probity/registers';

/** What comes with Probity to try it with. All of it is fictional. */
export const sampleFile = (name: string): string => fileURLToPath(new URL(`../samples/${name}`, import.meta.url));

export const sampleRegister = async (): Promise<Register> =>
  readRegister(JSON.parse(await readFile(sampleFile('register.json'), 'utf8')));

/** Whom the built-in identity provider knows: everybody in the sample register who may sign in. */
export const samplePeople = ({
  staff,
  regulators,
  systems,
}: Register): { readonly subject: string; readonly name: string }[] =>
  [...staff, ...regulators, ...systems].map(({ subject, name }) => ({ subject, name }));

/** Gives an institution without a register the sample one. */
export const seed = async (registers: RegisterStore, register: Register): Promise<void> => {
  const { id } = register.institution;
  if (!(await registers.latest(id))) await registers.replace(id, register, 'system:samples');
};
