import { describe, expect, it } from '@jest/globals';
import assert from 'node:assert/strict';
import { packInParts } from '../compile/pack-in-parts.js';
import type { Facts, Policy } from '../policy.js';
import { courtside, tennisClub } from '../testing/tennis-club.js';
import { citationsIn } from './citations.js';
import { prove, type ClauseCheck } from './prove.js';

const club = packInParts(tennisClub, [courtside], 'tennis-club/1982');

const test = (clauses: readonly string[], title: string, check: (policy: Policy) => unknown): ClauseCheck => ({
  clauses,
  title,
  check,
});
const play: Facts = {
  actor: { offices: ['umpire'], roles: [] },
  steps: { done: [] },
  ball: { landed: true, called: false },
  net: { measured: true, height: 0.9 },
  player: { inWhite: false, shoes: 'white', shouts: 0 },
};
const refused = (policy: Policy) => policy.rule('courtside.call-out', play).refusals.map(({ code }) => code);

const white = test(['TC-3'], 'white is worn', (policy) => assert.deepEqual(refused(policy), ['in-white']));
const isPlayed = test(['TC-3'], 'it is played', (policy) =>
  assert.equal(policy.act('courtside.call-out')?.title, 'Call a ball out'),
);
const provedOf = (clause: string, ...tests: readonly ClauseCheck[]) =>
  prove(tests, club).clauses.find((one) => one.clause === clause);

describe('a test counts for a clause', () => {
  it('where it passes on the pack, and goes red without the clause', () => {
    expect(provedOf('TC-3', white)).toEqual({ clause: 'TC-3', red: ['white is worn'], green: [] });
  });

  it('not where it stays green, whatever it names', () => {
    const nothing = test(['TC-3'], 'nothing', () => undefined);
    expect(provedOf('TC-3', nothing, isPlayed, white)).toEqual({
      clause: 'TC-3',
      red: ['white is worn'],
      green: ['nothing', 'it is played'],
    });
  });

  it('where it names it, and no other', () => {
    const report = test(['TC-4', 'TC-6'], 'there are reports', (policy) =>
      assert.notEqual(policy.act('courtside.report'), undefined),
    );
    expect(provedOf('TC-6', report)?.red).toEqual(['there are reports']);
    expect(provedOf('TC-4', report)).toEqual({ clause: 'TC-4', red: [], green: ['there are reports'] });
    expect(provedOf('TC-3', report)).toEqual({ clause: 'TC-3', red: [], green: [] });
  });

  it('not where only a reading is of the clause', () => {
    const creamy = test(['TC-12'], 'cream', (policy) =>
      assert.equal(policy.readings[0]?.issue, 'Whether cream is white.'),
    );
    expect(citationsIn(`${tennisClub}/tennis-club/1982`).some(({ place }) => place.startsWith('readings'))).toBe(false);
    expect(provedOf('TC-12', creamy)?.red).toEqual([]);
  });

  it('where nothing at all is left of the pack', () => {
    const { clauses } = prove([isPlayed], { ...club, without: () => undefined });
    expect(clauses.find(({ clause }) => clause === 'TC-3')?.red).toEqual(['it is played']);
  });
});

describe('the proof', () => {
  it('holds each operational clause once, in the order of the table', () => {
    const ids = prove([], club).clauses.map(({ clause }) => clause);
    expect(ids.slice(0, 3)).toEqual(['TC-2', 'TC-3', 'TC-4']);
    expect(ids).toEqual(club.clauses.slice(1).map(({ id }) => id));
  });

  it('is none where a test fails on the whole pack, which then counts for nothing', () => {
    const black = test(['TC-3'], 'black is worn', (policy) => assert.deepEqual(refused(policy), ['in-black']));
    const { clauses, errors } = prove([black, white], club);
    expect(errors).toEqual([expect.stringMatching(/^black is worn: fails on the whole pack: AssertionError/)]);
    expect(clauses.find(({ clause }) => clause === 'TC-3')).toMatchObject({ red: ['white is worn'], green: [] });
  });

  it('is none where a test promises to look later', () => {
    const later = test(['TC-3'], 'later', () => Promise.reject(new Error('too late')));
    expect(prove([later], club).errors).toEqual(['later: fails on the whole pack: a check waits for nothing']);
  });

  it('is none where a test names a clause that is not there, or is called as another', () => {
    expect(prove([test(['TC-3', 'TC-99'], 'x', () => undefined), white, white], club).errors).toEqual([
      'x: there is no clause TC-99',
      'white is worn: stands twice',
    ]);
    expect(prove([white, isPlayed], club).errors).toEqual([]);
  });
});
