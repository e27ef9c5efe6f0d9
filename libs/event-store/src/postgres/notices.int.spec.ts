import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { contractCategories } from '../contract/index.js';
import { closedAfterEach } from '../contract/closed-after-each.js';
import { newStream, sample, to } from '../contract/samples.js';
import { until } from '../contract/until.js';
import type { Position, RecordedEvent } from '../port.js';
import { PostgresEventStore } from './postgres-event-store.js';
import { testEventStore, type TestEventStore } from './test-event-store.js';

const SELDOM = 60_000;
const [followed = '', other = ''] = contractCategories;

/** Counts what it reads of the log. */
class Counting extends PostgresEventStore {
  reads = 0;
  override readAll(...asked: Parameters<PostgresEventStore['readAll']>): Promise<readonly RecordedEvent[]> {
    this.reads += 1;
    return super.readAll(...asked);
  }
}

describe('a reader that hears of appends by notices', () => {
  const closing = closedAfterEach();
  let database: TestEventStore;
  beforeAll(async () => (database = await testEventStore()));
  afterAll(() => database.close());

  const streamOf = (category: string): string => newStream().replace(/^[^-]+/, category);

  it('reads where something was appended to what it follows, once for a short page, and not otherwise', async () => {
    const rights = { appends: contractCategories, reads: contractCategories };
    const reader = new Counting(await database.as(rights), { pollMs: SELDOM });
    const writer = new PostgresEventStore(await database.as(rights));
    const seen: Position[] = [];
    const start = await reader.head();
    closing(
      reader.subscribe({ categories: [followed] }, start, async (page) => {
        seen.push(...page.map(({ position }) => position));
      }),
    );
    const told = async (): Promise<void> => {
      const { position } = await writer.append([to(streamOf(followed), 0, sample())]);
      await until(() => seen.includes(position));
    };
    await told();
    await told();
    const before = reader.reads;
    for (let nth = 0; nth < 5; nth += 1) await writer.append([to(streamOf(other), 0, sample())]);
    await told();
    expect(reader.reads).toBe(before + 1);
  });
});
