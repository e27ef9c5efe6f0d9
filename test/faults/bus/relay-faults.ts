import { until } from '../../processes/program.js';
import { seeded } from '../store/random.js';
import type { Protection } from './protections.js';
import { type Finding, inTrial, type Trial, type World } from './trial.js';
import type { WorkerProcess } from './worker-process.js';

export interface FaultOptions {
  /** None: the same without the fault. */
  readonly times: number;
  readonly seed: number;
  readonly without?: readonly Protection[];
}

/** kill -9 of the relay when it has published and not saved its checkpoint: started again, it publishes that once more. */
export const killRelay = (world: World, { times, seed, without = [] }: FaultOptions): Promise<Finding> =>
  inTrial(world, { seed, without: ['derived ids', ...without] }, async (trial) => {
    const random = seeded(seed);
    trial.run('hearings');
    trial.run('records');
    const relay = trial.worker('intake');
    await relay.start();
    trial.handIn();
    await trial.goOn(20);
    for (let time = 0; time < times; time += 1) {
      await trial.goOn(random.between(5, 30));
      relay.halt('before checkpoint');
      await relay.reaches('before checkpoint');
      await relay.kill();
      await relay.start();
    }
    await trial.goOn(20);
    await trial.settle();
    return trial.finding(times, (repeated) => repeated);
  });

/**
 * Two relays; the active one is frozen, its lock passes to the other, which publishes what it held; then it wakes. Every
 * other time it stood after its publish.
 */
export const freezeRelay = (world: World, { times, seed, without = [] }: FaultOptions): Promise<Finding> =>
  inTrial(world, { seed, without }, async (trial) => {
    trial.run('hearings');
    trial.run('records');
    const relays = [trial.worker('intake'), trial.worker('intake')];
    for (const relay of relays) await relay.start();
    trial.handIn();
    await trial.goOn(20);
    for (let time = 0; time < times; time += 1) {
      await freezeActive(trial, relays, time % 2 === 0 ? 'before publish' : 'before checkpoint');
      await trial.goOn(20);
    }
    await trial.settle();
    return trial.finding(times, () => times);
  });

const freezeActive = async (
  trial: Trial,
  relays: readonly WorkerProcess[],
  place: 'before publish' | 'before checkpoint',
): Promise<void> => {
  for (const relay of relays) relay.halt(place);
  await until(`a relay is at: ${place}`, () => relays.some(({ isAt }) => isAt === place), 90);
  const active = relays.find(({ isAt }) => isAt === place);
  for (const other of relays) if (other !== active) other.halt(null);
  active?.freeze();
  // As the database does when it hears nothing more of a machine.
  await trial.pool.query(
    `select pg_terminate_backend(pid) from pg_locks join pg_stat_activity using (pid)
      where locktype = 'advisory' and application_name = $1`,
    [active?.instance],
  );
  await trial.goOn(10);
  const { rows } = await trial.pool.query<{ head: string }>('select last::text as head from event_store.counter');
  await until('the other relay has published that', () => isRelayed(trial, rows[0]?.head ?? '0'), 90);
  active?.wake();
};

const isRelayed = async ({ pool }: Trial, upTo: string): Promise<boolean> => {
  const { rowCount } = await pool.query('select from intake.relay_checkpoints where position >= $1', [upTo]);
  return rowCount === 1;
};
