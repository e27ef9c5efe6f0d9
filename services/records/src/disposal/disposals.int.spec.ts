import { randomBytes, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MemoryEventStore, type NewEvent } from '@probity/event-store';
import { MemoryVault, SealedCodec } from '@probity/record';
import { Destroyed, handleCommand, Streams, SystemClock, type ServiceContext, type Subject } from '@probity/shell';
import { DataSource } from 'typeorm';
import type { FileEvent } from '../domain/file/file.js';
import { destructionSubject, fileSubject } from '../subjects.js';
import { CountedCaseRow } from '../views/counted-case.entity.js';
import { after, noted, noting, officer, policy } from '../testing/sample.js';
import { DisposalRow } from '../views/disposal.entity.js';
import { disposalsProjection } from '../views/disposals.projection.js';
import { disposals } from './disposals.js';

const schema = `disposals_${randomBytes(6).toString('hex')}`;
const id = '0198f000-0000-7000-8000-0000000000c1';
const scope = `case:${id}`;
const at = '2031-10-06T09:00:00.000Z';
const ruling = { restedOn: {}, departures: [], breaches: [] };
const due: FileEvent = { type: 'DisposalDue', data: { dueSince: '2031-10-06', reason: 'Over.', notedAt: at, ruling } };
const hold: FileEvent = { type: 'HoldPlaced', data: { hold: 'h-1', reason: 'A claim.', placedAt: at, ruling } };
const release: FileEvent = { type: 'HoldReleased', data: { hold: 'h-1', reason: 'None.', releasedAt: at, ruling } };

describe('a record that was marked for destruction', () => {
  let views: DataSource;
  let vault: MemoryVault;
  let streams: Streams;
  let context: ServiceContext;
  let crash: 'before' | 'after' | undefined;
  let told: unknown[];

  const append = async (...events: readonly FileEvent[]): Promise<void> => {
    const stream = `file-${id}`;
    const expected = (await streams.store.readStream(stream)).length;
    const sealed = events.map(async ({ type, data }, index) => {
      const around = envelope(`0198f000-0000-7000-8000-${randomBytes(6).toString('hex')}`, type);
      return { ...around, data: await streams.encode({ ...around, stream, version: expected + index + 1 }, data) };
    });
    await streams.store.append([{ stream, expected, events: await Promise.all(sealed) }]);
  };
  /** Everything from the start, as after a crash that lost the checkpoint. */
  const project = async (): Promise<void> => {
    const page = await streams.openAll(await streams.store.readAll('0' as never));
    await views.transaction((manager) => disposalsProjection.project(page, manager));
  };
  const round = async (): Promise<string> => {
    const outcome = await disposals(context)
      .act(new AbortController().signal)
      .then(
        () => 'made',
        () => 'failed',
      );
    const alive = await streams.load(fileSubject, id).then(
      () => 'alive',
      (error: unknown) => error instanceof Destroyed && 'destroyed',
    );
    return `${outcome}, ${alive}, ${await views.getRepository(DisposalRow).count()} left`;
  };

  beforeAll(async () => {
    const url = process.env['TEST_DATABASE_URL'] ?? '';
    const extra = { options: `-c search_path=${schema}` };
    views = await new DataSource({
      type: 'postgres',
      url,
      schema,
      extra,
      entities: [DisposalRow, CountedCaseRow],
    }).initialize();
    await views.query(`CREATE SCHEMA ${schema}`);
    for (const file of [
      '0001-centre-cases.sql',
      '0002-sealed.sql',
      '0003-destructions-and-statistics.sql',
      '0004-years.sql',
    ])
      await views.query(await readFile(new URL(`../../migrations/${file}`, import.meta.url), 'utf8'));
  });
  beforeEach(async () => {
    vault = new MemoryVault();
    streams = new Streams(new MemoryEventStore(), new SealedCodec(vault), [
      fileSubject,
      destructionSubject,
    ] as unknown as readonly Subject[]);
    crash = undefined;
    told = [];
    const destroy: ServiceContext['destroy'] = async (what, why) => {
      if (crash === 'before') throw new Error('ended');
      await vault.destroy(what, why);
      if (crash === 'after') throw new Error('ended');
      told.push([what, why]);
    };
    const give: ServiceContext['give'] = (subject, of, asked, command) =>
      handleCommand(streams, { get: () => policy } as never, subject, of, asked, command);
    const chosen = { backupRetention: 'P35D', smallNumbersBelow: 5 };
    const policies = { get: () => policy };
    const common = { name: 'records', clock: new SystemClock(), views, streams, chosen, policies };
    context = { ...common, destroy, give } as unknown as ServiceContext;
    await append(...after(noting(noted.opened)), due);
    await project();
  });
  afterAll(async () => {
    await views.query(`DROP SCHEMA ${schema} CASCADE`);
    await views.destroy();
  });

  /** As it stands beside the file. */
  const certificate = async () => (await streams.load(destructionSubject, id)).state;

  it('is destroyed, by whom it was marked and under the clauses', async () => {
    expect(await round()).toBe('made, destroyed, 0 left');
    expect(told).toEqual([[scope, { by: 'st-1', why: 'IMI/timelines/retain-5y', at }]]);
    expect(await certificate()).toMatchObject({
      ...{ status: 'key-destroyed', case: id, reference: 'IMI-2026-000001', markedBy: 'st-1', markedAt: at },
      ...{ clauses: ['IMI/timelines/retain-5y'], completed: null, key: { backupRetention: 'P35D' } },
    });
    expect((await streams.store.readStream(`destruction-${id}`)).map(({ keyId, case: of }) => [keyId, of])).toEqual([
      ['destruction:certificates', null],
      ['destruction:certificates', null],
    ]);
    await project();
    expect(await round()).toBe('made, destroyed, 0 left');
  });

  it.each(['before', 'after'] as const)(
    'is destroyed by a later round where the process ended %s the key was',
    async (when) => {
      crash = when;
      expect(await round()).toBe(`failed, ${when === 'before' ? 'alive' : 'destroyed'}, 1 left`);
      expect(await certificate()).toMatchObject({ status: 'begun', reference: 'IMI-2026-000001' });
      crash = undefined;
      expect(await round()).toBe('made, destroyed, 0 left');
      expect(told).toHaveLength(1);
      expect(await certificate()).toMatchObject({ status: 'key-destroyed' });
    },
  );

  it('waits while there is a hold that came meanwhile', async () => {
    await append(hold);
    expect(await round()).toBe('made, alive, 1 left');
    expect(await certificate()).toEqual({ status: 'none' });
    await append(release);
    expect(await round()).toBe('made, destroyed, 0 left');
  });

  const placeHold = () =>
    handleCommand(
      ...([streams, { get: () => policy } as never, fileSubject, id] as const),
      {
        ...officer,
        institution: 'imi',
        requestId: randomUUID(),
        requestDigest: '',
        correlationId: id,
        needsIfMatch: false,
      },
      { type: 'PlaceHold', hold: 'h-2', reason: 'A court asks.' },
    );

  it('is not destroyed where a hold comes just as its destruction begins', async () => {
    const really = streams.store.append.bind(streams.store);
    jest.spyOn(streams.store, 'append').mockImplementationOnce(async (appends) => {
      await placeHold();
      return really(appends);
    });
    expect(await round()).toBe('made, alive, 1 left');
    expect(told).toEqual([]);
  });

  it('can be held no more once its destruction has begun, though the process ended before the key was destroyed', async () => {
    crash = 'before';
    expect(await round()).toBe('failed, alive, 1 left');
    await expect(placeHold()).rejects.toThrow('not-being-destroyed');
    crash = undefined;
    expect(await round()).toBe('made, destroyed, 0 left');
  });

  it('stays where the day until which it is kept has changed since', async () => {
    const rule = {
      keep: 'P5Y',
      from: 'heard',
      startedAt: at,
      earliest: '2036-10-06',
      clauses: ['IMI/timelines/retain-legal'],
      settings: [],
    };
    const retention = {
      earliest: '2036-10-06',
      timeZone: 'Europe/London',
      rule,
      rules: [rule],
      why: 'An appeal was heard.',
    };
    await append({ type: 'RetentionChanged', data: { retention } });
    expect(await round()).toBe('made, alive, 0 left');
  });
});

const envelope = (eventId: string, type: string): Omit<NewEvent, 'data'> => ({
  ...{ id: eventId, type, schemaVersion: 1, institution: 'imi', case: id, keyId: scope, actedAt: at, occurredAt: at },
  ...{ actor: 'st-1', correlationId: id, causationId: null, requestDigest: '', authority: ['IMI/timelines/retain-5y'] },
  policy: { pack: 'imi', version: '8' },
});
