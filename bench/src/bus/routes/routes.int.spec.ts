import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@probity/postgres';
import { newFact, newStream } from '../../facts.js';
import { Results } from '../../results.js';
import { QUICK } from '../../settings.js';
import type { World } from '../world.js';
import { overPostgres } from './ours.js';
import { polledOutbox } from './polled-outbox.js';

describe('a route between two services, as it is measured', () => {
  const databases: TestDatabase[] = [];
  const world: World = {
    ...{ settings: QUICK, results: new Results(), say: () => undefined, rounds: {}, brokers: [] },
    newDatabase: async () => {
      const database = await createTestDatabase();
      databases.push(database);
      return database.url;
    },
  };
  afterAll(() => Promise.all(databases.map((database) => database.drop())));

  it.each([overPostgres, polledOutbox])('brings each command to one reaction: $name', async (kind) => {
    const reacted: string[] = [];
    const route = await kind.open(world, (caseId) => reacted.push(caseId));
    const facts = Array.from({ length: 20 }, () => newFact(newStream()));
    await Promise.all(facts.map((fact) => route.command(fact)));
    for (let waited = 0; reacted.length < facts.length && waited < 10_000; waited += 10) await sleep(10);
    await route.close();
    expect(reacted.toSorted()).toEqual(facts.map(({ envelope }) => `${envelope.case}`).toSorted());
  });
});
