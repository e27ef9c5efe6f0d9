import { randomBytes } from 'node:crypto';

/** 16 bytes in base64url, as Kafka writes them; not with a dash before it, which Kafka's tools take for an option. */
export const newClusterId = (): string => {
  for (;;) {
    const id = randomBytes(16).toString('base64url');
    if (!id.startsWith('-')) return id;
  }
};
