import { type PublicEvent, startInbox } from '@probity/messaging';
import { emptyDatabase, type World } from '../world.js';
import { prepare, Service } from '../service.js';
import { type ConsumerKind, type Consuming, countInView, foldIntoView, makeView, type Told } from './consumer.js';

let consumers = 0;

async function start(world: World, told: Told, handled: () => void): Promise<Consuming> {
  const url = await emptyDatabase(world);
  await prepare(url);
  const name = `hearings-${(consumers += 1)}`;
  const tables = makeView(name.replaceAll('-', '_'));
  const service = await Service.open({ url, name, category: 'report', kafka: told.kafka, tables });
  const { pool, schema, bus } = service;
  const fold = foldIntoView(schema);
  const inbox = startInbox({
    service: name,
    sources: [told.source],
    ...{ bus, pool, schema },
    reactions: {
      [`${told.source}.HearingAdjourned`]: async (event: PublicEvent) => {
        await pool.query({ name: 'fold', text: fold, values: [event.case, event.position] });
        handled();
      },
    },
  });
  return {
    close: async () => {
      await inbox.close();
      const { rows } = await pool.query<{ count: number }>(countInView(schema));
      await service.close();
      return rows[0]?.count ?? 0;
    },
  };
}

export const ourConsumer: ConsumerKind = { key: 'ours', name: 'Probity', start };
