import { createHash } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import { type OpeningKey, Tampered, type Vault } from '../vault/vault.js';
import { EvidenceDamaged, EvidenceDestroyed, type StoredEvidence } from './evidence-store.js';
import { boundToChunk, boundToTrailer, chunkBytes, headerBytes, type Layout } from './sealed-file.js';
import { type Header, layoutOf, readHeader, trailerBytes } from './sealed-file.js';

/** A file whose trailer has been opened: so it has its length, and its key was there. */
export interface OpenFile {
  readonly about: StoredEvidence;
  readonly header: Header;
  readonly layout: Layout;
}

/** @throws EvidenceDamaged EvidenceDestroyed */
export const openFile = async (vault: Vault, file: FileHandle, digest: string): Promise<OpenFile> => {
  const header = readHeader(await read(file, 0, headerBytes));
  const layout = header && layoutOf((await file.stat()).size, header);
  if (!header || !layout) throw new EvidenceDamaged(digest);
  const { chunks, bytes, trailerAt } = layout;
  const sealed = await read(file, trailerAt, trailerBytes + header.added);
  const trailer = await openSealed(vault, header.scope, sealed, boundToTrailer(header.scope, chunks), digest);
  const contentDigest = `sha256:${Buffer.from(trailer).toString('hex')}`;
  return { about: { digest, scope: header.scope, bytes, contentDigest }, header, layout };
};

/**
 * The content, a chunk at a time. That the stored bytes are those of the digest is seen at the end: an intact file in the
 * place of another.
 */
export async function* contentOf(vault: Vault, file: FileHandle, opened: OpenFile): AsyncGenerator<Uint8Array> {
  const { about, header, layout } = opened;
  const hash = createHash('sha256').update(await read(file, 0, headerBytes));
  for (let nth = 0, at = headerBytes; nth < layout.chunks; nth += 1) {
    const sealed = await read(file, at, Math.min(chunkBytes + header.added, layout.trailerAt - at));
    at += sealed.length;
    hash.update(sealed);
    yield await openSealed(vault, header.scope, sealed, boundToChunk(header.scope, nth), about.digest);
  }
  hash.update(await read(file, layout.trailerAt, trailerBytes + header.added));
  if (`sha256:${hash.digest('hex')}` !== about.digest) throw new EvidenceDamaged(about.digest);
}

const openSealed = async (
  vault: Vault,
  scope: string,
  sealed: Uint8Array,
  bound: Uint8Array,
  digest: string,
): Promise<Uint8Array> => {
  let key: OpeningKey | undefined;
  try {
    key = await vault.opening(scope, sealed);
    if (key) return key.open(sealed, bound);
  } catch (error) {
    throw error instanceof Tampered ? new EvidenceDamaged(digest, { cause: error }) : error;
  }
  throw new EvidenceDestroyed(digest);
};

/** Less than that where the file ends before. */
const read = async (file: FileHandle, at: number, length: number): Promise<Buffer> => {
  const buffer = Buffer.allocUnsafeSlow(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(buffer, filled, length - filled, at + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return buffer.subarray(0, filled);
};
