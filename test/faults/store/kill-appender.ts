import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { until } from '../../processes/program.js';
import { Proxy } from '../../support/proxy.js';
import { AppenderProcess, type AppenderOptions } from './appender-process.js';
import { type Cluster, committed } from './cluster.js';
import { isOpen } from './journal.js';
import { seeded } from './random.js';
import { type Finding, verdictOn } from './trial.js';

export interface KillAppenderOptions {
  readonly times: number;
  readonly seed: number;
  /** `hasty` is the control: it asks again under new ids. */
  readonly kind?: AppenderOptions['kind'];
}

const HELD_MS = 500;

/**
 * kill -9 of the appending process between commit and reply: the replies are held back, an append of which it has heard
 * nothing is seen to be committed, and it is killed. Started again, it goes on with what it has no answer to.
 */
export const killBeforeReply = async (
  cluster: Cluster,
  { times, seed, kind = 'careful' }: KillAppenderOptions,
): Promise<Finding> => {
  const url = await cluster.database();
  const proxy = await Proxy.to(url);
  const random = seeded(seed);
  return withJournals(1, async ([path = '']) => {
    const appender = new AppenderProcess({ url: proxy.url, journal: path, seed, kind });
    const seen: string[] = [];
    // What was held back may be refusals alone, and who waits behind them sends nothing: then they pass, and it is tried again.
    const holdsBackAnAnswer = async (): Promise<boolean> => {
      proxy.release();
      await appender.goOn(random.between(5, 40));
      proxy.hold('down');
      for (const end = Date.now() + HELD_MS; Date.now() < end; await sleep(5))
        if ((await unheard(appender, url)).length > 0) return true;
      return false;
    };
    try {
      for (let time = 0; time < times;) {
        await appender.start();
        await until('an append is committed and has no answer', () => holdsBackAnAnswer(), 60);
        await appender.kill();
        // An answer that had passed before may have been written down since; then the kill came too late.
        const missed = await unheard(appender, url);
        if (missed.length > 0) time += 1;
        seen.push(...missed);
        proxy.cut();
        await proxy.mend();
      }
      await appender.start();
      await appender.goOn(20);
      await appender.finish();
    } finally {
      await appender.kill();
      proxy.cut();
    }
    const verdict = await verdictOn(url, path);
    return { ...verdict, times, breaches: [...verdict.breaches, ...(await toldAnew(appender, seen))] };
  });
};

/** The appends that are committed and have no answer. */
const unheard = async (appender: AppenderProcess, url: string): Promise<string[]> => {
  const open = (await appender.attempts()).filter(isOpen);
  return committed(
    url,
    open.map(({ append }) => append),
  );
};

/** What was seen to be committed must be answered as a repetition, not as done now. */
const toldAnew = async (appender: AppenderProcess, seen: readonly string[]): Promise<Finding['breaches']> =>
  (await appender.attempts())
    .filter(({ append, answers }) => seen.includes(append) && answers[0]?.repeated !== true)
    .map(({ append }) => ({ kind: 'answered otherwise', what: append }));

/** Several appending processes side by side on the same streams, now one and now another killed at any moment. */
export const killSideBySide = async (
  cluster: Cluster,
  { times, seed, processes }: KillAppenderOptions & { readonly processes: number },
): Promise<Finding> => {
  const url = await cluster.database();
  const random = seeded(seed);
  return withJournals(processes, async (paths) => {
    const appenders = paths.map(
      (journal, number) => new AppenderProcess({ url, journal, seed: seed + number * 100, kind: 'careful' }),
    );
    try {
      await Promise.all(appenders.map((appender) => appender.start()));
      for (let time = 0; time < times; time += 1) {
        const victim = random.pick(appenders);
        await victim.goOn(5);
        await sleep(random.between(0, 100));
        await victim.kill();
        await victim.start();
      }
      await Promise.all(appenders.map((appender) => appender.finish()));
    } finally {
      await Promise.all(appenders.map((appender) => appender.kill()));
    }
    return { ...(await verdictOn(url, ...paths)), times };
  });
};

const withJournals = async <T>(count: number, use: (paths: readonly string[]) => Promise<T>): Promise<T> => {
  const folder = await mkdtemp(join(tmpdir(), 'probity-journal-'));
  try {
    return await use(Array.from({ length: count }, (_, number) => join(folder, `journal-${number}`)));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
