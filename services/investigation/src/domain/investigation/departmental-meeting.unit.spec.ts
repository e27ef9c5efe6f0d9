import { describe, expect, it } from '@jest/globals';
import {
  after,
  ai2,
  alleged,
  allegation,
  aqss,
  assign,
  atLevel4,
  chair,
  coursework,
  day,
  decide,
  done,
  examiner,
  factsOf,
  invite,
  letterOf,
  meeting,
  met,
  monday,
  noCase,
  opened,
  refer,
  registry,
  sendAi2,
  start,
  step,
  student,
} from '../../testing/university-case.js';
import type { InvestigationEvent } from './events.js';

const taken = (facts = [opened()]) => done(facts, [{ ...assign(), ...chair() }]);
const started = (facts = [opened()]) => done(taken(facts), [{ ...start, ...chair() }]);
/** Form AI-2, dated and sent on the day of the meeting. */
const dated = day(10).slice(0, 10);
const completed = (outcome = 'might-be-breach', facts = met()) =>
  done(facts, [{ ...ai2(outcome, dated), ...chair(day(10)) }]);
const sent = (outcome = 'might-be-breach') => done(completed(outcome), [{ ...sendAi2, ...chair(day(10)) }]);
const enclosed = ['ai-1', 'ai-2', 'evidence'];

describe('the decision whether to investigate further', () => {
  it('is of the Chair, who has the case, and nothing says by when: nothing is late [UC-6.6, UC-2.8]', () => {
    after(taken())
      .when({ ...start, ...chair(day(300)) })
      .then({ type: 'InvestigationStarted', data: { lead: null, due: null, late: false } });
    after(taken())
      .when({ ...start, ...examiner() })
      .thenRefused('not-yours-to-do', 'UC-6.6');
    after(started())
      .when({ ...start, ...chair(day(1)) })
      .thenNothing();
  });

  it('is not where the work is of Level 3 or Level 4 and so is the student [UC-6.1]', () => {
    after(taken([atLevel4()]))
      .when({ ...start, ...chair() })
      .thenRefused('not-at-level-3-or-4', 'UC-6.1');
    const level5 = atLevel4({ assessment: coursework });
    expect(decide(taken([level5]), { ...start, ...chair() })).toHaveLength(1);
  });

  it('may be that there is no case to answer: the examiner has reasons, and completes the assessment [UC-6.7]', () => {
    after(taken())
      .when({ ...noCase(), ...chair() })
      .then(
        { type: 'NoCaseFound', data: { stage: 'review', instruction: 'mark', by: 'S-1' } },
        { type: 'LetterSent', data: { notice: 'no-case-to-examiner', to: ['examiner'] } },
      );
    after(taken())
      .when({ ...noCase({ reason: ' ' }), ...chair() })
      .thenRefused('no-case-to-answer', 'UC-6.7');
    after(taken())
      .when({ ...noCase({ instruction: null }), ...chair() })
      .thenRefused('completed-as-normal', 'UC-6.7');
    after(done(taken(), [{ ...noCase(), ...chair() }]))
      .when({ ...noCase(), ...chair() })
      .thenNothing();
  });
});

describe('the provisional category', () => {
  const to = (category: string) => ({ type: 'Recategorise', category, reason: 'It was bought.' }) as const;

  it('is one of two [UC-2.3, UC-5.1]', () => {
    after(taken())
      .when({ ...to('academic-misconduct'), ...chair() })
      .then({ type: 'CaseRecategorised', data: { category: 'academic-misconduct', by: 'S-1' } });
    after(taken())
      .when({ ...to('malpractice'), ...chair() })
      .thenRefused('one-of-two-categories', 'UC-2.3');
  });
});

describe('the allegation', () => {
  const put = { ...allegation, ...chair() };

  it('goes by post and e-mail, with form AI-1 and the evidence, once the Chair has decided to investigate [UC-6.8.1, UC-6.8.1.2]', () => {
    const [, letter] = after(started())
      .when(put)
      .then(
        { type: 'AccusationPut', data: { putAt: monday, by: 'S-1', channels: ['post', 'email'] } },
        { type: 'LetterSent', data: { notice: 'allegation-letter', to: ['student'] } },
      );
    expect(letter?.data).toMatchObject({ text: expect.stringContaining('UC-2017-000001') });
    after(started())
      .when({ ...put, channels: ['email'] })
      .thenRefused('by-post-and-email', 'UC-6.8.1');
    after(started())
      .when({ ...put, reportEnclosed: false })
      .thenRefused('form-and-evidence-enclosed', 'UC-6.8.1.2');
    after(started())
      .when({ ...put, evidence: [] })
      .thenRefused('form-and-evidence-enclosed', 'UC-6.8.1.2');
    after(taken()).when(put).thenRefused('decided-to-investigate', 'UC-6.6');
  });

  it('says what was broken, who may come along, and how it goes on [UC-2.1, UC-6.8.1.3, UC-4.1.2]', () => {
    for (const provisions of [[], ['9.9.9']])
      after(started())
        .when({ ...put, provisions })
        .thenRefused('says-what-was-broken', 'UC-2.1');
    for (const [item, clause] of [
      ['companion', 'UC-6.8.1.3'],
      ['procedure', 'UC-4.1.2'],
    ] as const)
      after(started())
        .when({ ...put, letter: { ...letterOf('allegation-letter', ['allegation']), [item]: '' } })
        .thenRefused(`missing-${item}`, clause);
  });

  it('comes after a mark that the student can see is removed, or with a reason [UC-6.5.3]', () => {
    const shown = started([opened({ assessment: { ...coursework, marksReleasedAt: '2017-11-01T09:00:00Z' } })]);
    after(shown).when(put).thenRefused('mark-removed', 'UC-6.5.3');
    const [kept] = decide(shown, { ...put, reasons: { 'mark-removed': 'The system was down.' } });
    expect(kept?.data).toMatchObject({ ruling: { departures: [{ code: 'mark-removed' }] } });
    for (const who of [registry(), chair(), examiner()])
      expect(decide(done(shown, [{ ...step('remove-mark'), ...who }]), put)).toHaveLength(2);
    after(shown)
      .when({ ...step('remove-mark'), ...student() })
      .thenRefused('not-yours-to-do', 'UC-6.5.3');
    const later = started([opened({ assessment: { ...coursework, marksReleasedAt: day(30) } })]);
    expect(decide(later, put)).toHaveLength(2);
  });
});

const nobodyInParticular = {
  ...{ offices: [], isSubject: false, taughtModule: false, examinedWork: false, subjectSpecialist: false },
  ...{ ofOriginatingFaculty: false, ofProgrammeDepartment: false, trained: false },
};

describe('the invitation to the meeting', () => {
  const asked = (at: string) => ({ ...invite(at), ...chair() });

  it('is for no sooner than 7 days after the allegation was sent: the sixth day, and the seventh [UC-6.8.1.1]', () => {
    after(alleged()).when(asked('2017-11-12T23:59:59Z')).thenRefused('not-sooner-than-seven-days', 'UC-6.8.1.1');
    expect(decide(alleged(), asked('2017-11-13T00:00:00Z'))).toHaveLength(2);
    const reasons = { 'not-sooner-than-seven-days': 'The student asked for it.' };
    const [early] = decide(alleged(), { ...asked('2017-11-09T10:00:00Z'), reasons });
    expect(early?.data).toMatchObject({ ruling: { departures: [{ code: 'not-sooner-than-seven-days' }] } });
  });

  it('is for no later than 21 days after it: the last of them, and the next [UC-6.8.1.1]', () => {
    expect(decide(alleged(), asked('2017-11-27T23:59:59Z'))).toHaveLength(2);
    after(alleged()).when(asked('2017-11-28T00:00:00Z')).thenRefused('not-later-than-21-days', 'UC-6.8.1.1');
  });

  it('goes by a letter with its day and hour, which nobody says otherwise, and anew where it is moved [UC-6.8.1]', () => {
    const first = done(alleged(), [asked('2017-11-16T14:30:00Z')]);
    const letter = (facts: readonly InvestigationEvent[]) =>
      facts.flatMap((event) => (event.type === 'LetterSent' ? [event.data] : [])).at(-1);
    expect(letter(first)).toMatchObject({ notice: 'meeting-invitation', to: ['student'] });
    expect(letter(first)?.text).toContain('Date: Thursday, 16 November 2017\nTime: 14:30');
    const moved = done(first, [{ ...asked('2017-11-20T09:00:00Z'), letter: { place: 'Room 5.' } }]);
    expect(letter(moved)?.text).toContain('Date: Monday, 20 November 2017\nTime: 09:00\nRoom 5.');
    after(moved)
      .when({ ...asked('2017-11-20T09:00:00Z'), letter: { place: 'Room 5.' } })
      .thenNothing();
    after(first)
      .when({ ...asked('2017-11-20T09:00:00Z'), letter: { date: '21 November 2017' } })
      .thenRefused('derived-date', 'UC-6.8.1');
  });

  it('to another day gives the student 7 days from then, or a reason [UC-6.8.1.1]', () => {
    const first = done(alleged(), [asked('2017-11-22T14:30:00Z')]);
    const then = (at: string) => ({ ...invite(at), ...chair(day(3)) });
    after(first).when(then('2017-11-15T23:59:59Z')).thenRefused('seven-days-from-being-told', 'UC-6.8.1.1');
    expect(decide(first, then('2017-11-16T00:00:00Z'))).toHaveLength(2);
    const reasons = { 'seven-days-from-being-told': 'The student asked for it.' };
    expect(decide(first, { ...then('2017-11-15T10:00:00Z'), reasons })[0]?.data).toMatchObject({
      ruling: { departures: [{ code: 'seven-days-from-being-told' }] },
    });
  });

  it('seats nobody: the meeting is in no body’s hands [UC-4.2.3]', () => {
    const boss = { person: 'S-1', seat: 'boss', reasons: {}, inRegister: nobodyInParticular };
    const broken = after(alleged())
      .when({ ...asked('2017-11-16T14:30:00Z'), interviewers: [boss] })
      .thenRefused('no-such-seat', 'UC-6.8.1');
    expect(broken.refusals).toMatchObject([{ field: '/interviewers/0/seat' }]);
  });

  it('follows the allegation [UC-6.8.1]', () => {
    after(started()).when(asked('2017-11-15T10:00:00Z')).thenRefused('after-the-allegation', 'UC-6.8.1');
  });

  it('is not made again for a student who did not come [UC-6.10]', () => {
    after(met(alleged(), false))
      .when({ ...invite(day(17)), ...chair(day(11)) })
      .thenRefused('not-delayed', 'UC-6.10');
    expect(decide(met(), { ...invite(day(18)), ...chair(day(11)) })).toHaveLength(2);
  });
});

describe('the departmental meeting', () => {
  it('is one to which the student was invited, alone or with one of two [UC-6.8.1, UC-6.8.1.3]', () => {
    after(alleged())
      .when({ ...meeting(day(10)), ...chair(day(10)) })
      .thenRefused('invited', 'UC-6.8.1');
    const invited = done(alleged(), [{ ...invite(day(10)), ...chair() }]);
    const withSomebody = (code: string) => ({
      ...meeting(day(10)),
      ...{ companion: { with: code, legal: false, spoke: false }, ...chair(day(10)) },
    });
    for (const code of ['registered-student', 'students-union-officer'])
      expect(decide(invited, withSomebody(code))).toHaveLength(1);
    expect(() => decide(invited, withSomebody('solicitor'))).toThrow('unknown-option');
    expect(factsOf(met(), chair())).toMatchObject({ meeting: { held: true }, lastMeeting: { attended: true } });
  });

  it('leads to form AI-2, also in the absence of the student [UC-10.1.1, UC-6.10]', () => {
    after(alleged())
      .when({ ...ai2('no-breach', dated), ...chair() })
      .thenRefused('at-the-meeting', 'UC-10.1.1');
    expect(completed('might-be-breach', met(alleged(), false)).at(-1)?.type).toBe('StepRecorded');
    after(met())
      .when({ ...sendAi2, ...chair(day(10)) })
      .thenRefused('ai-2-completed', 'UC-10.1.1');
  });

  it('and its copy goes by University e-mail, always to a student who did not come [UC-10.1.2, UC-4.5]', () => {
    const byPost = { ...sendAi2, fields: { channel: 'post' }, ...chair(day(10)) };
    after(completed()).when(byPost).thenRefused('university-email-only', 'UC-4.5');
    expect(decide(completed(), { ...byPost, reasons: { 'university-email-only': 'As asked.' } })).toHaveLength(2);
    after(completed('might-be-breach', met(alleged(), false)))
      .when(byPost)
      .thenRefused('absent-by-university-email', 'UC-10.1.2');
    after(completed())
      .when({ ...sendAi2, ...chair(day(10)) })
      .then({ type: 'StepRecorded' }, { type: 'LetterSent', data: { notice: 'ai-2-copy', to: ['student'] } });
  });

  it('bears the day on which it is sent, neither an earlier nor a later one [UC-13.1.3]', () => {
    after(completed())
      .when({ ...sendAi2, ...chair('2017-11-17T00:00:00.000Z') })
      .thenRefused('not-dated-earlier', 'UC-13.1.3');
    expect(decide(completed(), { ...sendAi2, ...chair('2017-11-16T23:59:59.000Z') })).toHaveLength(2);
    const nextDay = chair('2017-11-17T10:00:00.000Z');
    const anew = done(completed(), [{ ...ai2('might-be-breach', '2017-11-17'), ...nextDay }]);
    const gone = done(anew, [{ ...sendAi2, ...nextDay }]);
    after(gone)
      .when({ ...ai2('no-breach', '2017-11-17'), ...nextDay })
      .thenRefused('before-it-was-sent', 'UC-10.1.2');
    const postdated = done(met(), [{ ...ai2('might-be-breach', '2017-11-20'), ...chair(day(10)) }]);
    after(postdated)
      .when({ ...sendAi2, ...chair(day(10)) })
      .thenRefused('not-dated-later', 'UC-13.1.3');
  });
});

describe('the answer to form AI-2', () => {
  const answer = (accepts: boolean, receivedAt: string | null = null) =>
    ({ type: 'RecordAnswer', accepts, answer: 'It is mine.', receivedAt }) as const;

  it('is to what the form says, within 7 days of its date where it disputes it [UC-13.1.3]', () => {
    after(completed())
      .when({ ...answer(true), ...aqss(day(12)) })
      .thenRefused('outcome-sent', 'UC-13.1.3');
    after(sent())
      .when({ ...answer(false), ...aqss('2017-11-23T23:59:59.000Z') })
      .then({ type: 'AnswerRecorded', data: { accepts: false, receivedAt: '2017-11-23T23:59:59.000Z', by: 'S-4' } });
    after(sent())
      .when({ ...answer(false), ...aqss('2017-11-24T00:00:00.000Z') })
      .thenRefused('within-seven-days', 'UC-13.1.3');
    expect(decide(sent(), { ...answer(true), ...aqss('2017-11-30T00:00:00.000Z') })).toHaveLength(1);
    expect(
      decide(sent(), { ...answer(false, '2017-11-23T18:00:00Z'), ...aqss('2017-11-27T09:00:00.000Z') }),
    ).toHaveLength(1);
  });

  it('is recorded by Academic Quality Support Services, the student or the Chair, after the referral too [UC-13.1.3]', () => {
    const referred = done(sent(), [{ ...refer(...enclosed), ...chair(day(11)) }]);
    for (const who of [aqss(day(12)), student(day(12)), chair(day(12))])
      expect(decide(referred, { ...answer(true), ...who })).toHaveLength(1);
    after(referred)
      .when({ ...answer(true), ...registry(day(12)) })
      .thenRefused('not-yours-to-do', 'UC-13.1.3');
  });
});

describe('after the meeting', () => {
  it('that there is no breach is told to student and examiner, and ends it [UC-10.2.1, UC-10.2.2, UC-10.2.3]', () => {
    after(completed('no-breach'))
      .when({ ...noCase(), ...chair(day(10)) })
      .thenRefused('ai-2-to-student-first', 'UC-10.2.1');
    after(sent('no-breach'))
      .when({ ...noCase({ instruction: 'defer' }), ...chair(day(10)) })
      .thenRefused('completed-after-meeting', 'UC-10.2.2');
    const [found] = after(sent('no-breach'))
      .when({ ...noCase(), ...chair(day(10)) })
      .then({ type: 'NoCaseFound', data: { stage: 'meeting' } }, { type: 'LetterSent' });
    expect(found?.authority).toContain('UC-10.2.2');
    after(sent('might-be-breach'))
      .when({ ...noCase(), ...chair(day(10)) })
      .thenRefused('outcome-no-breach', 'UC-10.2.2');
  });

  it('that there might be one refers the case, with the forms and the evidence, and the date on form AI-2 [UC-10.3.1, UC-10.3.2]', () => {
    after(completed())
      .when({ ...refer(...enclosed), ...chair(day(11)) })
      .thenRefused('ai-2-to-student', 'UC-10.3.1');
    after(sent('no-breach'))
      .when({ ...refer(...enclosed), ...chair(day(11)) })
      .thenRefused('might-be-breach', 'UC-10.3.2');
    after(sent())
      .when({ ...refer('ai-1', 'ai-2'), ...chair(day(11)) })
      .thenRefused('accompanying-evidence', 'UC-10.3.2');
    for (const [left, code] of [
      ['ai-1', 'form-ai-1'],
      ['ai-2', 'form-ai-2'],
    ] as const)
      after(sent())
        .when({ ...refer(...enclosed.filter((one) => one !== left)), ...chair(day(11)) })
        .thenRefused(code, 'UC-10.3.2');
    // Piece by piece is all of it.
    const [file = ''] = opened().data.reportFiles;
    after(sent())
      .when({ ...refer('ai-1', 'ai-2', file), ...chair(day(11)) })
      .then({ type: 'CaseReferred', data: { enclosed: ['ai-1', 'ai-2', file] } });
    after(sent())
      .when({ ...refer(...enclosed), to: 'registry', ...chair(day(11)) })
      .thenRefused('to-aqss', 'UC-10.3.2');
    after(sent())
      .when({ ...refer(...enclosed), ...chair(day(11)) })
      .then({
        type: 'CaseReferred',
        data: { to: 'aqss', enclosed, formDatedAt: '2017-11-16T00:00:00Z', category: 'unacceptable-academic-practice' },
      });
    after(done(sent(), [{ ...refer(...enclosed), ...chair(day(11)) }]))
      .when({ ...noCase(), ...chair(day(12)) })
      .thenRefused('not-referred', 'UC-10.3.2');
  });

  it('is dealt with as quickly as possible: what took longer is referred, and on record [UC-4.1.1]', () => {
    const [, ...rest] = decide(sent(), { ...refer(...enclosed), ...chair(day(60)) });
    expect(rest).toEqual([]);
    const [late] = decide(sent(), { ...refer(...enclosed), ...chair(day(61)) });
    expect(late?.data).toMatchObject({ ruling: { departures: [{ code: 'as-quickly-as-possible' }] } });
  });
});

describe('what was recorded', () => {
  const correct = {
    type: 'Correct',
    ...{ corrects: '0197f3a0-0000-7000-8000-000000000023', found: true },
    ...{ field: '/fields/account', value: 'It was said otherwise.', reason: 'A slip.' },
  } as const;

  it('is corrected by whoever holds it, with a reason, where there is such a fact [UC-5.6.2]', () => {
    for (const who of [aqss(day(11)), chair(day(11))])
      after(completed())
        .when({ ...correct, ...who })
        .then({ type: 'FactCorrected', data: { field: '/fields/account', reason: 'A slip.' } });
    after(completed())
      .when({ ...correct, ...student(day(11)) })
      .thenRefused('not-yours-to-do', 'UC-5.6.2');
    after(completed())
      .when({ ...correct, found: false, ...aqss(day(11)) })
      .thenRefused('fact-exists', 'UC-5.6.2');
    after(completed())
      .when({ ...correct, reason: ' ', ...aqss(day(11)) })
      .thenRefused('correction-reasoned', 'UC-5.6.2');
  });
});
