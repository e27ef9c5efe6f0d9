import { describe, expect, it } from '@jest/globals';
import { compilePacks, packsDirectory } from '@probity/policy-packs';
import { after, decide, fileOf, manager, noted, noting, officer, policy, ripe } from '../../testing/sample.js';
import { fileCatalogue } from './facts.js';
import type { NotedEvent } from './noted.js';
import { retentionOf } from './retention.js';

const told = (...facts: readonly NotedEvent[]) => after(...facts.map(noting));
const kept = (...facts: readonly NotedEvent[]) => retentionOf(fileOf(told(...facts)), policy);
const base = [noted.opened, noted.report, noted.finding, noted.action] as const;
const heard = (of: 'appeal' | 'prosecution', heardAt: string, id: string | null = null) =>
  ({ ...manager, type: 'ConcludeHearing', of, id, heardAt, detail: 'Heard by the court, convicted.' }) as const;

describe('how long the record is kept', () => {
  it('is five years from the completion of an investigation that led to sanctions on a centre [IMI/timelines/retain-5y]', () => {
    expect(kept(noted.opened, noted.report, noted.finding, noted.sanctioned)).toMatchObject({
      earliest: '2031-07-01',
      rule: {
        keep: 'P5Y',
        from: 'completed',
        startedAt: noted.report.data.signedOffAt,
        clauses: ['IMI/timelines/retain-5y'],
        settings: [],
      },
    });
  });

  it('knows a sanction on a centre by the decision as well as by its effect [IMI/timelines/retain-5y]', () => {
    const action: NotedEvent = {
      type: 'ActionNoted',
      data: { ...noted.action.data, actions: [{ code: 'sanction', effect: 'centre-sanction' }] },
    };
    expect(kept(noted.opened, noted.report, action).rule.clauses).toEqual(['IMI/timelines/retain-5y']);
  });

  it('is five years from when the case was heard, where certificates are invalid [IMI/timelines/retain-legal]', () => {
    expect(kept(...base, noted.invalidated)).toMatchObject({
      earliest: '2031-07-11',
      rule: { from: 'heard', startedAt: noted.action.data.decidedAt, clauses: ['IMI/timelines/retain-legal'] },
    });
  });

  it('counts from the appeal where one was heard later [IMI/timelines/retain-legal]', () => {
    const facts = [...told(...base, noted.invalidated, noted.communicated, noted.appeal)];
    expect(retentionOf(fileOf(facts), policy).earliest).toBeNull();
    const later = [...facts, ...decide(facts, heard('appeal', '2026-09-15T10:00:00.000Z'))];
    expect(retentionOf(fileOf(later), policy).earliest).toBe('2031-09-15');
  });

  it('has no end while a prosecution has not been heard, and then counts from it [IMI/timelines/retain-legal]', () => {
    expect(kept(...base, noted.prosecution)).toMatchObject({
      earliest: null,
      rule: { startedAt: null },
      why: expect.stringMatching(/^Kept without an end/),
    });
    const facts = told(...base, noted.prosecution);
    const later = [...facts, ...decide(facts, heard('prosecution', '2026-10-01T10:00:00.000Z'))];
    expect(retentionOf(fileOf(later), policy)).toMatchObject({
      earliest: '2031-10-01',
      rule: { clauses: ['IMI/timelines/retain-legal'] },
    });
  });

  it('has no end while the second of two prosecutions has not been heard [IMI/timelines/retain-legal]', () => {
    const second = {
      type: 'ProsecutionNoted',
      data: { ...noted.prosecution.data, origin: 'o98', prosecution: 'p2' },
    } as const;
    const facts = told(...base, noted.prosecution, second);
    const later = [...facts, ...decide(facts, heard('prosecution', '2026-10-01T10:00:00.000Z', 'p1'))];
    expect(retentionOf(fileOf(later), policy).earliest).toBeNull();
    const all = [...later, ...decide(later, heard('prosecution', '2026-10-02T10:00:00.000Z', 'p2'))];
    expect(retentionOf(fileOf(all), policy).earliest).toBe('2031-10-02');
  });

  it('counts a prosecution once, however often it is told of [IMI/timelines/retain-legal]', () => {
    const again = { type: 'ProsecutionNoted', data: { ...noted.prosecution.data, origin: 'o98' } } as const;
    const facts = told(...base, noted.prosecution, again);
    const later = [...facts, ...decide(facts, heard('prosecution', '2026-10-01T10:00:00.000Z'))];
    expect(retentionOf(fileOf(later), policy).earliest).toBe('2031-10-01');
  });

  it('has no end while an appeal that was lodged has not been heard, whichever is told first [IMI/timelines/retain-legal]', () => {
    expect(kept(noted.appeal, ...base, noted.invalidated).earliest).toBeNull();
    expect(kept(...base, noted.invalidated, noted.appeal).earliest).toBeNull();
  });

  it('is the longest of the rules that apply, with all of them shown [IMI/timelines/retain-legal]', () => {
    const both = kept(...base, noted.invalidated, noted.sanctioned);
    expect(both).toMatchObject({ earliest: '2031-07-11', rule: { clauses: ['IMI/timelines/retain-legal'] } });
    expect(both.rules.map(({ earliest }) => earliest)).toEqual(['2031-07-11', '2031-07-01']);
  });

  it('is a setting of the deployment where the policy states nothing, and says so [IMI/timelines/retain-5y]', () => {
    const other = kept(noted.opened, noted.noCase);
    expect(other).toMatchObject({
      earliest: '2031-06-25',
      rule: { from: 'completed', clauses: [], settings: ['default-retention'] },
    });
    expect(other.why).toContain('The policy states no period; the setting default-retention does.');
    const chosen = compilePacks(packsDirectory, [fileCatalogue], {
      only: 'imi/8',
      settings: { 'imi/default-retention': 'P1Y' },
    }).get({
      pack: 'imi',
      version: '8',
    });
    expect(retentionOf(fileOf(told(noted.opened, noted.noCase)), chosen).earliest).toBe('2027-06-25');
  });

  it('is told in words, with the clause and its requirement [IMI/timelines/retain-5y]', () => {
    expect(kept(noted.opened, noted.report, noted.sanctioned).why).toBe(
      'Kept for 5 years from 2026-07-01 (completed): not destroyed before 2031-07-01. ' +
        'Records and originals of a completed investigation leading to centre sanctions are kept at least 5 years [IMI/timelines/retain-5y].',
    );
  });
});

describe('after the closure', () => {
  const closed = [...told(...ripe), ...decide(told(...ripe), { ...officer, type: 'CloseCase', reason: null })];

  it('what makes the record be kept longer is followed by the new date [IMI/timelines/retain-legal]', () => {
    const events = decide(closed, noting(noted.prosecution));
    expect(events.map(({ type }) => type)).toEqual(['ProsecutionNoted', 'RetentionChanged']);
    expect(fileOf([...closed, ...events]).retention?.earliest).toBeNull();
    const all = [...closed, ...events];
    const heardThen = decide(all, heard('prosecution', '2026-10-01T10:00:00.000Z'));
    expect(heardThen).toMatchObject([
      { type: 'HearingConcluded' },
      { type: 'RetentionChanged', data: { retention: { earliest: '2031-10-01' } } },
    ]);
  });

  it('what changes nothing is only noted', () => {
    expect(decide(closed, noting(noted.regulators)).map(({ type }) => type)).toEqual(['RegulatorsNoted']);
  });
});

describe('what has been heard', () => {
  it('is something that there was to hear, described, and quiet when repeated [IMI/timelines/retain-legal]', () => {
    const facts = told(...base, noted.prosecution);
    expect(() => decide(facts, heard('appeal', '2026-10-01T10:00:00.000Z'))).toThrow(
      'something-to-hear [IMI/timelines/retain-legal]',
    );
    expect(() => decide(told(...base), heard('prosecution', '2026-10-01T10:00:00.000Z'))).toThrow('something-to-hear');
    expect(() => decide(facts, { ...heard('prosecution', '2026-10-01T10:00:00.000Z'), detail: ' ' })).toThrow(
      'hearing-described',
    );
    expect(() => decide(facts, heard('prosecution', '2026-10-01T10:00:00.000Z', 'p9'))).toThrow('something-to-hear');
    const second = { type: 'ProsecutionNoted', data: { ...noted.prosecution.data, origin: 'o98', prosecution: 'p2' } };
    const two = told(...base, noted.prosecution, second as NotedEvent);
    expect(() => decide(two, heard('prosecution', '2026-10-01T10:00:00.000Z'))).toThrow('something-to-hear');
    const once = decide(facts, heard('prosecution', '2026-10-01T10:00:00.000Z'));
    expect(decide([...facts, ...once], heard('prosecution', '2026-10-01T10:00:00.000Z'))).toEqual([]);
    expect(() => decide([...facts, ...once], heard('prosecution', '2026-10-09T10:00:00.000Z', 'p1'))).toThrow(
      'heard-once [IMI/timelines/retain-legal]',
    );
  });
});
