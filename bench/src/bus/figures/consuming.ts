import { setTimeout as sleep } from 'node:timers/promises';
import { KafkaBus, type PublicEvent } from '@probity/messaging';
import { connect } from '@probity/postgres';
import { inTurn } from '../../bench.js';
import { caseFacts } from '../case-facts.js';
import type { ConsumerKind, Told } from '../consumers/consumer.js';
import { oneByOne, sideBySide } from '../consumers/kafkajs.js';
import { ourConsumer } from '../consumers/ours.js';
import { Found } from '../found.js';
import { prepare } from '../service.js';
import { emptyDatabase, newTopics, type World } from '../world.js';

const KINDS = [ourConsumer, oneByOne, sideBySide];
const PATIENCE_MS = 20_000;

/** From a topic that is full to an inbox and a view, committed. */
export async function consuming(world: World): Promise<void> {
  const { settings, results, say } = world;
  const told = await fillTopic(world);
  const found = new Found(world);
  for (const kind of KINDS) await rate(world, kind, told, settings.warmUpMs);
  for (let round = 0; round < settings.rounds; round += 1) {
    for (const kind of inTurn(KINDS, round)) {
      const perSecond = await rate(world, kind, told, settings.ms);
      found.add('consumer', kind.key, perSecond);
      say(`consumer, ${kind.name}: ${perSecond.toFixed(0)} a second`);
    }
  }
  const of = ({ key, name }: ConsumerKind) => ({
    ...{ against: key as 'oneByOne', name },
    value: found.median('consumer', key),
  });
  results.compare('consumer with inbox and view', 'a second', of(ourConsumer).value, of(oneByOne), of(sideBySide));
}

/** From the first message that is handled, for so long or until all are. */
async function rate(world: World, kind: ConsumerKind, told: Told, ms: number): Promise<number> {
  const times: number[] = [];
  const consumer = await kind.start(world, told, () => times.push(performance.now()));
  for (let waited = 0; times.length === 0 && waited < PATIENCE_MS; waited += 5) await sleep(5);
  const first = times[0] ?? Number.NaN;
  while (times.length < told.count && performance.now() - first < ms) await sleep(5);
  const perSecond = ((times.length - 1) * 1_000) / ((times.at(-1) ?? Number.NaN) - first);
  const viewed = await consumer.close();
  if (viewed !== times.length) world.results.fault(`${kind.name}: ${times.length} handled, ${viewed} in its view`);
  return perSecond;
}

/** As a relay fills it. */
async function fillTopic(world: World): Promise<Told> {
  const count = world.settings.busEvents;
  const kafka = await newTopics(world, 'intake');
  const url = await emptyDatabase(world);
  await prepare(url);
  const pool = connect(url, { max: 2 });
  const bus = new KafkaBus({ kafka, clientId: 'fill', pool });
  const before = new Map<string, string>();
  let position = 0;
  for (const facts of caseFacts(count)) {
    const events = facts.map(({ envelope, data }): PublicEvent => {
      const caseId = `${envelope.case}`;
      const predecessor = before.get(caseId) ?? null;
      before.set(caseId, envelope.id);
      const { id, type, schemaVersion, institution, policy, occurredAt: time, correlationId } = envelope;
      return {
        ...{ id, type, schemaVersion, institution, policy, time, correlationId, data, predecessor },
        source: 'intake',
        case: caseId,
        position: `${(position += 1)}`,
      };
    });
    await bus.publish('intake', events);
  }
  await bus.close();
  await pool.end();
  return { kafka, source: 'intake', count };
}
