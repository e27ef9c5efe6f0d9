import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomBytes } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { MemoryVault } from '../vault/memory-vault.js';
import { VaultUnavailable } from '../vault/vault.js';
import { EvidenceDamaged, EvidenceDestroyed, EvidenceTooLarge } from './evidence-store.js';
import { FileEvidenceStore } from './file-evidence-store.js';

const digestOf = (bytes: Buffer): string => `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
const limitBytes = 1_000_000;
const why = { by: 'office-1', why: 'sample/clause-1', at: '2026-03-02T09:00:00.000Z' };
const CHUNK = 64 * 1024;
/** How much longer a chunk is sealed. */
const ADDED = 33;
const HEADER = 18;

describe('FileEvidenceStore', () => {
  let directory: string;
  let store: FileEvidenceStore;
  let vault: MemoryVault;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'evidence-'));
    vault = new MemoryVault();
    store = new FileEvidenceStore(join(directory, 'made', 'when-needed'), vault);
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

  const onlyFile = async (): Promise<string> => {
    const [file] = await files();
    if (!file) throw new Error('a file expected');
    return join(file.parentPath, file.name);
  };

  it('gives back by its digest what was put, and says what it was', async () => {
    const bytes = randomBytes(300_000);
    const stored = await store.put(inPieces(bytes, 10_007), { limitBytes });
    expect(stored).toEqual({
      digest: digestOf(await readFile(await onlyFile())),
      scope: expect.stringMatching(/^evidence:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
      bytes: 300_000,
      contentDigest: digestOf(bytes),
    });
    expect(await store.has(stored.digest)).toBe(true);
    expect((await read(stored.digest)).equals(bytes)).toBe(true);
    expect(await store.describe(stored.digest)).toEqual(stored);
    expect(await store.size(stored.digest)).toBe(300_000);
    expect(await store.scopeOf(stored.digest)).toBe(stored.scope);
  });

  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, limitBytes])('takes a file of %i bytes', async (size) => {
    const bytes = randomBytes(size);
    const { digest } = await store.put(inPieces(bytes), { limitBytes });
    expect((await read(digest)).equals(bytes)).toBe(true);
    expect(await store.size(digest)).toBe(size);
    expect(await store.describe(digest)).toMatchObject({ bytes: size, contentDigest: digestOf(bytes) });
  });

  it('stores nothing that tells the content', async () => {
    const text = 'Aoife Canary '.repeat(10_000);
    const { contentDigest } = await store.put(inPieces(Buffer.from(text)), { limitBytes });
    const stored = await readFile(await onlyFile());
    for (const clear of ['Canary', contentDigest.slice('sha256:'.length)]) expect(stored.includes(clear)).toBe(false);
    expect(stored.includes(Buffer.from(contentDigest.slice('sha256:'.length), 'hex'))).toBe(false);
  });

  it('keeps the same bytes apart, put by eight at the same moment, each under a key of its own', async () => {
    const bytes = randomBytes(100_000);
    const stored = await Promise.all(Array.from({ length: 8 }, () => store.put(inPieces(bytes), { limitBytes })));
    expect(new Set(stored.map(({ digest }) => digest)).size).toBe(8);
    expect(new Set(stored.map(({ scope }) => scope)).size).toBe(8);
    expect(new Set(stored.map(({ contentDigest }) => contentDigest)).size).toBe(1);
    const [gone, ...rest] = stored;
    await vault.destroy(gone?.scope ?? '', why);
    for (const { digest } of rest) expect((await read(digest)).equals(bytes)).toBe(true);
  });

  it('takes and gives a large file a few chunks at a time', async () => {
    let [taken, sealed, opened, ahead] = [0, 0, 0, 0];
    const { sealing, opening } = vault;
    Object.assign(vault, {
      sealing: (scope: string) => ((sealed += 1), sealing.call(vault, scope)),
      opening: (scope: string) => ((opened += 1), opening.call(vault, scope)),
    });
    const source = function* () {
      for (; taken < 300; taken += 1, ahead = Math.max(ahead, taken - sealed)) yield Buffer.alloc(CHUNK);
    };
    const large = Readable.from(source(), { highWaterMark: 2 });
    const { digest } = await store.put(large, { limitBytes: 300 * CHUNK });
    expect(ahead).toBeLessThan(5);
    let [given, most] = [0, 0];
    for await (const _ of (await store.get(digest)) ?? []) {
      given += 1;
      if (given % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 20));
      most = Math.max(most, opened - given);
    }
    expect(given).toBe(300);
    expect(most).toBeLessThan(5);
  });

  it('knows nothing of what was not put, nor of what is no digest', async () => {
    for (const digest of [digestOf(Buffer.from('x')), 'sha256:../../../../etc/passwd', '', 'sha256:ABC']) {
      expect(await store.has(digest)).toBe(false);
      expect(await store.get(digest)).toBeUndefined();
      expect(await store.describe(digest)).toBeUndefined();
      expect(await store.size(digest)).toBeUndefined();
      await store.remove(digest);
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

  const pathOf = (digest: string) =>
    join(directory, 'made', 'when-needed', 'sha256', digest.slice(7, 9), digest.slice(9));

  describe('with a file that was changed', () => {
    const sealedChunk = CHUNK + ADDED;
    const chunk = (file: Buffer, nth: number) =>
      file.subarray(HEADER + nth * sealedChunk, HEADER + (nth + 1) * sealedChunk);
    const flipped = (file: Buffer, at: number): Buffer => {
      const changed = Buffer.from(file);
      changed[at] = (changed[at] ?? 0) ^ 1;
      return changed;
    };
    const header = (file: Buffer) => file.subarray(0, HEADER);
    const trailer = (file: Buffer) => file.subarray(-(32 + ADDED));

    it.each<[string, (file: Buffer) => Buffer]>([
      ['one bit of the first chunk', (file) => flipped(file, HEADER + 100)],
      ['one bit of the last chunk', (file) => flipped(file, file.length - 100)],
      ['one bit of the end', (file) => flipped(file, file.length - 1)],
      ['the format', (file) => flipped(file, 0)],
      ['how much sealing adds', (file) => flipped(file, 1)],
      ['a byte more', (file) => Buffer.concat([file, Buffer.of(0)])],
      ['a byte less', (file) => file.subarray(0, -1)],
      ['the end cut off', (file) => file.subarray(0, -(32 + ADDED))],
      [
        'the last chunk taken out',
        (file) => Buffer.concat([header(file), chunk(file, 0), chunk(file, 1), trailer(file)]),
      ],
      ['a chunk taken out', (file) => Buffer.concat([header(file), chunk(file, 1), chunk(file, 2), trailer(file)])],
      [
        'two chunks in the place of each other',
        (file) => Buffer.concat([header(file), chunk(file, 1), chunk(file, 0), chunk(file, 2), trailer(file)]),
      ],
      ['a chunk twice', (file) => Buffer.concat([header(file), chunk(file, 0), file.subarray(HEADER)])],
      ['all but the header', (file) => header(file)],
      ['everything', () => Buffer.alloc(0)],
    ])('tells: %s', async (_, change) => {
      const { digest } = await store.put(inPieces(randomBytes(3 * CHUNK)), { limitBytes });
      const path = await onlyFile();
      const changed = change(await readFile(path));
      await writeFile(path, changed);
      await expect(read(digest)).rejects.toThrow(EvidenceDamaged);
      // And under the name that it has now, by what it is alone.
      const renamed = digestOf(changed);
      await mkdir(dirname(pathOf(renamed)), { recursive: true });
      await rename(path, pathOf(renamed));
      await expect(read(renamed)).rejects.toThrow(EvidenceDamaged);
    });

    it('tells an intact file in the place of another', async () => {
      const [one, other] = [
        await store.put(inPieces(randomBytes(1_000)), { limitBytes }),
        await store.put(inPieces(randomBytes(1_000)), { limitBytes }),
      ];
      await copyFile(pathOf(one.digest), pathOf(other.digest));
      await expect(read(other.digest)).rejects.toThrow(EvidenceDamaged);
    });
  });

  describe('with a key that was destroyed', () => {
    it('says so, and gives nothing but what is in clear', async () => {
      const { digest, scope, bytes } = await store.put(inPieces(randomBytes(100_000)), { limitBytes });
      await vault.destroy(scope, why);
      await expect(store.get(digest)).rejects.toThrow(EvidenceDestroyed);
      await expect(store.describe(digest)).rejects.toThrow(EvidenceDestroyed);
      expect([await store.scopeOf(digest), await store.size(digest)]).toEqual([scope, bytes]);
    });

    it('stops a reading that is under way', async () => {
      const { digest, scope } = await store.put(inPieces(randomBytes(limitBytes)), { limitBytes });
      const stream = await store.get(digest);
      const reading = (async () => {
        for await (const _ of stream ?? []) await vault.destroy(scope, why);
      })();
      await expect(reading).rejects.toThrow(EvidenceDestroyed);
    });

    it('removes that file and no other', async () => {
      const stored = await Promise.all([1, 2, 3].map(() => store.put(inPieces(randomBytes(10)), { limitBytes })));
      const [first, second, third] = stored.map(({ digest }) => digest);
      await vault.destroy(stored[1]?.scope ?? '', why);
      expect(await store.removeDestroyed()).toEqual([second]);
      expect(await store.has(second ?? '')).toBe(false);
      expect(await store.get(second ?? '')).toBeUndefined();
      for (const digest of [first, third]) expect(await store.has(digest ?? '')).toBe(true);
      await store.remove(first ?? '');
      expect(await files()).toHaveLength(1);
    });
  });

  it('keeps nothing where there is no key to be had', async () => {
    const unavailable = () => Promise.reject(new VaultUnavailable('gone'));
    const sealless = new FileEvidenceStore(directory, Object.assign(new MemoryVault(), { sealing: unavailable }));
    await expect(sealless.put(inPieces(randomBytes(10)), { limitBytes })).rejects.toThrow(VaultUnavailable);
    expect(await files()).toEqual([]);
  });
});
