import { describe, expect, it } from '@jest/globals';
import { append, replace } from '../testing/spoil.js';
import { problemsAfter } from '../testing/tennis-club.js';

const acts = 'acts/courtside.yaml';

/** Without where they stand: the fixture grows. */
const problems = (file: string, spoil: (text: string) => string) =>
  problemsAfter({ [file]: spoil }).map((problem) => {
    const found = /^tennis-club\/1982\/([^:]+):(\d+):(\d+): (.*)$/.exec(problem);
    return `${found?.[1]}: ${found?.[4]}`;
  });

type Case = readonly [string, string, (text: string) => string, readonly string[]];

const letter = (more: string) => append(`cake-is-served: { title: Cake, clauses: [TC-7], template: Cake!, ${more} }\n`);

describe('a name that stands for nothing', () => {
  it.each<Case>([
    [
      'of what lifts a rule',
      acts,
      replace('unless: courtside.note', 'unless: courtside.nota'),
      [`${acts}: [TC-17] there is no act or step courtside.nota (did you mean courtside.note?)`],
    ],
    [
      'of what lifts a rule of a step',
      acts,
      replace('        says: The court is swept once.', '        unless: lunch.at-noon\n        says: Once.'),
      [`${acts}: [TC-9] there is no act or step lunch.at-noon`],
    ],
    [
      'of an act by which somebody consents',
      'tariffs.yaml',
      replace('consent: courtside.report', 'consent: courtside.repart'),
      ['tariffs.yaml: [TC-13] there is no act or step courtside.repart (did you mean courtside.report?)'],
    ],
    [
      'of what follows a penalty',
      'tariffs.yaml',
      replace('effect: silence', 'effect: silence\n      follows: [tee]'),
      ['tariffs.yaml: [TC-13] there is no act, step, notice or deadline tee (did you mean tea?)'],
    ],
    [
      'of what follows a choice',
      'choices.yaml',
      replace('title: There was a wasp', 'title: A wasp\n      follows: [kake]'),
      ['choices.yaml: [TC-13] there is no act, step, notice or deadline kake (did you mean cake?)'],
    ],
    [
      'of who sits',
      'bodies.yaml',
      replace('title: The umpire, from: [umpire]', 'title: The umpire, from: [empire]'),
      ['bodies.yaml: [TC-10] there is no office or role empire (did you mean umpire?)'],
    ],
    [
      'of who attends',
      'bodies.yaml',
      replace('from: [gardener]', 'from: [gardner]'),
      ['bodies.yaml: [TC-10] there is no office or role gardner (did you mean gardener?)'],
    ],
    [
      'of from whom something is kept',
      'hidden.yaml',
      replace('from: [umpire, ball-child]', 'from: [umpire, ball-childs]'),
      ['hidden.yaml: [TC-15] there is no office, role or seat ball-childs (did you mean ball-child?)'],
    ],
    [
      'of whom a letter goes to',
      'notices.yaml',
      letter('to: [umpyre]'),
      ['notices.yaml: [TC-7] there is no office, role, seat or table umpyre (did you mean umpire?)'],
    ],
    [
      'of what sends a letter',
      'notices.yaml',
      letter('on: [courtside.reprot]'),
      ['notices.yaml: [TC-7] there is no act or step courtside.reprot (did you mean courtside.report?)'],
    ],
    [
      'of when a letter goes',
      'notices.yaml',
      letter('by: cakes'),
      ['notices.yaml: [TC-7] there is no deadline cakes (did you mean cake?)'],
    ],
    [
      'of how something is received',
      'deadlines.yaml',
      replace('received: shout', 'received: shot'),
      ['deadlines.yaml: [TC-17] the identity has no receipt by shot (did you mean shout?)'],
    ],
    [
      'of the fact that fills an item of a letter',
      'notices.yaml',
      letter('items: [{ code: when, says: when, fact: shuot.at }]'),
      ['notices.yaml: [TC-7] unknown fact shuot.at (did you mean shout.at?)'],
    ],
    [
      'of the fact that fills an item of a document',
      'documents.yaml',
      replace('says: the score }', 'says: the score, fact: step.sweep.minuets }'),
      ['documents.yaml: [TC-6] unknown fact step.sweep.minuets (did you mean step.sweep.minutes?)'],
    ],
  ])('%s', (_, file, spoil, expected) => {
    expect(problems(file, spoil)).toEqual(expected);
  });

  it('a kind of meeting that is in the hands of two bodies', () => {
    const twice = replace('title: The bench of the net', 'title: The bench of the net\n  conducts: [second-look]');
    expect(problems('bodies.yaml', twice)).toEqual([
      'bodies.yaml: [TC-14] second-look is in the hands of bench already',
    ]);
  });

  it.each([
    ['an office', 'to: [gardener]'],
    ['a role', 'to: [server]'],
    ['a seat', 'to: [ball-child]'],
    ['a table', 'to: [signs]'],
    ['what a table says', 'to: [soft]'],
    ['a word of the pack', 'to: [panel]'],
    ['by a deadline, upon a step', 'on: [courtside.sweep], by: cake'],
    ['with a fact of an act', 'items: [{ code: when, says: when, fact: replay.at }]'],
  ])('and one that does: a letter to %s', (_, more) => {
    expect(problems('notices.yaml', letter(more))).toEqual([]);
  });
});

describe('a deadline without an anchor', () => {
  it.each<Case>([
    [
      'from an unknown fact',
      'deadlines.yaml',
      replace('from: quarrel.at', 'from: quarel.at'),
      ['deadlines.yaml: [TC-18] unknown fact quarel.at (did you mean quarrel.at?)'],
    ],
    [
      'that meets an unknown fact',
      'deadlines.yaml',
      replace('from: quarrel.at', 'from: quarrel.at\n  meets: bell.at'),
      ['deadlines.yaml: [TC-18] unknown fact bell.at'],
    ],
    [
      'whose two facts are known together nowhere',
      'deadlines.yaml',
      replace('from: quarrel.at', 'from: quarrel.at\n  meets: replay.at'),
      ['deadlines.yaml: [TC-18] no act, step, table or tariff knows both quarrel.at and replay.at'],
    ],
  ])('%s', (_, file, spoil, expected) => {
    expect(problems(file, spoil)).toEqual(expected);
  });
});

describe('a penalty that nothing opens', () => {
  const option = (open: string, more = '') =>
    append(`    - { code: more, title: More, clauses: [TC-13], effect: more${more}, open: [${open}] }\n`);
  const gate = (holds: string, code: string, more = '') =>
    `{ code: ${code}, holds: "${holds}", clauses: [TC-13], says: x.${more} }`;

  it.each<Case>([
    [
      'of a group that no table gives',
      'tariffs.yaml',
      replace('group: A', 'group: C'),
      ['tariffs.yaml: [TC-13] no table gives the group C, and no rule opens the penalty'],
    ],
    [
      'with a gate that never opens',
      'tariffs.yaml',
      option(gate('1 > 2', 'a')),
      ['tariffs.yaml: [TC-13] its gate never opens'],
    ],
    [
      'with gates that never open together',
      'tariffs.yaml',
      option(`${gate('isRaining', 'a')}, ${gate('!isRaining', 'b')}`),
      ['tariffs.yaml: [TC-13] its gates never open together'],
    ],
    [
      'as a choice',
      'choices.yaml',
      replace('holds: "\'wasps\' in hazards"', "holds: 'false'"),
      ['choices.yaml: [TC-13] its gate never opens'],
    ],
  ])('%s', (_, file, spoil, expected) => {
    expect(problems(file, spoil)).toEqual(expected);
  });

  it.each([
    [
      'gates of which a reason opens one',
      option(`${gate('isRaining', 'a')}, ${gate('!isRaining', 'b', ', force: normally')}`),
    ],
    ['gates that open in the rain', option(`${gate('isRaining', 'a')}, ${gate('isRaining || 1 > 2', 'b')}`)],
    ['a group and a rule', replace('group: B', 'group: C')],
  ])('and not one with %s', (_, spoil) => {
    expect(problems('tariffs.yaml', spoil)).toEqual([]);
  });
});

it('what refers to a file that is unusable is not told of', () => {
  expect(problems('offices.yaml', () => 'offices: 3')).toEqual([
    'offices.yaml: offices: must be entries by name: name: { … }',
  ]);
  expect(problems('deadlines.yaml', () => 'tea: 3')).toEqual([
    'deadlines.yaml: tea: must be { title: …, clauses: …, unit: …, anchor: …, … }',
  ]);
});
