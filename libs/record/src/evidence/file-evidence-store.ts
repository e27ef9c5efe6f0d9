import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, rename, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline, type Readable } from 'node:stream';
import { type EvidenceStore, EvidenceTooLarge, type StoredEvidence } from './evidence-store.js';
import { Verify } from './verify.js';

const digestPattern = /^sha256:([0-9a-f]{2})([0-9a-f]{62})$/;

/** Files under `<directory>/sha256/<first two digits>/`; what is still being written is under `<directory>/incoming/`. */
export class FileEvidenceStore implements EvidenceStore {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  async put(stream: Readable, { limitBytes }: { readonly limitBytes: number }): Promise<StoredEvidence> {
    // It may break off before it is read, when nobody else listens.
    stream.once('error', () => undefined);
    const incoming = join(this.#directory, 'incoming', randomUUID());
    await makeDirectory(dirname(incoming));
    try {
      const stored = await write(stream, incoming, limitBytes);
      await this.#publish(incoming, stored.digest);
      return stored;
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
  }

  async get(digest: string): Promise<Readable | undefined> {
    const path = this.#pathOf(digest);
    const file = path && (await open(path).catch(unlessMissing));
    if (!file) return undefined;
    // The caller hears of a failure on the stream that it reads.
    return pipeline(file.createReadStream(), new Verify(digest), () => undefined);
  }

  async has(digest: string): Promise<boolean> {
    return (await this.size(digest)) !== undefined;
  }

  async size(digest: string): Promise<number | undefined> {
    const path = this.#pathOf(digest);
    const found = path && (await stat(path).catch(unlessMissing));
    return found ? found.size : undefined;
  }

  /** A crash leaves either nothing under the digest or the whole file. */
  async #publish(incoming: string, digest: string): Promise<void> {
    const path = this.#pathOf(digest);
    if (!path) throw new TypeError('not a digest');
    await makeDirectory(dirname(path));
    await rename(incoming, path);
    await syncDirectory(dirname(path));
  }

  #pathOf(digest: string): string | undefined {
    const [, head, rest] = digestPattern.exec(digest) ?? [];
    return head && rest && join(this.#directory, 'sha256', head, rest);
  }
}

async function write(stream: Readable, path: string, limitBytes: number): Promise<StoredEvidence> {
  const hash = createHash('sha256');
  let bytes = 0;
  const file = await open(path, 'wx', 0o600);
  try {
    // Left undestroyed, an upload over the limit can still be answered.
    for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > limitBytes) throw new EvidenceTooLarge(limitBytes);
      hash.update(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { digest: `sha256:${hash.digest('hex')}`, bytes };
}

/** Makes it and its parents, each of them on the disk before it resolves. */
async function makeDirectory(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) await syncDirectory(dirname(made));
}

async function syncDirectory(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const directory = await open(path, 'r');
  await directory.sync().finally(() => directory.close());
}

function unlessMissing(error: unknown): undefined {
  if ((error as { code?: unknown } | null)?.code === 'ENOENT') return undefined;
  throw error;
}
