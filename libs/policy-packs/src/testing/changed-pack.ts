import { cpSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compilePacks, type CompileOptions } from '../compile/compile-packs.js';
import { PackError } from '../load/problems.js';
import { courtside, tennisClub } from './tennis-club.js';

/** A copy of the club's pack that is changed and then used; both get the path of its folder. */
export function withChangedPack<T>(change: (folder: string) => void, use: (folder: string) => T): T {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'packs-')));
  const folder = join(root, 'packs/tennis-club/1982');
  try {
    cpSync(join(tennisClub, '..'), root, { recursive: true });
    change(folder);
    return use(folder);
  } finally {
    rmSync(root, { recursive: true });
  }
}

/** What is wrong with the club's pack after its folder was changed, without the folder's name. */
export const problemsIn = (change: (folder: string) => void, options?: CompileOptions): readonly string[] =>
  withChangedPack(change, (folder) => {
    try {
      compilePacks(join(folder, '../..'), [courtside], options);
      return [];
    } catch (error) {
      if (error instanceof PackError)
        return error.message.split('\n').map((line) => line.replace('tennis-club/1982/', ''));
      throw error;
    }
  });
