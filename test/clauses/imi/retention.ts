import assert from 'node:assert/strict';
import { earliestDestruction } from '@probity/record/retention';
import type { Facts, Policy } from '@probity/policy-packs';
import { clause, type ClauseTest } from '../clause-test.js';
import { manager, recordsOfficer } from './facts-of-people.js';
import { allowed, refused } from './rulings.js';
import { opened } from './states.js';

const kept = (policy: Policy, of: Facts): readonly (readonly unknown[])[] =>
  policy
    .table('retention', { centreSanctioned: false, certificatesInvalidated: false, prosecution: false, ...of })
    .rows.map(({ then, clauses, settings }) => [then['keep'], then['from'], clauses, settings]);

/** As on a day, of a record whose five years began with this instant. */
const onDay = (policy: Policy, day: string, from: string): Facts => {
  const earliest = earliestDestruction({ keep: 'P5Y', from, timeZone: policy.timeZone });
  return { file: { caseOpened: true, closed: true, mayBeDestroyed: day >= earliest } };
};

const disposal: Facts = { disposal: { reasonGiven: true } };
const dispose = (policy: Policy, day: string, from: string) =>
  allowed(policy, 'file.dispose', [recordsOfficer, onDay(policy, day, from), disposal]);
const keeps = (policy: Policy, day: string, from: string, id: string): void =>
  refused(policy, 'file.dispose', [recordsOfficer, onDay(policy, day, from), disposal], 'kept-long-enough', id);

const after = 'IMI/timelines/retain-5y';
const legal = 'IMI/timelines/retain-legal';

/** How long records and originals are kept, by what the case led to. */
export const retention: readonly ClauseTest[] = [
  clause(after, 'of a case that leads to sanctions on a centre: no less than five years from completion', (policy) => {
    assert.deepEqual(kept(policy, { centreSanctioned: true }), [['P5Y', 'completed', [after], []]]);
    keeps(policy, '2031-03-01', '2026-03-02T23:30:00Z', after);
    dispose(policy, '2031-03-02', '2026-03-02T23:30:00Z');
    // Half past eleven by universal time is the next day there in summer.
    keeps(policy, '2031-07-02', '2026-07-02T23:30:00Z', after);
    dispose(policy, '2031-07-03', '2026-07-02T23:30:00Z');
    // There is no 29 February 2029.
    keeps(policy, '2029-02-28', '2024-02-29T12:00:00Z', after);
    dispose(policy, '2029-03-01', '2024-02-29T12:00:00Z');
  }),

  clause(after, 'a record that is not closed is kept, and a disposal has a ground', (policy) => {
    dispose(policy, '2031-03-02', '2026-03-02T12:00:00Z')
      .refusedWhere({ file: { closed: false } }, 'case-closed', after)
      .refusedWhere({ disposal: { reasonGiven: false } }, 'disposal-reasoned', after)
      .refusedWhere({ actor: { offices: ['appropriate-manager'] } }, 'not-yours-to-do', after);
  }),

  clause(
    legal,
    'of invalid certificates or a prosecution: until the case and any appeals are heard, and five years',
    (policy) => {
      assert.deepEqual(kept(policy, { certificatesInvalidated: true }), [['P5Y', 'heard', [legal], []]]);
      assert.deepEqual(kept(policy, { prosecution: true }), [['P5Y', 'heard', [legal], []]]);
      const open: Facts = { file: { caseOpened: true, closed: true, openEnded: true } };
      refused(policy, 'file.dispose', [recordsOfficer, open, disposal], 'all-heard', legal);
      keeps(policy, '2034-11-19', '2029-11-20T15:00:00Z', legal);
      dispose(policy, '2034-11-20', '2029-11-20T15:00:00Z');
    },
  ),

  clause(legal, 'both clocks run where a centre was sanctioned too; the longer governs', (policy) => {
    assert.deepEqual(kept(policy, { centreSanctioned: true, certificatesInvalidated: true, prosecution: true }), [
      ['P5Y', 'heard', [legal], []],
      ['P5Y', 'completed', [after], []],
    ]);
  }),

  // Reading IMI-a8.
  clause(legal, 'that an appeal or a prosecution has been heard is recorded, once, with its end', (policy) => {
    const heard: Facts = { hearing: { known: true, detailGiven: true } };
    allowed(policy, 'file.conclude-hearing', [recordsOfficer, opened, heard])
      .refusedWhere({ hearing: { known: false } }, 'something-to-hear', legal)
      .refusedWhere({ hearing: { concluded: true } }, 'heard-once', legal)
      .refusedWhere({ hearing: { detailGiven: false } }, 'hearing-described', legal);
    const noted: Facts = { notification: { caseOpened: true }, prosecution: { detailGiven: true } };
    allowed(policy, 'notification.note-prosecution', [recordsOfficer, noted]).refusedWhere(
      { prosecution: { detailGiven: false } },
      'prosecution-described',
      legal,
    );
  }),

  clause(legal, 'a hold comes before every date', (policy) => {
    dispose(policy, '2034-11-20', '2029-11-20T15:00:00Z').refusedWhere({ file: { held: true } }, 'not-held', legal);
    allowed(policy, 'file.hold', [manager, opened, { hold: { reasonGiven: true } }])
      .refusedWhere({ hold: { reasonGiven: false } }, 'hold-reasoned', legal)
      .refusedWhere({ file: { destructionBegun: true } }, 'not-being-destroyed', legal);
    allowed(policy, 'file.release-hold', [
      manager,
      opened,
      { file: { held: true }, hold: { known: true, reasonGiven: true } },
    ])
      .refusedWhere({ file: { held: false } }, 'record-held', legal)
      .refusedWhere({ hold: { known: false } }, 'hold-known', legal);
  }),

  // Nothing is stated for other cases: reading IMI-a7.
  clause(after, 'of any other case a setting says how long, and no clause is claimed for it', (policy) => {
    assert.deepEqual(kept(policy, {}), [['P5Y', 'completed', [], ['default-retention']]]);
    assert.ok(policy.setting('default-retention').clauses.includes(after));
  }),
];
