import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { request as plainRequest } from 'node:http';
import { connect as openSocket } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { intake } from '@probity/intake';
import { connect } from '@probity/postgres';
import { until, type Body, type Caller, type Reply } from '@probity/standalone';
import { System } from '../support/system.js';
import { aReport, opened, received } from './a-report.js';

let system: System;
let anyone: Caller;
let officer: Caller;
let admin: ReturnType<typeof connect>;

beforeAll(async () => {
  system = await System.start([intake]);
  anyone = system.anyone();
  officer = await system.as('imi-intake');
  admin = connect(system.database.url, { max: 1 });
});
afterAll(async () => {
  await admin.end();
  await system.stop();
});

const head = async (): Promise<number> => {
  const { rows } = await admin.query('SELECT last FROM event_store.counter');
  return Number(rows[0].last);
};
const send = (
  path: string,
  body: string | Uint8Array<ArrayBuffer>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Reply> =>
  anyone.send('POST', path, {
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), ...headers },
    body,
  });
const fields = ({ body }: Reply): readonly string[] => body.errors.map(({ field }: { field: string }) => field);

/** RFC 9457, of a type that can be looked up, and the process is as well as before. */
const isProblem = async ({ status, headers, body }: Reply, expected: number, code: string): Promise<void> => {
  expect({ status, type: body.type ?? body }).toEqual({ status: expected, type: `/problems/${code}` });
  expect(headers.get('content-type')).toMatch(/^application\/problem\+json\b/);
  expect(body).toMatchObject({ status: expected, title: expect.any(String), instance: expect.stringMatching(/^urn:/) });
  const meaning = await anyone.get(body.type);
  expect(meaning).toMatchObject({ status: 200, body: { title: body.title, means: expect.any(String) } });
  expect((await anyone.get('/health/ready')).status).toBe(200);
};

describe('what cannot be stored is refused, and nothing is stored', () => {
  let before: number;
  beforeEach(async () => {
    before = await head();
  });
  const nothingStored = async (): Promise<void> => expect(await head()).toBe(before);
  afterEach(nothingStored);

  it.each([
    ['malformed', '{"institution":'],
    ['not in UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d])],
    ['two documents', '{} {}'],
  ])('JSON that is %s: 400', async (_, body) => isProblem(await send('/reports', body), 400, 'malformed-json'));

  it('an unknown field: 422 that names it', async () => {
    const reply = await anyone.post('/reports', await aReport({ verdict: 'guilty' }));
    await isProblem(reply, 422, 'invalid');
    expect(reply.body.errors).toEqual([{ field: '/verdict', code: 'unrecognized-keys', says: expect.any(String) }]);
  });

  it('an unknown field deep inside: 422 with its JSON pointer, RFC 6901 escapes included', async () => {
    const reply = await anyone.post('/reports', await aReport({ learners: [{ name: 'L' }, { 'a/b~c': 1 }] }));
    await isProblem(reply, 422, 'invalid');
    expect(fields(reply)).toEqual(['/learners/1/a~1b~0c']);
  });

  it('a wrong type: 422 with the JSON pointer', async () => {
    const reply = await anyone.post('/reports', await aReport({ nature: { what: 'Something.', dates: ['2025', 7] } }));
    await isProblem(reply, 422, 'invalid');
    expect(fields(reply)).toEqual(['/nature/dates/1']);
  });

  it('no body at all, null, and a list: 422', async () => {
    for (const body of ['', 'null', '[]', '"text"']) await isProblem(await send('/reports', body), 422, 'invalid');
  });

  it('ten thousand mistakes: 422 that tells the first hundred', async () => {
    const reply = await anyone.post('/reports', await aReport({ learners: Array.from({ length: 10_000 }, () => 1) }));
    await isProblem(reply, 422, 'invalid');
    expect(reply.body.errors).toHaveLength(100);
  });

  it.each([[1], [{}]])('more values than any report has, of %j: 422 before anybody looks at them', async (value) => {
    const reply = await anyone.post(
      '/reports',
      await aReport({ learners: Array.from({ length: 100_000 }, () => value) }),
    );
    await isProblem(reply, 422, 'invalid');
    expect(reply.body.errors).toEqual([expect.objectContaining({ code: 'too-many-values' })]);
  });

  it('nine thousand unknown fields, with names of any length: 422 that tells the first hundred, in few words', async () => {
    const many = Object.fromEntries(Array.from({ length: 9_000 }, (_, nth) => [`unknown-${nth}`, 1]));
    const long = Object.fromEntries(Array.from({ length: 200 }, (_, nth) => [`${'x'.repeat(1_000)}${nth}`, '\0']));
    for (const body of [many, { learners: [many] }, { learners: [{ [`${'/'.repeat(500_000)}`]: 1 }] }, long]) {
      const reply = await anyone.post('/reports', { ...(await aReport()), ...body });
      await isProblem(reply, 422, 'invalid');
      expect(reply.body.errors.length).toBeLessThanOrEqual(100);
      expect(Math.max(...fields(reply).map(({ length }) => length))).toBeLessThanOrEqual(200);
      expect(JSON.stringify(reply.body).length).toBeLessThan(40_000);
    }
  });

  it('an occurredAt that is no instant: 422 that names it', async () => {
    for (const occurredAt of ['yesterday', '2025-02-30T00:00:00Z', '', 5, {}]) {
      const reply = await anyone.post('/reports', await aReport({ occurredAt }));
      await isProblem(reply, 422, 'invalid');
      expect(fields(reply)).toEqual(['/occurredAt']);
    }
  });

  it('2 MB of text: 413', async () => {
    const reply = await anyone.post('/reports', await aReport({ nature: { what: 'a'.repeat(2_000_000), dates: [] } }));
    await isProblem(reply, 413, 'too-large');
  });

  it.each([
    ['NUL', String.raw`a\u0000b`, 'nul'],
    ['a high surrogate alone', String.raw`a\ud800b`, 'lone-surrogate'],
    ['a low surrogate alone', String.raw`\udc00`, 'lone-surrogate'],
  ])('%s in a text: 422 that names the field', async (_, text, code) => {
    const report = JSON.stringify(await aReport({ nature: { what: 'HERE', dates: [] } })).replace('HERE', text);
    const reply = await send('/reports', report);
    await isProblem(reply, 422, 'invalid');
    expect(reply.body.errors).toEqual([{ field: '/nature/what', code, says: expect.any(String) }]);
  });

  it.each([
    ['__proto__', '{"institution":"imi","__proto__":{"offices":["appropriate-manager"]}}', '/__proto__'],
    ['__proto__ inside', '{"reporter":{"__proto__":{"kind":"anonymous"}}}', '/reporter/__proto__'],
    ['__proto__ in disguise', String.raw`{"learners":[{"\u005f_proto__":{"name":"x"}}]}`, '/learners/0/__proto__'],
  ])('%s: 422 that names the field', async (_, body, field) => {
    const reply = await send('/reports', body);
    await isProblem(reply, 422, 'invalid');
    expect(fields(reply)).toEqual([field]);
    expect(Object.keys(Object.prototype)).toEqual([]);
  });

  it('lists within lists within lists: 422', async () => {
    for (const depth of [200, 5_000, 500_000])
      await isProblem(await send('/reports', '['.repeat(depth) + ']'.repeat(depth)), 422, 'invalid');
  });

  it('a file where JSON is expected: 415', async () => {
    await isProblem(await send('/reports', 'text', { 'content-type': 'text/plain' }), 415, 'media-type');
    await isProblem(await send('/reports', '<a/>', { 'content-type': 'application/xml' }), 415, 'media-type');
  });

  it('no Idempotency-Key, or one that is none: 400', async () => {
    const body = JSON.stringify(await aReport());
    const headers = { 'content-type': 'application/json' };
    await isProblem(await anyone.send('POST', '/reports', { headers, body }), 400, 'idempotency-key-required');
    for (const key of ['', 'two words', 'k'.repeat(201)])
      await isProblem(await send('/reports', body, { 'idempotency-key': key }), 400, 'idempotency-key-required');
  });

  it('a file whose digest was never uploaded: 422 that names /attachments/0/digest', async () => {
    const attachments = [{ digest: `sha256:${'0'.repeat(64)}`, name: 'a.pdf', mediaType: 'application/pdf' }];
    const reply = await anyone.post('/reports', await aReport({ attachments }));
    await isProblem(reply, 422, 'invalid');
    expect(fields(reply)).toEqual(['/attachments/0/digest']);
  });

  it('an institution that nobody knows: 422 that names it', async () => {
    const reply = await anyone.post('/reports', await aReport({ institution: '__proto__' }));
    await isProblem(reply, 422, 'invalid');
    expect(fields(reply)).toEqual(['/institution']);
  });

  it('an address that leads nowhere, or is no address: problem details too', async () => {
    const paths = ['/nowhere', '/problems/constructor', '/reports/%00', '/cases/%00', `/cases/${'x'.repeat(300)}`];
    for (const path of paths)
      expect([path, (await officer.get(path)).body.type]).toEqual([path, '/problems/not-found']);
    await isProblem(await officer.get('/reports/%E0%A4%A'), 400, 'bad-request');
    await isProblem(await officer.send('DELETE', '/reports', {}), 404, 'not-found');
  });

  it('bytes that are not HTTP: 400 problem details, and the connection ends', async () => {
    const { port } = new URL(system.url);
    const answer = await new Promise<string>((resolve, reject) => {
      let text = '';
      const socket = openSocket(Number(port), '127.0.0.1', () => socket.write('NOT HTTP AT ALL\r\n\r\n'));
      socket
        .on('data', (chunk) => (text += chunk.toString()))
        .on('end', () => resolve(text))
        .on('error', reject);
    });
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('content-type: application/problem+json');
    expect(JSON.parse(answer.slice(answer.indexOf('{')))).toMatchObject({ type: '/problems/bad-request', status: 400 });
  });
});

describe('an act', () => {
  it('out of order: 409 with the clause, its words, and the acts that are open now', async () => {
    const { path } = await received(anyone);
    const before = await head();
    const reply = await officer.post(`${path}/cases`, { subject: { kind: 'centre', id: 'C-1042' } }, { of: path });
    await isProblem(reply, 409, 'out-of-order');
    expect(reply.body.clause).toMatch(/^IMI\//);
    expect(reply.body.refusals[0].words[reply.body.clause]).toMatch(/\w+ \w+/);
    expect(reply.body.open).toContainEqual({
      act: 'report.decide-scope',
      title: expect.any(String),
      route: 'POST /reports/{report}/scope',
    });
    expect(reply.body.open.map(({ act }: { act: string }) => act)).not.toContain('report.open-case');
    expect(await head()).toBe(before);
  });

  it('without If-Match: 428; with a stale one: 412; both tell the current ETag, and nothing is stored', async () => {
    const { path } = await received(anyone);
    const scope = { inScope: true, reason: 'It is about a centre.' };
    const missing = await officer.post(`${path}/scope`, scope);
    await isProblem(missing, 428, 'if-match-required');
    expect(missing.headers.get('etag')).toBe('"1"');
    expect((await officer.post(`${path}/scope`, scope, { ifMatch: '"1"' })).headers.get('etag')).toBe('"2"');
    const before = await head();
    const stale = await officer.post(`${path}/acknowledgement`, { notice: 'We have it.' }, { ifMatch: '"1"' });
    await isProblem(stale, 412, 'version-changed');
    expect(stale.headers.get('etag')).toBe('"2"');
    expect(await head()).toBe(before);
    for (const ifMatch of ['two', 'W/"2"'])
      await isProblem(await officer.post(`${path}/scope`, scope, { ifMatch }), 422, 'invalid');
  });

  it('that happened in the future: 422', async () => {
    const { path } = await received(anyone);
    const occurredAt = new Date(Date.now() + 60_000).toISOString();
    const reply = await officer.post(`${path}/acknowledgement`, { notice: 'We have it.', occurredAt }, { of: path });
    await isProblem(reply, 422, 'invalid');
    expect(fields(reply)).toEqual(['/occurredAt']);
  });

  it('that corrects what every object has: refused, since no such fact was recorded', async () => {
    const { case: id } = await opened(anyone, officer);
    const { body } = await officer.get(`/cases/${id}/timeline`);
    const correct = (field: string): Promise<Reply> =>
      officer.post(
        `/cases/${id}/parts/case/corrections`,
        { event: body.entries[0].event, field, value: 'x', reason: 'A slip.' },
        { of: `/cases/${id}` },
      );
    for (const field of ['/constructor', '/allegation/constructor/name', '/offences/map'])
      await isProblem(await correct(field), 422, 'unacceptable');
    expect((await correct('/allegation/nature/what')).status).toBe(201);
  });
});

describe('the same Idempotency-Key', () => {
  it('again: the first answer', async () => {
    const key = randomUUID();
    const report = await aReport();
    const first = await anyone.post('/reports', report, { key });
    const before = await head();
    const again = await anyone.post('/reports', report, { key });
    expect(first.status).toBe(201);
    expect({ status: again.status, body: again.body }).toEqual({ status: 201, body: first.body });
    for (const name of ['etag', 'probity-position', 'location'])
      expect(again.headers.get(name)).toBe(first.headers.get(name));
    expect(await head()).toBe(before);
  });

  it('from two who have no account, with two reports: each has a report of their own', async () => {
    const reports = [await aReport(), await aReport({ nature: { what: 'Something else.', dates: [] } })];
    const both = () => Promise.all(reports.map((report) => anyone.post('/reports', report, { key: '1' })));
    const first = await both();
    expect(first.map(({ status }) => status)).toEqual([201, 201]);
    expect(new Set(first.map(({ body }) => body.id)).size).toBe(2);
    expect((await both()).map(({ body }) => body)).toEqual(first.map(({ body }) => body));
  });

  it('again after others have acted since: still the first answer', async () => {
    const { path } = await received(anyone);
    const key = randomUUID();
    const acknowledge = { notice: 'We have it.' };
    const first = await officer.post(`${path}/acknowledgement`, acknowledge, { key, ifMatch: '"1"' });
    await officer.post(`${path}/scope`, { inScope: true, reason: 'It is about a centre.' }, { of: path });
    const again = await officer.post(`${path}/acknowledgement`, acknowledge, { key, ifMatch: '"1"' });
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    expect(again.headers.get('etag')).toBe('"2"');
  });

  it('with another body, or for another act: 422', async () => {
    const { path } = await received(anyone);
    const key = randomUUID();
    await officer.post(`${path}/acknowledgement`, { notice: 'We have it.' }, { key, of: path });
    const before = await head();
    const other = await officer.post(`${path}/acknowledgement`, { notice: 'We have it!' }, { key, of: path });
    await isProblem(other, 422, 'key-reused');
    const scope = { inScope: true, reason: 'It is about a centre.' };
    await isProblem(await officer.post(`${path}/scope`, scope, { key, of: path }), 422, 'key-reused');
    const { path: elsewhere } = await received(anyone);
    await isProblem(await officer.post(`${elsewhere}/scope`, scope, { key, of: elsewhere }), 422, 'key-reused');
    expect(await head()).toBe(before + 2);
  });

  it('with the members of the same body in another order: the first answer', async () => {
    const key = randomUUID();
    const report = await aReport();
    const first = await anyone.post('/reports', report, { key });
    const turned = Object.fromEntries(Object.entries(report).toReversed());
    expect((await anyone.post('/reports', turned, { key })).body).toEqual(first.body);
  });

  it('fifty at once: one report, and all the same answer', async () => {
    const key = randomUUID();
    const report = await aReport();
    const before = await head();
    const replies = await Promise.all(Array.from({ length: 50 }, () => anyone.post('/reports', report, { key })));
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    // The report, and who made it.
    expect(await head()).toBe(before + 2);
  });

  it('fifty at once for an act: one event, and all the same answer', async () => {
    const { path } = await received(anyone);
    const before = await head();
    const ask = { key: randomUUID(), ifMatch: '"1"' };
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => officer.post(`${path}/acknowledgement`, { notice: 'We have it.' }, ask)),
    );
    expect(new Set(replies.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(replies.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    expect(await head()).toBe(before + 1);
  });
});

describe('the worklist', () => {
  it('tells as many as are asked for, the most urgent first, and how many there are', async () => {
    for (let nth = 0; nth < 3; nth += 1) await received(anyone);
    const { body: last } = await received(anyone);
    const { body: all } = await officer.get(`/worklist?limit=200&at-least=${last.position}`);
    const { body: two } = await officer.get('/worklist?limit=2');
    expect(two).toEqual({ items: all.items.slice(0, 2), total: all.total });
    expect(all.total).toBeGreaterThanOrEqual(4);
    for (const limit of ['0', '201', 'all'])
      await isProblem(await officer.get(`/worklist?limit=${limit}`), 422, 'invalid');
  });
});

describe('a list', () => {
  it('by its cursors tells everything once, also while more comes', async () => {
    for (let nth = 0; nth < 6; nth += 1) await received(anyone);
    const { body: last } = await received(anyone);
    const all = await officer.get(`/reports?limit=200&at-least=${last.position}`);
    const known = all.body.items.map(({ id }: Body) => id);
    const found: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const after = next === '' ? '' : `&after=${encodeURIComponent(next)}`;
      const { body }: Reply = await officer.get(`/reports?limit=2${after}`);
      expect(body.items.length).toBeLessThanOrEqual(2);
      found.push(...body.items.map(({ id }: Body) => id));
      next = body.next;
      await received(anyone);
    }
    expect(found).toEqual(known);
  });

  it('after what is no cursor, or as long as nobody may ask: 422', async () => {
    const cursor = (...of: unknown[]): string => Buffer.from(JSON.stringify(of)).toString('base64url');
    const wrong = ['x', cursor(1, randomUUID()), cursor('2026', 'x'), cursor('a\0b', randomUUID()), cursor(null)];
    for (const after of wrong) {
      const reply = await officer.get(`/reports?after=${encodeURIComponent(after)}`);
      await isProblem(reply, 422, 'invalid');
      expect(fields(reply)).toEqual(['/query/after']);
    }
    for (const limit of ['0', '201', 'all', '1.5'])
      await isProblem(await officer.get(`/reports?limit=${limit}`), 422, 'invalid');
  });

  it('read at least from the position of a write has it at once', async () => {
    for (let nth = 0; nth < 3; nth += 1) {
      const { body } = await received(anyone);
      const list = await officer.get(`/reports?at-least=${body.position}`);
      expect(list.body.items.map(({ id }: Body) => id)).toContain(body.id);
    }
  });

  it('read at least from a position far ahead: 503 with Retry-After', async () => {
    const reply = await officer.get('/reports?at-least=999999999');
    await isProblem(reply, 503, 'behind');
    expect(Number(reply.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('read at least from what is no position: 422', async () => {
    for (const wrong of ['-1', '1.5', 'now', '', '1&at-least=2', '9'.repeat(30)]) {
      const reply = await officer.get(`/reports?at-least=${wrong}`);
      await isProblem(reply, 422, 'invalid');
      expect(fields(reply)).toEqual(['/query/at-least']);
    }
  });
});

describe('a file', () => {
  const limit = 26_214_400;
  const upload = (bytes: number, mediaType = 'application/pdf'): Promise<Reply> =>
    anyone.upload('/files', new Uint8Array(bytes), mediaType);
  const kept = async (): Promise<readonly string[]> => {
    const entries = await readdir(join(system.data, 'evidence'), { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map(({ name }) => name);
  };

  it('of 25 MiB is kept; of one byte more: 413, and nothing of it is kept', async () => {
    expect(await upload(limit)).toMatchObject({ status: 201, body: { bytes: limit, mediaType: 'application/pdf' } });
    const before = await kept();
    const reply = await upload(limit + 1);
    await isProblem(reply, 413, 'too-large');
    expect(reply.body.limitBytes).toBe(limit);
    expect(await kept()).toEqual(before);
  });

  it('of a type that is not taken, JSON among them, or of none: 415', async () => {
    for (const type of ['application/x-msdownload', 'text/html', 'application/json'])
      await isProblem(await upload(10, type), 415, 'media-type');
  });

  it('that breaks off leaves nothing', async () => {
    await upload(3);
    const before = await kept();
    const { hostname, port } = new URL(system.url);
    const headers = { 'content-type': 'application/pdf', 'content-length': 5_000_000 };
    const broken = plainRequest({ hostname, port, path: '/files', method: 'POST', headers });
    broken.on('error', () => {}).write(Buffer.alloc(1_000_000));
    await until(kept, (files) => files.length > before.length);
    broken.destroy();
    expect(await until(kept, (files) => files.length === before.length)).toEqual(before);
    expect((await anyone.get('/health/ready')).status).toBe(200);
    expect(system.logged.filter((line) => line.includes('a request failed'))).toEqual([]);
  });
});
