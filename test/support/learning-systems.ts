import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from '@probity/processes';

/** The setting PROBITY_LEARNING_SYSTEMS: a file that names the university's, where nobody listens until a story does. */
export const learningSystemsFile = async (folder: string): Promise<string> => {
  const file = join(folder, 'learning-systems.json');
  const secret = `whsec_${Buffer.from('a secret of thirty-two bytes, say').toString('base64')}`;
  await writeFile(file, JSON.stringify({ chester: { url: `http://127.0.0.1:${await freePort()}/courses`, secret } }));
  return file;
};
