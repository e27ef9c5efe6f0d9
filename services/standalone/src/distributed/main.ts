import { settingsFrom } from '@probity/shell';
import { greeting } from '../greeting.js';
import { sampleRegisters } from '../samples.js';
import { startDistributed } from './distributed.js';

const say = (line: string): void => void process.stdout.write(`  ${line}\n`);

try {
  const settings = settingsFrom(process.env);
  const running = await startDistributed(settings, say);
  let ending = false;
  const end = async (code: number): Promise<void> => {
    if (ending) return;
    ending = true;
    await running.stop();
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => void end(0));
  process.once('disconnect', () => void end(0));
  for (const { name, ended } of running.programs)
    void ended.then((status) => {
      if (!ending) say(`${name} has ended (${status}): the others go on`);
    });
  process.stdout.write(greeting(running.url, await sampleRegisters(settings.PROBITY_POLICIES)));
} catch (error) {
  const { name, message, stack } = error as Error;
  const known = ['SettingsWrong', 'BrokerNotToBeHad', 'AlreadyRunning'].includes(name);
  process.stderr.write(`${known ? message : stack}\n`);
  process.exitCode = 1;
}
