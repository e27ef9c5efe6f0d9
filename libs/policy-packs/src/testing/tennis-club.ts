import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compilePacks, type CompileOptions } from '../compile/compile-packs.js';
import { PackError } from '../load/problems.js';
import type { ActCatalogue, Policies } from '../policy.js';

/** A pack that is like no policy there is: what it can say does not come from the real ones. */
export const tennisClub = join(import.meta.dirname, '../../fixtures/packs');

export const courtside = {
  service: 'courtside',
  facts: {
    ball: { landed: 'bool', called: 'bool' },
    net: { measured: 'bool', height: 'double' },
    shout: { at: 'string' },
  },
  acts: {
    'courtside.call-out': { player: { inWhite: 'bool', shoes: 'string', shouts: 'double' } },
    'courtside.report': {},
    'courtside.note': {},
    'courtside.knock-up': { quarrel: { at: 'string' } },
    'courtside.ask-replay': { replay: { at: 'string' } },
  },
  tables: {
    ball: { player: { level: 'double' }, isRaining: 'bool' },
    mowing: { isRaining: 'bool' },
    signs: { hazards: 'list<string>' },
    'quarrel-groups': { shouts: 'double' },
  },
  tariffs: { 'racket-thrown': { court: 'string' }, quarrel: { shouts: 'double', isRaining: 'bool' } },
  choices: { excuses: { hazards: 'list<string>' } },
  hidden: ['score', 'price'],
  forms: { 'courtside.report': ['what'] },
} as const satisfies ActCatalogue;

/** Undefined takes the file away. */
type Spoil = (text: string) => string | undefined;

/** What is wrong with the club's pack after these of its files have been changed. */
export function problemsAfter(changes: Readonly<Record<string, Spoil>>, options?: CompileOptions): readonly string[] {
  try {
    compileChanged(changes, [courtside], options);
    return [];
  } catch (error) {
    if (error instanceof PackError) return error.message.split('\n');
    throw error;
  }
}

/** @param changes by file below `packs/`; a file that is not there begins empty */
export function compileChanged(
  changes: Readonly<Record<string, Spoil>>,
  catalogues: readonly ActCatalogue[],
  options?: CompileOptions,
): Policies {
  const root = mkdtempSync(join(tmpdir(), 'packs-'));
  try {
    cpSync(join(tennisClub, '..'), root, { recursive: true });
    for (const [file, spoil] of Object.entries(changes)) {
      const path = join(root, 'packs/tennis-club/1982', file);
      const spoilt = spoil(readIfThere(path));
      if (spoilt === undefined) rmSync(path);
      else writeFileSync(path, spoilt);
    }
    return compilePacks(join(root, 'packs'), catalogues, options);
  } finally {
    rmSync(root, { recursive: true });
  }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}
