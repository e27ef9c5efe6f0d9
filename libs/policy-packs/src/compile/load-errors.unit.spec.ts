import { describe, expect, it } from '@jest/globals';
import type { ActCatalogue } from '../policy.js';
import { compileChanged, courtside, problemsAfter } from '../testing/tennis-club.js';

const acts = 'acts/courtside.yaml';
const replace = (from: string, to: string) => (text: string) => {
  if (!text.includes(from)) throw new Error(`the fixture has no ${from}`);
  return text.replace(from, to);
};
const append = (more: string) => (text: string) => `${text}${more}`;

type Case = readonly [string, string, (text: string) => string, readonly string[]];

const expectProblems = (file: string, spoil: (text: string) => string, expected: readonly string[]) => {
  expect(problemsAfter({ [file]: spoil })).toEqual(expected.map((problem) => `tennis-club/1982/${problem}`));
};

it('the pack as it stands has no problem', () => {
  expect(problemsAfter({})).toEqual([]);
});

describe('a condition', () => {
  it.each<Case>([
    [
      'that reads an unknown fact',
      acts,
      replace('holds: ball.landed', 'holds: ball.lended'),
      ['acts/courtside.yaml:9: [TC-2] unknown fact ball.lended: ball.lended'],
    ],
    [
      'that compares different types',
      acts,
      replace("player.shoes == 'white'", 'player.shoes == 1'),
      ['acts/courtside.yaml:23: [TC-4, TC-3] no such overload: string == int: player.shoes == 1'],
    ],
    [
      'that is not boolean',
      acts,
      replace('holds: player.inWhite', 'holds: player.shoes'),
      ['acts/courtside.yaml:18: [TC-3] the condition must be bool, and is string: player.shoes'],
    ],
    [
      'that asks whether a fact is there',
      acts,
      replace('holds: net.measured || net.height > 0.9', 'holds: "!has(net.mesured) || net.height > 0.9"'),
      ['acts/courtside.yaml:28: [TC-5] has() may not stand in a condition: !has(net.mesured) || net.height > 0.9'],
    ],
    [
      'that is not CEL',
      acts,
      replace('due: ball.landed &&', 'due: ball.landed and'),
      ["acts/courtside.yaml:5: [TC-2] Unexpected character: 'd': ball.landed and !ball.called"],
    ],
    [
      'on order that reads what the command says',
      acts,
      replace('holds: ball.landed', 'holds: player.inWhite'),
      ['acts/courtside.yaml:9: [TC-2] unknown fact player: player.inWhite'],
    ],
    [
      'of a step that reads an unknown field',
      acts,
      replace('field.minutes >= 5', 'field.hours >= 5'),
      ["acts/courtside.yaml:69: [TC-9] unknown fact field.hours: field.hours >= 5 && field.broom == 'old'"],
    ],
    [
      'of a step that reads an optional number',
      acts,
      replace('type: number', 'type: number, required: false'),
      ['acts/courtside.yaml:69: [TC-9] field.minutes is optional, and a rule needs it'],
    ],
    [
      'of a table',
      'tables.yaml',
      replace('when: isRaining, then: { ball: none }', 'when: isSnowing, then: { ball: none }'),
      ['tables.yaml:9: [TC-8] unknown fact isSnowing: isSnowing'],
    ],
    [
      'of a tariff',
      'tariffs.yaml',
      replace("court == 'centre'", 'curt'),
      ['tariffs.yaml:16: [TC-9] unknown fact curt: curt'],
    ],
  ])('%s', (_, file, spoil, expected) => expectProblems(file, spoil, expected));
});

it('a condition may read words that are optional', () => {
  expect(problemsAfter({ [acts]: replace('field.minutes >= 5', "field.sweeper == ''") })).toEqual([]);
});

describe('a reference', () => {
  it.each<Case>([
    [
      'to a clause that is not in clauses.csv',
      acts,
      replace('clauses: [TC-5]', 'clauses: [TC-5, TC-55]'),
      ['acts/courtside.yaml:29: [TC-5, TC-55] there is no clause TC-55'],
    ],
    [
      'to a clause, from a table',
      'tables.yaml',
      replace('sign: Mind the mud }, clauses: [TC-1]', 'sign: Mind the mud }, clauses: [TC-11]'),
      ['tables.yaml:21: [TC-11] there is no clause TC-11'],
    ],
    [
      'to a clause, from a setting',
      'settings.yaml',
      replace('[TC-7]', '[TC-70]'),
      ['settings.yaml:1: [TC-70] there is no clause TC-70'],
    ],
    [
      'to an act that the service does not have',
      acts,
      replace('courtside.report:', 'courtside.raport:'),
      ['acts/courtside.yaml:40: [TC-6] the service courtside has no act courtside.raport'],
    ],
    [
      'to an office',
      acts,
      replace('offices: [umpire]', 'offices: [vampire]'),
      ['acts/courtside.yaml:4: [TC-2] there is no office vampire'],
    ],
    [
      'to a role',
      acts,
      replace('roles: [server]', 'roles: [waiter]'),
      ['acts/courtside.yaml:4: [TC-2] there is no role waiter'],
    ],
    [
      'to a deadline',
      acts,
      replace('by: tea', 'by: lunch'),
      ['acts/courtside.yaml:6: [TC-2] there is no deadline lunch'],
    ],
    [
      'to a document',
      acts,
      replace('contains: match-note', 'contains: match-box'),
      ['acts/courtside.yaml:50: [TC-6] there is no document match-box'],
    ],
    [
      'to what follows',
      acts,
      replace('follows: [courtside.sweep, tea]', 'follows: [courtside.sweep, ta]'),
      ['acts/courtside.yaml:38: [TC-2] there is no act, step, notice or deadline ta'],
    ],
    [
      'to a setting, from a deadline',
      'deadlines.yaml',
      replace('setting: cake-days', 'setting: pie-days'),
      ['deadlines.yaml:11: [TC-7] there is no setting pie-days'],
    ],
    [
      'to a setting, from a table',
      'tables.yaml',
      replace('setting: mower', 'setting: moaner'),
      ['tables.yaml:15: there is no setting moaner'],
    ],
    [
      'to a calendar',
      'identity.yaml',
      replace('club/closed-days', 'club/open-days'),
      ['identity.yaml:9: there is no calendar club/open-days'],
    ],
    [
      'to a time zone',
      'identity.yaml',
      replace('Pacific/Auckland', 'Pacific/Atlantis'),
      ['identity.yaml:8: there is no time zone Pacific/Atlantis'],
    ],
  ])('%s', (_, file, spoil, expected) => expectProblems(file, spoil, expected));
});

it('where every service runs here, what none of them has', () => {
  const kitchen: ActCatalogue = {
    service: 'kitchen',
    facts: {},
    acts: {},
    tables: { elsewhere: { whatever: { is: { known: { there: 'bool' } } } } },
    tariffs: {},
  };
  expect(() => compileChanged({}, [kitchen], { isWhole: true })).toThrow(
    [
      'tennis-club/1982/acts/courtside.yaml:1: no service has a catalogue courtside',
      'tennis-club/1982/tables.yaml:1: no service asks such a table',
      'tennis-club/1982/tables.yaml:10: no service asks such a table',
      'tennis-club/1982/tables.yaml:16: no service asks such a table',
    ].join('\n'),
  );
});

it('two services that ask one table with different facts', () => {
  const kitchen = {
    ...courtside,
    service: 'kitchen',
    facts: {},
    acts: {},
    tables: { mowing: { isRaining: 'string' } },
  } as const;
  expect(() => compileChanged({}, [courtside, kitchen])).toThrow(
    'tables.yaml:10: courtside and kitchen ask it with different facts',
  );
});

describe('twice', () => {
  it.each<Case>([
    [
      'a code within an act, over both parts',
      acts,
      replace('code: in-white', 'code: called-once'),
      ['acts/courtside.yaml:17: [TC-3] the code called-once stands twice'],
    ],
    [
      'a code within a tariff',
      'tariffs.yaml',
      replace('code: suspend-centre-court', 'code: sweep'),
      ['tariffs.yaml:10: [TC-9] the code sweep stands twice'],
    ],
    [
      'an act',
      acts,
      append('\ncourtside.report:\n  title: Again\n'),
      ['acts/courtside.yaml:74: Map keys must be unique'],
    ],
    [
      'an act and a step',
      acts,
      replace('  courtside.sweep:', '  courtside.note:'),
      [
        'acts/courtside.yaml:38: [TC-2] there is no act, step, notice or deadline courtside.sweep',
        'acts/courtside.yaml:53: [TC-9] courtside.note stands twice among the acts and steps',
      ],
    ],
    [
      'a clause',
      'clauses.csv',
      append('TC-9,Again,guidance,shared,guidance,\n'),
      ['clauses.csv:11: the clause TC-9 stands twice'],
    ],
  ])('%s', (_, file, spoil, expected) => {
    const found = problemsAfter({ [file]: spoil });
    expect([...found].sort()).toEqual(expected.map((problem) => `tennis-club/1982/${problem}`));
  });
});

describe('a table', () => {
  it.each<Case>([
    [
      'with a gap',
      'tables.yaml',
      replace('player.level > 2', 'player.level > 3'),
      ['tables.yaml:1: a gap: no row hits where player.level = 3, isRaining = false'],
    ],
    [
      'with an overlap',
      'tables.yaml',
      replace('player.level > 2', 'player.level >= 2'),
      ['tables.yaml:8: [TC-8] an overlap: rows 1 and 2 hit where player.level = 2, isRaining = false'],
    ],
    [
      'of the first row, with a gap',
      'tables.yaml',
      replace("when: 'true'", "when: '!isRaining && isRaining'"),
      ['tables.yaml:10: a gap: no row hits where isRaining = false'],
    ],
    [
      'whose values are not declared',
      'tables.yaml',
      replace('  inputs:\n    player.level: { values: [1, 2, 3] }\n', ''),
      ['tables.yaml:1: declare the values of player.level under inputs, to find gaps and overlaps'],
    ],
    [
      'whose values are of another type',
      'tables.yaml',
      replace('values: [1, 2, 3]', 'values: [1, two]'),
      ['tables.yaml:5: player.level is double'],
    ],
    [
      'whose input is unknown',
      'tables.yaml',
      replace('    player.level: {', '    player.levels: {'),
      ['tables.yaml:5: unknown fact player.levels'],
    ],
    [
      'whose rows have different outputs',
      'tables.yaml',
      replace('{ with: nothing, days: 0 }', '{ with: nothing }'),
      ['tables.yaml:14: [TC-8] lacks days, which other rows have'],
    ],
    [
      'with a row that rests on nothing',
      'tables.yaml',
      replace('then: { sign: Mind the mud }, clauses: [TC-1]', 'then: { sign: Mind the mud }'),
      ['tables.yaml:21: a row rests on a clause or on a setting'],
    ],
  ])('%s', (_, file, spoil, expected) => expectProblems(file, spoil, expected));
});

describe('structure', () => {
  it.each<Case>([
    [
      'an unknown key',
      acts,
      replace('due: ball.landed', 'dew: ball.landed'),
      ['acts/courtside.yaml:5: [TC-2] courtside.call-out: has no "dew"'],
    ],
    [
      'a missing key',
      acts,
      replace('      says: The player wears white.\n', ''),
      ['acts/courtside.yaml:17: [TC-3] courtside.call-out/acceptable/0/says: is missing'],
    ],
    [
      'a wrong value',
      acts,
      replace('force: normally', 'force: perhaps'),
      [
        'acts/courtside.yaml:25: [TC-4, TC-3] courtside.call-out/acceptable/1/force: Invalid option: expected one of "must"|"normally"|"may"',
      ],
    ],
    [
      'nobody who may',
      acts,
      replace('who: { anyone: true }', 'who: {}'),
      ['acts/courtside.yaml:43: [TC-6] courtside.report/who: says either anyone: true, or offices or roles'],
    ],
    [
      'a choice without choices',
      acts,
      replace(', choices: [new, old]', ''),
      ['acts/courtside.yaml:60: [TC-9] steps/courtside.sweep/fields/1: a choice, and only a choice, has choices'],
    ],
    [
      'neither an amount nor a setting',
      'deadlines.yaml',
      replace('  amount: 3\n', ''),
      ['deadlines.yaml:1: [TC-7] tea: has an amount or a setting'],
    ],
    [
      'not YAML',
      'settings.yaml',
      append('\n  ]'),
      ['settings.yaml:5: Unexpected flow-seq-end token in YAML stream: "]"'],
    ],
    [
      'a version in another folder',
      'identity.yaml',
      replace("version: '1982'", "version: '1983'"),
      ['identity.yaml:4: the version 1983 lies in the folder tennis-club/1982'],
    ],
    ['a misspelt file', 'teriffs.yaml', append('x: 1'), ['teriffs.yaml:1: is not a file that a pack has']],
    [
      'a clause table with other columns',
      'clauses.csv',
      replace('clause,requirement', 'clause,duty'),
      ['clauses.csv:1: the columns must be clause, requirement, kind, service, force, parameters'],
    ],
    [
      'a clause with too few cells',
      'clauses.csv',
      append('TC-10,Short\n'),
      ['clauses.csv:11: 2 cells where 6 are expected'],
    ],
  ])('%s', (_, file, spoil, expected) => expectProblems(file, spoil, expected));

  it.each(['identity.yaml', 'clauses.csv'])('%s that is missing', (file) => {
    expect(problemsAfter({ [file]: () => undefined })).toEqual([`tennis-club/1982/${file}:1: is missing`]);
  });

  it('an identity that is empty', () => {
    expect(problemsAfter({ 'identity.yaml': () => '' })).toContain(
      'tennis-club/1982/identity.yaml:1: pack: is missing',
    );
  });
});

describe('the settings of a deployment', () => {
  it.each([
    ['tennis-club/pie-days', 3, ['settings of the deployment:1: there is no setting tennis-club/pie-days']],
    [
      'tennis-club/cake-days',
      'soon',
      [
        'tennis-club/1982/deadlines.yaml:11: [TC-7] the setting cake-days must be a whole number above 0, and is "soon"',
        'tennis-club/1982/settings.yaml:1: [TC-7] the deployment sets it to "soon", not a number',
      ],
    ],
    [
      'tennis-club/cake-days',
      0,
      ['tennis-club/1982/deadlines.yaml:11: [TC-7] the setting cake-days must be a whole number above 0, and is 0'],
    ],
  ])('%s = %s', (name, value, expected) => {
    expect(problemsAfter({}, { settings: { [name]: value } })).toEqual(expected);
  });
});

it('all problems of all files are told at once', () => {
  const problems = problemsAfter({
    [acts]: (text) => replace('holds: ball.landed', 'holds: ball.lended')(replace('by: tea', 'by: lunch')(text)),
    'tables.yaml': replace('  title: Which ball\n', ''),
    'tariffs.yaml': replace("court == 'centre'", 'curt'),
  });
  expect(problems.map((problem) => problem.split(' ')[0])).toEqual([
    'tennis-club/1982/acts/courtside.yaml:6:',
    'tennis-club/1982/acts/courtside.yaml:9:',
    'tennis-club/1982/tables.yaml:1:',
    'tennis-club/1982/tariffs.yaml:16:',
  ]);
});
