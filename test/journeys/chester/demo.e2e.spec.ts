import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Stage, storyOf, type Body, type Reply } from '@probity/standalone';
import { learningSystemsFile } from '../../support/learning-systems.js';
import { toldBeside } from '../../support/on-the-bus.js';
import { System } from '../../support/system.js';

let system: System;
let folder: string;
let learningSystems: string;
const said: string[] = [];
const tell = storyOf('chester');
const stage = (say: (line: string) => void): Stage =>
  new Stage(system.url, system.identity.issuer, say, system.clock, learningSystems);

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probity-learning-'));
  learningSystems = await learningSystemsFile(folder);
  system = await System.start(undefined, { PROBITY_LEARNING_SYSTEMS: learningSystems });
  await tell(stage((line) => said.push(line)));
}, 120_000);
afterAll(async () => {
  await system.stop();
  await rm(folder, { recursive: true });
});

describe('plagiarism at level 5, for the first time, from form AI-1 to an offence that is spent', () => {
  it('goes as it is told, refusals by their clauses included [UC-13.1.0, UC-15.3]', () => {
    const refusals = said.filter((line) => line.startsWith('  - '));
    expect(refusals.length).toBeGreaterThanOrEqual(20);
    for (const line of refusals) expect(line).toMatch(/refused, 4\d\d {2}\[UC-/);
  });

  it('and again on the same system, on a Friday evening before a holiday', async () => {
    system.clock.set('2027-12-24T17:00:00Z');
    await tell(stage(() => {}));
  }, 90_000);

  it('told whoever would hear it what /asyncapi.json says, and nothing in clear', async () => {
    const { wrong, types } = await toldBeside(system);
    expect(wrong).toEqual([]);
    expect(types.size).toBeGreaterThan(10);
  });

  it('what was said of the student never reaches the log', () => {
    const log = system.logged.join('');
    expect(log).toContain('"route":"/cases/:case/forms/:form"');
    for (const known of ['Specimen', 'word by word', 'into the notes', 'named the book'])
      expect(log).not.toContain(known);
  });
});

describe('its forms, as pages', () => {
  const path = (): string => said.map((line) => /GET (\/cases\/\S+)\/forms/.exec(line)?.[1]).find(Boolean) ?? '';
  const get = async (who: string, at: string): Promise<Reply> => (await system.as(who)).get(at);

  it('are printed from what was recorded, by whom and when, and run nothing [UC-6.2, UC-10.1.1, UC-15.2.2]', async () => {
    for (const [form, words] of [
      ['ai-1', /Four pages follow a book[^]*similarity report[^]*essay\.pdf/],
      ['ai-2', /into the notes[^]*☒ Might be breach/],
      ['ai-0', /<p>52<\/p>[^]*☒ Yes/],
    ] as const) {
      const { status, headers, body } = await get('chester-aqss', `${path()}/forms/${form}`);
      expect([status, headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
      expect(headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(headers.get('cache-control')).toBe('no-store');
      expect(body).toMatch(words);
      expect(body).toMatch(/<td>UC-2\d{3}-\d{6}<\/td>[^]*Recorded by \w[^<]*, \d+ \w+ 20\d\d, \d\d:\d\d/);
      expect(body).not.toMatch(/<script|src=|href=/);
    }
  });

  it('are listed with what is missing', async () => {
    const { body } = await get('chester-aqss', `${path()}/forms`);
    expect((body.forms as readonly Body[]).map(({ form, state, missing }) => [form, state, missing])).toEqual([
      ['ai-1', 'complete', []],
      ['ai-2', 'complete', []],
      ['ai-0', 'complete', []],
    ]);
  });

  it('are for nobody else: no other student, no other institution, nobody without an account', async () => {
    for (const who of ['chester-student-1', 'ibc-registrar', 'imi-quality-manager'])
      for (const at of [`${path()}/forms`, `${path()}/forms/ai-2`]) expect((await get(who, at)).status).toBe(404);
    expect((await system.anyone().get(`${path()}/forms`)).status).toBe(401);
    expect((await get('chester-aqss', `${path()}/forms/ai-x`)).status).toBe(404);
    expect((await get('chester-aqss', `${path()}/forms/__proto__`)).status).toBe(404);
  });

  it('are there blank, for anybody', async () => {
    const { body } = await system.anyone().get('/policies/chester/2017-18/forms');
    expect((body.forms as readonly Body[]).map(({ form }) => form)).toEqual(['ai-1', 'ai-2', 'ai-x', 'ai-ex', 'ai-0']);
    for (const { href, title } of body.forms) {
      const blank = await system.anyone().get(href);
      expect(blank.headers.get('content-type')).toMatch(/^text\/html/);
      expect(blank.body).toContain(title);
      expect(blank.body).not.toMatch(/☒|Recorded by/);
    }
    expect((await system.anyone().get('/policies/chester/2017-18/forms/form-set')).status).toBe(404);
    expect((await system.anyone().get('/policies/imi/8/forms')).body).toEqual({ forms: [] });
  });
});
