import { readFile } from 'node:fs/promises';

const samples = new URL('../../../../services/standalone/samples/', import.meta.url);

/** A sample register as its file holds it. */
export const sample = async (file: 'register.json' | 'register-other.json'): Promise<unknown> =>
  JSON.parse(await readFile(new URL(file, samples), 'utf8'));
