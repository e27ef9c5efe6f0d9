import { randomUUID } from 'node:crypto';
import { link, mkdir, open, rm } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** For its owner alone, with this content, unless there is one: all of it, or nothing. On the disk when it resolves. */
export const makeFileOnce = async (path: string, content: string | Uint8Array): Promise<void> => {
  await makeDirectory(dirname(path), 0o700);
  const draft = `${path}.${randomUUID()}`;
  const file = await open(draft, 'wx', 0o600);
  await file
    .writeFile(content)
    .then(() => file.sync())
    .finally(() => file.close());
  await link(draft, path).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  // Also where there is a file: whoever made it may have ended before this.
  await syncDirectory(dirname(path));
};

/** Makes it and its parents, each of them on the disk before it resolves. */
export const makeDirectory = async (path: string, mode?: number): Promise<void> => {
  const first = await mkdir(path, { recursive: true, ...(mode !== undefined && { mode }) });
  if (first === undefined) return;
  const top = resolve(first);
  for (let made = resolve(path); made.length >= top.length; made = dirname(made)) await syncDirectory(dirname(made));
};

/** That the names in it are on the disk. */
export const syncDirectory = async (path: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  await directory.sync().finally(() => directory.close());
};
