import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { appendFile, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isOpen, Journal, type Line, readJournal } from './journal.js';

const sent = (append: string): Line => ({
  kind: 'sent',
  command: append,
  append,
  streams: [{ stream: 'hearing-1', expected: 0, ids: [append] }],
});
const acknowledged = (append: string, repeated = false): Line => ({
  kind: 'acknowledged',
  append,
  position: '1',
  versions: [1],
  repeated,
});

describe('the journal', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'probity-journal-'));
    path = join(folder, 'journal');
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('tells of each attempt all that was heard, in order', async () => {
    const journal = await Journal.open(path);
    for (const line of [sent('a'), sent('b'), { kind: 'unknown', append: 'a', why: 'cut' } as const]) {
      await journal.note(line);
    }
    await Promise.all([journal.note(acknowledged('a', true)), journal.note({ kind: 'refused', append: 'b' })]);
    await journal.close();
    const [a, b] = await readJournal(path);
    expect(a).toMatchObject({ append: 'a', unknown: ['cut'], refused: false, answers: [{ repeated: true }] });
    expect(b).toMatchObject({ append: 'b', unknown: [], refused: true, answers: [] });
    expect([a, b].map((attempt) => attempt && isOpen(attempt))).toEqual([false, false]);
  });

  it('has a line in the file when it says so, though many come at once', async () => {
    const journal = await Journal.open(path);
    const names = Array.from({ length: 50 }, (_, number) => `${number}`);
    const found = names.map(async (name) => {
      await journal.note(sent(name));
      return (await readFile(path, 'utf8')).includes(`"append":"${name}"`);
    });
    expect(await Promise.all(found)).toEqual(names.map(() => true));
    await journal.close();
  });

  it('passes over a line that was never finished, and goes on after the last whole one', async () => {
    const before = await Journal.open(path);
    await before.note(sent('a'));
    await before.close();
    await appendFile(path, '{"kind":"acknowledged","app');
    expect((await readJournal(path)).map(isOpen)).toEqual([true]);
    const after = await Journal.open(path);
    await after.note(acknowledged('a'));
    await after.close();
    expect((await readJournal(path)).map(isOpen)).toEqual([false]);
  });
});
