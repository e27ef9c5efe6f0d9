import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { appendFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { EvidenceDamaged, EvidenceTooLarge } from './evidence-store.js';
import { FileEvidenceStore } from './file-evidence-store.js';

const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const limitBytes = 1_000_000;

describe('FileEvidenceStore', () => {
  let directory: string;
  let store: FileEvidenceStore;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'evidence-'));
    store = new FileEvidenceStore(join(directory, 'made', 'when-needed'));
  });
  afterEach(() => rm(directory, { recursive: true }));

  /** Every file, the unfinished among them. */
  const files = async () =>
    (await readdir(directory, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());

  const inPieces = (bytes: Buffer, size = 64 * 1024) =>
    Readable.from(
      Array.from({ length: Math.ceil(bytes.length / size) }, (_, nth) => bytes.subarray(nth * size, (nth + 1) * size)),
    );

  const read = async (digest: string): Promise<Buffer> => {
    const stream = await store.get(digest);
    if (!stream) throw new Error('nothing there');
    return buffer(stream);
  };

  it('gives back by its digest what was put', async () => {
    const bytes = randomBytes(300_000);
    const stored = await store.put(inPieces(bytes), { limitBytes });
    expect(stored).toEqual({ digest: digestOf(bytes), bytes: 300_000 });
    expect(await store.has(stored.digest)).toBe(true);
    expect((await read(stored.digest)).equals(bytes)).toBe(true);
  });

  it('takes an empty file, and one of exactly the limit', async () => {
    expect(await store.put(Readable.from([]), { limitBytes })).toEqual({ digest: digestOf(Buffer.alloc(0)), bytes: 0 });
    expect((await store.put(inPieces(Buffer.alloc(limitBytes)), { limitBytes })).bytes).toBe(limitBytes);
  });

  it('keeps the same bytes once, put by eight at the same moment', async () => {
    const bytes = randomBytes(100_000);
    const stored = await Promise.all(Array.from({ length: 8 }, () => store.put(inPieces(bytes), { limitBytes })));
    expect(new Set(stored.map(({ digest }) => digest)).size).toBe(1);
    expect(await files()).toHaveLength(1);
  });

  it('knows nothing of what was not put, nor of what is no digest', async () => {
    for (const digest of [digestOf(Buffer.from('x')), 'sha256:../../../../etc/passwd', '', 'sha256:ABC']) {
      expect(await store.has(digest)).toBe(false);
      expect(await store.get(digest)).toBeUndefined();
    }
  });

  it('refuses more than the limit, keeps none of it, and leaves the stream open', async () => {
    const stream = inPieces(randomBytes(2 * limitBytes));
    await expect(store.put(stream, { limitBytes })).rejects.toThrow(EvidenceTooLarge);
    expect(stream.destroyed).toBe(false);
    expect(await files()).toEqual([]);
  });

  it('refuses one byte more than the limit', async () => {
    await expect(store.put(inPieces(Buffer.alloc(limitBytes + 1)), { limitBytes })).rejects.toThrow(EvidenceTooLarge);
    expect(await files()).toEqual([]);
  });

  it('keeps nothing of an upload that was cut', async () => {
    let outcome: unknown;
    const server = createServer((incoming) => {
      outcome = store.put(incoming, { limitBytes }).catch((error: unknown) => error);
    }).listen(0);
    try {
      const { port } = server.address() as AddressInfo;
      const upload = request({ port, method: 'POST', headers: { 'content-length': 500_000 } });
      upload.on('error', () => undefined);
      upload.write(randomBytes(200_000));
      while ((await files()).length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
      upload.destroy();
      expect(await outcome).toMatchObject({ code: 'ECONNRESET' });
      expect(await files()).toEqual([]);
    } finally {
      server.close();
    }
  });

  it('outlives a stream that breaks before it is read', async () => {
    const stream = new PassThrough();
    const stored = store.put(stream, { limitBytes });
    expect(stream.listenerCount('error')).toBeGreaterThan(0);
    stream.destroy(new Error('cut'));
    await expect(stored).rejects.toThrow('cut');
    expect(await files()).toEqual([]);
  });

  it('tells on reading that bytes have changed', async () => {
    const { digest } = await store.put(Readable.from([Buffer.from('as it was')]), { limitBytes });
    const [file] = await files();
    if (!file) throw new Error('a file expected');
    await appendFile(join(file.parentPath, file.name), '!');
    await expect(read(digest)).rejects.toThrow(EvidenceDamaged);
  });
});
