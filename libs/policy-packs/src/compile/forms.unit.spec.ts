import { describe, expect, it } from '@jest/globals';
import { replace } from '../testing/spoil.js';
import { compileChanged, courtside, problemsAfter, tennisClub } from '../testing/tennis-club.js';
import { compilePacks } from './compile-packs.js';

const club = compilePacks(tennisClub, [courtside]).get({ pack: 'tennis-club', version: '1982' });
const card = club.forms.find(({ name }) => name === 'sweeping-card');
const item = (code: string) => card?.items.find((one) => one.code === code);

describe('a document that an act completes is a form', () => {
  it('which the others are not', () => {
    expect(club.forms.map(({ name }) => name)).toEqual(['sweeping-card']);
    expect(card).toMatchObject({ on: 'courtside.sweep', sent: ['tea-is-served'], clauses: ['TC-9'] });
  });

  it('whose items are filled from what a step or an act tells, from its record, or from a fact', () => {
    expect(item('minutes')).toMatchObject({ from: { act: 'courtside.sweep', told: 'minutes' }, clauses: ['TC-9'] });
    expect(item('reported')?.from).toEqual({ act: 'courtside.report', told: 'what' });
    expect(item('signature')?.from).toEqual({ act: 'courtside.sweep', told: undefined });
    expect(item('height')).toMatchObject({ from: undefined, fact: 'net.height' });
    expect(item('sweeper')?.what).toBe('score');
  });

  it('that a case has where its condition holds, or every case where it has none', () => {
    expect(club.hasForm('sweeping-card', { ball: { landed: true } })).toBe(true);
    expect(club.hasForm('sweeping-card', { ball: { landed: false } })).toBe(false);
    const always = compileChanged({ 'documents.yaml': replace('  when: ball.landed\n', '') }, [courtside]);
    expect(always.get({ pack: 'tennis-club', version: '1982' }).hasForm('sweeping-card', {})).toBe(true);
  });

  it('needs the fact that its condition reads', () => {
    expect(() => club.hasForm('sweeping-card', {})).toThrow('ball.landed');
  });
});

describe('what a form names and is not there', () => {
  it.each([
    [
      'the act',
      'on: courtside.sweep',
      'on: courtside.swep',
      'there is no act or step courtside.swep (did you mean courtside.sweep?)',
    ],
    [
      'its letter',
      'sent: [tea-is-served]',
      'sent: [tea-is-serve]',
      'there is no notice tea-is-serve (did you mean tea-is-served?)',
    ],
    [
      'the step of an item',
      'courtside.sweep.minutes',
      'courtside.sweap.minutes',
      'there is no act or step courtside.sweap (did you mean courtside.sweep?)',
    ],
    [
      'the field',
      'courtside.sweep.minutes',
      'courtside.sweep.minute',
      'the step courtside.sweep has no field minute (did you mean minutes?)',
    ],
    [
      'a field like none',
      'courtside.sweep.minutes',
      'courtside.sweep.x',
      'the step courtside.sweep has no field x: it has minutes, broom, sweeper',
    ],
    [
      'what an act tells',
      'courtside.report.what',
      'courtside.report.wat',
      'the act courtside.report tells a form no wat (did you mean what?)',
    ],
    [
      'what an act that tells nothing tells',
      'courtside.report.what',
      'courtside.note.what',
      'the act courtside.note tells a form no what',
    ],
    ['the fact', 'fact: net.height', 'fact: net.hight', 'unknown fact net.hight (did you mean net.height?)'],
    ['a fact of something else', 'fact: net.height', 'fact: quarrel.at', 'no fact of courtside is quarrel.at'],
    [
      'a fact of its condition',
      'when: ball.landed',
      'when: ball.lended',
      'unknown fact ball.lended: ball.lended (did you mean ball.landed?)',
    ],
    ['what is hidden', 'what: score', 'what: scare', 'no service knows scare (did you mean score?)'],
    [
      'an act of which nothing is told',
      'on: courtside.sweep',
      'on: courtside.note',
      'no form is told of the act courtside.note: it is told of steps, and of acts courtside.report',
    ],
  ])('is told: %s', (_, right, wrong, says) => {
    const problems = problemsAfter({ 'documents.yaml': replace(right, wrong) }, { isWhole: true });
    expect(problems.some((one) => one.includes(`[TC-9] ${says}`))).toBe(true);
  });

  it.each([
    [
      'nothing that fills an item',
      ', fact: net.height',
      '',
      'each item of a form has from or fact: what it is filled from',
    ],
    [
      'two things that do',
      'fact: net.height',
      'fact: net.height, from: courtside.sweep',
      'has from or fact, and not both',
    ],
    ['no act', '  on: courtside.sweep\n', '', 'only a form, which has on, has when, sent, from or what'],
  ])('or that it has %s', (_, right, wrong, says) => {
    expect(problemsAfter({ 'documents.yaml': replace(right, wrong) }).join()).toContain(says);
  });
});
