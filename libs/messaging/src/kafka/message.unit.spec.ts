import { describe, expect, it } from '@jest/globals';
import { CloudEvent, Kafka } from 'cloudevents';
import { aCase, publicEvents } from '../testing/public-events.js';
import { fromMessage, toMessage, Unreadable } from './message.js';

const [first, second] = publicEvents('intake', aCase(), 2);
if (!first || !second) throw new Error('two events expected');
const received = ({ key, value, headers }: ReturnType<typeof toMessage>) => ({
  key: Buffer.from(key as string),
  value: Buffer.from(value),
  headers: Object.fromEntries(Object.entries(headers ?? {}).map(([name, one]) => [name, Buffer.from(String(one))])),
});

describe('a message', () => {
  it.each([first, second, { ...second, breaches: ['ABC-1', 'ABC-2.3'] }])('is read as it was told', (event) => {
    expect(fromMessage(received(toMessage(event, { term: 3 })), 'intake')).toEqual(event);
  });

  it('has the case as its key, and when it happened as its time', () => {
    expect(toMessage(first, { term: 1 })).toMatchObject({ key: first.case, timestamp: `${Date.parse(first.time)}` });
  });

  it('is a CloudEvent in binary mode to whoever reads those', () => {
    const { key, value, headers } = toMessage(second, { term: 7 });
    const sent = { key: String(key), value, body: value, headers } as unknown as Parameters<typeof Kafka.toEvent>[0];
    const read = Kafka.toEvent(sent) as CloudEvent<object>;
    expect(read).toBeInstanceOf(CloudEvent);
    expect(read.validate()).toBe(true);
    expect(read).toMatchObject({
      specversion: '1.0',
      id: second.id,
      source: 'urn:probity:intake',
      type: `org.probity.intake.${second.type}`,
      subject: second.case,
      datacontenttype: 'application/json',
      predecessor: first.id,
      relayterm: '7',
    });
    expect(new Date(read.time ?? '')).toEqual(new Date(second.time));
    expect(read.data).toEqual(second.data);
  });

  it.each([
    ['nothing at all', { key: null, value: null }, 'no ce_specversion'],
    ['no id', { drop: 'ce_id' }, 'no ce_id'],
    ['another version', { put: { ce_specversion: '0.3' } }, 'ce_specversion'],
    ['another service to tell it', { put: { ce_source: 'urn:probity:hearings' } }, 'ce_source'],
    ['an id that is none', { put: { ce_id: 'seven' } }, 'ce_id'],
    ['a predecessor that is none', { put: { ce_predecessor: '' } }, 'ce_predecessor'],
    ['a position that is none', { put: { ce_logposition: '1e3' } }, 'ce_logposition'],
    ['a version that is none', { put: { ce_schemaversion: 'one' } }, 'ce_schemaversion'],
    ['a case that no table can hold', { put: { ce_subject: 'a\0' } }, 'ce_subject'],
    ['somebody else’s type', { put: { ce_type: 'com.example.x' } }, 'ce_type'],
    ['data that is no JSON', { value: Buffer.from('{') }, 'data'],
    ['no data', { value: null }, 'data'],
  ])('that has %s cannot be read, and says why', (_what, change: Record<string, unknown>, code) => {
    const whole = received(toMessage(first, { term: 1 }));
    const headers = { ...whole.headers, ...(change['put'] as object) } as Record<string, Buffer>;
    if (change['drop']) delete headers[change['drop'] as string];
    const told = 'key' in change ? { key: null, value: null } : { ...whole, ...change, headers };
    expect(() => fromMessage(told as never, 'intake')).toThrow(new Unreadable(code));
  });
});
