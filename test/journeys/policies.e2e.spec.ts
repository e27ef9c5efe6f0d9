import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Body, Caller } from '@probity/standalone';
import { System } from '../support/system.js';

let system: System;
let anyone: Caller;

beforeAll(async () => {
  system = await System.start();
  anyone = system.anyone();
}, 60_000);
afterAll(() => system.stop());

const all = async (): Promise<readonly Body[]> => (await anyone.get('/policies')).body.policies;

describe('the policies of a deployment', () => {
  it('are three institutions’, side by side, each with when it is in force', async () => {
    expect((await all()).map(({ institution }) => institution)).toEqual(['chester', 'imi', 'irish-baptist-college']);
    for (const { title, inForce, href } of await all()) {
      expect(title).toMatch(/\w/);
      expect(inForce.from).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect((await anyone.get(`${href}/acts`)).status).toBe(200);
    }
  });

  it('say their acts and steps: who, what rules, what facts are read, what follows', async () => {
    const { body } = await anyone.get('/policies/imi/8/acts');
    const act = body.acts.find(({ name }: Body) => name === 'hearing.decide-finding');
    expect(act).toMatchObject({
      title: 'Decide the finding, point by point',
      who: { roles: ['manager'] },
      facts: { finding: { reached: 'bool' }, actor: { roles: 'list<string>' } },
    });
    expect(act.acceptable.map(({ code }: Body) => code)).toContain('every-point-answered');
  });

  it('are read as a page by people and as JSON by programs, clause by clause [UC-3.4.2]', async () => {
    const read = (accept: string) => fetch(`${system.url}/policies/chester/2017-18`, { headers: { accept } });
    const page = await read('text/html,application/xhtml+xml,*/*;q=0.8');
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    expect(await page.text()).toMatch(/<!doctype html>[^]*UC-3\.4\.2[^]*UC-25\.4/);
    for (const accept of ['application/json', '*/*', 'application/json, text/html']) {
      const { clauses } = (await (await read(accept)).json()) as Body;
      expect(clauses).toHaveLength(230);
      expect(clauses.find(({ id }: Body) => id === 'UC-3.4.2').does.length).toBeGreaterThan(0);
    }
  });

  it('are listed as a page for people, with a link to each, and so does the first page', async () => {
    const page = async (path: string) =>
      (await fetch(`${system.url}${path}`, { headers: { accept: 'text/html,*/*;q=0.8' } })).text();
    for (const path of ['/policies', '/']) expect(await page(path)).toContain('<a href="/policies/chester/2017-18">');
  });

  it('are not found where there is none', async () => {
    for (const path of ['/policies/imi/7', '/policies/imi/7/acts', '/policies/nowhere/8'])
      expect((await anyone.get(path)).status).toBe(404);
  });
});

describe('what a policy says of given facts', () => {
  const ask = (body: object, of = 'imi/8') => anyone.post(`/policies/${of}/explain`, body);
  const effect = (applies: boolean, likely = false) => ({ applies, likely });
  const none = effect(false);
  const facts = { prejudice: none, compliance: none, standards: none, confidence: none };

  it('is a ruling, with why, by which clause, in whose words [IMI/timelines/oversight]', async () => {
    const { status, body } = await ask({
      act: 'hearing.decide-finding',
      facts: {
        actor: { offices: [], roles: ['manager'] },
        steps: { done: [] },
        case: { noted: true, closed: false, subject: { kind: 'centre' } },
        report: { signedOff: false },
        finding: { reached: false, proven: false },
      },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      kind: 'out-of-order',
      refusals: [{ code: 'report-signed-off', facts: { 'report.signedOff': false } }],
      read: { 'case.closed': false },
    });
    expect(body.clauses['IMI/timelines/oversight']).toMatch(/\w/);
  });

  it('is the rows of a table [IMI/def/adverse-effect]', async () => {
    const { body } = await ask({ table: 'adverse-effect', facts: { ...facts, standards: effect(false, true) } });
    expect(body).toMatchObject({ rows: [{ then: { met: true }, clauses: ['IMI/def/adverse-effect'] }] });
    expect((await ask({ table: 'adverse-effect', facts })).body.rows).toMatchObject([{ then: { met: false } }]);
  });

  it.each([
    [{ table: 'adverse-effect', facts: {} }, '/facts/prejudice/applies', 'missing'],
    [{ table: 'adverse-effect', facts: { prejudice: { applies: 'yes' } } }, '/facts/prejudice/applies', 'wrong-type'],
    [{ table: 'of-contents', facts: {} }, '/table', 'unknown'],
    [{ act: 'hearing.dance', facts: {} }, '/act', 'unknown'],
    [{ facts: {} }, '/act', 'one-of'],
    [{ act: 'hearing.communicate', table: 'adverse-effect', facts: {} }, '/act', 'one-of'],
  ])('names what is wrong with %j', async (body, field, code) => {
    const { status, body: problem } = await ask(body);
    expect({ status, errors: problem.errors }).toMatchObject({ status: 422, errors: [{ field, code }] });
  });

  it('changes nothing, and needs no key', async () => {
    const { headers } = await ask({ table: 'adverse-effect', facts });
    expect(headers.get('probity-position')).toBeNull();
  });
});
