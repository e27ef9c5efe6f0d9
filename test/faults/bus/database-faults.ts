import { until } from '../../processes/program.js';
import type { FaultOptions } from './relay-faults.js';
import { type Finding, inTrial, type World } from './trial.js';

const notWaiting = (url: string): string => {
  const address = new URL(url);
  address.searchParams.set('options', '-c synchronous_commit=off');
  return address.href;
};

/**
 * PostgreSQL is killed under load; and once more when a consumer has heard all there is and the broker knows it. Nothing is
 * appended then, which would take along to the disk what was not waited for.
 */
export const killDatabase = (world: World, { times, seed, without = [] }: FaultOptions): Promise<Finding> =>
  inTrial(world, { seed, without }, async (trial) => {
    trial.run('intake');
    trial.run('hearings');
    const before = trial.run('records');
    trial.handIn();
    await trial.goOn(20);
    for (let time = 0; time < times; time += 1) {
      await world.postgres.kill();
      await trial.goOn(20);
    }
    await until('it has heard of all that it hears', async () => (await trial.progress()).said > 0, 90);
    await before.close();
    await trial.goOn(20);
    await trial.stopHandingIn();
    const isOpened = async (): Promise<boolean> => {
      const { reports, opened } = await trial.progress();
      return opened >= reports;
    };
    await until('every report has its hearing', isOpened, 90);
    const records = trial.run('records', {}, without.includes('disk') ? notWaiting(trial.url) : trial.url);
    await until('all is heard', () => trial.isThrough(), 90);
    await until('the broker knows it', async () => (await records.behind()) === 0, 30);
    if (times > 0) await world.postgres.kill();
    await trial.settle();
    return trial.finding(times, () => times);
  });
