import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { makeFileOnce } from '../durable-files.js';
import { masterKeyLength, MasterKeys } from './master-keys.js';

/** Where keys are written down, in base64, one a line; `setting` is what an error names. */
export type MasterKeySource =
  { readonly setting: string; readonly text: string } | { readonly setting: string; readonly file: string };

/** A setting holds no master key, or another than is needed. Names the setting, and never tells what it holds. */
export class MasterKeyWrong extends Error {
  override readonly name = 'MasterKeyWrong';
}

/** @throws MasterKeyWrong naming the setting that is unreadable or holds something else */
export const openMasterKeys = async ({
  current,
  older = [],
}: {
  readonly current: MasterKeySource;
  readonly older?: readonly MasterKeySource[];
}): Promise<MasterKeys> => {
  const [wrapping, ...unwrapping] = await Promise.all([readKeys(current), ...older.map(readKeys)]);
  const [key] = wrapping;
  if (!key || wrapping.length > 1)
    throw new MasterKeyWrong(`${current.setting} holds ${wrapping.length} keys; expected one`);
  return new MasterKeys(key, unwrapping.flat());
};

/** A new key under the path, with its directory, unless there is a file; on the disk when it resolves. */
export const makeMasterKeyFile = async (path: string): Promise<void> => {
  await makeFileOnce(path, `${randomBytes(masterKeyLength).toString('base64')}\n`);
};

const readKeys = async (source: MasterKeySource): Promise<Uint8Array[]> => {
  const lines = (await textOf(source)).split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').map((line) => parse(source.setting, line));
};

const textOf = async (source: MasterKeySource): Promise<string> => {
  if ('text' in source) return source.text;
  return readFile(source.file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    // What is named may be a key in the place of a path.
    throw new MasterKeyWrong(`${source.setting} cannot be read as a file (${error.code}); ${EXPECTED}`);
  });
};

const EXPECTED = `expected ${masterKeyLength} bytes in base64, as of: openssl rand -base64 ${masterKeyLength}`;

const parse = (setting: string, line: string): Uint8Array => {
  const key = Buffer.from(line, 'base64');
  // Buffer passes over what is not base64.
  if (key.toString('base64') !== line) throw new MasterKeyWrong(`${setting} is not base64; ${EXPECTED}`);
  if (key.length !== masterKeyLength) throw new MasterKeyWrong(`${setting} holds ${key.length} bytes; ${EXPECTED}`);
  return key;
};
