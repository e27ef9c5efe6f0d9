import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packsDirectory } from '@probity/policy-packs';
import { type Caller, until } from '@probity/standalone';
import { System } from '../support/system.js';
import { opened } from './a-report.js';

let folder: string;
let system: System;
let officer: Caller;
let manager: Caller;

/** Issue 9: investigations start within five working days. It is in force from the first of June. */
const issueNine = async (): Promise<string> => {
  const pack = join(folder, 'imi/9');
  await cp(join(packsDirectory, 'imi/8'), pack, { recursive: true });
  const change = async (file: string, from: RegExp, to: string): Promise<void> => {
    const text = await readFile(join(pack, file), 'utf8');
    expect(text).toMatch(from);
    await writeFile(join(pack, file), text.replace(from, to));
  };
  await change('identity.yaml', /version: '8'/, "version: '9'");
  await change('identity.yaml', /from: '2024-07-01'/, "from: '2026-06-01'");
  await change('deadlines.yaml', /amount: 10\n/, 'amount: 5\n');
  return folder;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probity-policies-'));
  system = await System.start(undefined, { PROBITY_POLICIES: await issueNine() });
  officer = await system.as('imi-intake');
  manager = await system.as('imi-quality-manager');
}, 60_000);
afterAll(async () => {
  await system.stop();
  await rm(folder, { recursive: true });
});

const startBy = async (id: string): Promise<string> => {
  const acts = `/cases/${id}/acts`;
  const { body } = await until(
    () => manager.get(acts),
    ({ status, body: told }) =>
      status === 200 && told.acts.some(({ act }: { act: string }) => act === 'investigation.assign-manager'),
  );
  return body.acts.find(({ act }: { act: string }) => act === 'investigation.assign-manager').by.date;
};

it('two issues of one policy run side by side, and a case stays on the one in force at receipt [IMI/hdr/issue]', async () => {
  system.clock.set('2026-05-29T10:00:00.000Z');
  const before = await opened(system.anyone(), officer);
  system.clock.set('2026-06-01T10:00:00.000Z');
  const after = await opened(system.anyone(), officer);
  expect([await startBy(before.case), await startBy(after.case)]).toEqual(['2026-06-12', '2026-06-08']);
  const policies = await Promise.all(
    [before, after].map(async ({ report }) => (await officer.get(`/reports/${report}`)).body.policy),
  );
  expect(policies).toEqual([
    { pack: 'imi', version: '8' },
    { pack: 'imi', version: '9' },
  ]);
});

it('and both can be read', async () => {
  const { body } = await system.anyone().get('/policies');
  expect(body.policies.filter(({ pack }: { pack: string }) => pack === 'imi')).toMatchObject([
    { version: '8', inForce: { from: '2024-07-01', until: null } },
    { version: '9', inForce: { from: '2026-06-01', until: null } },
  ]);
});
