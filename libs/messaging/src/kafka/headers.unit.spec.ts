import { describe, expect, it } from '@jest/globals';
import { asyncApi } from '@probity/contracts';
import { publicEvents } from '../testing/public-events.js';
import { toMessage } from './message.js';
import { topicOf } from './topics.js';

interface Described {
  readonly channels: Readonly<Record<string, { readonly address: string }>>;
  readonly components: { readonly schemas: { readonly CloudEvent: Headers } };
}
interface Headers {
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, { readonly const?: string; readonly pattern?: string }>>;
}

describe('what AsyncAPI says of messages and topics', () => {
  const described = asyncApi({ prefix: 'other' }) as Described;
  const { required, properties } = described.components.schemas.CloudEvent;
  const [first, second] = publicEvents('intake', '0198f000-0000-7000-8000-0000000000c1', 2);

  it('has the headers that are sent, as they are', () => {
    for (const event of [first, { ...second, breaches: ['C-1'] }]) {
      const { headers = {} } = toMessage(event as typeof first & object, { term: 3 });
      for (const [name, value] of Object.entries(headers)) {
        const { const: only = value, pattern = '' } = properties[name] ?? { const: 'not described' };
        expect([name, value]).toEqual([name, only]);
        expect(value).toMatch(new RegExp(pattern));
      }
      expect(Object.keys(headers)).toEqual(expect.arrayContaining([...required]));
    }
    const all = toMessage({ ...second, breaches: [] } as unknown as typeof first & object, { term: 1 });
    expect(Object.keys(all.headers ?? {}).toSorted()).toEqual(Object.keys(properties).toSorted());
  });

  it('has the topics by their names', () => {
    for (const [source, { address }] of Object.entries(described.channels))
      expect(address).toBe(topicOf({ prefix: 'other' }, source));
  });
});
