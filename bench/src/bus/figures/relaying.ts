import { inTurn } from '../../bench.js';
import { Found } from '../found.js';
import { kafkajsAlone, kafkajsRelay } from '../relays/kafkajs.js';
import { nestEmitting } from '../relays/nest.js';
import { ourRelay } from '../relays/ours.js';
import type { World } from '../world.js';

const PEERS = [kafkajsAlone, kafkajsRelay, nestEmitting];
const WHAT = 'relay';

/** From a log that is full to a topic that holds all of it. */
export async function relaying(world: World): Promise<void> {
  const { settings, results, say } = world;
  const found = new Found(world);
  const open = [];
  for (const kind of [ourRelay, ...PEERS]) open.push({ kind, relay: await kind.open(world, settings.busEvents) });
  // The first round warms up.
  for (let round = -1; round < settings.rounds; round += 1) {
    for (const { kind, relay } of inTurn(open, Math.max(0, round))) {
      const rate = await relay.run();
      if (round >= 0) found.add(WHAT, kind.key, rate);
      if (round >= 0) say(`relay, ${kind.name}: ${rate.toFixed(0)} a second`);
    }
  }
  for (const { relay } of open) await relay.close();
  const peers = PEERS.map(({ key, name }) => ({ against: key as 'nest', name, value: found.median(WHAT, key) }));
  results.compare('relay', 'a second', found.median(WHAT, 'ours'), ...peers);
}
