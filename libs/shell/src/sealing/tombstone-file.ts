import { open, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { makeDirectory, syncDirectory } from '@probity/record';
import { z } from 'zod';
import { reasonOf } from '../runtime/start-checks.js';
import { SettingsWrong, wrongSetting } from '../runtime/settings.js';
import type { Listed } from './tombstones.js';

const line = z.object({ scope: z.string().min(1), at: z.string(), by: z.string(), why: z.string() });

/** The list of tombstones once more, a line of JSON each, where no restore of the databases reaches it. The same may stand twice. */
export class TombstoneFile {
  constructor(private readonly path: string) {}

  /** None where there is no file yet. @throws SettingsWrong */
  async read(): Promise<readonly Listed[]> {
    const text = await readFile(this.path, 'utf8').catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return '';
      throw unusable(this.path, error);
    });
    return text.split('\n').flatMap((one, index) => (one === '' ? [] : [parse(one, index + 1)]));
  }

  /** On the disk when it resolves. @throws SettingsWrong */
  async append(found: readonly Listed[]): Promise<void> {
    if (found.length === 0) return;
    try {
      await makeDirectory(dirname(this.path), 0o700);
      const file = await open(this.path, 'a', 0o600);
      const lines = found.map(({ scope, at, by, why }) => `${JSON.stringify({ scope, at, by, why })}\n`);
      await file
        .appendFile(lines.join(''))
        .then(() => file.sync())
        .finally(() => file.close());
      await syncDirectory(dirname(this.path));
    } catch (error) {
      throw unusable(this.path, error);
    }
  }
}

const unusable = (path: string, error: unknown): SettingsWrong =>
  new SettingsWrong(wrongSetting('TOMBSTONES_FILE', path, `which cannot be used (${reasonOf(error)})`));

const parse = (text: string, number: number): Listed => {
  try {
    return line.parse(JSON.parse(text));
  } catch {
    throw new SettingsWrong(
      `TOMBSTONES_FILE, line ${number}, is no tombstone; expected {"scope","at","by","why"}. Mend it, or restore the file.`,
    );
  }
};
