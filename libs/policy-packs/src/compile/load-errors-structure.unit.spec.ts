import { describe, expect, it } from '@jest/globals';
import { append, replace } from '../testing/spoil.js';
import { problemsAfter } from '../testing/tennis-club.js';

const acts = 'acts/courtside.yaml';

type Case = readonly [string, string, (text: string) => string, readonly string[]];

const expectProblems = (file: string, spoil: (text: string) => string, expected: readonly string[]) => {
  expect(problemsAfter({ [file]: spoil })).toEqual(expected.map((problem) => `tennis-club/1982/${problem}`));
};

describe('structure', () => {
  it.each<Case>([
    [
      'an unknown key',
      acts,
      replace('due: ball.landed', 'dew: ball.landed'),
      [
        'acts/courtside.yaml:5:8: [TC-2] courtside.call-out: dew does not belong here; allowed: title, clauses, who, due, by, available, acceptable, contains, follows',
      ],
    ],
    [
      'an unknown key that is nearly one',
      acts,
      replace('  available:', '  avialable:'),
      [
        'acts/courtside.yaml:7:3: [TC-2] courtside.call-out: avialable does not belong here; allowed: title, clauses, who, due, by, available, acceptable, contains, follows (did you mean available?)',
      ],
    ],
    [
      'an unknown key of a step',
      acts,
      replace('repeatable: true', 'repeatible: true'),
      [
        'acts/courtside.yaml:57:5: [TC-9] steps/courtside.sweep: repeatible does not belong here; allowed: title, clauses, who, due, by, available, acceptable, contains, follows, fields, repeatable, means, designates, arranges, gives, staff, decides (did you mean repeatable?)',
      ],
    ],
    [
      'a value that is nearly one',
      acts,
      replace('force: normally', 'force: normaly'),
      [
        'acts/courtside.yaml:25:14: [TC-4, TC-3] courtside.call-out/acceptable/1/force: normaly is none of must, normally, may (did you mean normally?)',
      ],
    ],
    [
      'what an office has not',
      'offices.yaml',
      replace('gardener: { title: Head Gardener }', 'gardener: { title: Head Gardener, clauses: [TC-9] }'),
      ['offices.yaml:3:37: [TC-9] offices/gardener: clauses does not belong here; allowed: title, may'],
    ],
    [
      'a map where a list stands',
      acts,
      replace(
        '      - { name: strokes, title: Strokes, type: number, whole: true, min: 1, max: 12 }\n      - { name: rungOn, title: Day, type: date, required: false }',
        '      strokes: { title: Strokes }',
      ),
      [
        'acts/courtside.yaml:77:5: [TC-18] steps/courtside.ring-bell/fields: is a map, and must be a list: - { name: …, title: … }',
      ],
    ],
    [
      'one word where a list stands',
      acts,
      replace('clauses: [TC-5]', 'clauses: TC-5'),
      ['acts/courtside.yaml:29:16: [TC-2] courtside.call-out/acceptable/2/clauses: must be a list: [TC-5]'],
    ],
    [
      'a list where names stand',
      'settings.yaml',
      () => '- { value: 2, why: x }',
      ['settings.yaml:1:1: is a list, and must be entries by name: name: { … }'],
    ],
    [
      'a number where words stand',
      'identity.yaml',
      replace("version: '1982'", 'version: 1982'),
      ["identity.yaml:4:1: version: must be words: put it in quotes, '1982'"],
    ],
    [
      'words where a number stands',
      'deadlines.yaml',
      replace('amount: 3', "amount: '3'"),
      ['deadlines.yaml:4:11: [TC-7] tea/amount: must be a number: 3, without quotes'],
    ],
    [
      'a list of nothing',
      'hidden.yaml',
      replace('from: [gardener]', 'from: []'),
      ['hidden.yaml:13:3: [TC-15] price-of-cake/from: must have an entry'],
    ],
    [
      'a name that is no name',
      'settings.yaml',
      replace('mower:', 'Mower:'),
      ['settings.yaml:3:1: Mower: must be lower-case words joined by hyphens or dots'],
    ],
    [
      'a day that is none',
      'identity.yaml',
      replace("from: '1982-04-01'", 'from: 1 April 1982'),
      ["identity.yaml:6:9: inForce/from: must be a date, such as '2026-11-06'"],
    ],
    [
      'a condition that begins with ! and is in no quotes',
      acts,
      replace("holds: '!ball.called'", 'holds: !ball.called'),
      [
        "acts/courtside.yaml:13:14: Unresolved tag: !ball.called: a condition that begins with ! stands in quotes: '!ball.called'",
      ],
    ],
    [
      'words with a colon, in no quotes',
      acts,
      replace('says: A ball is called once.', 'says: Once: a ball is called.'),
      ['acts/courtside.yaml:15:13: words with a colon and a space in them stand in quotes'],
    ],
    [
      'a missing key',
      acts,
      replace('      says: The player wears white.\n', ''),
      ['acts/courtside.yaml:17:7: [TC-3] courtside.call-out/acceptable/0/says: is missing'],
    ],
    [
      'a wrong value',
      acts,
      replace('force: normally', 'force: perhaps'),
      [
        'acts/courtside.yaml:25:14: [TC-4, TC-3] courtside.call-out/acceptable/1/force: perhaps is none of must, normally, may',
      ],
    ],
    [
      'nobody who may',
      acts,
      replace('who: { anyone: true }', 'who: {}'),
      ['acts/courtside.yaml:43:3: [TC-6] courtside.report/who: says either anyone: true, or offices or roles'],
    ],
    [
      'a choice without choices',
      acts,
      replace(', choices: [new, old]', ''),
      ['acts/courtside.yaml:60:9: [TC-9] steps/courtside.sweep/fields/1: a choice, and only a choice, has choices'],
    ],
    [
      'neither an amount nor a setting',
      'deadlines.yaml',
      replace('  amount: 3\n', ''),
      ['deadlines.yaml:1:1: [TC-7] tea: has an amount or a setting'],
    ],
    [
      'not YAML',
      'settings.yaml',
      append('\n  ]'),
      ['settings.yaml:5:3: Unexpected flow-seq-end token in YAML stream: "]"'],
    ],
    [
      'a version in another folder',
      'identity.yaml',
      replace("version: '1982'", "version: '1983'"),
      ['identity.yaml:4:10: the version 1983 lies in the folder tennis-club/1982'],
    ],
    [
      'a misspelt file',
      'teriffs.yaml',
      append('x: 1'),
      ['teriffs.yaml:1:1: is not a file that a pack has (did you mean tariffs.yaml?)'],
    ],
    [
      'a clause table with other columns',
      'clauses.csv',
      replace('clause,requirement', 'clause,duty'),
      ['clauses.csv:1:1: the columns must be clause, requirement, kind, service, force, parameters'],
    ],
    [
      'a clause with too few cells',
      'clauses.csv',
      append('TC-99,Short\n'),
      ['clauses.csv:20:1: 2 cells where 6 are expected'],
    ],
  ])('%s', (_, file, spoil, expected) => expectProblems(file, spoil, expected));

  it.each(['identity.yaml', 'clauses.csv'])('%s that is missing', (file) => {
    expect(problemsAfter({ [file]: () => undefined })).toEqual([`tennis-club/1982/${file}:1:1: is missing`]);
  });

  it('an identity that is empty', () => {
    expect(problemsAfter({ 'identity.yaml': () => '' })).toContain(
      'tennis-club/1982/identity.yaml:1:1: pack: is missing',
    );
  });
});

describe('the settings of a deployment', () => {
  it.each([
    [
      'tennis-club/pie-days',
      3,
      [
        'settings of the deployment:1:1: there is no setting tennis-club/pie-days (did you mean tennis-club/cake-days?)',
      ],
    ],
    [
      'tennis-club/cake-days',
      'soon',
      [
        'tennis-club/1982/deadlines.yaml:11:12: [TC-7] the setting cake-days must be a whole number above 0, and is "soon"',
        'tennis-club/1982/settings.yaml:1:1: [TC-7] the deployment sets it to "soon", not a number',
      ],
    ],
    [
      'tennis-club/cake-days',
      0,
      ['tennis-club/1982/deadlines.yaml:11:12: [TC-7] the setting cake-days must be a whole number above 0, and is 0'],
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
    'tennis-club/1982/acts/courtside.yaml:6:7:',
    'tennis-club/1982/acts/courtside.yaml:9:14:',
    'tennis-club/1982/tables.yaml:1:1:',
    'tennis-club/1982/tariffs.yaml:16:18:',
  ]);
});
