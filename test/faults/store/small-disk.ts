import { execFileSync, spawnSync } from 'node:child_process';
import { chown, mkdir, mkdtemp, open, rename, rm, rmdir, stat, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const mount = (folder: string, megabytes: number): void => {
  execFileSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0700`, 'tmpfs', folder], { stdio: 'ignore' });
};
const unmount = (folder: string): void => {
  execFileSync('umount', [folder], { stdio: 'ignore' });
};

/** Whether this process may mount: root on Linux, and not in every container. */
export const canMount = async (): Promise<boolean> => {
  const folder = await mkdtemp(join(tmpdir(), 'probity-mount-'));
  try {
    mount(folder, 1);
    unmount(folder);
    return true;
  } catch {
    return false;
  } finally {
    await rmdir(folder);
  }
};

/** A file system of its own, of a size, in the place of a folder; it can be filled and emptied. */
export class SmallDisk {
  /** Should the process end in the middle: a file system that is left goes on holding memory. */
  private readonly late = (): void => void spawnSync('umount', ['--lazy', this.folder]);

  private constructor(private readonly folder: string) {
    process.once('exit', this.late);
  }

  /** With what the folder had. */
  static async inPlaceOf(folder: string, megabytes: number): Promise<SmallDisk> {
    const before = `${folder}-before`;
    const { uid, gid } = await stat(folder);
    await rename(folder, before);
    await mkdir(folder, { mode: 0o700 });
    mount(folder, megabytes);
    await chown(folder, uid, gid);
    execFileSync('cp', ['-a', `${before}/.`, folder]);
    await rm(before, { recursive: true });
    return new SmallDisk(folder);
  }

  private get ballast(): string {
    return join(this.folder, 'ballast');
  }

  /** Leaves so many bytes. */
  async fill(left: number): Promise<void> {
    const { bavail, bsize } = await statfs(this.folder);
    const file = await open(this.ballast, 'w');
    const megabyte = Buffer.alloc(2 ** 20, 1);
    for (let missing = bavail * bsize - left; missing > 0; missing -= megabyte.length)
      await file.write(megabyte, 0, Math.min(missing, megabyte.length));
    await file.close();
  }

  async free(): Promise<void> {
    await rm(this.ballast, { force: true });
  }

  /** When nobody uses it any more. */
  remove(): void {
    unmount(this.folder);
    process.off('exit', this.late);
  }
}
