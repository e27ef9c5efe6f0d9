import { inTurn } from '../../bench.js';
import type { Measured } from '../../results.js';
import { percentile } from '../../stats.js';
import { Found } from '../found.js';
import { kafkajsAlone, kafkajsBetweenCommits } from '../routes/kafkajs.js';
import { nestTransporter } from '../routes/nest.js';
import { overKafka, overPostgres } from '../routes/ours.js';
import { polledOutbox } from '../routes/polled-outbox.js';
import type { RouteKind } from '../routes/route.js';
import { Timed } from '../timed.js';
import type { World } from '../world.js';

const KAFKA_PEERS = [kafkajsAlone, kafkajsBetweenCommits, nestTransporter];
const KINDS = [overKafka, overPostgres, ...KAFKA_PEERS, polledOutbox];

/** From a command's acknowledgement in one service to the commit of what the next does about it, at a steady rate. */
export async function reactions(world: World): Promise<void> {
  const { settings, say } = world;
  const found = new Found(world);
  for (let round = 0; round < settings.rounds; round += 1) {
    for (const kind of inTurn(KINDS, round)) {
      const timed = new Timed(kind);
      const route = await kind.open(world, (caseId) => timed.ended(caseId));
      for (const rate of settings.busRates) {
        await timed.at(route, rate, settings.warmUpMs);
        const waits = await timed.at(route, rate, settings.ms);
        const [p50, p99] = [percentile(waits, 0.5), percentile(waits, 0.99)];
        found.add(`p50 ${rate}`, kind.key, p50);
        found.add(`p99 ${rate}`, kind.key, p99);
        say(`${kind.name}, ${rate} a second: ${waits.length}, p50 ${p50.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms`);
      }
      await route.close();
    }
  }
  compare(world, found);
}

function compare({ settings, results }: World, found: Found): void {
  for (const rate of settings.busRates)
    for (const which of ['p50', 'p99']) {
      const of = (kind: RouteKind): Measured => ({
        against: kind.key as Measured['against'],
        name: kind.name,
        value: found.median(`${which} ${rate}`, kind.key),
      });
      const figure = (over: string): string => `command to reaction over ${over}, ${rate} a second, ${which}`;
      results.compare(figure('Kafka'), 'ms', of(overKafka).value, ...KAFKA_PEERS.map(of));
      results.compare(figure('PostgreSQL'), 'ms', of(overPostgres).value, of(polledOutbox));
    }
}
