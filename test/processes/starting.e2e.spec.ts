import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Deployment, report } from './deployment.js';
import { ask, askWith, type Reply } from './http.js';
import { build, freePorts, nobodyOn, processesOn, Program } from './program.js';

// Each starts real programs, which takes seconds where others are at work too.
jest.setTimeout(90_000);

// The tests follow one another on the same data, as a person's days would.
let place: Deployment;
beforeAll(async () => {
  build();
  place = await Deployment.make();
});
afterAll(() => place.remove());

const reported = new Map<string, Reply>();

/** Acknowledged before this program ends; asked for again, under the same key, when the next one runs. */
const reportBefore = async (ending: string): Promise<void> => {
  const reply = await report(place.url, ending);
  expect(reply.status).toBe(201);
  reported.set(ending, reply);
};

const expectAllReported = async (): Promise<void> => {
  for (const [key, before] of reported) {
    const { status, body } = await report(place.url, key);
    expect({ key, status, body }).toEqual({ key, status: 201, body: before.body });
  }
};

describe('npm start', () => {
  let program: Program;
  beforeAll(async () => {
    program = Program.run('npm', ['start'], place.environment);
    await program.url();
  });

  it('prints the address, how to sign in and what to try next', async () => {
    expect(await program.url()).toBe(place.url);
    expect(program.output).toContain('npm run token -- --as imi-quality-manager');
    expect(program.output).toContain('npm run demo');
    expect(program.output).toContain(`${place.url}/worklist`);
    expect(program.output).not.toMatch(/postgres:\/\/|password/i);
  });

  it('is followed by npm run token, which prints one token that works on /worklist', async () => {
    const token = Program.run('npm', ['run', '-s', 'token', '--', '--as', 'imi-quality-manager'], place.environment);
    expect(await token.ended).toBe(0);
    const [printed] = /^[\w-]+\.[\w-]+\.[\w-]+$/m.exec(token.printed) ?? [];
    expect(token.printed).toBe(`${printed}\n`);
    expect((await askWith(printed ?? '', `${place.url}/worklist`)).status).toBe(200);
    expect((await ask(`${place.url}/worklist`)).status).toBe(401);
  });

  it('says so, and stops with 1, when it already runs on the same data', async () => {
    const second = place.program({ PORT: '0' });
    expect(await second.ended).toBe(1);
    expect(second.output).toMatch(/^Probity is already running on the data in \S+ \(process \d+\)\..*\n$/);
    expect(second.output).toContain(place.data);
    expect((await ask(`${place.url}/health/ready`)).status).toBe(200);
  });

  it('leaves nothing behind after Ctrl-C', async () => {
    await reportBefore('ctrl-c');
    expect(processesOn(place.data)).not.toEqual([]);
    expect(await program.pressCtrlC()).not.toBe(1);
    await nobodyOn(place.data);
  });

  it('leaves nothing behind when npm is killed, and has what was acknowledged before', async () => {
    const next = Program.run('npm', ['start'], place.environment);
    await next.url();
    await expectAllReported();
    expect(processesOn(place.data)).not.toEqual([]);
    await reportBefore('npm-killed');
    await next.end('SIGKILL');
    await nobodyOn(place.data);
  });
});

describe('the program', () => {
  it.each([
    ['SIGTERM', 0],
    ['SIGKILL', 'SIGKILL'],
  ] as const)('has what was acknowledged before, and after %s leaves no PostgreSQL', async (signal, status) => {
    const program = await place.start();
    await expectAllReported();
    expect(processesOn(place.data)).not.toEqual([]);
    await reportBefore(signal);
    expect(await program.end(signal)).toBe(status);
    await nobodyOn(place.data);
  });

  it('killed while it starts, leaves no PostgreSQL and does not harm the next', async () => {
    const program = place.program();
    while (processesOn(place.data).length === 0) await sleep(5);
    await program.end('SIGKILL');
    await nobodyOn(place.data);
    await place.start();
    await expectAllReported();
  });
});

describe('npm run token', () => {
  const asked = async (...words: readonly string[]) => {
    const token = Program.node('services/standalone/dist/token.js', { PORT: `${await freePorts()}` }, words);
    return { status: await token.ended, output: token.output };
  };

  it('lists whom there is where nobody is named, and exits with 1', async () => {
    const { status, output } = await asked();
    expect(status).toBe(1);
    expect(output).toMatch(/^ {2}imi-quality-manager +\S/m);
    expect(output).toMatch(/^ {2}imi-lead +\S/m);
  });

  it('says that nothing runs there, and exits with 1', async () => {
    const { status, output } = await asked('--as', 'imi-lead');
    expect({ status, output }).toMatchObject({ status: 1, output: expect.stringContaining('Is Probity running') });
  });
});
