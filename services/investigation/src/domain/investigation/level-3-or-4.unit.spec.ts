import { describe, expect, it } from '@jest/globals';
import {
  after,
  aiXSubmitted,
  alleged,
  assign,
  atLevel4,
  chair,
  colleague,
  day,
  decide,
  decideOnAiX,
  done,
  examiner,
  factsOf,
  inRegister,
  letterOf,
  meeting,
  monday,
  noCase,
  opened,
  start,
  stateOf,
  step,
} from '../../testing/university-case.js';
import { rolesOf } from './parts.js';
import { universityPolicy as policy } from '../../testing/university-case.js';

const signed = '2017-11-06';
const breach = () => done(aiXSubmitted(), [{ ...decideOnAiX('breach-with-warning'), ...chair() }]);
const offered = () => done(breach(), [{ ...offer, ...chair() }]);
const offer = step('offer-meeting', { staff: 'S-6', day: '2017-11-15' });
const copy = step('send-ai-x', { invites: true }, letterOf('ai-x-warning'));
const warned = () => done(offered(), [{ ...copy, ...chair() }]);

describe('form AI-X, by the examiner', () => {
  const taken = () => done([atLevel4()], [{ ...assign(), ...chair() }]);
  const mark = step('mark-remainder', { disregarded: 'Pages 2 and 3.', mark: 48 });

  it('is of work that is marked on, without what breaches the policy, at Level 3 or Level 4 [UC-8.1]', () => {
    after(taken())
      .when({ ...mark, ...examiner() })
      .then({ type: 'StepRecorded' });
    after(done([opened()], [{ ...assign(), ...chair() }]))
      .when({ ...mark, ...examiner() })
      .thenRefused('level-3-or-4-practice', 'UC-8.1');
    after(done([atLevel4({ classification: 'academic-misconduct' })], [{ ...assign(), ...chair() }]))
      .when({ ...mark, ...examiner() })
      .thenRefused('level-3-or-4-practice', 'UC-8.1');
    after(taken())
      .when({ ...step('complete-ai-x', { affected: true, description: 'Two pages.' }), ...examiner() })
      .thenRefused('remainder-marked', 'UC-8.1');
  });

  it('follows the mark-up, confirms the effect, and goes to the Chair with the work [UC-8.2, UC-8.3, UC-8.4]', () => {
    const marked = done(taken(), [{ ...mark, ...examiner() }]);
    const form = step('complete-ai-x', { affected: true, description: 'Two pages.' });
    after(marked)
      .when({ ...form, ...examiner() })
      .thenRefused('marked-up', 'UC-8.2');
    const up = done(marked, [{ ...step('mark-up', { feedback: 'Name your sources.' }), ...examiner() }]);
    after(up)
      .when({ ...form, fields: { ...form.fields, affected: false }, ...examiner() })
      .thenRefused('confirms-effect', 'UC-8.3');
    const submit = step('submit-ai-x', { workEnclosed: false, evidence: null });
    after(up)
      .when({ ...submit, ...examiner() })
      .thenRefused('ai-x-completed', 'UC-8.3');
    after(done(up, [{ ...form, ...examiner() }]))
      .when({ ...submit, ...examiner() })
      .thenRefused('work-enclosed', 'UC-8.4');
    expect(aiXSubmitted().at(-1)?.data).toMatchObject({ step: 'investigation.submit-ai-x' });
  });

  it('makes whoever reported as the examiner, or marked it, the examiner of the work [UC-4.2.1]', () => {
    expect(rolesOf(stateOf([atLevel4()]), policy)).toMatchObject({ examiner: ['S-2'] });
    const another = aiXSubmitted([atLevel4({ reporterKind: 'registrar', accuser: 'S-9' })]);
    expect(rolesOf(stateOf(another), policy)).toMatchObject({ examiner: ['S-2'] });
    expect(rolesOf(stateOf([atLevel4({ reporterKind: 'registrar', accuser: 'S-9' })]), policy)).not.toHaveProperty(
      'examiner',
    );
  });
});

describe('the decision on form AI-X', () => {
  it('is of the Chair, who acts as monitor and signs it; a breach is told as decided at a desk [UC-8.5, UC-2.9]', () => {
    const facts = aiXSubmitted();
    after(facts)
      .when({ ...step('decide-on-ai-x', { outcome: 'breach-with-warning', signed: false }), ...chair() })
      .thenRefused('signed', 'UC-8.5');
    const [, desk] = after(facts)
      .when({ ...decideOnAiX('breach-with-warning'), ...chair() })
      .then(
        { type: 'StepRecorded' },
        {
          type: 'DecidedAtDesk',
          data: {
            ...{
              step: 'investigation.decide-on-ai-x',
              body: 'department',
              title: 'the Chair of the Module Assessment Board',
            },
            ...{ by: 'S-1', decidedAt: monday, proven: true, offences: ['plagiarism'] },
            ...{ category: 'unacceptable-academic-practice', satOn: [], involved: [] },
          },
        },
      );
    expect(desk?.data).toMatchObject({
      evidence: [expect.stringContaining('sha256:')],
      did: expect.arrayContaining([{ person: 'S-1', act: 'investigation.decide-on-ai-x' }]),
      clauses: expect.arrayContaining(['UC-8.5', 'UC-4.3']),
    });
    expect(rolesOf(stateOf(breach()), policy)).toMatchObject({ monitor: ['S-1'], examiner: ['S-2'] });
  });

  it('follows the form, and is not of the examiner [UC-8.4, UC-4.2.2]', () => {
    after(done([atLevel4()], [{ ...assign(), ...chair() }]))
      .when({ ...decideOnAiX('no-breach'), ...chair() })
      .thenRefused('ai-x-submitted', 'UC-8.4');
    const reasons = { 'not-the-examiner': 'There are two of us.' };
    const facts = done(aiXSubmitted([atLevel4()]), [
      { ...assign('S-2', inRegister('examiner', 'academic-staff')), ...chair(), reasons },
    ]);
    after(facts)
      .when({ ...decideOnAiX('no-breach'), ...examiner() })
      .thenRefused('not-the-examiner', 'UC-4.2.2');
  });

  it('is on a breach by unacceptable academic practice only [UC-5.5]', () => {
    const facts = done(aiXSubmitted(), [
      { type: 'Recategorise', category: 'academic-misconduct', reason: 'It was bought.', ...chair() },
    ]);
    after(facts)
      .when({ ...decideOnAiX('breach-with-warning'), ...chair() })
      .thenRefused('unacceptable-practice-only', 'UC-5.5');
    expect(decide(facts, { ...decideOnAiX('misconduct-suspected'), ...chair() })).toHaveLength(1);
  });

  it('that there is none gives the examiner reasons, has the work marked, and ends it at the desk [UC-8.8.1]', () => {
    const facts = done(aiXSubmitted(), [{ ...decideOnAiX('no-breach'), ...chair() }]);
    expect(facts.at(-1)).toMatchObject({ type: 'DecidedAtDesk', data: { proven: false } });
    after(facts)
      .when({ ...noCase({ instruction: 'defer' }), ...chair() })
      .thenRefused('marked-in-its-entirety', 'UC-8.8.1');
    after(facts)
      .when({ ...noCase({ reason: '' }), ...chair() })
      .thenRefused('no-breach-on-ai-x', 'UC-8.8.1');
    after(facts)
      .when({ ...noCase(), ...chair() })
      .then(
        { type: 'NoCaseFound', data: { stage: 'desk', instruction: 'mark' } },
        { type: 'LetterSent', data: { notice: 'no-case-to-examiner', to: ['examiner'] } },
      );
    after(breach())
      .when({ ...noCase(), ...chair() })
      .thenRefused('no-breach-decided', 'UC-8.5');
  });

  it('that misconduct is suspected takes the matter up as that, by clause 6, and tells of no decision [UC-8.7]', () => {
    const suspected = done(aiXSubmitted(), [{ ...decideOnAiX('misconduct-suspected'), ...chair() }]);
    expect(suspected.at(-1)?.type).toBe('StepRecorded');
    after(suspected)
      .when({ ...start, ...chair() })
      .thenRefused('recategorised', 'UC-8.7');
    const taken = done(suspected, [
      { type: 'Recategorise', category: 'academic-misconduct', reason: 'It was bought.', ...chair() },
      { ...start, ...chair() },
    ]);
    expect(taken.at(-1)).toMatchObject({
      type: 'InvestigationStarted',
      data: { lead: null, due: null, late: false, startedAt: monday },
    });
    expect(alleged(taken.slice(0, -1)).at(-2)?.type).toBe('AccusationPut');
  });
});

describe('after a breach on form AI-X', () => {
  it('a meeting is provided for, and the copy warns and invites to it [UC-8.6.1, UC-8.6.2]', () => {
    after(aiXSubmitted())
      .when({ ...offer, ...chair() })
      .thenRefused('breach-on-ai-x', 'UC-8.6.1');
    after(breach())
      .when({ ...copy, ...chair() })
      .thenRefused('meeting-provided-for', 'UC-8.6.1');
    after(offered())
      .when({ ...copy, fields: { invites: false }, ...chair() })
      .thenRefused('warns-and-invites', 'UC-8.6.2');
    after(offered())
      .when({ ...step('send-ai-x', { invites: true }), ...chair() })
      .thenRefused('missing-warning', 'UC-8.6.2');
    after(offered())
      .when({ ...copy, ...chair() })
      .then({ type: 'StepRecorded' }, { type: 'LetterSent', data: { notice: 'ai-x-warning', to: ['student'] } });
  });

  it('days that the student lost of the seven are on record [UC-9.2.0]', () => {
    const onTheDay = decide(offered(), { ...copy, ...chair(`${signed}T23:59:59.000Z`) });
    expect(onTheDay[0]?.data).toMatchObject({ ruling: { departures: [] } });
    const [later] = decide(offered(), { ...copy, ...chair('2017-11-07T00:00:00.000Z') });
    expect(later?.data).toMatchObject({ ruling: { departures: [{ code: 'no-days-lost', clauses: ['UC-9.2.0'] }] } });
  });

  it('the Chair agrees the provisional mark, and the examiner does not [UC-8.6.3, UC-4.2.2]', () => {
    const agree = step('agree-mark', { mark: 45 });
    expect(decide(warned(), { ...agree, ...chair() })).toHaveLength(1);
    const toExaminer = done(warned(), [
      {
        ...assign('S-2', inRegister('examiner', 'academic-staff')),
        ...{ ...chair(), reasons: { 'not-the-examiner': 'Nobody else was there.' } },
      },
    ]);
    after(toExaminer)
      .when({ ...agree, ...examiner() })
      .thenRefused('not-the-examiner', 'UC-4.2.2');
    after(done([atLevel4()], [{ ...assign(), ...chair() }]))
      .when({ ...agree, ...chair() })
      .thenRefused('marked-first', 'UC-8.6.3');
  });

  it('the meeting is on the day that was arranged, with the copy sent before it, whether or not the student comes [UC-8.6.1, UC-8.6.2]', () => {
    after(breach())
      .when({ ...meeting(day(9)), ...chair(day(9)) })
      .thenRefused('invited', 'UC-6.8.1');
    after(offered())
      .when({ ...meeting(day(9)), ...chair(day(9)) })
      .thenRefused('invited-by-ai-x', 'UC-8.6.2');
    after(warned())
      .when({ ...meeting(null, false), ...chair(day(9)) })
      .then({ type: 'MeetingRecorded', data: { kind: 'meeting', attended: false, startedAt: '2017-11-15T00:00:00Z' } });
    expect(factsOf(warned(), chair())).toMatchObject({
      meeting: { invited: true, at: '2017-11-15T00:00:00Z', held: false },
    });
  });

  it('the copy for statistical monitoring follows the date of the meeting, attended or not [UC-8.6.4]', () => {
    const monitoring = step('send-ai-x-to-aqss');
    after(breach())
      .when({ ...monitoring, ...chair(day(20)) })
      .thenRefused('after-the-meeting-date', 'UC-8.6.4');
    after(warned())
      .when({ ...monitoring, ...chair('2017-11-15T23:59:59.000Z') })
      .thenRefused('after-the-meeting-date', 'UC-8.6.4');
    expect(decide(warned(), { ...monitoring, ...chair('2017-11-16T00:00:00.000Z') })).toHaveLength(1);
    const came = done(warned(), [{ ...meeting(day(9)), ...chair(day(9)) }]);
    expect(decide(came, { ...monitoring, ...chair(day(10)) })).toHaveLength(1);
  });
});

describe('who takes the case', () => {
  it('is the Chair, or another member of academic staff whom the Chair nominates [UC-4.2.3]', () => {
    after([atLevel4()])
      .when({ ...assign('S-6', inRegister('academic-staff')), ...chair() })
      .then({ type: 'ManagerAssigned', data: { manager: 'S-6' } });
    after([atLevel4()])
      .when({ ...assign('S-3', inRegister('registry')), ...chair() })
      .thenRefused('academic-staff', 'UC-4.2.3');
    after([atLevel4()])
      .when({ ...assign('S-6', inRegister('academic-staff')), ...colleague() })
      .thenRefused('not-yours-to-do', 'UC-2.8');
    const nominated = done([opened()], [{ ...assign('S-6', inRegister('academic-staff')), ...chair() }]);
    expect(decide(nominated, { ...start, ...colleague() })).toHaveLength(1);
  });

  it('is normally not whoever examined the work [UC-4.2]', () => {
    const toExaminer = { ...assign('S-2', inRegister('examiner', 'academic-staff')), ...chair() };
    after([atLevel4()]).when(toExaminer).thenRefused('not-the-examiner', 'UC-4.2');
    const [assigned] = decide([atLevel4()], { ...toExaminer, reasons: { 'not-the-examiner': 'There are two of us.' } });
    expect(assigned?.data).toMatchObject({ ruling: { departures: [{ code: 'not-the-examiner' }] } });
  });

  it('is nobody who was involved before, as they themselves declare [UC-4.2]', () => {
    const involved = { type: 'DeclareInvolvement', staff: 'S-6', previousInvolvement: true } as const;
    const declare = { ...involved, personalInterest: false, detail: 'I taught it.' };
    after([atLevel4()])
      .when({ ...declare, ...chair() })
      .thenRefused('each-for-themselves', 'UC-4.2');
    after(done([atLevel4()], [{ ...declare, ...colleague() }]))
      .when({ ...assign('S-6', inRegister('academic-staff')), ...chair() })
      .thenRefused('somebody-else', 'UC-4.2');
  });
});
