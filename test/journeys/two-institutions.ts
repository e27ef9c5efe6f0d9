import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packsDirectory } from '@probity/policy-packs';

/**
 * Packs below `directory`: IMI's, and the same again as Northmoor's, with clauses `NM/…`. In both the heads of department
 * may do whatever a route asks for.
 */
export const twoInstitutions = async (directory: string, permissions: readonly string[]): Promise<string> => {
  const packs = join(directory, 'packs');
  await cp(join(packsDirectory, '../calendars'), join(directory, 'calendars'), { recursive: true });
  for (const name of ['imi', 'northmoor']) {
    await mkdir(packs, { recursive: true });
    await cp(join(packsDirectory, 'imi'), join(packs, name), { recursive: true });
    for (const file of await filesOf(join(packs, name))) {
      const own = name === 'imi' ? (text: string) => text : northmoors;
      await writeFile(file, allowing(own(await readFile(file, 'utf8')), permissions));
    }
  }
  return packs;
};

const filesOf = async (directory: string): Promise<readonly string[]> =>
  (await readdir(directory, { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));

const northmoors = (text: string): string =>
  text
    .replaceAll('IMI/', 'NM/')
    .replaceAll(/^(pack|institution): imi$/gm, '$1: northmoor')
    .replace('referencePrefix: IMI', 'referencePrefix: NM')
    .replaceAll('IMI', 'Northmoor');

const allowing = (text: string, permissions: readonly string[]): string =>
  text.replace(
    /(head-of-department:\n +title: [^\n]+\n +may:)(?: \[[^\]]*\]|(?:\n +- [^\n]+)+)/,
    `$1 [${permissions.join(', ')}]`,
  );
