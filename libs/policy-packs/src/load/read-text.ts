import { isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { LIMITS } from './limits.js';
import { wholeFile, type Problem } from './problems.js';

/** @returns undefined where there is no such file, or where it is not read, after telling `problems` why */
export function readText(directory: string, file: string, problems: Problem[]): string | undefined {
  const path = inside(directory, file, problems);
  if (path === undefined) return undefined;
  const tell = (message: string): undefined => void problems.push(wholeFile(file, message));
  const found = statSync(path);
  if (!found.isFile()) return tell('is not a file');
  if (found.size > LIMITS.file) {
    return tell(
      `has ${found.size.toLocaleString('en-GB')} bytes, and ${LIMITS.file.toLocaleString('en-GB')} is the most that is read`,
    );
  }
  const bytes = readFileSync(path);
  return isUtf8(bytes) ? bytes.toString('utf8').replace(/^\uFEFF/, '') : tell('is not text in UTF-8');
}

/** The names in a folder of the pack; none where there is no such folder. */
export function namesIn(directory: string, folder: string, problems: Problem[]): readonly string[] {
  const path = inside(directory, folder, problems);
  if (path === undefined) return [];
  if (statSync(path).isDirectory()) return readdirSync(path).sort();
  problems.push(wholeFile(folder, 'is not a folder'));
  return [];
}

/** A pack is read from nowhere else, wherever its links lead. */
function inside(directory: string, file: string, problems: Problem[]): string | undefined {
  try {
    const path = realpathSync(join(directory, file));
    if (path.startsWith(`${realpathSync(directory)}${sep}`)) return path;
    problems.push(wholeFile(file, 'is a link that leads out of the folder of packs'));
  } catch (error) {
    const code = (error as { readonly code?: unknown }).code;
    if (code === 'ELOOP') problems.push(wholeFile(file, 'is a link to itself'));
    else if (code !== 'ENOENT' && code !== 'ENOTDIR') throw error;
  }
  return undefined;
}
