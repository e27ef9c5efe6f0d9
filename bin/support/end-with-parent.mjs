// Preloaded (`node --import`) into what we start, so that it ends when those above it do, even when they are killed.
import { END_WITH, whenParentsEnd } from './parents.mjs';

/** A program that does not end by itself by then is killed. */
const GRACE_MS = 20_000;

const parents = (process.env[END_WITH] ?? '').split(',').filter(Boolean).map(Number);
delete process.env[END_WITH];
whenParentsEnd(parents, () => {
  setTimeout(() => process.kill(process.pid, 'SIGKILL'), GRACE_MS).unref();
  process.kill(process.pid, 'SIGTERM');
});
