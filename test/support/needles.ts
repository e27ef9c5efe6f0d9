import type { Dirent } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Texts that may be in files, in whatever form: as they are, as JSON writes them, as hexadecimal digits, as base64. */
export class Needles {
  /** By the number that their first three bytes are. */
  private readonly byStart = new Map<number, { readonly bytes: Buffer; readonly text: string }[]>();
  /** Whether there is one with these first bytes: most places are seen not to be by this alone. */
  private readonly starts = new Uint8Array(1 << 24);

  constructor(texts: Iterable<string>) {
    for (const text of new Set(texts)) for (const bytes of formsOf(text)) this.add(text, bytes);
  }

  /** Which of them are in the files below a directory, by text: where each was found first. */
  async inFilesBelow(directory: string): Promise<ReadonlyMap<string, string>> {
    const found = new Map<string, string>();
    const entries = await readdir(directory, { recursive: true, withFileTypes: true });
    for (const path of entries
      .filter((entry) => entry.isFile())
      .map((entry: Dirent) => join(entry.parentPath, entry.name)))
      for (const text of this.within(await readFile(path))) if (!found.has(text)) found.set(text, path);
    return found;
  }

  within(bytes: Buffer): ReadonlySet<string> {
    const found = new Set<string>();
    for (let at = 2, start = ((bytes[0] ?? 0) << 8) | (bytes[1] ?? 0); at < bytes.length; at += 1) {
      start = ((start & 0xffff) << 8) | (bytes[at] as number);
      if (this.starts[start] === 0) continue;
      for (const needle of this.byStart.get(start) ?? [])
        if (needle.bytes.equals(bytes.subarray(at - 2, at - 2 + needle.bytes.length))) found.add(needle.text);
    }
    return found;
  }

  private add(text: string, bytes: Buffer): void {
    const start = bytes.readUIntBE(0, 3);
    this.starts[start] = 1;
    this.byStart.set(start, [...(this.byStart.get(start) ?? []), { bytes, text }]);
  }
}

/** Base64 has three faces, by how many bytes come before; those of its digits that depend on what is beside are left out. */
const formsOf = (text: string): readonly Buffer[] => {
  const plain = [text, JSON.stringify(text).slice(1, -1)];
  const hex = Buffer.from(text).toString('hex');
  const base64 = ['', '-', '--'].flatMap((ahead) => {
    const digits = Buffer.from(ahead + text)
      .toString('base64')
      .replaceAll('=', '');
    const own = digits.slice(ahead.length === 0 ? 0 : ahead.length + 1, -1);
    return [own, own.replaceAll('+', '-').replaceAll('/', '_')];
  });
  return [...new Set([...plain, hex, hex.toUpperCase(), ...base64])].map((form) => Buffer.from(form));
};
