import { describe, expect, it } from '@jest/globals';
import { join } from 'node:path';
import { compilePacks } from './compile/compile-packs.js';
import type { ActCatalogue } from './policy.js';

const asks = (tables: ActCatalogue['tables']): ActCatalogue[] => [
  { service: 'a-service-without-acts', facts: {}, acts: {}, tables, tariffs: {} },
];
const packs = join(import.meta.dirname, '../packs');
const load = (catalogues: readonly ActCatalogue[]) =>
  compilePacks(packs, catalogues, { only: 'imi/8' }).inForce('imi', '2026-10-01T09:00:00Z');
const imi = load([]);

describe('issue 8 of the policy', () => {
  it('is in force from 1 July 2024, in London [IMI/hdr/issue]', () => {
    const policies = compilePacks(packs, [], { only: 'imi/8' });
    expect(policies.inForce('imi', '2024-06-30T23:00:00Z').version).toBe('8');
    expect(() => policies.inForce('imi', '2024-06-30T22:59:59Z')).toThrow(
      'its earliest, version 8, is from 2024-07-01',
    );
  });

  it.each([
    ['allegation', 7, 'list', 'IMI/report/contents'],
    ['investigation-plan', 8, 'refuse', 'IMI/timelines/objectives'],
    ['investigation-report', 8, 'refuse', 'IMI/invrep/contents'],
    ['action-rationale', 4, 'refuse', 'IMI/outcomes/aims'],
    ['invalid-certificate-notice-to-learners', 4, 'refuse', 'IMI/outcomes/invalid-learners'],
  ])('%s: %i items, %s [%s]', (name, items, breach, clause) => {
    const document = imi.document(name);
    expect([document.items.length, document.breach, document.clauses]).toEqual([items, breach, [clause]]);
  });

  it.each([
    ['malpractice/assessment-process', 16, 'IMI/ex-mal/assessment-process'],
    ['malpractice/approval-requirements', 6, 'IMI/ex-mal/approval'],
    ['malpractice/validity', 12, 'IMI/ex-mal/validity'],
    ['malpractice/other', 1, 'IMI/ex/non-exhaustive'],
    ['maladministration', 12, 'IMI/ex-madm/list'],
  ])('%s: %i offences [%s]', (category, number, clause) => {
    const offences = imi.offences.filter((offence) => offence.category === category);
    expect(offences).toHaveLength(number);
    expect(offences[0]?.clauses[0]).toBe(clause);
  });

  it('what is not listed is taken with a description [IMI/ex/non-exhaustive]', () => {
    const open = imi.offences.filter(({ needsDescription }) => needsDescription).map(({ code }) => code);
    expect(open).toEqual(['other-malpractice', 'other-maladministration']);
  });

  it('regulators with their references [IMI/regref/ofqual] [IMI/regref/sqa]', () => {
    expect(imi.regulator('ofqual')?.references).toEqual(['A6', 'A7', 'A8', 'B3', 'C1', 'C3', 'H5', 'H6', 'I4']);
    expect(imi.regulator('sqa')?.references).toEqual(['18']);
  });

  it('twenty-four readings', () => {
    expect(imi.readings.map(({ id }) => id)).toEqual(Array.from({ length: 24 }, (_, i) => `IMI-a${i + 1}`));
  });
});

describe('deadlines', () => {
  it('ten working days from receipt to start, an aim [IMI/timelines/10wd]', () => {
    const start = imi.deadline('start-investigation', '2026-12-18T16:30:00Z');
    expect(start).toMatchObject({ date: '2027-01-06', force: 'normally', breach: 'record', setting: undefined });
    expect(start.calendar).toBe('bank-holidays/england-and-wales/2026-11');
  });

  it.each([
    ['report-response', 'report-response-window', 'IMI/invrep/respond'],
    ['regulator-next-update', 'regulator-next-update', 'IMI/notify/regulator-progress'],
    ['hold-review', 'hold-review', 'IMI/timelines/results-earliest'],
  ])('%s is a setting, and not the number of the policy [%s] [%s]', (name, setting, clause) => {
    expect(imi.deadline(name, '2026-10-01T09:00:00Z')).toMatchObject({ setting, clauses: [clause] });
    expect(imi.setting(setting).why).not.toBe('');
  });
});

describe('tables', () => {
  it.each([
    [false, false, 'centre-coordinator', 'IMI/notify/centre-coordinator'],
    [false, true, 'centre-coordinator', 'IMI/notify/centre-coordinator'],
    [true, false, 'quality-team', 'IMI/notify/coordinator-implicated'],
    [true, true, 'centre-staff', 'IMI/notify/coordinator-implicated'],
  ])('Coordinator implicated %s, quality team %s: notice to the %s [%s]', (coordinator, team, recipient, clause) => {
    const types = { coordinatorImplicated: 'bool', qualityTeamImplicated: 'bool' } as const;
    const facts = { coordinatorImplicated: coordinator, qualityTeamImplicated: team };
    const { rows } = load(asks({ 'notice-recipient': types })).table('notice-recipient', facts);
    expect(rows).toMatchObject([{ then: { recipient }, settings: [] }]);
    expect(rows[0]?.clauses).toContain(clause);
  });

  it.each([
    [true, ['ofqual', 'qualifications-wales', 'ccea', 'sqa', 'dfe']],
    [false, ['sqa']],
  ])('Adverse Effect %s: tells %j [IMI/notify/regulator-prompt]', (adverseEffect, told) => {
    const policy = load(asks({ 'regulators-told': { regulators: 'list<string>', adverseEffect: 'bool' } }));
    const regulators = ['dfe', 'sqa', 'ccea', 'qualifications-wales', 'ofqual'];
    const tells = (named: string[]) =>
      policy.table('regulators-told', { regulators: named, adverseEffect }).rows.map(({ then }) => then['regulator']);
    expect(tells(regulators)).toEqual(told);
    expect(tells([])).toEqual([]);
    expect(told.every((regulator) => policy.regulator(regulator))).toBe(true);
  });

  const retention = load(
    asks({ retention: { certificatesInvalidated: 'bool', prosecution: 'bool', centreSanctioned: 'bool' } }),
  );

  it.each([
    ['certificates invalid', [true, false, false], [['P5Y', 'heard']], ['IMI/timelines/retain-legal']],
    ['a prosecution', [false, true, false], [['P5Y', 'heard']], ['IMI/timelines/retain-legal']],
    ['a centre sanctioned', [false, false, true], [['P5Y', 'completed']], ['IMI/timelines/retain-5y']],
    [
      'both',
      [true, false, true],
      [
        ['P5Y', 'heard'],
        ['P5Y', 'completed'],
      ],
      ['IMI/timelines/retain-legal', 'IMI/timelines/retain-5y'],
    ],
  ])('records are kept: %s [IMI/timelines/retain-5y] [IMI/timelines/retain-legal]', (_, facts, kept, clauses) => {
    const [certificatesInvalidated = false, prosecution = false, centreSanctioned = false] = facts;
    const { rows } = retention.table('retention', { certificatesInvalidated, prosecution, centreSanctioned });
    expect(rows.map(({ then }) => [then['keep'], then['from']])).toEqual(kept);
    expect(rows.flatMap((row) => row.clauses)).toEqual(clauses);
  });

  it('records of any other case are kept by a setting, and no clause is claimed for it', () => {
    const none = { certificatesInvalidated: false, prosecution: false, centreSanctioned: false };
    expect(retention.table('retention', none).rows).toEqual([
      { then: { keep: 'P5Y', from: 'completed' }, clauses: [], settings: ['default-retention'] },
    ]);
  });
});
