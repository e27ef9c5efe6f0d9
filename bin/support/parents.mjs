import { readFileSync } from 'node:fs';

/** The setting that carries the processes to end with: the parent's id, then its parent's. */
export const END_WITH = 'PROBITY_END_WITH';

const POLL_MS = 500;

/** Name and parent of a process; undefined where the system has no /proc, or the process has gone. */
function lookUp(pid) {
  try {
    const [, name, parent] = /^\d+ \((.*)\) \S (\d+)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? [];
    return { name, parent: Number(parent) };
  } catch {
    return undefined;
  }
}

/**
 * The processes without which this one has no reason to go on: under npm, npm, and the shell that it puts in between.
 * Empty elsewhere: what a shell or a service manager starts may outlive it.
 */
export function parentsToEndWith() {
  if (process.env.npm_lifecycle_event === undefined) return [];
  const parent = lookUp(process.ppid);
  return parent && /^(ba|da|z)?sh$/.test(parent.name) ? [process.ppid, parent.parent] : [process.ppid];
}

/** Calls `end` once when one of the chain (the parent, then its parent) has gone. Does not keep the process alive. */
export function whenParentsEnd([parent, grandparent], end) {
  if (parent === undefined) return;
  const gone = () => process.ppid !== parent || (grandparent !== undefined && lookUp(parent)?.parent !== grandparent);
  const poll = setInterval(() => {
    if (!gone()) return;
    clearInterval(poll);
    end();
  }, POLL_MS).unref();
}
