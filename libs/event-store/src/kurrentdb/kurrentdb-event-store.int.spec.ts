import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { KurrentDBClient } from '@kurrent/kurrentdb-client';
import { closedAfterEach } from '../contract/closed-after-each.js';
import { ids, newStream, sample, samples, to, versions } from '../contract/samples.js';
import { until, untilAvailable } from '../contract/until.js';
import { IdReused, InvalidAppend, origin, type RecordedEvent, StoreUnavailable, WrongVersion } from '../port.js';
import { SeveralStreamsUnsupported } from './errors.js';
import { KurrentDbEventStore, type KurrentDbOptions } from './kurrentdb-event-store.js';
import { addressOf, type DoubleOptions, type KurrentDbDouble, startDouble } from './testing/kurrentdb-double.js';
import { severable, type Severable } from './testing/severable.js';

/** The client takes half a second for its first connection. */
const ANSWER_MS = 2_000;

interface Started {
  readonly double: KurrentDbDouble;
  readonly way: Severable;
  readonly address: string;
  readonly store: KurrentDbEventStore;
}

describe('the store in KurrentDB, through its client, against a double of the server', () => {
  const closing = closedAfterEach();
  const started: Started[] = [];
  afterEach(async () => {
    for (const { store, way, double } of started.splice(0)) {
      await store.close();
      way.close();
      double.stop();
    }
  });

  const start = async (options: DoubleOptions = {}, storeOptions: KurrentDbOptions = {}) => {
    const double = await startDouble(options);
    const way = await severable('127.0.0.1', double.port);
    const address = addressOf(way.port);
    const store = new KurrentDbEventStore(address, storeOptions);
    started.push({ double, way, address, store });
    return { double, way, address, store };
  };

  describe('what it sends', () => {
    it('is one event a fact, from revision 0, its data as bytes and its envelope as metadata of strings', async () => {
      const { store, double } = await start();
      const [stream, event] = [newStream(), sample({ authority: ['a/1', 'b'], causationId: null })];
      await store.append([to(stream, 0, event)]);
      const [stored] = double.log.stream(stream);
      expect(stored).toMatchObject({ id: event.id, type: event.type, isJson: false, revision: 0n });
      expect(new Uint8Array(stored?.data ?? [])).toEqual(event.data);
      expect(JSON.parse(Buffer.from(stored?.metadata ?? []).toString())).toEqual({
        probity: '1',
        attempt: expect.any(String),
        schemaVersion: '1',
        institution: 'sample-board',
        case: 'case-1',
        keyId: 'case:1',
        actedAt: event.actedAt,
        occurredAt: event.occurredAt,
        actor: 'office-1',
        correlationId: 'correlation-1',
        requestDigest: 'digest-1',
        policyPack: 'sample',
        policyVersion: '1',
        authority: '["a/1","b"]',
      });
    });

    it('comes back alike from an append to one stream and to several', async () => {
      const { store } = await start();
      const [alone, one, other] = [newStream(), newStream(), newStream('report')];
      const event = sample({ case: null, policy: { pack: 'é', version: '' }, authority: [] });
      await store.append([to(alone, 0, event)]);
      await store.append([to(one, 0, { ...event, id: randomUUID() }), to(other, 0, { ...event, id: randomUUID() })]);
      const { id: _id, ...envelope } = event;
      for (const stream of [alone, one, other]) expect(await store.readStream(stream)).toMatchObject([envelope]);
    });
  });

  describe('a conflict', () => {
    it('tells versions from 1 for revisions from 0', async () => {
      const { store } = await start();
      const stream = newStream();
      await store.append([to(stream, 0, ...samples(3))]);
      for (const expected of [0, 1, 2, 4]) {
        await expect(store.append([to(stream, expected, sample())])).rejects.toEqual(
          new WrongVersion(stream, expected, 3),
        );
      }
      await expect(store.append([to(`${stream}-`, 2, sample())])).rejects.toMatchObject({ expected: 2, actual: 0 });
    });

    it('over several streams names the one that is elsewhere, and stores nothing', async () => {
      const { store, double } = await start();
      const [one, other] = [newStream(), newStream()];
      await store.append([to(other, 0, ...samples(2))]);
      const before = double.log.records.length;
      const refused = store.append([to(one, 0, sample()), to(other, 1, sample())]);
      await expect(refused).rejects.toEqual(new WrongVersion(other, 1, 2));
      expect(double.log.records).toHaveLength(before);
    });
  });

  describe('an id that is stored already in its stream', () => {
    const first = samples(3);
    const reused: readonly (readonly [string, number, (stream: string) => ReturnType<typeof to>])[] = [
      ['further back', 3, (stream) => to(stream, 3, sample(), first[0] ?? sample())],
      ['at another version', 3, (stream) => to(stream, 3, ...first)],
      ['beyond a stale version', 3, (stream) => to(stream, 1, sample(), first[2] ?? sample())],
    ];
    it.each(reused)('is refused %s, by who has read the stream and who has not', async (_, version, append) => {
      const { store, address } = await start();
      const stream = newStream();
      await store.append([to(stream, 0, ...first)]);
      const stranger = new KurrentDbEventStore(address);
      for (const each of [store, stranger]) {
        await expect(each.append([append(stream)])).rejects.toBeInstanceOf(IdReused);
      }
      expect(await stranger.readStream(stream)).toHaveLength(version);
      await stranger.close();
    });

    it('is looked for only once in what was read', async () => {
      const { store, double, address } = await start();
      const stream = newStream();
      await store.append([to(stream, 0, ...samples(3))]);
      const reader = new KurrentDbEventStore(address);
      await reader.readStream(stream);
      const reads = double.reads();
      await reader.append([to(stream, 3, sample())]);
      // Whose attempt it was.
      expect(double.reads() - reads).toBe(1);
      await reader.close();
    });
  });

  describe('an append repeated', () => {
    it('by another process at the same moment is told as repeated to all but one', async () => {
      const { address, double } = await start();
      const stores = Array.from({ length: 6 }, () => new KurrentDbEventStore(address));
      const append = [to(newStream(), 0, ...samples(2))];
      const answers = await Promise.all(stores.map((store) => store.append(append)));
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
      expect(double.log.stream(append[0]?.stream ?? '')).toHaveLength(2);
      await Promise.all(stores.map((store) => store.close()));
    });

    it('by another process for another request is refused, though the server takes the ids for a repetition', async () => {
      const { address } = await start();
      const [one, other] = [new KurrentDbEventStore(address), new KurrentDbEventStore(address)];
      const [stream, event] = [newStream(), sample()];
      const outcomes = await Promise.allSettled([
        one.append([to(stream, 0, event)]),
        other.append([to(stream, 0, { ...event, requestDigest: 'digest-2' })]),
      ]);
      expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({ reason: { name: 'IdReused' } });
      await Promise.all([one.close(), other.close()]);
    });

    it('over several streams is the first only where every stream has it', async () => {
      const { store } = await start();
      const [one, other, [a, b]] = [newStream(), newStream(), samples(2) as [RecordedEvent, RecordedEvent]];
      const first = await store.append([to(one, 0, a), to(other, 0, b)]);
      expect(await store.append([to(one, 0, a), to(other, 0, b)])).toEqual({ ...first, repeated: true });
      await expect(store.append([to(one, 0, a), to(other, 0, sample())])).rejects.toBeInstanceOf(IdReused);
      await expect(store.append([to(one, 0, a), to(newStream(), 0, b)])).rejects.toBeInstanceOf(IdReused);
    });
  });

  describe('what KurrentDB cannot take', () => {
    it.each([
      ['a stream of its own', [to('$settings-1', 0, sample())]],
      ['a type of its own', [to('hearing-1', 0, sample({ type: '$metadata' }))]],
      [
        'two names in one append that differ only in case',
        [to('hearing-a', 0, sample()), to('hearing-A', 0, sample())],
      ],
    ])('is refused before it is asked: %s', async (_, append) => {
      const { store, double } = await start();
      await expect(store.append(append)).rejects.toBeInstanceOf(InvalidAppend);
      expect(double.log.records).toEqual([]);
    });

    it('is an append to several streams where the server is too old, which is a typed error', async () => {
      const { store, double } = await start({ version: '24.10.0' });
      const refused = store.append([to(newStream(), 0, sample()), to(newStream(), 0, sample())]);
      await expect(refused).rejects.toBeInstanceOf(SeveralStreamsUnsupported);
      expect(double.log.records).toEqual([]);
      expect(await store.append([to(newStream(), 0, sample())])).toMatchObject({ versions: [1] });
    });
  });

  describe('what is not ours', () => {
    /** Even where it bears our mark, the server's own is not ours. */
    const disturb = ({ double }: Started, stream: string): void => {
      const other = { isJson: false, data: Buffer.from('0@hearing-1'), metadata: Buffer.from('{"$o":"x"}') };
      const marked = { ...other, metadata: Buffer.from('{"probity":"1"}') };
      double.log.put('$projections-$all', { ...marked, id: randomUUID(), type: 'ProjectionUpdated' });
      double.log.put(stream, { ...marked, id: randomUUID(), type: '$>' });
      double.log.put('hearing-of-others', { ...other, id: randomUUID(), type: 'SomethingElse' });
      double.log.put('hearing-of-others', { ...marked, id: randomUUID(), type: 'SomethingElse', isJson: true });
      double.log.put(`$$${stream}`, { ...marked, id: randomUUID(), type: '$metadata' });
    };

    it('is left out of the log, of streams and of subscriptions, and costs no page its length', async () => {
      const here = await start();
      const [stream, events, seen] = [newStream(), samples(40), [] as RecordedEvent[]];
      for (const event of events) {
        await here.store.append([to(newStream(), 0, event)]);
        disturb(here, stream);
      }
      const subscription = closing(here.store.subscribe({}, origin, async (page) => void seen.push(...page)));
      await until(() => seen.length >= 40);
      await subscription.close();
      expect(ids(seen)).toEqual(ids(events));
      expect(ids(await here.store.readAll(origin, {}, { limit: 30 }))).toEqual(ids(events.slice(0, 30)));
      expect(ids(await here.store.readAll(origin, { categories: ['hearing'] }))).toEqual(ids(events));
      expect(await here.store.readStream(stream)).toEqual([]);
      expect(await here.store.readStream('$projections-$all')).toEqual([]);
    });

    it('leaves the versions of a stream as they are', async () => {
      const here = await start();
      const stream = newStream();
      await here.store.append([to(stream, 0, sample())]);
      disturb(here, stream);
      await expect(here.store.append([to(stream, 1, sample())])).rejects.toEqual(new WrongVersion(stream, 1, 2));
      await here.store.append([to(stream, 2, sample())]);
      expect(versions(await here.store.readStream(stream, { direction: 'backwards', limit: 2 }))).toEqual([3, 1]);
    });
  });

  describe('a category', () => {
    it('is asked for by an expression that means its name and nothing else', async () => {
      const { store } = await start();
      const names = ['a.c', 'abc', '(x|y)', 'x', '^', '\\w+', '[a]', 'a', '*'];
      const events = names.map((name) => [name, sample()] as const);
      for (const [name, event] of events) await store.append([to(`${name}-\u0301${randomUUID()}`, 0, event)]);
      for (const [name, event] of events) {
        expect(ids(await store.readAll(origin, { categories: [name] }))).toEqual([event.id]);
      }
    });
  });

  describe('a server that is away', () => {
    it('is told as such, and what was refused can be had when it is back', async () => {
      const { store, way } = await start();
      const append = [to(newStream(), 0, ...samples(2))];
      const stream = append[0]?.stream ?? '';
      const gone = new KurrentDbEventStore(addressOf(1));
      await expect(gone.append(append)).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(gone.head()).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(gone.readStream(stream)).rejects.toBeInstanceOf(StoreUnavailable);
      await expect(gone.readAll(origin)).rejects.toBeInstanceOf(StoreUnavailable);
      await gone.close();
      const first = await store.append(append);
      way.sever();
      expect(await untilAvailable(() => store.append(append))).toEqual({ ...first, repeated: true });
    });

    it('is waited for by a subscription, which tells of it and goes on where it was', async () => {
      const trouble: unknown[] = [];
      const { store, way } = await start({}, { onTrouble: (error) => trouble.push(error) });
      const [stream, events, seen] = [newStream(), samples(6), [] as RecordedEvent[]];
      const subscription = closing(store.subscribe({}, origin, async (page) => void seen.push(...page)));
      for (const [at, event] of events.entries()) {
        await untilAvailable(() => store.append([to(stream, at, event)]));
        await until(() => seen.length > at);
        expect(way.sever()).toBeGreaterThan(0);
        await until(() => trouble.length > at);
      }
      await subscription.close();
      expect(ids(seen)).toEqual(ids(events));
      for (const error of trouble) expect(error).toBeInstanceOf(StoreUnavailable);
    });

    it('and never told its features is asked anew: the client alone would wait for ever', async () => {
      const { store, address, double } = await start({ silences: 2 }, { answerMs: ANSWER_MS });
      const append = [to(newStream(), 0, sample())];
      await expect(store.append(append)).rejects.toBeInstanceOf(StoreUnavailable);
      const client = KurrentDBClient.connectionString(address);
      const alone = () => Promise.race([client.appendToStream('hearing-1', []), setTimeout(500, 'no answer')]);
      expect([await alone(), await alone()]).toEqual(['no answer', 'no answer']);
      expect(double.silences()).toBe(0);
      expect(await untilAvailable(() => store.append(append))).toMatchObject({ versions: [1], repeated: false });
    });

    it('is not waited for longer than told, and no subscription is lost with what was given up', async () => {
      const { store, way } = await start({}, { answerMs: ANSWER_MS });
      const [append, seen] = [[to(newStream(), 0, sample())], [] as RecordedEvent[]];
      const subscription = closing(store.subscribe({}, origin, async (page) => void seen.push(...page)));
      await untilAvailable(() => store.append([to(newStream(), 0, sample())]));
      await until(() => seen.length === 1);
      way.hold();
      await expect(store.append(append)).rejects.toThrow(`did not answer within ${ANSWER_MS} ms`);
      await expect(store.readStream(newStream())).rejects.toBeInstanceOf(StoreUnavailable);
      way.goOn();
      expect(await untilAvailable(() => store.append(append))).toMatchObject({ versions: [1] });
      expect(await untilAvailable(() => store.readStream(append[0]?.stream ?? ''))).toHaveLength(1);
      await until(() => seen.length === 2);
      await subscription.close();
    });
  });

  it('reads on after cancelled reads that nobody took: they do not fill the connection', async () => {
    const { store } = await start({}, { answerMs: 5_000 });
    const [stream, data] = [newStream(), new Uint8Array(4_000)];
    await store.append([to(stream, 0, ...samples(1_000, { data }))]);
    for (let round = 0; round < 8; round += 1) {
      const cancel = new AbortController();
      const reads = Array.from({ length: 40 }, () => store.readStream(stream, { signal: cancel.signal }));
      const outcomes = Promise.allSettled(reads);
      await setTimeout(30);
      cancel.abort();
      await outcomes;
      expect(await store.readStream(stream, { limit: 1 })).toHaveLength(1);
    }
  });
});
