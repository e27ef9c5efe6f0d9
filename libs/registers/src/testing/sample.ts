import { readFile } from 'node:fs/promises';

const samples = new URL('../../../../services/standalone/samples/', import.meta.url);

/** A sample register as its file holds it. */
export const sample = async (file: `${string}.json`): Promise<unknown> =>
  JSON.parse(await readFile(new URL(file, samples), 'utf8'));

/** A sample table as its file holds it. */
export const sampleTable = (file: `${string}.csv`): Promise<Buffer> => readFile(new URL(file, samples));
