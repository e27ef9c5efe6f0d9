import { describe, expect, it } from '@jest/globals';
import {
  after,
  allegation,
  assign,
  chair,
  day,
  decide,
  done,
  examiner,
  invite,
  meeting,
  noCase,
  opened,
  start,
  step,
  withVivaProcedure as configured,
} from '../../testing/university-case.js';

/** Commissioned, perhaps; no document shows it. */
const taken = (directEvidence = false) =>
  done(
    [opened({ directEvidence, offences: ['commissioning'], classification: 'academic-misconduct' })],
    [{ ...assign(), ...chair() }],
  );
const ask = step('ask-for-viva', { why: 'It is not how they write.' });
const authorise = (ground = 'authorship-suspected') => step('authorise-viva', { ground });
const authorised = () =>
  done(taken(), [
    { ...ask, ...examiner() },
    { ...authorise(), ...chair() },
  ]);
const toViva = invite(day(3), 'viva');
const held = (attended = true) =>
  done(
    authorised(),
    [
      { ...toViva, ...chair() },
      { ...meeting(attended ? day(3) : null, attended, 'viva'), ...examiner(day(3)) },
    ],
    configured,
  );
const report = (more: Readonly<Record<string, string | boolean>> = {}) =>
  step('send-viva-report', {
    attended: true,
    onlyAuthorship: true,
    author: 'no',
    account: 'They had not read it.',
    ...more,
  });
const reported = (attended = true) => done(held(attended), [{ ...report({ attended }), ...examiner(day(3)) }]);

describe('a viva voce', () => {
  it('is asked for by the examiner where no document shows who wrote the work, and authorised by the Chair [UC-7.1]', () => {
    after(taken(true))
      .when({ ...ask, ...examiner() })
      .thenRefused('no-documentary-evidence', 'UC-7.1');
    after(taken())
      .when({ ...ask, ...chair() })
      .thenRefused('not-yours-to-do', 'UC-7.1');
    after(taken())
      .when({ ...authorise(), ...chair() })
      .thenRefused('asked-by-examiner', 'UC-7.1');
    after(taken())
      .when({ ...toViva, ...chair() })
      .thenRefused('viva-authorised', 'UC-7.1');
    expect(authorised()).toHaveLength(4);
  });

  it('may confirm who wrote it, once marks have been de-anonymised [UC-2.7]', () => {
    expect(decide(taken(), { ...authorise('to-confirm-authenticity'), ...chair() })).toHaveLength(1);
    const anonymous = taken().map((event) =>
      event.type === 'CaseNoted' ? { ...event, data: { ...event.data, identityKept: true } } : event,
    );
    after(anonymous)
      .when({ ...authorise('to-confirm-authenticity'), ...chair() })
      .thenRefused('after-marking', 'UC-2.7');
  });

  it('is conducted by appendix 6D, which must be configured; and for nothing but who the author is [UC-7.3, UC-7.2]', () => {
    after(authorised())
      .when({ ...toViva, ...chair() })
      .thenRefused('viva-procedure-configured', 'UC-7.3');
    after(authorised(), configured)
      .when({ ...toViva, ...chair() })
      .then({ type: 'SubjectInvited', data: { kind: 'viva', body: null } });
    after(authorised(), configured)
      .when({ ...toViva, purpose: ' ', ...chair() })
      .thenRefused('viva-purpose-given', 'UC-7.2');
    after(held())
      .when({ ...report({ onlyAuthorship: false }), ...examiner(day(3)) })
      .thenRefused('only-authorship', 'UC-7.2');
  });

  it('is recorded by the examiner of the work or the Chair, where the student was invited to it [UC-10.1.1, UC-6.8.1]', () => {
    expect(held().at(-1)).toMatchObject({ type: 'MeetingRecorded', data: { kind: 'viva', by: 'S-2' } });
    after(authorised())
      .when({ ...meeting(day(3), true, 'viva'), ...examiner(day(3)) })
      .thenRefused('invited', 'UC-6.8.1');
    after(held())
      .when({ ...meeting(day(4), true, 'viva'), ...examiner(day(4)), actor: { id: 'S-9', offices: ['examiner'] } })
      .thenRefused('not-yours-to-do', 'UC-10.1.1');
  });

  it('has no allegation put during it or at once after it: its report comes first, and the decision to investigate [UC-7.4.1, UC-7.4.2]', () => {
    for (const facts of [authorised(), held()]) {
      after(facts)
        .when({ ...allegation, ...chair(day(3)) })
        .thenRefused('not-at-a-viva', 'UC-7.4.1');
      after(facts)
        .when({ ...start, ...chair(day(3)) })
        .thenRefused('viva-reported', 'UC-7.4.2');
    }
    after(reported())
      .when({ ...allegation, ...chair(day(3)) })
      .thenRefused('decided-to-investigate', 'UC-6.6');
    const started = done(reported(), [{ ...start, ...chair(day(4)) }]);
    expect(decide(started, { ...allegation, ...chair(day(4)) })).toHaveLength(2);
    after(taken())
      .when({ ...report(), ...examiner() })
      .thenRefused('viva-authorised', 'UC-7.4.2');
  });

  it('that the student did not attend lets the Chair draw any conclusion, for that decision [UC-7.5]', () => {
    const conclude = { ...step('draw-conclusion', { conclusion: 'They cannot explain it.' }), ...chair(day(4)) };
    expect(decide(reported(false), conclude)).toHaveLength(1);
    after(reported()).when(conclude).thenRefused('viva-not-attended', 'UC-7.5');
    after(held(false)).when(conclude).thenRefused('viva-not-attended', 'UC-7.5');
    after(done(reported(false), [{ ...start, ...chair(day(4)) }]))
      .when(conclude)
      .thenRefused('only-for-the-decision', 'UC-7.5');
  });

  it('after which there is no case ends at the review of the report, not at a meeting [UC-6.7]', () => {
    after(reported())
      .when({ ...noCase(), ...chair(day(4)) })
      .then({ type: 'NoCaseFound', data: { stage: 'review' } }, { type: 'LetterSent' });
  });
});
