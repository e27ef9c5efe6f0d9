import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

/** Nobody listens there until a story does. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  server.close();
  return port;
};

/** The setting PROBITY_LEARNING_SYSTEMS: a file that names the university's, at a port of one's own. */
export const learningSystemsFile = async (folder: string): Promise<string> => {
  const file = join(folder, 'learning-systems.json');
  const secret = `whsec_${Buffer.from('a secret of thirty-two bytes, say').toString('base64')}`;
  await writeFile(file, JSON.stringify({ chester: { url: `http://127.0.0.1:${await freePort()}/courses`, secret } }));
  return file;
};
