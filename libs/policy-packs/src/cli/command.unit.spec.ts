import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { catalogues, inMended } from '../testing/mended-club.js';
import { tennisClub } from '../testing/tennis-club.js';
import { policyCommand, type Answer } from './command.js';

const club = join(tennisClub, 'tennis-club/1982');

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
    expect(out).not.toContain('- Call a ball out (courtside.call-out)');
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
    [
      'facts that are needed and were not given, all of them, with their types',
      'courtside.call-out',
      { net: {}, player: { inWhite: true } },
      'Not given, of what is read here:\n  net.measured (true or false)\n  net.height (number)\n  player.shoes (words)\n  player.shouts (number)\n',
    ],
    [
      'a fact that nobody knows',
      'courtside.call-out',
      { ball: { landed: true, caled: false } },
      'there is no fact ball.caled (did you mean ball.called?)',
    ],
    [
      'a fact that is worked out',
      'courtside.ask-replay',
      { inTime: { replay: true } },
      'inTime.replay is worked out, and is not given',
    ],
    [
      'an office that the policy has not',
      'courtside.call-out',
      { 'actor.offices': ['umpier'] },
      'there is no office umpier (did you mean umpire?)',
    ],
    [
      'a role that the policy has not',
      'courtside.call-out',
      { 'actor.roles': ['sever'] },
      'there is no role sever (did you mean server?)',
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

describe('explain, where time is counted', () => {
  const asked = {
    actor: { offices: [], roles: [] },
    'steps.done': ['courtside.ring-bell'],
    'step.ringBell': { done: true, strokes: 5 },
    'shout.at': '2026-07-03T18:00:00+12:00',
    'asked.at': '2026-07-13T10:00:00+12:00',
    'replay.at': '2026-07-20T10:00:00+12:00',
  };
  const explain = (name: string, more: object = {}) =>
    inMended((folder) => ['explain', folder, name, '--facts', file('asked.json', { ...asked, ...more })]);

  it('the reckoning of what is in time, or not', () => {
    const { status, out } = explain('courtside.ask-replay');
    expect([status, out]).toEqual([0, expect.stringContaining('It may not be done now.')]);
    expect(out).toContain(
      'How the time was reckoned\n  - Ask for a replay, from shout.at: sent on 3 July 2026 at 18:00, received on 7 July 2026; 2 clear days from',
    );
    expect(out).toContain('  asked.at, 2026-07-13T10:00:00+12:00: not in time\n');
  });

  it('a year that the calendar has not', () => {
    const { status, out } = explain('courtside.ask-replay', { 'shout.at': '2031-07-03T18:00:00+12:00' });
    expect([status, out]).toEqual([
      1,
      'the calendar club/closed-days/1982 has no holidays for 2031: it has those of 2026 to 2027, and no day is counted in another year\n',
    ]);
  });

  it('a deadline by its name', () => {
    const { status, out } = explain('replay');
    expect([status, out]).toEqual([0, expect.stringContaining('Ask for a replay (replay)\n\nWithin 2 days,')]);
    expect(out).toContain('By these facts\n  from shout.at: sent on 3 July 2026 at 18:00, received on 7 July 2026;');
    expect(out).toContain('[TC-17] A lost match is replayed');
    expect(explain('biscuits', { anchor: '2026-07-03T18:00:00+12:00' })).toEqual({
      status: 1,
      out: 'the deadline biscuits needs the setting biscuit-hours, which is not chosen\n',
    });
    expect(explain('tea', { anchor: '2026-07-03T18:00:00+12:00' }).out).toContain('3 working days from 3 July 2026');
  });
});

describe('explain, without facts', () => {
  it.each([
    ['a deadline', 'tea', 'Serve tea (tea)\n\nWithin 3 working days, counted from: day of play.'],
    ['a body', 'bench', 'The bench of the net (bench)\n\nBody\n  It sits.'],
    ['a clause', 'TC-15', 'TC-15: The score is kept from the bench until tea\n\nKept from: The score\n'],
  ])('%s, by its name', (_, name, expected) => {
    expect(inMended((folder) => ['explain', folder, name])).toEqual({
      status: 0,
      out: expect.stringContaining(expected),
    });
  });

  it('of an act says which facts it reads', () => {
    const { status, out } = inMended((folder) => ['explain', folder, 'courtside.call-out']);
    expect([status, out]).toEqual([1, expect.stringContaining('is asked with facts: --facts <file.json>')]);
  });
});

describe('facts', () => {
  it('prints what an act reads, with types, and an example that can be asked with', () => {
    const { status, out } = inMended((folder) => ['facts', folder, 'courtside.call-out']);
    expect([status, out]).toEqual([0, expect.stringContaining('What “Call a ball out” (courtside.call-out) reads\n')]);
    expect(out).toContain('  actor.offices   list of words');
    expect(out).toContain('  net.height      number');
    const example: unknown = JSON.parse(/^\{[^]*?^\}/m.exec(out)?.[0] ?? '');
    const asked = inMended((folder) => ['explain', folder, 'courtside.call-out', '--facts', file('e.json', example)]);
    expect([asked.status, asked.out]).toEqual([0, expect.stringContaining('It may not be done now.')]);
  });

  it('of a step also what is said, which explain takes', () => {
    const { out } = inMended((folder) => ['facts', folder, 'courtside.sweep']);
    expect(out).toContain('What is said: for --said\n{\n  "fields": {\n    "minutes": 0,\n    "broom": "new",\n');
    const facts = file('gardener.json', { 'actor.offices': ['gardener'], 'actor.roles': [], 'steps.done': [] });
    const sweep = (fields: object) =>
      inMended((folder) => [
        ...['explain', folder, 'courtside.sweep', '--facts', facts],
        ...['--said', file('said.json', { fields })],
      ]).out;
    expect(sweep({ minutes: 5, broom: 'old' })).toContain('It may be done.');
    expect(sweep({ minutes: 3, broom: 'old' })).toContain('Sweeping takes five minutes, with the old broom.');
    expect(sweep({ minutes: 5, broom: 'old', mop: 'wet' })).toContain('Sweep the court has no field mop.');
  });

  it('of a deadline the instants, and of what is not there nothing', () => {
    expect(inMended((folder) => ['facts', folder, 'replay']).out).toContain('shout.at');
    expect(inMended((folder) => ['facts', folder, 'replai'])).toEqual({
      status: 1,
      out: 'Rules of the Tennis Club has no replai (did you mean replay?)\n',
    });
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

it.each([[[]], [['check']], [['chek', club]], [['explain', club]], [['check', club, '--fast']]])(
  'says how it is used: %j',
  (args) => {
    const { status, out } = policyCommand(args, catalogues);
    expect([status, out]).toEqual([2, expect.stringContaining('npm run policy -- check <folder>')]);
  },
);
