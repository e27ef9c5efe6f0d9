import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { InvalidMessage, Unauthenticated } from '@probity/shell';
import { Webhook } from 'standardwebhooks';
import { receive } from './receiving.js';
import { attemptsBeforeWork, pauseAfter } from './retrying.js';
import { send } from './sending.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const message = { id: 'm-1', type: 'course.given', timestamp: '2026-10-05T09:00:00.000Z', data: { course: 'c-1' } };

describe('a message to a learning system', () => {
  const answers = [204, 302, 503];
  const server = createServer((_, response) => response.writeHead(answers.shift() ?? 500, { location: '/' }).end());
  let url: string;
  beforeAll(async () => {
    await once(server.listen(0, '127.0.0.1'), 'listening');
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => void server.close());

  it('is taken with any 2xx, and with nothing else: no redirection is followed', async () => {
    expect(await send({ url, secret }, message)).toBeNull();
    expect(await send({ url, secret }, message)).toBe('HTTP 302');
    expect(await send({ url, secret }, message)).toBe('HTTP 503');
    await new Promise((resolve) => server.close(resolve).closeAllConnections());
    expect(await send({ url, secret }, message)).toMatch(/^(ECONNREFUSED|UND_ERR_SOCKET)$/);
  });

  it('is sent again after pauses that grow to an hour, and is work for a person after a quarter of one', () => {
    expect([1, 2, 3, 12, 100].map(pauseAfter)).toEqual([2_000, 4_000, 8_000, 3_600_000, 3_600_000]);
    const waited = Array.from({ length: attemptsBeforeWork - 1 }, (_, tried) => pauseAfter(tried + 1));
    expect(waited.reduce((sum, pause) => sum + pause)).toBe(1_022_000);
  });
});

describe('a message of a learning system', () => {
  const told = {
    type: 'course.passed',
    data: { course: '0197f3a0-0000-7000-8000-000000000010', at: '2026-10-08T09:00:00Z' },
  };
  const signed = (body: string, sentAt = new Date(), by = secret) => ({
    'webhook-id': 'm-1',
    'webhook-timestamp': String(Math.floor(sentAt.getTime() / 1_000)),
    'webhook-signature': new Webhook(by).sign('m-1', sentAt, body),
  });
  const system = { url: 'https://learning.example', secret };
  const received = (content: unknown) => {
    const body = typeof content === 'string' ? content : JSON.stringify(content);
    return receive(system, signed(body), body);
  };
  const fieldsOf = (content: unknown): readonly string[] => {
    try {
      received(content);
    } catch (error) {
      if (error instanceof InvalidMessage) return error.errors.map(({ field }) => field);
      throw error;
    }
    return [];
  };

  it('is what was signed', () => {
    expect(received(told)).toEqual({ ...told, id: 'm-1' });
    expect(received({ ...told, timestamp: '2026-10-08T10:00:00+01:00' })).toMatchObject(told);
  });

  it('is told to be too old where that is all that is wrong, and which value was expected in words', () => {
    const body = JSON.stringify(told);
    const old = signed(body, new Date(Date.now() - 6 * 60_000));
    expect(() => receive(system, old, body)).toThrow(/webhook-timestamp is not within five minutes/);
    expect(() => receive(system, { ...old, 'webhook-timestamp': signed(body)['webhook-timestamp'] }, body)).toThrow(
      'the signature is not valid',
    );
    const odd = { type: 'course.dropped', data: { ...told.data, course: 'c-1' } };
    expect(() => received(odd)).toThrow(InvalidMessage);
    const says = (() => {
      try {
        received(odd);
      } catch (error) {
        return (error as InvalidMessage).errors.map((one) => one.says).join(' ');
      }
    })();
    expect(says).toMatch(/one of "course\.opened".* is expected.*an id \(UUID\) is expected/);
  });

  it('is nobody knows whose where it was signed otherwise, changed, too old, or no system is known', () => {
    const body = JSON.stringify(told);
    const other = `whsec_${Buffer.alloc(32, 1).toString('base64')}`;
    const of = (headers: ReturnType<typeof signed>, text = body, from: typeof system | undefined = system) =>
      expect(() => receive(from, headers, text)).toThrow(Unauthenticated);
    of(signed(body, new Date(), other));
    of(signed(body), body.replace('passed', 'failed'));
    of(signed(body, new Date(Date.now() - 301_000)));
    of(signed(body, new Date(Date.now() + 302_000)));
    of({ ...signed(body), 'webhook-id': 'm-2' });
    expect(() => receive(undefined, signed(body), body)).toThrow(Unauthenticated);
  });

  it('names the header or the field that is wrong', () => {
    expect(() => receive(system, {}, '')).toThrow(InvalidMessage);
    expect(fieldsOf('{')).toEqual(['']);
    expect(fieldsOf({ ...told, type: 'course.burnt' })).toEqual(['/type']);
    expect(fieldsOf({ ...told, data: { course: 'c', at: 'yesterday' } })).toEqual(['/data/course', '/data/at']);
  });
});
