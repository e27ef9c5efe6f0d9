import { topicOf } from '@probity/messaging';
import { plainPool } from '../../sql.js';
import { consume } from '../safe-kafkajs.js';
import { emptyDatabase, PARTITIONS, type World } from '../world.js';
import { type ConsumerKind, type Consuming, countInView, foldIntoView, makeView, type Told } from './consumer.js';

const keep = { name: 'keep', text: 'INSERT INTO inbox (id) VALUES ($1) ON CONFLICT DO NOTHING' };
const fold = { name: 'fold', text: foldIntoView('public') };

/** Each message in a transaction of its own, with its inbox row and its view; the offset after that. */
const start =
  (atOnce: number) =>
  async (world: World, { kafka, source }: Told, handled: () => void): Promise<Consuming> => {
    const pool = plainPool(await emptyDatabase(world), atOnce + 1);
    await pool.query(`CREATE TABLE inbox (id uuid PRIMARY KEY); ${makeView('public')}`);
    const handle = async (id: string, caseId: string, position: string): Promise<void> => {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const { rowCount } = await client.query({ ...keep, values: [id] });
        if (rowCount === 1) await client.query({ ...fold, values: [caseId, position] });
        await client.query('COMMIT');
      } finally {
        client.release();
      }
    };
    const hear = async (message: { readonly headers?: Readonly<Record<string, unknown>> }): Promise<void> => {
      const { ce_id: id, ce_subject: caseId, ce_logposition: position } = message.headers ?? {};
      await handle(String(id), String(caseId), String(position));
      handled();
    };
    const consumer = await consume(world.brokers, topicOf(kafka, source), ({ message }) => hear(message), atOnce);
    return {
      close: async () => {
        await consumer.disconnect();
        const { rows } = await pool.query<{ count: number }>(countInView('public'));
        await pool.end();
        return rows[0]?.count ?? 0;
      },
    };
  };

export const oneByOne: ConsumerKind = {
  key: 'oneByOne',
  name: 'kafkajs, committed message by message',
  start: start(1),
};

export const sideBySide: ConsumerKind = {
  key: 'sideBySide',
  name: `the same, ${PARTITIONS} partitions side by side`,
  start: start(PARTITIONS),
};
