import { setTimeout as sleep } from 'node:timers/promises';
import { inTurn } from '../../bench.js';
import { newFact, newStream } from '../../facts.js';
import type { Measured } from '../../results.js';
import { percentile } from '../../stats.js';
import { steadily } from '../../steadily.js';
import { Found } from '../found.js';
import { kafkajsAlone, kafkajsBetweenCommits } from '../routes/kafkajs.js';
import { nestTransporter } from '../routes/nest.js';
import { overKafka, overPostgres } from '../routes/ours.js';
import { polledOutbox } from '../routes/polled-outbox.js';
import type { Route, RouteKind } from '../routes/route.js';
import type { World } from '../world.js';

const KAFKA_PEERS = [kafkajsAlone, kafkajsBetweenCommits, nestTransporter];
const KINDS = [overKafka, overPostgres, ...KAFKA_PEERS, polledOutbox];
/** Without anything having come through. */
const PATIENCE_MS = 20_000;

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

/** Of one route: when each command began, as it is counted, and when what came of it was committed. */
class Timed {
  readonly #begun = new Map<string, number>();
  readonly #ended = new Map<string, number>();

  constructor(private readonly kind: RouteKind) {}

  ended(caseId: string): void {
    if (!this.#ended.has(caseId)) this.#ended.set(caseId, performance.now());
  }

  /** @returns milliseconds for each; 0 where it was committed before its command had resolved */
  async at(route: Route, rate: number, ms: number): Promise<readonly number[]> {
    this.#begun.clear();
    this.#ended.clear();
    await steadily(rate, ms, async () => {
      const fact = newFact(newStream());
      const given = performance.now();
      if (this.kind.from === 'given') this.#begun.set(`${fact.envelope.case}`, given);
      await route.command(fact);
      if (this.kind.from === 'acknowledged') this.#begun.set(`${fact.envelope.case}`, performance.now());
    });
    for (let waited = 0; this.#ended.size < this.#begun.size && waited < PATIENCE_MS; waited += 10) await sleep(10);
    return [...this.#begun].map(([caseId, begun]) => {
      const ended = this.#ended.get(caseId);
      if (ended === undefined) throw new Error(`${this.kind.name}: acknowledged, and nothing came of it: ${caseId}`);
      return Math.max(0, ended - begun);
    });
  }
}
