import { afterAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { digestOf, readProof, writeProof } from './proof-file.js';

const root = mkdtempSync(join(tmpdir(), 'proofs-'));
afterAll(() => rmSync(root, { recursive: true }));

const put = (file: string, text: string) => {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
};
const club = { pack: 'club', version: '1' };
const digest = () =>
  digestOf(club, { packs: join(root, 'packs'), tests: join(root, 'tests'), engine: join(root, 'src') });

beforeEach(() => {
  put('packs/club/1/identity.yaml', 'pack: club\n');
  put('packs/club/1/acts/play.yaml', 'play: {}\n');
  put('packs/club/2/identity.yaml', 'pack: club\n');
  put('calendars/closed.json', '[]\n');
  put('tests/clause-test.ts', 'clause\n');
  put('tests/packs.ts', 'packs\n');
  put('tests/club/rackets.ts', 'rackets\n');
  put('tests/club/club.unit.spec.ts', 'run\n');
  put('tests/other/balls.ts', 'balls\n');
  put('src/engine/ruling.ts', 'rule\n');
  put('src/engine/ruling.unit.spec.ts', 'expect\n');
  put('src/cli/table.ts', 'print\n');
  put('src/conformance/prove.ts', 'prove\n');
  put('src/conformance/report.ts', 'report\n');
});

describe('a proof rests on', () => {
  it.each([
    ['the pack', 'packs/club/1/acts/play.yaml'],
    ['a new file of the pack', 'packs/club/1/tables.yaml'],
    ['the calendars', 'calendars/closed.json'],
    ['the tests of the pack', 'tests/club/rackets.ts'],
    ['what all tests are', 'tests/clause-test.ts'],
    ['the engine', 'src/engine/ruling.ts'],
    ['what proves', 'src/conformance/prove.ts'],
  ])('%s', (_, file) => {
    const before = digest();
    put(file, 'changed\n');
    expect(digest()).not.toBe(before);
  });

  it.each([
    ['another version', 'packs/club/2/identity.yaml'],
    ['the tests of another pack', 'tests/other/balls.ts'],
    ['specs of the engine', 'src/engine/ruling.unit.spec.ts'],
    ['what runs the tests', 'tests/club/club.unit.spec.ts'],
    ['what prints', 'src/cli/table.ts'],
    ['what reports', 'src/conformance/report.ts'],
  ])('not on %s', (_, file) => {
    const before = digest();
    put(file, 'changed\n');
    expect(digest()).toBe(before);
  });

  it('no line ends, and on what stands where', () => {
    const before = digest();
    put('packs/club/1/identity.yaml', 'pack: club\r\n');
    expect(digest()).toBe(before);
    put('packs/club/1/acts/play.yaml', '');
    put('packs/club/1/acts/plays.yaml', 'play: {}\n');
    expect(digest()).not.toBe(before);
  });
});

describe('what was proved', () => {
  const proofs = join(root, 'kept/proofs');
  const proved = [
    { clause: 'C-2', red: ['b', 'a'], green: [] },
    { clause: 'C-1', red: ['c'], green: ['d'] },
    { clause: 'C-3', red: [], green: ['d'] },
  ];

  it('is kept by clause, as it came, without what was not', () => {
    writeProof(club, 'abc', proved, proofs);
    expect(readProof(club, 'abc', proofs)).toEqual({ state: 'fresh', proved: { 'C-2': ['b', 'a'], 'C-1': ['c'] } });
    const text = readFileSync(join(proofs, 'club-1.json'), 'utf8');
    expect(text).toMatch(/^\{\n {2}"pack": "club",\n {2}"version": "1",\n {2}"digest": "abc",\n/);
    expect(text.indexOf('C-2')).toBeLessThan(text.indexOf('C-1'));
  });

  it('proves nothing once it is stale', () => {
    writeProof(club, 'abc', proved, proofs);
    expect(readProof(club, 'abd', proofs)).toEqual({ state: 'stale', proved: {} });
  });

  it('is nothing where nothing was', () => {
    expect(readProof({ pack: 'club', version: '2' }, 'abc', proofs)).toEqual({ state: 'none', proved: {} });
  });
});
