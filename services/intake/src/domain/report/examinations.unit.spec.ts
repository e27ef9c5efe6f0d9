import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import {
  after,
  assessment,
  categorise,
  examiner,
  invigilator,
  malpractice,
  openCase,
  policy,
  registrar,
  scope,
  step,
  submit,
  type Act,
} from '../../testing/students.js';
import { reportDecider } from './decisions.js';

const having = (...commands: readonly Act[]) => given(reportDecider, policy, ...after(...commands));
const opened = [{ type: 'CaseOpenedFromReport' }, { type: 'CaseOpened' }] as const;
const sent = [{ type: 'StepRecorded' }, { type: 'LetterSent' }] as const;

describe('cheating in an examination', () => {
  const held = assessment({
    ...{ kind: 'examination', examinationStartsAt: '2026-10-05T09:00:00Z', examinationEndsAt: '2026-10-05T11:00:00Z' },
  });
  const exam = submit(invigilator, { assessment: held, accuser: 'S-3' });
  const at = (time: string, act: Act): Act => ({ ...act, at: `2026-10-05T${time}:00.000Z` });
  const cheating = { ...categorise('malpractice', ['exam-device']), actor: invigilator.actor };
  const briefed = step('brief-candidates', invigilator, { told: 'No telephones.', pertinenceExplained: true });
  const details = (more: Readonly<Record<string, string | boolean>> = {}) =>
    step('examination-details', invigilator, {
      ...{ detected: 'unauthorised device', time: '10:10', nature: 'A telephone.' },
      ...{ materialFound: false, materialPermitted: false, ...more },
    });
  const form = step(
    'examination-report-form',
    invigilator,
    {},
    {
      ...{ suspicion: 'A telephone was used.', details: 'At ten past ten.', form: 'Enclosed.' },
    },
  );
  const taken = [exam, scope(), cheating];

  it('has its time and nature recorded [IBC-60.1], and what was found [IBC-60.1]', () => {
    having(...taken)
      .when(form)
      .thenRefused('details-recorded', 'IBC-60.1');
    having(...taken)
      .when(details({ nature: ' ' }))
      .thenRefused('time-and-nature', 'IBC-60.1');
    having(...taken)
      .when(details({ materialFound: true }))
      .thenRefused('material-described', 'IBC-60.1');
  });

  it('of material that was permitted needs that to be confirmed in advance [IBC-58]', () => {
    const permitted = step('confirm-permitted-material', registrar, { permitted: 'A dictionary.' });
    having(...taken)
      .when(details({ materialPermitted: true }))
      .thenRefused('permitted-in-advance', 'IBC-58');
    having(...taken)
      .when(at('09:01', permitted))
      .thenRefused('in-advance', 'IBC-58');
    const earlier = { ...at('09:01', permitted), occurredAt: at('08:59', permitted).at };
    having(...taken)
      .when(earlier)
      .then({ type: 'StepRecorded' });
    having(...taken, at('08:59', permitted))
      .when(details({ materialPermitted: true }))
      .then({ type: 'StepRecorded' });
  });

  it('lets the student return for as long as the examination lasts [IBC-60.2]', () => {
    const left = step('ask-to-leave', invigilator, { leftAt: '10:10' });
    const back = step('allow-return', invigilator);
    having(...taken)
      .when(back)
      .thenRefused('had-left', 'IBC-60.2');
    having(...taken, left)
      .when(at('11:01', back))
      .thenRefused('time-remains', 'IBC-60.2');
    having(...taken, left)
      .when({ ...at('11:01', back), occurredAt: at('11:00', back).at })
      .then({ type: 'StepRecorded' });
    having(...taken, left)
      .when(at('11:00', back))
      .then({ type: 'StepRecorded' });
  });

  it('is reported on its form within a day, and a late one is on record [IBC-61]', () => {
    const breaches = (time: string) => {
      const late = { ...form, at: time };
      const [recorded] = having(...taken, briefed, details())
        .when(late)
        .then(...sent);
      return recorded?.type === 'StepRecorded' ? recorded.data.ruling.breaches : undefined;
    };
    expect(breaches('2026-10-06T09:00:00.000Z')).toEqual([]);
    expect(breaches('2026-10-06T09:00:01.000Z')).toMatchObject([{ code: 'as-soon-as-possible', clauses: ['IBC-61'] }]);
  });

  it('is taken up once it was reported; that nobody was briefed is on record [IBC-32] [IBC-57]', () => {
    const [recorded] = having(...taken, details())
      .when(form)
      .then(...sent);
    expect(recorded).toMatchObject({
      data: { ruling: { breaches: [{ code: 'candidates-told', clauses: ['IBC-57'] }] } },
    });
    having(...taken, details())
      .when(openCase('ST-1'))
      .thenRefused('referred-on-a-form', 'IBC-32');
    having(...taken, details(), form)
      .when(openCase('ST-1'))
      .then(...opened);
  });
});

describe('malpractice in a thesis', () => {
  const thesis = submit(examiner, { assessment: assessment({ kind: 'thesis' }), accuser: 'S-2' });
  const taken = [thesis, scope(), { ...malpractice, actor: examiner.actor }];
  const marked = step('continue-marking', examiner, { extent: 'Two chapters.' });
  const suspended = (resultWithheld = true) => step('suspend-examination', examiner, { resultWithheld });
  const form = step('referral-form', examiner, {}, { suspicion: 'Copied.', evidence: 'Sources.', form: 'Enclosed.' });

  it('is marked on, then suspended, and its result withheld, before it is referred [IBC-53.1] [IBC-53.2]', () => {
    having(...taken)
      .when(suspended())
      .thenRefused('marked-first', 'IBC-53.1');
    having(...taken, marked)
      .when(suspended(false))
      .thenRefused('withheld', 'IBC-53.2');
    having(...taken, marked)
      .when(form)
      .thenRefused('examination-suspended', 'IBC-53.2');
  });

  it('is referred on the Referral Form, and taken up [IBC-54] [IBC-32]', () => {
    having(...taken, marked, suspended())
      .when(form)
      .then(...sent);
    having(...taken, marked, suspended(), form)
      .when(openCase('ST-1'))
      .then(...opened);
  });
});
