import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PublicEvent } from '@probity/messaging';
import { derivedId } from '@probity/messaging';
import { SealedMessages, Services } from '@probity/shell';
import { allServices, play, Stage } from '@probity/standalone';
import pg from 'pg';
import { System } from '../support/system.js';

let system: System;
/** All that the services told of one case, in the order of the log. */
let told: readonly PublicEvent[];

beforeAll(async () => {
  system = await System.start();
  const { centre } = await play(new Stage(system.url, system.identity.issuer, () => {}));
  const pool = new pg.Pool({ connectionString: system.database.url });
  const { rows } = await pool.query<{ event: PublicEvent }>('SELECT event FROM bus.messages WHERE case_id = $1', [
    centre.id,
  ]);
  await pool.end();
  const [any] = system.part(Services).all;
  if (!any) throw new Error('nothing runs');
  const messages = new SealedMessages(any.texts);
  const opened = await Promise.all(rows.map(({ event }) => messages.open(event)));
  told = opened.filter((event) => event !== undefined).toSorted((a, b) => Number(a.position) - Number(b.position));
}, 90_000);
afterAll(() => system.stop());

/** The same facts of another case. */
const ofCase = (name: string): readonly PublicEvent[] => {
  const caseId = derivedId('case in the tests', name);
  const id = (of: string): string => derivedId('event in the tests', name, of);
  return told.map((event) => ({
    ...event,
    id: id(event.id),
    case: caseId,
    predecessor: event.predecessor && id(event.predecessor),
  }));
};

/** mulberry32: the same order for the same seed. */
const randomFrom = (seed: number) => (): number => {
  seed = (seed + 0x6d2b79f5) | 0;
  let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
};

/** Sources interleaved by chance, each source's own order kept, and every event twice, the second time later. */
const shuffled = (events: readonly PublicEvent[], seed: number): readonly PublicEvent[] => {
  const random = randomFrom(seed);
  const sources = Map.groupBy(events, ({ source }) => source);
  const left = [...sources.values()].map((queue) => [...queue]);
  const order: PublicEvent[] = [];
  while (left.some((queue) => queue.length > 0)) {
    const queues = left.filter((queue) => queue.length > 0);
    const next = queues[Math.floor(random() * queues.length)]?.shift();
    if (next) order.push(next);
  }
  return order.flatMap((event) => [event, ...order.slice(0, order.indexOf(event) + 1).filter(() => random() < 0.2)]);
};

const stateAfter = async (service: string, events: readonly PublicEvent[]): Promise<string> => {
  const runtime = system.part(Services).all.find(({ name }) => name === service);
  if (!runtime) throw new Error(`${service} does not run`);
  const reactions = runtime.definition.reactions(runtime);
  for (const event of events) await reactions[`${event.source}.${event.type}`]?.(event);
  const caseId = events[0]?.case ?? '';
  const states = await Promise.all(
    runtime.definition.subjects.flatMap((subject) =>
      subject.idsOfCase(caseId).map(async (id) => (await runtime.streams.load(subject as never, id)).state),
    ),
  );
  const text = JSON.stringify(states).replaceAll(caseId, 'the case');
  return sorted(JSON.parse(events.reduce((so, { id, position }) => so.replaceAll(id, `event ${position}`), text)));
};

/** As text, with what a state lists in the order of its arrival put into one order, and its times of arrival left out. */
const sorted = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(sorted).toSorted().join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'undefined';
  const members = Object.entries(value).map(([name, member]) => `${name}:${sorted(member)}`);
  return `{${members.toSorted().join(',')}}`;
};

describe('the facts of different services for one case, late, twice and in any order', () => {
  const reacting = allServices.filter(({ name }) => name !== 'intake').map(({ name }) => name);

  it.each(reacting)('come to the same in %s', async (service) => {
    const inOrder = await stateAfter(service, ofCase(`${service} in order`));
    expect(inOrder.length).toBeGreaterThan(100);
    for (const seed of [1, 2, 3, 4, 5, 6, 7, 8])
      expect([seed, await stateAfter(service, shuffled(ofCase(`${service} ${seed}`), seed))]).toEqual([seed, inOrder]);
  });

  it('and a fact left out is seen: the comparison can fail', async () => {
    const whole = await stateAfter('sanctions', ofCase('whole'));
    const without = ofCase('without').filter(({ type }) => type !== 'ActionDecided');
    expect(await stateAfter('sanctions', without)).not.toBe(whole);
  });
});
