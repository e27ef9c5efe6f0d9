import { describe, expect, it } from '@jest/globals';
import { FactMissing, type Facts } from '../policy.js';
import { courtside, tennisClub } from '../testing/tennis-club.js';
import { compilePacks } from './compile-packs.js';

const club = compilePacks(tennisClub, [courtside]).get({ pack: 'tennis-club', version: '1982' });
const noon = '2026-05-05T12:00:00+12:00';
const asking = (more: Facts): Facts => ({
  ...{ actor: { offices: [], roles: [] }, steps: { done: [] }, asked: { at: noon } },
  ...{ ball: {}, net: {}, shout: { at: noon }, replay: { at: noon }, ...more },
});

describe('who tells the steps of a subject', () => {
  it('tells them all: what is not among them was not recorded', () => {
    const { refusals } = club.available('courtside.ask-replay', asking({ step: {} }));
    expect(refusals.find(({ code }) => code === 'bell-first')?.facts).toEqual({ 'step.ringBell.done': false });
  });

  it('is believed of what is among them', () => {
    const { refusals } = club.available(
      'courtside.ask-replay',
      asking({ step: { ringBell: { done: true, strokes: 3 } } }),
    );
    expect(refusals.map(({ code }) => code)).not.toContain('bell-first');
  });

  it('has said nothing of any where none is told', () => {
    expect(() => club.available('courtside.ask-replay', asking({}))).toThrow(FactMissing);
  });
});
