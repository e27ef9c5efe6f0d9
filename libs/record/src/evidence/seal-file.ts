import { createHash, randomUUID } from 'node:crypto';
import type { FileHandle } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import type { SealingKey, Vault } from '../vault/vault.js';
import { EvidenceTooLarge, type StoredEvidence } from './evidence-store.js';
import { inPieces } from './pieces.js';
import { boundToChunk, boundToTrailer, chunkBytes, writeHeader } from './sealed-file.js';

const named = (hash: Uint8Array): string => `sha256:${Buffer.from(hash).toString('hex')}`;

/** Writes the stream into the file, sealed under a new scope, a chunk at a time. */
export const sealFile = async (
  vault: Vault,
  stream: Readable,
  file: FileHandle,
  limitBytes: number,
): Promise<StoredEvidence> => {
  const scope = `evidence:${randomUUID()}`;
  const [stored, content] = [createHash('sha256'), createHash('sha256')];
  // Asked for each chunk: an upload may take longer than a key may be used.
  const key = (): SealingKey | Promise<SealingKey> => vault.sealing(scope);
  const write = async (bytes: Uint8Array): Promise<void> => {
    stored.update(bytes);
    await file.writeFile(bytes);
  };
  const added = (await key()).seal(new Uint8Array(), new Uint8Array()).length;
  await write(writeHeader({ scope, added }));
  let [bytes, chunks] = [0, 0];
  for await (const piece of inPieces(upTo(stream, limitBytes), chunkBytes)) {
    content.update(piece);
    bytes += piece.length;
    await write((await key()).seal(piece, boundToChunk(scope, chunks++)));
  }
  const contentHash = content.digest();
  await write((await key()).seal(contentHash, boundToTrailer(scope, chunks)));
  return { digest: named(stored.digest()), scope, bytes, contentDigest: named(contentHash) };
};

async function* upTo(stream: Readable, limitBytes: number): AsyncGenerator<Uint8Array> {
  let bytes = 0;
  // Left undestroyed, an upload over the limit can still be answered.
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limitBytes) throw new EvidenceTooLarge(limitBytes);
    yield chunk;
  }
}
