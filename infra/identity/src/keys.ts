import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** RFC 7518 section 3.4. */
export const ALGORITHM = 'ES256';

export interface SigningKeys {
  readonly keys: readonly JWK[];
}

async function makeKeys(): Promise<SigningKeys> {
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  return { keys: [{ ...(await exportJWK(privateKey)), kid: randomUUID(), use: 'sig', alg: ALGORITHM }] };
}

async function readKeys(file: string): Promise<SigningKeys | undefined> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    const found = JSON.parse(text) as SigningKeys;
    if (found.keys.some(({ d }) => typeof d === 'string')) return found;
  } catch {
    // Told below, with the file's name.
  }
  throw new Error(
    `${file} is not a set of signing keys (JWKS). Restore it, or remove it: then everybody signs in again.`,
  );
}

/** The keys of the file, made when it is missing (mode 0600); without a file, new ones that end with the process. */
export async function loadKeys(file: string | undefined): Promise<SigningKeys> {
  if (file === undefined) return makeKeys();
  const found = await readKeys(file);
  if (found) return found;
  await mkdir(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(await makeKeys()), { mode: 0o600 });
  // A link is all or nothing, and the first of two that start at once makes it; the other reads that one's keys.
  await link(draft, file).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  await rm(draft);
  return (await readKeys(file)) ?? loadKeys(file);
}
