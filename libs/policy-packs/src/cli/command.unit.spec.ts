import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ActCatalogue } from '../policy.js';
import { withChangedPack } from '../testing/changed-pack.js';
import { courtside, tennisClub } from '../testing/tennis-club.js';
import { policyCommand, type Answer } from './command.js';

/** The club's pack has a table that its own service does not ask. */
const elsewhere: ActCatalogue = {
  service: 'kitchen',
  facts: {},
  acts: {},
  tables: { elsewhere: { whatever: { is: { known: { there: 'bool' } } } } },
  tariffs: {},
};
const catalogues = [courtside, elsewhere];
const club = join(tennisClub, 'tennis-club/1982');

/** The kitchen's table as it must be where it is known who asks it. */
const mended = (folder: string) => {
  const path = join(folder, 'tables.yaml');
  const text = readFileSync(path, 'utf8').replace(
    'title: Asked by a service that runs elsewhere\n  hit: unique',
    'title: Tea\n  hit: collect',
  );
  writeFileSync(path, text);
};

const inMended = (
  args: (folder: string) => readonly string[],
  change: (folder: string) => void = () => undefined,
): Answer =>
  withChangedPack(
    (folder) => {
      mended(folder);
      change(folder);
    },
    (folder) => policyCommand(args(folder), catalogues),
  );

let directory = '';
const file = (name: string, content: unknown): string => {
  const path = join(directory, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};
beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'facts-'));
});
afterAll(() => rmSync(directory, { recursive: true }));

describe('check', () => {
  it('says that nothing is wrong, and what nothing rests on', () => {
    const { status, out } = inMended(
      (folder) => ['check', folder],
      (folder) => appendFileSync(join(folder, 'clauses.csv'), 'TC-99,Socks match,record/retention,courtside,must,\n'),
    );
    expect([status, out.split('\n')]).toEqual([
      0,
      [
        expect.stringMatching(/^tennis-club\/1982: something rests on \d+ of \d+ operational clauses\.$/),
        '  Nothing rests on:',
        '    TC-99: Socks match',
        expect.stringMatching(/^ {2}Nothing in the pack is due by: cake, biscuits\b/),
        'Nothing is wrong.',
        '',
      ],
    ]);
  });

  it('says everything that is wrong, by file, line and column, with what was meant, and ends with 1', () => {
    const { status, out } = inMended(
      (folder) => ['check', folder],
      (folder) => {
        const act = join(folder, 'acts/courtside.yaml');
        writeFileSync(
          act,
          readFileSync(act, 'utf8').replace('holds: ball.landed', 'holds: ball.lended').replace('by: tea', 'by: tee'),
        );
      },
    );
    const [first, second, ...rest] = out.split('\n');
    expect([status, first, second, rest.at(-2)]).toEqual([
      1,
      'tennis-club/1982/acts/courtside.yaml:6:7: [TC-2] there is no deadline tee (did you mean tea?)',
      'tennis-club/1982/acts/courtside.yaml:9:14: [TC-2] unknown fact ball.lended: ball.lended (did you mean ball.landed?)',
      '2 problems.',
    ]);
  });

  it.each([
    ['of packs', '../..'],
    ['of all versions of a pack', '..'],
  ])('takes the folder %s', (_, path) => {
    const { status, out } = inMended((folder) => ['check', join(folder, path)]);
    expect([status, out]).toEqual([0, expect.stringContaining('tennis-club/1982: something rests on')]);
  });

  it('reports an act or a table that no service has', () => {
    const answer = withChangedPack(
      () => undefined,
      (folder) => policyCommand(['check', folder], [elsewhere]),
    );
    expect([answer.status, answer.out]).toEqual([1, expect.stringContaining('no service has a catalogue courtside')]);
  });

  it('says where there is no pack', () => {
    mkdirSync(join(directory, 'empty'));
    const none = ['empty', 'nowhere'].map((name) => policyCommand(['check', join(directory, name)], catalogues));
    expect(none.map(({ status, out }) => [status, out.endsWith('there is no pack here\n')])).toEqual([
      [1, true],
      [1, true],
    ]);
  });
});

describe('explain', () => {
  const facts = {
    actor: { offices: ['umpire'], roles: [] },
    'asked.at': '2026-03-02T10:00:00Z',
    ball: { landed: true, called: false },
    net: { measured: false, height: 0.5 },
    player: { inWhite: true, shoes: 'black', shouts: 0 },
    'steps.done': [],
  };
  const explain = (name: string, more: object, said?: object): Answer =>
    inMended((folder) => [
      ...['explain', folder, name, '--facts', file('facts.json', { ...facts, ...more })],
      ...(said ? ['--said', file('said.json', said)] : []),
    ]);

  it('an act that may be done: what it departs from, what it rests on, what was read, what follows', () => {
    const { status, out } = explain('courtside.call-out', {}, { reasons: { 'white-shoes': 'Only black were left.' } });
    expect(status).toBe(0);
    expect(out).toContain('Call a ball out (courtside.call-out)\n\nIt may be done.\n');
    expect(out).toContain(
      'What it departs from\n  - Shoes are white. The reason given: Only black were left.\n  [TC-4] Shoes are normally white too\n',
    );
    expect(out).toContain(
      'What goes on record as a breach\n  - The net is measured before play.\n  [TC-5] The net is measured before play\n',
    );
    expect(out).toContain('It rests on\n  [TC-2] Only the umpire calls a ball out\n');
    expect(out).toContain('  actor.offices: umpire\n');
    expect(out).toContain('  ball.landed: yes\n');
    expect(out).toContain('What follows\n  - Sweep the court (courtside.sweep)\n  - Serve tea (tea)\n');
    expect(out).not.toContain('What is open instead');
  });

  it.each([
    [
      'who asks',
      { actor: { offices: [], roles: [] } },
      'It may not be done by whoever asks.',
      'This is for the umpire of the day or the player who serves.\n  [TC-2] Only the umpire',
    ],
    [
      'when',
      { ball: { landed: false, called: false } },
      'It may not be done now.',
      'A ball is called when it has landed.\n  [TC-2] Only the umpire',
    ],
    [
      'how',
      {},
      'It may not be done as it is put.',
      'Shoes are white. To depart from this, give a reason.\n  [TC-4] Shoes are normally white too',
    ],
  ])('an act that may not be done for %s, and what is open instead', (_, more, verdict, why) => {
    const { status, out } = explain('courtside.call-out', more);
    expect([status, out]).toEqual([0, expect.stringContaining(`\n\n${verdict}\n\nWhy not\n  - ${why}`)]);
    expect(out).toContain('\nWhat is open instead\n');
    expect(out).toContain('  - Report a match (courtside.report)\n');
    expect(out.includes('- Call a ball out (courtside.call-out)')).toBe(verdict.endsWith('put.'));
    expect(out).not.toContain('What follows');
  });

  it('a step, a table with a setting, a tariff and a list of choices', () => {
    expect(
      explain('courtside.sweep', { 'actor.offices': ['gardener'], field: { minutes: 3, broom: 'old' } }).out,
    ).toContain(
      'Sweep the court (courtside.sweep)\n\nIt may not be done as it is put.\n\nWhy not\n  - Sweeping takes five minutes, with the old broom.',
    );
    expect(explain('mowing', { isRaining: false }).out).toBe(
      "How the lawn is mown (mowing)\n\nwith: petrol, days: 1\n  mower is a setting, and not the policy's own.\n\nThe facts that were read\n  isRaining: no\n",
    );
    expect(explain('racket-thrown', { court: 'outer' }).out).toContain(
      'Close the centre court (suspend-centre-court): closed\n  [TC-9] Whoever throws a racket sweeps the court\n  - Only the centre court can be closed.',
    );
    expect(explain('excuses', { hazards: ['wasps'] }).out).toContain('There was a wasp (wasp): open\n');
  });

  it.each([
    [
      'a name that the policy has not',
      'courtside.call-in',
      {},
      'Rules of the Tennis Club has no courtside.call-in (did you mean courtside.call-out?)',
    ],
    [
      'a fact that is needed and was not given',
      'courtside.call-out',
      { net: {} },
      'the fact net.measured is needed and was not supplied',
    ],
    ['a fact of another type', 'courtside.call-out', { net: { measured: 'no' } }, 'the fact net.measured must be bool'],
    [
      'a value that a table does not know',
      'ball',
      { player: { level: 4 }, isRaining: false },
      'player.level of the table ball may not be 4',
    ],
  ])('%s', (_, name, more, expected) => {
    const { status, out } = explain(name, more);
    expect([status, out]).toEqual([1, expect.stringContaining(expected)]);
  });

  it.each([
    ['no JSON', '{', /facts\.json: .*JSON/],
    ['no facts', '[1]', /facts\.json: : Invalid input: expected record/],
    ['a fact that is no fact', '{"a": {"b": [1]}}', /facts\.json: a/],
  ])('a file of %s', (_, text, expected) => {
    const answer = inMended((folder) => ['explain', folder, 'ball', '--facts', file('facts.json', text)]);
    expect([answer.status, answer.out]).toEqual([1, expect.stringMatching(expected)]);
  });
});

describe('table and json', () => {
  it('the whole policy as HTML, and as JSON', () => {
    const html = inMended((folder) => ['table', folder]);
    expect([html.status, html.out.startsWith('<!doctype html>\n<html lang="en">')]).toEqual([0, true]);
    const json = inMended((folder) => ['json', folder]);
    expect([json.status, (JSON.parse(json.out) as { identity: { pack: string } }).identity.pack]).toEqual([
      0,
      'tennis-club',
    ]);
  });

  it('of a pack with problems there is none, but its problems', () => {
    expect(policyCommand(['table', club], catalogues)).toEqual({
      status: 1,
      out: expect.stringContaining('tables.yaml:'),
    });
  });
});

it.each([[[]], [['check']], [['chek', club]], [['explain', club, 'ball']], [['check', club, '--fast']]])(
  'says how it is used: %j',
  (args) => {
    const { status, out } = policyCommand(args, catalogues);
    expect([status, out]).toEqual([2, expect.stringContaining('npm run policy -- check <folder>')]);
  },
);
