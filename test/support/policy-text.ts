import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packsDirectory } from '@probity/policy-packs';

/** Everything that the policies say: what stands in it is nobody's name, wherever it stands. */
export const policyText = async (): Promise<string> => {
  const entries = await readdir(packsDirectory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return (await Promise.all(files.map(({ parentPath, name }) => readFile(join(parentPath, name), 'utf8')))).join('\n');
};
