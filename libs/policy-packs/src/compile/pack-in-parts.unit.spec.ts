import { afterAll, describe, expect, it } from '@jest/globals';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PackError } from '../load/problems.js';
import type { Facts } from '../policy.js';
import { courtside, tennisClub } from '../testing/tennis-club.js';
import { packInParts, type PackInParts } from './pack-in-parts.js';

const copies: string[] = [];

/** @param changes by file, what stands for what */
const club = (changes: Readonly<Record<string, readonly [from: string, to: string]>> = {}): PackInParts => {
  const root = mkdtempSync(join(tmpdir(), 'packs-'));
  copies.push(root);
  cpSync(join(tennisClub, '..'), root, { recursive: true });
  for (const [file, [from, to]] of Object.entries(changes)) {
    const path = join(root, 'packs/tennis-club/1982', file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(from)) throw new Error(`${file} does not say ${from}`);
    writeFileSync(path, text.replace(from, to));
  }
  return packInParts(join(root, 'packs'), [courtside], 'tennis-club/1982');
};

afterAll(() => copies.forEach((root) => rmSync(root, { recursive: true })));

const without = (clause: string, parts = whole) => {
  const policy = parts.without(clause);
  if (!policy) throw new Error('nothing is left');
  return policy;
};
const whole = club();

const play: Facts = {
  actor: { offices: ['umpire'], roles: [] },
  steps: { done: [] },
  ball: { landed: true, called: false },
  net: { measured: false, height: 0.5 },
  player: { inWhite: false, shoes: 'black', shouts: 1 },
};
const codes = (policy: PackInParts['whole']) =>
  policy.rule('courtside.call-out', play).refusals.map(({ code }) => code);

describe('a pack without a clause', () => {
  it('has none of the rules that rest on it, and all others', () => {
    expect(codes(whole.whole)).toEqual(['in-white', 'white-shoes']);
    expect(codes(without('TC-3'))).toEqual([]);
    expect(codes(without('TC-4'))).toEqual(['in-white']);
    expect(
      without('TC-4')
        .rule('courtside.call-out', play)
        .breaches.map(({ code }) => code),
    ).toEqual(['net-measured']);
  });

  it('has no act that rests on it', () => {
    expect(without('TC-6').act('courtside.report')).toBeUndefined();
    expect(without('TC-6').act('courtside.ask-replay')?.title).toBe('Ask for a replay');
    expect(without('TC-18').step('courtside.ring-bell')).toBeUndefined();
  });

  it('has an act that rests on it, where a rule says so too: only the rule is gone', () => {
    const callOut = (policy: PackInParts['whole']) =>
      policy.act('courtside.call-out')?.available.map(({ code }) => code);
    expect(callOut(whole.whole)).toEqual(['ball-landed', 'called-once']);
    expect(callOut(without('TC-2'))).toEqual(['called-once']);
    expect(without('TC-9').step('courtside.sweep')).toMatchObject({ available: [], acceptable: [], follows: [] });
  });

  it('is otherwise usable, though nothing is left of a list that must not be empty', () => {
    const policy = without('TC-13');
    expect(policy.options('racket-thrown', { court: 'centre' }).map(({ code }) => code)).toHaveLength(2);
    expect(() => policy.tariff('quarrel')).toThrow('has no tariff quarrel');
    const dry = without('TC-8');
    expect(dry.table('signs', { hazards: ['mud'] }).rows).toHaveLength(1);
    expect(() => dry.table('ball', { player: { level: 1 }, isRaining: false })).toThrow('0 rows');
    expect(
      without('TC-9').impose('quarrel', [{ code: 'lost-time', parameters: { minutes: 5 } }], wet).refusals,
    ).toEqual([]);
  });

  it('says so of a clause in the middle of its items', () => {
    expect(whole.whole.document('match-report').items.map(({ code }) => code)).toEqual(['score', 'weather']);
    expect(
      without('TC-8')
        .document('match-report')
        .items.map(({ code }) => code),
    ).toEqual(['score']);
  });

  it('leaves the pack itself as it was', () => {
    without('TC-3');
    expect(codes(whole.whole)).toEqual(['in-white', 'white-shoes']);
    expect(codes(without('TC-5'))).toEqual(['in-white', 'white-shoes']);
  });
});

const wet: Facts = { shouts: 4, isRaining: false };

const asking = (over: Facts = {}): Facts => ({
  actor: { offices: [], roles: [] },
  asked: { at: '2026-05-20T12:00:00+12:00' },
  steps: { done: [] },
  shout: { at: '2026-05-04T12:00:00+12:00' },
  replay: { at: '2026-05-20T12:00:00+12:00' },
  ...over,
});
const refused = (policy: PackInParts['whole'], facts: Facts) =>
  policy.rule('courtside.ask-replay', facts).refusals.map(({ code }) => code);
const rung = { step: { ringBell: { done: true, strokes: 3 } } };

describe('what referred to what is gone', () => {
  it('no longer does: a deadline, what follows, who consents', () => {
    expect(whole.whole.act('courtside.call-out')).toMatchObject({ by: 'tea', follows: ['courtside.sweep', 'tea'] });
    expect(without('TC-7').act('courtside.call-out')).toMatchObject({ by: undefined, follows: ['courtside.sweep'] });
    const inspected = (policy: PackInParts['whole']) =>
      policy.options('quarrel', wet).find(({ code }) => code === 'lost-time')?.effects[1];
    expect(inspected(whole.whole)).toEqual({ effect: 'racket-inspected', binds: false, consent: 'courtside.report' });
    expect(inspected(without('TC-6'))).toEqual({ effect: 'racket-inspected', binds: false });
  });

  it('no longer does: a document', () => {
    const parts = club({
      'acts/courtside.yaml': ['title: Note a match\n  clauses: [TC-6]', 'title: Note a match\n  clauses: [TC-2]'],
    });
    expect(parts.whole.act('courtside.note')?.contains).toBe('match-note');
    expect(without('TC-6', parts).act('courtside.note')).toMatchObject({ title: 'Note a match', contains: undefined });
  });

  it('no longer does: what sends a notice, and by when', () => {
    const sent = [
      'clauses: [TC-7]\n',
      'clauses: [TC-1]\n  on: [courtside.call-out, courtside.report]\n  by: cake\n',
    ] as const;
    const parts = club({ 'notices.yaml': sent });
    expect(parts.whole.notice('tea-is-served')).toMatchObject({
      by: 'cake',
      on: ['courtside.call-out', 'courtside.report'],
    });
    expect(without('TC-6', parts).notice('tea-is-served')).toMatchObject({ by: 'cake', on: ['courtside.call-out'] });
    expect(without('TC-7', parts).notice('tea-is-served').by).toBeUndefined();
  });

  it('is lifted by nothing, once what lifted it is gone', () => {
    const late = asking({ ...rung, steps: { done: ['courtside.note'] } });
    expect(refused(whole.whole, late)).toEqual([]);
    expect(refused(without('TC-6'), late)).toEqual(['in-two-days']);
  });

  it('goes, where it is a rule that reads of a step', () => {
    const parts = club({
      'acts/courtside.yaml': ['clauses: [TC-18]\n      says: The bell is', 'clauses: [TC-17]\n      says: The bell is'],
    });
    const unrung = asking({ step: { ringBell: { done: false } } });
    expect(refused(parts.whole, unrung)).toContain('bell-first');
    expect(refused(without('TC-18', parts), asking())).toEqual(['in-two-days']);
  });

  it('goes, where it is a rule that reads of a deadline, and no other deadline does', () => {
    const deadlines = [
      'title: Ask for a replay\n  clauses: [TC-17]',
      'title: Ask for a replay\n  clauses: [TC-7]',
    ] as const;
    const parts = club({ 'deadlines.yaml': deadlines });
    const early = asking({ ...rung, replay: { at: '2026-05-04T13:00:00+12:00' } });
    expect(refused(parts.whole, early)).toEqual(['in-two-days']);
    const onTime = { ...early, asked: { at: '2026-05-05T12:00:00+12:00' } };
    expect(refused(parts.whole, onTime)).toEqual(['grass-dry']);
    expect(refused(without('TC-7', parts), early)).toEqual(['grass-dry']);
  });

  it('stays hidden, where it was shown after a step that is gone', () => {
    const strokes = (count: number): Facts => ({ step: { ringBell: { done: true, strokes: count } } });
    const hidden = (policy: PackInParts['whole'], facts: Facts) =>
      policy.hidden(['umpire'], facts).map(({ what }) => what);
    expect(hidden(whole.whole, strokes(4))).toEqual(['score']);
    expect(hidden(whole.whole, strokes(5))).toEqual([]);
    expect(hidden(without('TC-18'), strokes(5))).toEqual(['score']);
  });
});

it('says what is wrong with the whole pack', () => {
  expect(() => club({ 'offences.yaml': ['clauses: [TC-9]', 'clauses: [TC-99]'] })).toThrow(PackError);
});
