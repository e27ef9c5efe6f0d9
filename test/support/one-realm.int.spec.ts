import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const jest = ['--experimental-vm-modules', '--no-warnings', 'node_modules/jest/bin/jest.js'];

/** It leaves behind all that a file can, and fails. */
const first = `
  import { jest } from '@jest/globals';
  import { loads, told } from './shared.mjs';
  process.env.LEFT = 'behind';
  jest.setTimeout(5);
  jest.spyOn(told, 'what').mockReturnValue('a mock');
  afterEach(() => { told.after += 1; });
  describe('first', () => { it.only('fails', () => { throw new Error('on purpose'); }); it('is left out', () => {}); });
`;
const second = `
  import { loads, told } from './shared.mjs';
  it('finds what was loaded', () => expect(loads()).toBe(LOADS));
  it('finds no variable', () => expect(process.env.LEFT).toBe(undefined));
  it('finds no mock', () => expect(told.what()).toBe('the truth'));
  it('finds no hook', () => expect(told.after).toBe(AFTER));
  it('has its time', () => new Promise((resolve) => setTimeout(resolve, 20)));
`;
const shared = `
  let count = 0;
  export const loads = () => (count += 1);
  export const told = { what: () => 'the truth', after: 0 };
  loads();
`;

interface Result {
  readonly name: string;
  readonly assertionResults: readonly { readonly fullName: string; readonly status: string }[];
}

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probity-realm-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** What became of each test, by its file. */
const run = async (realms: 'shared' | 'apart'): Promise<Readonly<Record<string, readonly string[]>>> => {
  const isShared = realms === 'shared';
  const config = { rootDir: folder, testRunner: fileURLToPath(new URL('one-realm.mjs', import.meta.url)) };
  const files = {
    'shared.mjs': shared,
    '1.test.mjs': first,
    '2.test.mjs': second.replace('LOADS', '2').replace('AFTER', isShared ? '1' : '0'),
    'order.cjs': `module.exports = class { sort(all) { return [...all].sort((a, b) => (a.path < b.path ? -1 : 1)); } shard(all) { return all; } cacheResults() {} }`,
    'config.json': JSON.stringify({
      ...config,
      testMatch: ['**/*.test.mjs'],
      moduleFileExtensions: ['mjs', 'js', 'json'],
      transform: {},
      testSequencer: join(folder, 'order.cjs'),
    }),
  };
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
  const output = join(folder, 'results.json');
  const options = ['-c', join(folder, 'config.json'), '-i', '--json', `--outputFile=${output}`];
  const env = { ...process.env, TEST_REALMS: realms };
  await new Promise<void>((resolve) => {
    execFile(process.execPath, [...jest, ...options], { env }, () => resolve());
  });
  const { testResults } = JSON.parse(await readFile(output, 'utf8')) as { readonly testResults: readonly Result[] };
  return Object.fromEntries(
    testResults.map(({ name, assertionResults }) => [
      name.slice(-'1.test.mjs'.length),
      assertionResults.map(({ fullName, status }) => `${status} ${fullName}`),
    ]),
  );
};

describe.each(['shared', 'apart'] as const)('files of one worker, realms %s', (realms) => {
  it('have their own tests, hooks, mocks, time and variables, and what one fails is not told of another', async () => {
    expect(await run(realms)).toEqual({
      '1.test.mjs': ['failed first fails', 'pending first is left out'],
      '2.test.mjs': [
        'passed finds what was loaded',
        'passed finds no variable',
        'passed finds no mock',
        'passed finds no hook',
        'passed has its time',
      ],
    });
  });
});
