import { describe, expect, it } from '@jest/globals';
import { FactMissing, type FieldDefinition, type FormDefinition, type StepDefinition } from '@probity/policy-packs';
import { blank, filled, mayHave, type Sources } from './form.js';

const item = (code: string, more: object) => ({
  ...{ code, says: `Says ${code}.`, clauses: ['C-1'], from: undefined, fact: undefined, what: undefined, ...more },
});
const form: FormDefinition = {
  ...{ name: 'card', title: 'The card', clauses: ['C-1'], breach: 'refuse', on: 'garden.sweep', sent: [] },
  items: [
    item('minutes', { from: { act: 'garden.sweep', told: 'minutes' } }),
    item('remark', { from: { act: 'garden.sweep', told: 'remark' } }),
    item('weather', { from: { act: 'garden.look', told: 'weather' }, what: 'weather' }),
    item('signature', { from: { act: 'garden.sweep', told: undefined } }),
    item('grass', { fact: 'lawn.grass' }),
  ],
};
const field = (name: string, more: Partial<FieldDefinition> = {}) => ({
  name,
  title: name,
  type: 'text',
  required: true,
  ...more,
});
const step = (name: string) =>
  ({
    name,
    fields: [field('minutes', { type: 'number' }), field('remark', { required: false }), field('weather')],
  }) as unknown as StepDefinition;
const policy = { step };

const at = '2026-10-05T09:00:00.000Z';
const swept = { act: 'garden.sweep', by: 'S-1', at, told: { minutes: 0 } };
const looked = { act: 'garden.look', by: 'S-2', at, told: { weather: 'Rain.' } };
const all: Sources = {
  recorded: { 'garden.sweep': swept, 'garden.look': looked },
  facts: { garden: { lawn: { grass: 'long' } } },
  hidden: [],
};
const kinds = (sources: Sources) =>
  Object.fromEntries(filled(form, policy, sources).items.map(({ code, is }) => [code, is]));

describe('a form of a case', () => {
  it('is filled from what was recorded, with who and when, and from facts', () => {
    const { items } = filled(form, policy, all);
    expect(items.map(({ line }) => line)).toEqual([0, undefined, 'Rain.', undefined, 'long']);
    expect(items[2]).toMatchObject({ by: 'S-2', at, is: 'told' });
    expect(items[3]).toMatchObject({ isSignature: true, by: 'S-1', at, is: 'told' });
    expect(items[4]).toMatchObject({ by: null, at: null });
  });

  it('is complete once its act is recorded and nothing is missing: what may be left out is not', () => {
    expect(filled(form, policy, all)).toMatchObject({ state: 'complete', completed: { by: 'S-1', at } });
    expect(kinds(all)['remark']).toBe('left-out');
  });

  it('tells what is missing', () => {
    const begun = { ...all, recorded: { 'garden.look': looked } };
    expect(filled(form, policy, begun)).toMatchObject({ state: 'begun', completed: null });
    expect(kinds(begun)).toMatchObject({
      minutes: 'missing',
      remark: 'missing',
      weather: 'told',
      signature: 'missing',
    });
    expect(filled(form, policy, { ...all, facts: {} }).state).toBe('begun');
    expect(
      kinds({ ...all, recorded: { ...all.recorded, 'garden.look': { ...looked, told: { weather: ' ' } } } })['weather'],
    ).toBe('missing');
  });

  it('leaves blank what is kept from whoever reads it, and is no less complete', () => {
    const read = filled(form, policy, { ...all, hidden: ['weather'] });
    expect(read.items[2]).toMatchObject({ is: 'withheld', line: undefined, by: null, at: null });
    expect(read.state).toBe('complete');
  });

  it('may be blank', () => {
    const { state, items } = blank(form, policy);
    expect([state, ...new Set(items.map(({ is }) => is))]).toEqual(['blank', 'missing']);
  });
});

describe('which forms a case has', () => {
  it('the policy says, by the facts of the subject of the act that completes it', () => {
    const hasForm = (_: string, facts: object) => 'lawn' in facts;
    expect(mayHave(form, { hasForm }, all.facts)).toBe(true);
    expect(mayHave(form, { hasForm }, {})).toBe(false);
  });

  it('and it may have one of which that is not known yet', () => {
    const hasForm = () => {
      throw new FactMissing('card', 'lawn.grass');
    };
    expect(mayHave(form, { hasForm }, {})).toBe(true);
  });
});
