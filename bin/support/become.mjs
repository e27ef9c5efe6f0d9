import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { END_WITH, parentsToEndWith, whenParentsEnd } from './parents.mjs';
import { build, install, node, root } from './prepare.mjs';

const PRELOAD = new URL('end-with-parent.mjs', import.meta.url).href;
const FORWARDED = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/** In a process group of its own, so that a terminal's Ctrl-C reaches it once: from here. */
function runAsChild(command, args) {
  const env = { ...process.env, [END_WITH]: `${process.pid}` };
  const child = spawn(command, args, { cwd: root, env, stdio: 'inherit', detached: true });
  for (const signal of FORWARDED) process.on(signal, () => child.kill(signal));
  whenParentsEnd(parentsToEndWith(), () => child.kill('SIGTERM'));
  child.on('error', (error) => {
    console.error(error.message);
    process.exit(1);
  });
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code);
    process.removeAllListeners(signal);
    process.kill(process.pid, signal);
  });
}

/** Puts the program in this process's place, where Node can (24 can); its warning that this is new never gets printed. */
function replaceBy(command, args) {
  process.removeAllListeners('warning');
  process.chdir(root);
  process.execve(command, [command, ...args], { ...process.env, [END_WITH]: parentsToEndWith().join(',') });
}

/** Installs and builds what is missing, then runs a built file in place of this program: same signals, same exit status. */
export function become(file, args) {
  install();
  build(file.split('/dist/')[0]);
  if (!existsSync(join(root, file))) {
    console.error(`There is no ${file}.`);
    process.exit(1);
  }
  const command = node();
  const all = ['--enable-source-maps', '--import', PRELOAD, join(root, file), ...args];
  if (typeof process.execve === 'function') replaceBy(command, all);
  else runAsChild(command, all);
}
