import { describe, expect, it } from '@jest/globals';
import type { ActCatalogue } from '../policy.js';
import { append, replace } from '../testing/spoil.js';
import { compileChanged, courtside, problemsAfter } from '../testing/tennis-club.js';

const acts = 'acts/courtside.yaml';

const values = (count: number) => Array.from({ length: count }, (_, i) => `v${i}`).join(', ');
const rows = (count: number) => `    - { when: "'v1' in hazards", then: { sign: x }, clauses: [TC-1] }\n`.repeat(count);

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
      ['acts/courtside.yaml:9:14: [TC-2] unknown fact ball.lended: ball.lended (did you mean ball.landed?)'],
    ],
    [
      'that compares different types',
      acts,
      replace("player.shoes == 'white'", 'player.shoes == 1'),
      [
        'acts/courtside.yaml:23:14: [TC-4, TC-3] no such overload: string == int: player.shoes == 1; words stand in quotes, numbers do not',
      ],
    ],
    [
      'with one sign of equality',
      acts,
      replace("player.shoes == 'white'", "player.shoes = 'white'"),
      ["acts/courtside.yaml:23:27: [TC-4, TC-3] Unexpected character: =: player.shoes = 'white'; write == for ="],
    ],
    [
      'that compares what is so or not with a word',
      acts,
      replace('holds: player.inWhite', "holds: player.inWhite == 'yes'"),
      [
        "acts/courtside.yaml:18:14: [TC-3] no such overload: bool == string: player.inWhite == 'yes'; what is so or not stands by itself: a.b, or !a.b",
      ],
    ],
    [
      'that is not boolean',
      acts,
      replace('holds: player.inWhite', 'holds: player.shoes'),
      ['acts/courtside.yaml:18:14: [TC-3] the condition must be bool, and is string: player.shoes'],
    ],
    [
      'that asks whether a fact is there',
      acts,
      replace('holds: net.measured || net.height > 0.9', 'holds: "!has(net.mesured) || net.height > 0.9"'),
      ['acts/courtside.yaml:28:14: [TC-5] has() may not stand in a condition: !has(net.mesured) || net.height > 0.9'],
    ],
    [
      'that is not CEL',
      acts,
      replace('due: ball.landed &&', 'due: ball.landed and'),
      ["acts/courtside.yaml:5:20: [TC-2] Unexpected character: 'd': ball.landed and !ball.called; write && for and"],
    ],
    [
      'on order that reads what the command says',
      acts,
      replace('holds: ball.landed', 'holds: player.inWhite'),
      [
        'acts/courtside.yaml:9:14: [TC-2] player.inWhite is what the command says, which only acceptable may read: player.inWhite',
      ],
    ],
    [
      'by which it is due that reads what the command says',
      acts,
      replace('due: ball.landed &&', 'due: player.inWhite &&'),
      [
        'acts/courtside.yaml:5:8: [TC-2] player.inWhite is what the command says, which only acceptable may read: player.inWhite && !ball.called',
      ],
    ],
    [
      'on order of a step that reads what is recorded',
      acts,
      replace(`'!("courtside.sweep" in steps.done)'`, 'field.minutes > 3'),
      [
        'acts/courtside.yaml:64:16: [TC-9] field.minutes is what the command says, which only acceptable may read: field.minutes > 3',
      ],
    ],
    [
      'that reads a fact of something else',
      acts,
      replace('holds: ball.landed', 'holds: grass.landed'),
      ['acts/courtside.yaml:9:14: [TC-2] unknown fact grass.landed: grass.landed (did you mean ball.landed?)'],
    ],
    [
      'over several lines, which is found where it begins',
      acts,
      replace('holds: ball.landed', 'holds: >-\n        ball.called ||\n        ball.lended'),
      [
        'acts/courtside.yaml:9:14: [TC-2] unknown fact ball.lended: ball.called || ball.lended (did you mean ball.landed?)',
      ],
    ],
    [
      'in quotes, which is found where it goes wrong',
      acts,
      replace(`holds: '!ball.called'`, `holds: '!ball.called && !ball.caled'`),
      [
        'acts/courtside.yaml:13:32: [TC-1] unknown fact ball.caled: !ball.called && !ball.caled (did you mean ball.called?)',
      ],
    ],
    [
      'that reads whether a deadline without from was kept',
      acts,
      replace('holds: ball.landed', 'holds: inTime.cake'),
      ['acts/courtside.yaml:9:14: [TC-2] unknown fact inTime.cake: inTime.cake; the deadline cake has no from'],
    ],
    [
      'that reads whether a deadline of something else was kept',
      acts,
      replace('holds: ball.landed', 'holds: inTime.bell'),
      [
        'acts/courtside.yaml:9:14: [TC-2] unknown fact inTime.bell: inTime.bell; the deadline bell is from quarrel.at and meets asked.at, not both of which are known here',
      ],
    ],
    [
      'of a step that reads an unknown field',
      acts,
      replace('field.minutes >= 5', 'field.hours >= 5'),
      [
        "acts/courtside.yaml:69:16: [TC-9] unknown fact field.hours: field.hours >= 5 && field.broom == 'old' (did you mean field.minutes or field.broom or field.sweeper?)",
      ],
    ],
    [
      'of a step that reads an optional number',
      acts,
      replace('type: number', 'type: number, required: false'),
      ['acts/courtside.yaml:69:16: [TC-9] field.minutes is optional, and a rule needs it'],
    ],
    [
      'of a table',
      'tables.yaml',
      replace('when: isRaining, then: { ball: none }', 'when: isSnowing, then: { ball: none }'),
      ['tables.yaml:9:15: [TC-8] unknown fact isSnowing: isSnowing'],
    ],
    [
      'of a tariff',
      'tariffs.yaml',
      replace("court == 'centre'", 'curt'),
      ['tariffs.yaml:16:18: [TC-9] unknown fact curt: curt (did you mean court?)'],
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
      ['acts/courtside.yaml:29:23: [TC-5, TC-55] there is no clause TC-55 (did you mean TC-5?)'],
    ],
    [
      'to a clause, from a table',
      'tables.yaml',
      replace('sign: Mind the mud }, clauses: [TC-1]', 'sign: Mind the mud }, clauses: [TC-99]'),
      ['tables.yaml:21:75: [TC-99] there is no clause TC-99 (did you mean TC-9?)'],
    ],
    [
      'to a clause, from a setting',
      'settings.yaml',
      replace('[TC-7]', '[TC-70]'),
      ['settings.yaml:1:82: [TC-70] there is no clause TC-70 (did you mean TC-7?)'],
    ],
    [
      'to an act that the service does not have',
      acts,
      replace('courtside.report:', 'courtside.raport:'),
      [
        'acts/courtside.yaml:40:1: [TC-6] the service courtside has no act courtside.raport (did you mean courtside.report?)',
        'documents.yaml:24:56: [TC-9] there is no act or step courtside.report (did you mean courtside.raport?)',
        'tariffs.yaml:30:79: [TC-13] there is no act or step courtside.report (did you mean courtside.raport?)',
      ],
    ],
    [
      'to an office',
      acts,
      replace('offices: [umpire]', 'offices: [vampire]'),
      ['acts/courtside.yaml:4:20: [TC-2] there is no office vampire (did you mean umpire?)'],
    ],
    [
      'to a role',
      acts,
      replace('roles: [server]', 'roles: [waiter]'),
      ['acts/courtside.yaml:4:37: [TC-2] there is no role waiter'],
    ],
    [
      'to a deadline',
      acts,
      replace('by: tea', 'by: lunch'),
      ['acts/courtside.yaml:6:7: [TC-2] there is no deadline lunch'],
    ],
    [
      'to a document',
      acts,
      replace('contains: match-note', 'contains: match-box'),
      ['acts/courtside.yaml:50:13: [TC-6] there is no document match-box (did you mean match-note?)'],
    ],
    [
      'to what follows',
      acts,
      replace('follows: [courtside.sweep, tea]', 'follows: [courtside.sweep, ta]'),
      ['acts/courtside.yaml:38:30: [TC-2] there is no act, step, notice or deadline ta (did you mean tea?)'],
    ],
    [
      'to a setting, from a deadline',
      'deadlines.yaml',
      replace('setting: cake-days', 'setting: pie-days'),
      ['deadlines.yaml:11:12: [TC-7] there is no setting pie-days'],
    ],
    [
      'to a setting, from a table',
      'tables.yaml',
      replace('setting: mower', 'setting: moaner'),
      ['tables.yaml:15:48: there is no setting moaner (did you mean mower?)'],
    ],
    [
      'to a time zone',
      'identity.yaml',
      replace('Pacific/Auckland', 'Pacific/Atlantis'),
      ['identity.yaml:8:11: there is no time zone Pacific/Atlantis'],
    ],
  ])('%s', (_, file, spoil, expected) => expectProblems(file, spoil, expected));
});

it('a reference to a calendar says where it was sought', () => {
  expect(problemsAfter({ 'identity.yaml': replace('club/closed-days', 'club/open-days') })).toEqual([
    expect.stringMatching(
      /identity\.yaml:9:11: there is no calendar club\/open-days: \S+\/calendars\/club\/open-days\.json is not there$/,
    ),
  ]);
});

it('where every service runs here, what none of them has', () => {
  const kitchen: ActCatalogue = {
    service: 'courtsides',
    facts: {},
    acts: {},
    tables: { elsewhere: { whatever: { is: { known: { there: 'bool' } } } }, balls: {} },
    tariffs: {},
  };
  expect(() => compileChanged({}, [kitchen], { isWhole: true })).toThrow(
    [
      'tennis-club/1982/acts/courtside.yaml:1:1: no service has a catalogue courtside (did you mean courtsides?)',
      'tennis-club/1982/choices.yaml:1:1: [TC-13] no service asks such choices',
      'tennis-club/1982/hidden.yaml:1:1: no service has a catalogue courtside (did you mean courtsides?)',
      'tennis-club/1982/hidden.yaml:4:9: [TC-15] no service knows score',
      'tennis-club/1982/hidden.yaml:12:9: [TC-15] no service knows price',
      'tennis-club/1982/tables.yaml:1:1: no service asks such a table (did you mean balls?)',
      'tennis-club/1982/tables.yaml:10:1: no service asks such a table',
      'tennis-club/1982/tables.yaml:16:1: no service asks such a table',
      'tennis-club/1982/tables.yaml:22:1: a gap: no row hits where whatever.is.known.there = false',
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
    'tables.yaml:10:1: courtside and kitchen ask it with different facts',
  );
});

describe('twice', () => {
  it.each<Case>([
    [
      'a code within an act, over both parts',
      acts,
      replace('code: in-white', 'code: called-once'),
      ['acts/courtside.yaml:17:13: [TC-3] the code called-once stands twice'],
    ],
    [
      'a code within a tariff',
      'tariffs.yaml',
      replace('code: suspend-centre-court', 'code: sweep'),
      ['tariffs.yaml:10:13: [TC-9] the code sweep stands twice'],
    ],
    [
      'an act',
      acts,
      append('\ncourtside.report:\n  title: Again\n'),
      ['acts/courtside.yaml:101:1: Map keys must be unique'],
    ],
    [
      'an act and a step',
      acts,
      replace('  courtside.sweep:', '  courtside.note:'),
      [
        'acts/courtside.yaml:38:13: [TC-2] there is no act, step, notice or deadline courtside.sweep (did you mean courtside.note?)',
        'acts/courtside.yaml:53:3: [TC-9] courtside.note stands twice among the acts and steps',
        ...['17:7', '21:54', '22:47', '23:69'].map(
          (at) => `documents.yaml:${at}: [TC-9] there is no act or step courtside.sweep (did you mean courtside.note?)`,
        ),
      ],
    ],
    [
      'a clause',
      'clauses.csv',
      append('TC-9,Again,guidance,shared,guidance,\n'),
      ['clauses.csv:20:1: the clause TC-9 stands twice'],
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
      ['tables.yaml:1:1: a gap: no row hits where player.level = 3, isRaining = false'],
    ],
    [
      'with an overlap',
      'tables.yaml',
      replace('player.level > 2', 'player.level >= 2'),
      ['tables.yaml:8:7: [TC-8] an overlap: rows 1 and 2 hit where player.level = 2, isRaining = false'],
    ],
    [
      'of the first row, with a gap',
      'tables.yaml',
      replace("when: 'true'", "when: '!isRaining && isRaining'"),
      ['tables.yaml:10:1: a gap: no row hits where isRaining = false'],
    ],
    [
      'whose values are not declared',
      'tables.yaml',
      replace('  inputs:\n    player.level: { values: [1, 2, 3] }\n', ''),
      ['tables.yaml:1:1: declare the values of player.level under inputs, to find gaps and overlaps'],
    ],
    [
      'whose values are of another type',
      'tables.yaml',
      replace('values: [1, 2, 3]', 'values: [1, two]'),
      ['tables.yaml:5:5: player.level is double'],
    ],
    [
      'of a list with 30 values, which are not tried',
      'tables.yaml',
      (text: string) =>
        replace('hit: collect', `hit: unique\n  inputs: { hazards: { values: [${values(30)}] } }`)(text),
      ['tables.yaml:16:1: more than 1,000,000,000 combinations of 2 rows are too many to try'],
    ],
    [
      'of so many rows that they are not tried',
      'tables.yaml',
      (text: string) =>
        replace(
          '  hit: collect\n  rows:\n',
          `  hit: first\n  inputs: { hazards: { values: [${values(14)}] } }\n  rows:\n${rows(70)}`,
        )(text),
      ['tables.yaml:16:1: 16,384 combinations of 72 rows are too many to try'],
    ],
    [
      'whose input is unknown',
      'tables.yaml',
      replace('    player.level: {', '    player.levels: {'),
      ['tables.yaml:5:5: unknown fact player.levels (did you mean player.level?)'],
    ],
    [
      'whose rows have different outputs',
      'tables.yaml',
      replace('{ with: nothing, days: 0 }', '{ with: nothing }'),
      ['tables.yaml:14:26: [TC-8] lacks days, which other rows have'],
    ],
    [
      'with a row that rests on nothing',
      'tables.yaml',
      replace('then: { sign: Mind the mud }, clauses: [TC-1]', 'then: { sign: Mind the mud }'),
      ['tables.yaml:21:7: a row rests on a clause or on a setting'],
    ],
  ])('%s', (_, file, spoil, expected) => expectProblems(file, spoil, expected));
});
