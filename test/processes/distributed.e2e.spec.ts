import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { whereThereIsABroker } from '@probity/kafka';
import { reportAndTriage, Stage, until } from '@probity/standalone';
import { ask } from './http.js';
import { build, freePorts, killAll, nobodyOn, Program } from './program.js';

jest.setTimeout(180_000);

let data: string;
let url: string;
let program: Program;

beforeAll(async () => {
  build();
  data = await mkdtemp(join(tmpdir(), 'probity-distributed-'));
  const port = await freePorts();
  url = `http://127.0.0.1:${port}`;
  const environment = { PORT: `${port}`, PROBITY_DATA: data, PUBLIC_REPORTS_PER_MINUTE: '1000' };
  program = Program.node('services/standalone/dist/distributed/main.js', environment);
  await program.says(/Probity is running:/, 150);
});
afterAll(async () => {
  await killAll();
  await rm(data, { recursive: true, force: true });
});

const describeOverBroker = await whereThereIsABroker(describe);

describeOverBroker('npm run start:distributed', () => {
  it('runs every service as a process of its own behind one address', async () => {
    const { status, body } = await ask(`${url}/health/ready`);
    const { services } = body as { readonly services: object };
    expect({ status, count: Object.keys(services).length }).toEqual({ status: 200, count: 6 });
    // They, and the room where all is read.
    expect(program.output.match(/ listens on /g)).toHaveLength(7);
  });

  it('takes a report to a case that all of them know', async () => {
    const stage = new Stage(url, `http://127.0.0.1:${Number(new URL(url).port) + 1}`, () => {});
    const { centre } = await reportAndTriage(stage);
    const manager = await stage.as('imi-quality-manager');
    for (const part of ['investigation', 'sanctions', 'file'])
      await until(
        () => manager.get(`/cases/${centre.id}/${part}`),
        ({ status }) => status === 200,
      );
    const { body } = await manager.get(`/cases/${centre.id}/timeline`);
    expect(body.entries.length).toBeGreaterThan(3);
  });

  it('ends on Ctrl-C, and nothing of it is left', async () => {
    expect(await program.pressCtrlC()).toBe(0);
    await nobodyOn(data);
    await expect(fetch(url)).rejects.toThrow('fetch failed');
  });
});
