import type pg from 'pg';

let turn: Promise<unknown> = Promise.resolve();

/** One at a time, of all processes: PostgreSQL refuses two grants on one object at once. */
export const inTurn = <T>(admin: pg.Pool, act: () => Promise<T>): Promise<T> => {
  const mine = turn.then(async () => {
    const client = await admin.connect();
    try {
      await client.query("SET lock_timeout = 0; SELECT pg_advisory_lock(hashtext('probity.provision'))");
      return await act();
    } finally {
      client.release(true);
    }
  });
  turn = mine.catch(() => undefined);
  return mine;
};
