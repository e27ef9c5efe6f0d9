import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from '@probity/postgres';
import type { Body, Caller } from '@probity/standalone';
import type { Pool } from 'pg';
import { System } from '../support/system.js';
import { opened } from './a-report.js';

let system: System;
let owner: Pool;
let manager: Caller;
let officer: Caller;
let caseId: string;

beforeAll(async () => {
  system = await System.start();
  owner = connect(system.database.url, { max: 1 });
  [manager, officer] = [await system.as('imi-quality-manager'), await system.as('imi-intake')];
  ({ case: caseId } = await opened(system.anyone(), officer));
}, 60_000);
afterAll(async () => {
  await owner.end();
  await system.stop();
});

/** As a service leaves it whose reaction has failed five times. */
const park = async (): Promise<string> => {
  const event = {
    ...{ id: randomUUID(), source: 'intake', type: 'SomethingNobodyHears', schemaVersion: 1, institution: 'imi' },
    ...{ case: caseId, policy: { pack: 'imi', version: '1' }, time: '2026-03-02T09:00:00Z' },
    ...{ correlationId: randomUUID(), position: '1', predecessor: null, data: {} },
  };
  const values = [event.id, caseId, JSON.stringify(event)];
  await owner.query(
    `insert into hearings.inbox_messages (id, source, case_id, position, event) values ($1, 'intake', $2, 1, $3)`,
    values,
  );
  await owner.query(
    `insert into hearings.inbox_parkings (case_id, source, message, type, reason, attempts)
     values ($1, 'intake', $2, 'SomethingNobodyHears', 'RuleBroken hearing/notice', 5)`,
    [caseId, event.id],
  );
  return event.id;
};

const parked = async (): Promise<Body> => (await manager.get('/parked')).body;
const reason = 'The notice was mended by hand.';
const goOn = (by: Caller, how: string, body: object = { reason }) =>
  by.post(`/cases/${caseId}/parked/hearings/${how}`, body);

describe('a case that stands still', () => {
  it.each([
    { how: 'redrive', givenUp: false },
    { how: 'giving-up', givenUp: true },
  ])('is told of, and goes on by a named person who says why: $how', async ({ how, givenUp }) => {
    const message = await park();
    expect((await parked()).parked).toEqual([
      expect.objectContaining({ service: 'hearings', case: caseId, message, attempts: 5 }),
    ]);
    expect((await goOn(officer, how)).status).toBe(403);
    const { status, body } = await goOn(manager, how, {});
    expect([status, body.errors[0].field]).toEqual([422, '/reason']);
    expect((await parked()).parked).toHaveLength(1);
    expect((await goOn(manager, how)).body).toEqual({ case: caseId, parkedAgain: false });
    expect((await parked()).parked).toEqual([]);
    expect((await goOn(manager, how)).status).toBe(404);
    const { rows } = await owner.query(
      `select k.redriven_by, k.why, k.given_up, m.handled_at is not null as handled
         from hearings.inbox_parkings k join hearings.inbox_messages m on m.id = k.message where m.id = $1`,
      [message],
    );
    expect(rows).toEqual([expect.objectContaining({ given_up: givenUp, handled: true })]);
    expect(rows[0].redriven_by).toMatch(/^IMI-S\d\d$/);
    expect(rows[0].why).not.toContain('mended');
  });
});

describe('a message that nobody can read', () => {
  it('is told of by its place, and given up by a named person who says why', async () => {
    await owner.query(
      `insert into hearings.inbox_unreadable (topic, partition, "offset", headers, reason)
       values ('probity.intake.v1', 3, 41, '{}', 'Unreadable no ce_id')`,
    );
    const [kept] = (await parked()).unreadable;
    expect(kept).toMatchObject({ service: 'hearings', topic: 'probity.intake.v1', partition: 3, offset: '41' });
    const path = `/parked/hearings/unreadable/${kept.id}/giving-up`;
    expect((await officer.post(path, { reason })).status).toBe(403);
    expect((await manager.post(path, { reason: ' ' })).status).toBe(422);
    expect((await manager.post(path, { reason })).body).toEqual({ service: 'hearings', id: kept.id, givenUp: true });
    expect((await parked()).unreadable).toEqual([]);
    expect((await manager.post(path, { reason })).status).toBe(404);
  });
});
