import { randomUUID } from 'node:crypto';
import { type FileHandle, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { makeDirectory, syncDirectory } from '../durable-files.js';
import { NoSuchKey, type Vault } from '../vault/vault.js';
import type { EvidenceStore, StoredEvidence } from './evidence-store.js';
import { contentOf, openFile } from './open-file.js';
import { sealFile } from './seal-file.js';
import { type Header, headerBytes, layoutOf, readHeader } from './sealed-file.js';

const digestPattern = /^sha256:([0-9a-f]{2})([0-9a-f]{62})$/;

/** Files under `<directory>/sha256/<first two digits>/`; what is still being written is under `<directory>/incoming/`. */
export class FileEvidenceStore implements EvidenceStore {
  readonly #directory: string;
  readonly #vault: Vault;

  /** Whose role seals and opens `evidence`. */
  constructor(directory: string, vault: Vault) {
    this.#directory = directory;
    this.#vault = vault;
  }

  async put(stream: Readable, { limitBytes }: { readonly limitBytes: number }): Promise<StoredEvidence> {
    // It may break off before it is read, when nobody else listens.
    stream.once('error', () => undefined);
    const incoming = join(this.#directory, 'incoming', randomUUID());
    await makeDirectory(dirname(incoming));
    try {
      const stored = await this.#write(stream, incoming, limitBytes);
      await this.#publish(incoming, stored.digest);
      return stored;
    } catch (error) {
      await rm(incoming, { force: true });
      throw error;
    }
  }

  async get(digest: string): Promise<Readable | undefined> {
    const file = await this.#open(digest);
    if (!file) return undefined;
    const opened = await openFile(this.#vault, file, digest).catch(async (error: unknown) => {
      await file.close();
      throw error;
    });
    const content = Readable.from(contentOf(this.#vault, file, opened), { objectMode: false });
    return content.once('close', () => void file.close());
  }

  async describe(digest: string): Promise<StoredEvidence | undefined> {
    return this.#with(digest, async (file) => (await openFile(this.#vault, file, digest)).about);
  }

  async has(digest: string): Promise<boolean> {
    return (await this.#with(digest, async () => true)) ?? false;
  }

  async size(digest: string): Promise<number | undefined> {
    return this.#with(digest, async (file) => {
      const header = await headerOf(file);
      return header && layoutOf((await file.stat()).size, header)?.bytes;
    });
  }

  async scopeOf(digest: string): Promise<string | undefined> {
    return this.#with(digest, async (file) => (await headerOf(file))?.scope);
  }

  async scopesBefore(time: Date): Promise<readonly string[]> {
    const scopes: string[] = [];
    for (const digest of await this.#digests()) {
      const scope = await this.#with(digest, async (file) =>
        (await file.stat()).mtime < time ? (await headerOf(file))?.scope : undefined,
      );
      if (scope !== undefined) scopes.push(scope);
    }
    return scopes;
  }

  async remove(digest: string): Promise<void> {
    const path = this.#pathOf(digest);
    if (!path || !(await this.has(digest))) return;
    await rm(path, { force: true });
    await syncDirectory(dirname(path));
  }

  async removeDestroyed(): Promise<readonly string[]> {
    const removed: string[] = [];
    for (const digest of await this.#digests()) {
      const scope = await this.scopeOf(digest);
      if (scope === undefined || !(await this.#isDestroyed(scope))) continue;
      await this.remove(digest);
      removed.push(digest);
    }
    return removed;
  }

  /** A key that is not known is no destroyed key: the vault may have been restored. */
  async #isDestroyed(scope: string): Promise<boolean> {
    try {
      return (await this.#vault.opening(scope)) === undefined;
    } catch (error) {
      if (error instanceof NoSuchKey) return false;
      throw error;
    }
  }

  async #write(stream: Readable, path: string, limitBytes: number): Promise<StoredEvidence> {
    const file = await open(path, 'wx', 0o600);
    try {
      const stored = await sealFile(this.#vault, stream, file, limitBytes);
      await file.sync();
      return stored;
    } finally {
      await file.close();
    }
  }

  /** A crash leaves either nothing under the digest or the whole file. */
  async #publish(incoming: string, digest: string): Promise<void> {
    const path = this.#pathOf(digest);
    if (!path) throw new TypeError('not a digest');
    await makeDirectory(dirname(path));
    await rename(incoming, path);
    await syncDirectory(dirname(path));
  }

  async #digests(): Promise<string[]> {
    const folder = join(this.#directory, 'sha256');
    const files = await readdir(folder, { recursive: true }).catch(unlessMissing);
    const digests = (files ?? []).map((path) => `sha256:${path.replace(/[\\/]/, '')}`);
    return digests.filter((digest) => digestPattern.test(digest));
  }

  async #open(digest: string): Promise<FileHandle | undefined> {
    const path = this.#pathOf(digest);
    return path === undefined ? undefined : open(path).catch(unlessMissing);
  }

  async #with<T>(digest: string, use: (file: FileHandle) => Promise<T>): Promise<T | undefined> {
    const file = await this.#open(digest);
    return file && use(file).finally(() => file.close());
  }

  #pathOf(digest: string): string | undefined {
    const [, head, rest] = digestPattern.exec(digest) ?? [];
    return head && rest && join(this.#directory, 'sha256', head, rest);
  }
}

const headerOf = async (file: FileHandle): Promise<Header | undefined> => {
  const { buffer, bytesRead } = await file.read(Buffer.alloc(headerBytes), 0, headerBytes, 0);
  return readHeader(buffer.subarray(0, bytesRead));
};

function unlessMissing(error: unknown): undefined {
  if ((error as { code?: unknown } | null)?.code === 'ENOENT') return undefined;
  throw error;
}
