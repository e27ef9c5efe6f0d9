import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

/** The folder of packs, and which of them, `<pack>/<version>`. */
export interface PackFolders {
  readonly directory: string;
  readonly folders: readonly string[];
}

/** @param path a pack's folder, the folder of all versions of one, or a folder of packs; none in it where it is none of these */
export function packFolders(path: string): PackFolders {
  const folder = resolve(path);
  const isPack = (at: string) => ['identity.yaml', 'clauses.csv'].some((file) => existsSync(join(at, file)));
  if (isPack(folder)) {
    return { directory: dirname(dirname(folder)), folders: [`${basename(dirname(folder))}/${basename(folder)}`] };
  }
  const versions = subfolders(folder).filter((version) => isPack(join(folder, version)));
  if (versions.length > 0) {
    return { directory: dirname(folder), folders: versions.map((version) => `${basename(folder)}/${version}`) };
  }
  const folders = subfolders(folder).flatMap((pack) =>
    subfolders(join(folder, pack)).map((version) => `${pack}/${version}`),
  );
  return { directory: folder, folders: folders.filter((one) => isPack(join(folder, one))) };
}

function subfolders(folder: string): readonly string[] {
  if (!existsSync(folder)) return [];
  const isFolder = (name: string) => statSync(join(folder, name), { throwIfNoEntry: false })?.isDirectory();
  return readdirSync(folder).filter(isFolder).sort();
}
