import { createHash } from 'node:crypto';
import type { ServiceContext } from '../runtime/service-context.js';

/** What the log has of some streams. Sealed as it is, it can be told again, by anybody who reads the log, without a key. */
export interface Ledger {
  readonly events: number;
  /** Of the first and the last; null where there are none. */
  readonly first: string | null;
  readonly last: string | null;
  /** SHA-256, in hexadecimal digits, over a line for each event in the order of the log (`lineOf`). */
  readonly digest: string;
}

/** Those that hold nothing are left out of it. */
export const ledgerOf = async (
  { streams: { store } }: Pick<ServiceContext, 'streams'>,
  streams: readonly string[],
): Promise<Ledger> => {
  const found = (await Promise.all(streams.map((stream) => store.readStream(stream)))).flat();
  const events = found.toSorted((a, b) => Number(BigInt(a.position) - BigInt(b.position)));
  const hash = createHash('sha256');
  for (const event of events) hash.update(lineOf(event));
  const { length } = events;
  return {
    events: length,
    first: events[0]?.position ?? null,
    last: events[length - 1]?.position ?? null,
    digest: hash.digest('hex'),
  };
};

/** Position, id, and the digest of what is stored. */
const lineOf = ({ position, id, data }: { position: string; id: string; data: Uint8Array }): string =>
  `${position} ${id} ${createHash('sha256').update(data).digest('hex')}\n`;
