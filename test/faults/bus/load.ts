import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Client } from '../store/client.js';
import { type Random, seeded } from '../store/random.js';

export interface LoadOptions {
  readonly seed: number;
  readonly writers: number;
  readonly goesOn: () => boolean;
  /** Milliseconds that somebody waited for an answer. */
  readonly waited: (milliseconds: number) => void;
}

/** So many handing in reports at once; resolves when all have their answers. */
export const load = async (client: Client, { seed, writers, goesOn, waited }: LoadOptions): Promise<void> => {
  const writing = Array.from({ length: writers }, async (_, number) => {
    const random = seeded(seed + number);
    const cases: Case[] = [];
    while (goesOn()) {
      const start = performance.now();
      await report(client, chosen(cases, random));
      waited(performance.now() - start);
      await sleep(random.between(20, 100));
    }
  });
  await Promise.all(writing);
};

interface Case {
  readonly stream: string;
  version: number;
}

const mostOpen = 6;

/** Some cases have one report and no more: nothing that comes later shows that it is missing. */
const chosen = (cases: Case[], random: Random): Case => {
  if (cases.length > 0 && random.between(1, 10) <= 6) return random.pick(cases);
  const made = { stream: `report-${randomUUID()}`, version: 0 };
  cases.push(made);
  if (cases.length > mostOpen) cases.shift();
  return made;
};

const report = async (client: Client, about: Case): Promise<void> => {
  const outcome = await client.send([{ stream: about.stream, expected: about.version, ids: [randomUUID()] }]);
  if (outcome.kind === 'acknowledged') about.version = outcome.versions[0] ?? 0;
};
