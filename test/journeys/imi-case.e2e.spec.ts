import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { play, Stage, type Opened } from '@probity/standalone';
import { toldBeside } from '../support/on-the-bus.js';
import { System } from '../support/system.js';

let system: System;
let opened: Opened;
const said: string[] = [];

beforeAll(async () => {
  system = await System.start();
  const stage = new Stage(system.url, system.identity.issuer, (line) => said.push(line));
  opened = await play(stage);
}, 60_000);
afterAll(() => system.stop());

describe('a malpractice case at an awarding body, from a report to a kept record', () => {
  it('goes as it is told, refusals by their clauses included', () => {
    const refusals = said.filter((line) => line.startsWith('  - '));
    expect(refusals.length).toBeGreaterThanOrEqual(20);
    for (const line of refusals) expect(line).toMatch(/refused, 4\d\d {2}\[IMI\//);
  });

  it('and again, on the same system', async () => {
    await play(new Stage(system.url, system.identity.issuer, () => {}));
  }, 30_000);

  it('told whoever would hear it what /asyncapi.json says, and nothing in clear', async () => {
    const { wrong, types } = await toldBeside(system);
    expect(wrong).toEqual([]);
    expect(types.size).toBeGreaterThan(15);
  });

  it('every event has its actor, its times and its clauses', async () => {
    const manager = await system.as('imi-quality-manager');
    const { body } = await manager.get(`/cases/${opened.centre.id}/timeline`);
    const acts = body.entries.filter((entry: { actor: string }) => !entry.actor.startsWith('system:'));
    expect(acts.length).toBeGreaterThan(25);
    for (const entry of acts) {
      expect(entry.clauses.length).toBeGreaterThan(0);
      expect(entry.actor).toMatch(/^(IMI-S\d\d|ofqual)$/);
      expect(entry.occurredAt <= entry.actedAt).toBe(true);
    }
    const positions = body.entries.map(({ position }: { position: string }) => Number(position));
    expect(positions).toEqual(positions.toSorted((a: number, b: number) => a - b));
  });

  it('two cases from one report stand beside each other', async () => {
    const manager = await system.as('imi-quality-manager');
    const { body } = await manager.get('/cases?limit=10');
    expect(body.items.map(({ reference }: { reference: string }) => reference)).toEqual(
      expect.arrayContaining([opened.centre.reference, opened.staff.reference]),
    );
    expect(opened.centre.reference).toMatch(/^IMI-\d{4}-\d{6}$/);
    const { body: other } = await manager.get(`/cases/${opened.staff.id}/investigation`);
    expect(JSON.stringify(other)).not.toContain('IMI-S03');
  });

  it('names and free text never reach the log', () => {
    const log = system.logged.join('');
    expect(log).toContain('"route":"/reports"');
    for (const known of [
      'Reporter Example',
      'reporter@example.org',
      'Specimen',
      'Coordinator Example',
      'claims were made in error',
      'sampled before',
    ])
      expect(log).not.toContain(known);
  });

  it('is not there for the staff of another institution', async () => {
    const stranger = await system.as('northmoor-officer');
    for (const part of [
      '',
      '/timeline',
      '/acts',
      '/investigation',
      '/hearing',
      '/sanctions',
      '/notification',
      '/file',
      '/retention',
    ])
      expect((await stranger.get(`/cases/${opened.centre.id}${part}`)).status).toBe(404);
  });

  it('tells for every act whether it is open, who may do it, and why not', async () => {
    const manager = await system.as('imi-quality-manager');
    const { body } = await manager.get(`/cases/${opened.staff.id}/acts`);
    const start = body.acts.find(({ act }: { act: string }) => act === 'investigation.start');
    expect(start).toMatchObject({ open: false, clauses: expect.arrayContaining(['IMI/timelines/10wd']) });
    expect(start.because[0].clauses[0]).toMatch(/^IMI\//);
    expect(start.by.explained).toMatch(/10 working days/);
    const assign = body.acts.find(({ act }: { act: string }) => act === 'investigation.assign-manager');
    expect(assign).toMatchObject({ open: true, due: true });
  });

  it('tells what waits for whom, the most urgent first', async () => {
    const manager = await system.as('imi-quality-manager');
    const { body } = await manager.get('/worklist');
    const due = body.items.map(({ dueAt }: { dueAt: string | null }) => dueAt ?? '9999');
    expect(body.items.length).toBeGreaterThan(0);
    expect(due).toEqual(due.toSorted());
  });
});
