import { readdir, readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parse } from 'yaml';

/**
 * The institutions that have a pack in one of these directories, `<pack>/<version>/`. What cannot be read is passed over: the start
 * says what is wrong with it.
 */
export const institutionsIn = async (directories: readonly string[]): Promise<readonly string[]> => {
  const files = (await Promise.all(directories.map(identitiesIn))).flat();
  return [...new Set(await Promise.all(files.map(institutionOf)))];
};

const identitiesIn = async (directory: string): Promise<readonly string[]> => {
  const files = await readdir(directory, { recursive: true }).catch(() => []);
  return files.filter((file) => basename(file) === 'identity.yaml').map((file) => join(directory, file));
};

const institutionOf = async (file: string): Promise<string> => {
  try {
    return String((parse(await readFile(file, 'utf8')) as { institution?: unknown } | null)?.institution);
  } catch {
    return '';
  }
};
