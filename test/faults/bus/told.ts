import type { KafkaMessage } from 'kafkajs';

/** A message as the broker holds it. */
export interface Told {
  readonly partition: number;
  readonly offset: string;
  /** The public event's; '' where it is none. */
  readonly id: string;
  /** Of how many relays of its source it was that said so. */
  readonly term: number;
}

export const fromBytes = (partition: number, { offset, headers = {} }: KafkaMessage): Told => ({
  partition,
  offset,
  id: `${headers['ce_id'] ?? ''}`,
  term: Number(headers['ce_relayterm'] ?? 0),
});
