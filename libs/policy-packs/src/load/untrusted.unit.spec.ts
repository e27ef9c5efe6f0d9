import { describe, expect, it } from '@jest/globals';
import { cpSync, mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { problemsIn } from '../testing/changed-pack.js';

/** The club's settings say this instead. */
const settings = (text: string | Buffer) => problemsIn((folder) => writeFileSync(join(folder, 'settings.yaml'), text));

/** The clauses are said so instead; whatever cites them is not told of, as they are not known. */
const clauses = (text: string) => problemsIn((folder) => writeFileSync(join(folder, 'clauses.csv'), text));

const lines = (count: number, line: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => line(i)).join('\n');

/** In milliseconds: far above what it takes, and far below what the parser alone would. */
const soon = 30_000;

const timed = (work: () => readonly string[]): readonly string[] => {
  const begun = performance.now();
  const found = work();
  expect(performance.now() - begun).toBeLessThan(soon);
  return found;
};

describe('a file that is too much is not parsed', () => {
  it.each([
    ['of 11 MB', 'a'.repeat(11_000_000), '1:1: has 11,000,000 bytes, and 1,000,000 is the most that is read'],
    ['of a byte too many', '#'.repeat(1_000_001), '1:1: has 1,000,001 bytes, and 1,000,000 is the most that is read'],
    ['of lists within lists', `a: ${'['.repeat(100_000)}`, '1:24: is nested, and 20 is the most that is read'],
    [
      'of closed lists within lists',
      `a: ${'['.repeat(21)}${']'.repeat(21)}`,
      '1:24: is nested, and 20 is the most that is read',
    ],
    ['of lists within lists, a line', `${'- '.repeat(100_000)}x`, '1:41: is nested, and 20 is the most that is read'],
    ['of keys within keys, a line', `${'? '.repeat(100_000)}x`, '1:41: is nested, and 20 is the most that is read'],
    [
      'indented deeply',
      lines(400, (i) => `${' '.repeat(i)}a:`),
      '202:1: is indented, and 200 is the most that is read',
    ],
    [
      'of many keys',
      lines(10_001, (i) => `k${i}: 1`),
      '10001:7: has too many keys, and 10,000 is the most that is read',
    ],
    ['of many lines', '#\n'.repeat(300_000), '20000:2: has too many lines, and 20,000 is the most that is read'],
    ['of many words', `a: [${'x,'.repeat(300_000)}]`, '1:66667: says too much, and 100,000 is the most that is read'],
  ])('%s', (_, text, expected) => {
    expect(timed(() => settings(text))).toEqual([`settings.yaml:${expected}`]);
  });
});

describe('a file that is too much with its aliases, or deep', () => {
  const laughs = lines(
    9,
    (i) =>
      `l${i}: &l${i} [${Array(10)
        .fill(i === 0 ? 'ha' : `*l${i - 1}`)
        .join(', ')}]`,
  );
  const chain = lines(30, (i) => `c${i}: &c${i} [${i === 0 ? 'x' : `*c${i - 1}`}]`);

  it.each([
    ['a list of 1,001', `a: [${'x, '.repeat(1_001)}]`, ['1:4: has 1001 entries, and 1,000 is the most that is read']],
    ['a map of 1,001', lines(1_001, (i) => `k${i}: 1`), ['1:1: has 1001 entries, and 1,000 is the most that is read']],
    [
      'a billion laughs',
      laughs,
      ['1:1: is too much with its aliases written out, and 100,000 is the most that is read'],
    ],
    ['an alias within itself', 'a: &a [*a]', ['1:8: *a stands within itself']],
    [
      'lists within lists by alias',
      chain,
      ['1:1: is nested, and 20 is the most that is read', '21:11: is nested, and 20 is the most that is read'],
    ],
  ])('%s', (_, text, expected) => {
    expect(timed(() => settings(text))).toEqual(expected.map((problem) => `settings.yaml:${problem}`));
  });
});

it('lists of 1,000 are read, and aliases as they are needed', () => {
  const text = `a: { value: x, why: &why Nobody knows., clauses: [${'TC-1, '.repeat(1_000)}] }\nb: { value: y, why: *why }\n`;
  const rest =
    'cake-days: { value: 2, why: *why }\nbiscuit-hours: { value: 3, why: *why }\nmower: { value: x, why: *why }';
  expect(settings(`${text}${rest}`)).toEqual([]);
});

describe('a key', () => {
  it.each([
    ['__proto__: { value: 1, why: x }', '1:1: __proto__ may not be a key'],
    ['a: { value: 1, why: x, constructor: x }', '1:24: constructor may not be a key'],
    ['"prototype": 1', '1:1: prototype may not be a key'],
    ['a: &a { value: 1, why: x }\nb: { <<: *a }', '2:6: a merge key is not read: write out what it stands for'],
    ['? [a, b]\n: 1', '1:3: a key is a word'],
    ['a: 1\na: 2', '2:1: Map keys must be unique'],
  ])('%s', (text, expected) => {
    expect(settings(text)).toEqual([`settings.yaml:${expected}`]);
  });
});

describe('what is no such text', () => {
  it('is not text in UTF-8', () => {
    expect(settings(Buffer.from('a: { value: caf\xe9, why: x }', 'latin1'))).toEqual([
      'settings.yaml:1:1: is not text in UTF-8',
    ]);
  });

  it.each([
    ['a type of its own', 'a: !function "x"', '1:4: Unresolved tag: !function'],
    ['several documents', 'a: 1\n---\nb: 1', '2:1: Source contains multiple documents'],
    ['an alias for nothing', 'a: *b', '1:4: there is no &b before *b'],
  ])('is %s', (_, text, expected) => {
    const [first, ...others] = settings(text);
    expect([first?.startsWith(`settings.yaml:${expected}`), others]).toEqual([true, []]);
  });

  it('twenty problems of a file are told at most', () => {
    expect(settings('a: ]\n'.repeat(1_000))).toHaveLength(20);
  });
});

describe('a clause table', () => {
  const head = 'clause,requirement,kind,service,force,parameters\n';

  it.each([
    [
      'with a quote that is not closed',
      `${head}TC-1,"${'""'.repeat(400_000)}`,
      ':2:6: this is no cell: a quote is not closed, or not doubled',
    ],
    [
      'with quotes after a cell',
      `${head}TC-1,${'"a"b'.repeat(200_000)}`,
      ':2:6: this is no cell: a quote is not closed, or not doubled',
    ],
    [
      'with 5,001 clauses',
      `${head}${lines(5_001, (i) => `X-${i},a,b,c,d,e`)}`,
      ':1:1: has 5001 clauses, and 5000 is the most that is read',
    ],
    [
      'of more than 1 MB',
      `${head}${'x'.repeat(1_000_000)}`,
      ':1:1: has 1,000,049 bytes, and 1,000,000 is the most that is read',
    ],
  ])('%s', (_, text, expected) => {
    expect(timed(() => clauses(text))).toEqual([`clauses.csv${expected}`]);
  });

  it('may have cells with commas, quotes and line ends', () => {
    const text = `${head}X-1,"a, ""b""\r\nc",kind,shared,guidance,\r\nX-1,again,kind,shared,guidance,\r\n`;
    expect(clauses(text)).toEqual(['clauses.csv:4:1: the clause X-1 stands twice']);
  });
});

describe('a folder', () => {
  const elsewhere = (use: (path: string) => void) => {
    const path = mkdtempSync(join(tmpdir(), 'elsewhere-'));
    try {
      use(path);
    } finally {
      rmSync(path, { recursive: true });
    }
  };
  const leads = 'is a link that leads out of the folder of packs';

  it.each([
    ['settings.yaml', `settings.yaml:1:1: ${leads}`],
    ['acts', `acts:1:1: ${leads}`],
    ['.', `tennis-club/1982:1:1: ${leads}`],
  ])('%s that leads elsewhere is not followed', (name, expected) => {
    elsewhere((path) => {
      const found = problemsIn((folder) => {
        renameSync(join(folder, name === '.' ? '' : name), join(path, 'moved'));
        symlinkSync(join(path, 'moved'), join(folder, name === '.' ? '' : name));
      });
      expect(found[0]).toBe(expected);
    });
  });

  it('with links among its own files is read', () => {
    const found = problemsIn(
      (folder) => {
        mkdirSync(join(folder, '../data'));
        renameSync(join(folder, 'settings.yaml'), join(folder, '../data/settings.yaml'));
        symlinkSync('../data/settings.yaml', join(folder, 'settings.yaml'));
        cpSync(folder, join(folder, '../../../copy'), { recursive: true });
      },
      { only: 'tennis-club/1982' },
    );
    expect(found).toEqual([]);
  });

  it('with a folder for a file, or a file for a folder, says so', () => {
    const found = problemsIn((folder) => {
      rmSync(join(folder, 'settings.yaml'));
      mkdirSync(join(folder, 'settings.yaml'));
      rmSync(join(folder, 'acts'), { recursive: true });
      writeFileSync(join(folder, 'acts'), '');
    });
    expect(found.filter((problem) => /is not a f/.test(problem))).toEqual([
      'acts:1:1: is not a folder',
      'settings.yaml:1:1: is not a file',
    ]);
  });

  it('with 101 files of acts is not read', () => {
    const found = problemsIn((folder) => {
      for (let i = 0; i < 100; i += 1) writeFileSync(join(folder, `acts/a${i}.yaml`), ']');
    });
    const ofActs = found.filter((problem) => problem.startsWith('acts'));
    expect(ofActs).toEqual(['acts:1:1: has 101 files, and 100 is the most that is read']);
  });
});
