import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { openDoor } from './front-door.js';
import { settingsFrom, SettingsWrong, type Settings } from './settings.js';

/** Services may start after it. */
const patience = 120_000;

const opened = async (settings: Settings): Promise<FastifyInstance> => {
  for (const since = Date.now(); ;) {
    try {
      return await openDoor(settings);
    } catch (error) {
      if ((error as { code?: string }).code === 'EADDRINUSE' || Date.now() - since > patience) throw error;
      await sleep(500);
    }
  }
};

try {
  const settings = settingsFrom(process.env);
  const door = await opened(settings);
  process.stdout.write(`the front door is open on ${door.listeningOrigin}\n`);
  const end = (): void => void door.close().finally(() => process.exit(0));
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, end);
  process.once('disconnect', end);
} catch (error) {
  process.stderr.write(`${error instanceof SettingsWrong ? error.message : String((error as Error).stack)}\n`);
  process.exitCode = 1;
}
