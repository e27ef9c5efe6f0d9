import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { packsDirectory } from '@probity/policy-packs';
import { parse, stringify } from 'yaml';

/** By institution, an office whose holders may then ask for whatever a route asks for. */
export type Almighty = Readonly<Record<string, string>>;

const everything = [
  ...['appeal', 'case', 'centre', 'certificate', 'feed', 'file', 'forms', 'hearing', 'instructions', 'investigation'],
  ...['letters', 'notification', 'parked', 'register', 'report', 'sanctions', 'statistics', 'worklist'],
].map((subject) => `${subject}.*`);

/** The packs of these institutions below `directory`, as they are but for that. */
export const packsWith = async (directory: string, almighty: Almighty): Promise<string> => {
  const packs = join(directory, 'packs');
  await mkdir(packs);
  await cp(join(packsDirectory, '../calendars'), join(directory, 'calendars'), { recursive: true });
  for (const [institution, office] of Object.entries(almighty)) {
    await cp(join(packsDirectory, institution), join(packs, institution), { recursive: true });
    for (const version of await readdir(join(packs, institution))) {
      const file = join(packs, institution, version, 'offices.yaml');
      const told = parse(await readFile(file, 'utf8'));
      told.offices[office].may = everything;
      await writeFile(file, stringify(told));
    }
  }
  return packs;
};
