import { describe, expect, it } from '@jest/globals';
import { fold } from '@probity/decider';
import {
  aColleague,
  afterAll,
  dayTooLate,
  decideOn,
  declared,
  director,
  examiner,
  held,
  interviewAt,
  invited,
  letterOf,
  meeting,
  opened,
  principal,
  readyToInvite,
  readyToMeet,
  registrar,
  afterwards,
  lastDay,
  step,
  student,
  studentPolicy,
  theDirector,
  theExaminer,
  toInterview,
  assessment,
} from '../../testing/student-case.js';
import { investigationDecider } from './decisions.js';

const without = <T extends { type: string }>(facts: readonly T[], index: number): T[] => facts.toSpliced(index, 1);
const invite = { ...toInterview, ...director() };

describe('an invitation to an interview on suspected contract cheating', () => {
  it('goes out with its letter, and tells who could not sit later [IBC-64, IBC-66.2, IBC-73.3]', () => {
    const [first, letter] = afterAll(...readyToInvite)
      .when(invite)
      .then(
        {
          type: 'SubjectInvited',
          data: {
            kind: 'authorship-interview',
            at: interviewAt,
            body: 'interviewers',
            conductedBy: invited.data.conductedBy,
            by: 'ST-01',
          },
        },
        { type: 'LetterSent', data: { notice: 'authorship-interview-invitation', to: ['student'] } },
      );
    expect(first?.data).toMatchObject({
      usesUp: expect.arrayContaining([
        { person: 'ST-01', body: 'special-cases-committee', clauses: ['IBC-73.3'] },
        { person: 'ST-05', body: 'special-cases-committee', clauses: ['IBC-73.3'] },
      ]),
    });
    expect(letter?.data).toMatchObject({ text: expect.stringContaining('IBC-2026-000001') });
    expect(first?.authority).toEqual(expect.arrayContaining(['IBC-64', 'IBC-66.1', 'IBC-67']));
  });

  it('gives five working days, and the Twelfth is none: the day before it, and the day after [IBC-66.1]', () => {
    expect(decideOn(readyToInvite, { ...toInterview, ...director(lastDay) })).toHaveLength(2);
    afterAll(...readyToInvite)
      .when({ ...toInterview, ...director(dayTooLate) })
      .thenRefused('five-working-days-notice', 'IBC-66.1');
  });

  it('is within thirty days of the posting, or gives a reason: the thirtieth day, and the next [IBC-65]', () => {
    const posted = (postedAt: string) => [
      opened({ assessment: { ...assessment, postedAt } }),
      ...readyToInvite.slice(1),
    ];
    expect(decideOn(posted('2026-06-17T10:00:00+01:00'), invite)).toHaveLength(2);
    const late = posted('2026-06-16T23:30:00+01:00');
    afterAll(...late)
      .when(invite)
      .thenRefused('within-thirty-days', 'IBC-65');
    const [first] = decideOn(late, { ...invite, reasons: { 'within-thirty-days': 'The examiner was ill.' } });
    expect(first?.data).toMatchObject({ ruling: { departures: [{ code: 'within-thirty-days' }] } });
  });

  it('needs the day on which the work was posted, and names it [IBC-65]', () => {
    const unknown = [opened({ assessment: { ...assessment, postedAt: null } }), ...readyToInvite.slice(1)];
    expect(() => decideOn(unknown, invite)).toThrow(/assessment\.postedAt/);
  });

  it('rests on a suspicion, on no direct evidence, and on agreement to this kind of interview [IBC-64]', () => {
    afterAll(...without(readyToInvite, 1))
      .when(invite)
      .thenRefused('reasonable-suspicion', 'IBC-64');
    afterAll(opened({ directEvidence: true }), ...readyToInvite.slice(1))
      .when(invite)
      .thenRefused('no-direct-evidence', 'IBC-64');
    afterAll(...without(readyToInvite, 2))
      .when(invite)
      .thenRefused('director-agrees', 'IBC-64');
    const refused = step('agree-to-interview', { kind: 'authorship-interview', agreed: false });
    afterAll(...readyToInvite, refused)
      .when(invite)
      .thenRefused('director-agrees', 'IBC-64');
  });

  it('says what it is for, in the letter also, and is held in person or says why not [IBC-66.2, IBC-70.2]', () => {
    const letter = letterOf('authorship-interview-invitation');
    const { chance: _, purpose: __, ...lacking } = letter;
    afterAll(...readyToInvite)
      .when({ ...invite, purpose: ' ', letter })
      .thenRefused('explained', 'IBC-66.2');
    const broken = afterAll(...readyToInvite)
      .when({ ...invite, letter: lacking })
      .thenRefused('missing-chance', 'IBC-66.2');
    expect(broken.refusals.map(({ field }) => field)).toEqual(['/letter/chance']);
    afterAll(...readyToInvite)
      .when({ ...invite, inPerson: false })
      .thenRefused('in-person', 'IBC-70.2');
  });

  it('is with two, one of whom knows the subject, and normally the Director and the examiner [IBC-67]', () => {
    const inviting = (...interviewers: (typeof theDirector)[]) => ({ ...invite, interviewers });
    const refused = (command: typeof invite, code: string) =>
      afterAll(...readyToInvite, declared('ST-06'))
        .when(command)
        .thenRefused(code, 'IBC-67');
    expect(refused(inviting(theDirector), 'seat-interviewer').refusals[0].field).toBe('/interviewers');
    const another = { ...theExaminer, inRegister: { ...theExaminer.inRegister, subjectSpecialist: false } };
    refused(inviting(theDirector, another), 'subject-specialist');
    refused(inviting(aColleague, theExaminer), 'director-or-principal');
    const onLeave = { ...aColleague, reasons: { 'examiner-of-the-work': 'The examiner is on leave.' } };
    const [first] = decideOn([...readyToInvite, declared('ST-06')], inviting(theDirector, onLeave));
    expect(first?.data).toMatchObject({
      ruling: { departures: [{ code: 'examiner-of-the-work', reason: 'The examiner is on leave.' }] },
    });
    expect(refused(inviting(theDirector, aColleague), 'examiner-of-the-work').refusals[0].field).toBe(
      '/interviewers/reasons/examiner-of-the-work',
    );
  });

  it('is with nobody who has an interest, or has not said whether there is one [IBC-8.5]', () => {
    const undeclared = afterAll(...without(readyToInvite, 5))
      .when(invite)
      .thenRefused('interests-declared', 'IBC-8.5');
    expect(undeclared.refusals[0].field).toBe('/interviewers/1');
    afterAll(...readyToInvite, declared('ST-05', true))
      .when(invite)
      .thenRefused('unbiased', 'IBC-8.5');
  });

  it('is for some to send, and repeated sends nothing', () => {
    const broken = afterAll(...readyToInvite)
      .when({ ...toInterview, letter: {}, ...examiner() })
      .thenRefused('not-yours-to-do', 'IBC-64');
    expect(broken.refusals).toHaveLength(1);
    const sent = [...readyToInvite, ...decideOn(readyToInvite, invite)];
    afterAll(...sent)
      .when(invite)
      .thenNothing();
    expect(
      decideOn(sent, {
        ...invite,
        meetingAt: '2026-07-20T10:00:00+01:00',
        reasons: { 'within-thirty-days': 'Asked for by the student.' },
      }),
    ).toHaveLength(2);
  });

  it('goes out again where it says something else', () => {
    const sent = [...readyToInvite, ...decideOn(readyToInvite, invite)];
    const { letter = {} } = toInterview;
    const outcomes = { ...letter, outcomes: 'No further action, or the Special Cases Committee.' };
    expect(decideOn(sent, { ...invite, letter: outcomes })).toHaveLength(2);
    expect(decideOn(sent, { ...invite, purpose: 'To hear how the sources were found.' })).toHaveLength(2);
  });

  it('can say when it is, in words, and with whom by name [IBC-66.1, IBC-67]', () => {
    const interviewers = toInterview.interviewers.map((one, nth) => ({
      ...one,
      name: ['A. Cole', 'B. Dunn'][nth] ?? '',
    }));
    const state = fold(investigationDecider, readyToInvite);
    const letterSaid: Readonly<Record<string, string>> = { ...toInterview.letter, place: 'Room 4' };
    const { interviewers: _, ...said } = letterSaid;
    const [, letter] = investigationDecider.decide({ ...invite, interviewers, letter: said }, state, studentPolicy);
    const place = 'It is on Friday, 17 July 2026 at 10:00: Room 4. It is conducted by A. Cole and B. Dunn.';
    expect(letter?.data).toMatchObject({ text: expect.stringContaining(place) });
  });
});

describe('an invitation to another interview', () => {
  const examination = opened({ assessment: { ...assessment, kind: 'examination' } });
  const afterExamination = {
    ...toInterview,
    kind: 'post-examination-interview',
    interviewers: [theDirector],
    letter: letterOf('post-examination-interview-invitation'),
  };

  it('after an examination is by and with the Director or the Principal, at any notice [IBC-62]', () => {
    const facts = [examination, declared('ST-01')];
    afterAll(...facts)
      .when({ ...afterExamination, ...principal(dayTooLate) })
      .then(
        { type: 'SubjectInvited', data: { body: 'post-examination-interviewers' } },
        { type: 'LetterSent', data: { notice: 'post-examination-interview-invitation' } },
      );
    afterAll(...facts, declared('ST-05'))
      .when({ ...afterExamination, ...director(), interviewers: [theExaminer] })
      .thenRefused('not-from-interviewer', 'IBC-62');
    afterAll(opened(), declared('ST-01'))
      .when({ ...afterExamination, ...director() })
      .thenRefused('after-an-examination', 'IBC-62');
  });

  it('of the lecturer needs the agreement of the Director, no body and no letter [IBC-42.1]', () => {
    const own = { ...toInterview, kind: 'lecturer-interview', interviewers: [], letter: {}, ...director() };
    afterAll(opened()).when(own).thenRefused('director-agrees-to-lecturer', 'IBC-42.1');
    afterAll(opened(), step('agree-to-interview', { kind: 'lecturer-interview', agreed: true }))
      .when(own)
      .then({ type: 'SubjectInvited', data: { body: null, usesUp: [] } });
  });
});

describe('an interview', () => {
  const record = { ...meeting, ...director(afterwards) };

  it('is recorded with who conducted it and what came of it [IBC-64, IBC-73.2]', () => {
    afterAll(...readyToMeet)
      .when(record)
      .then({
        type: 'MeetingRecorded',
        data: { outcome: 'doubtful', conductedBy: invited.data.conductedBy, body: 'interviewers', by: 'ST-01' },
      });
    afterAll(...readyToMeet)
      .when({ ...record, outcome: 'guilty' })
      .thenRefused('two-outcomes', 'IBC-73.2');
    const [again] = decideOn(readyToMeet, record);
    afterAll(...readyToMeet, ...(again ? [again] : []))
      .when(record)
      .thenNothing();
  });

  it('is recorded by whoever conducted it, whatever their office; the student does not [IBC-64]', () => {
    expect(decideOn(readyToMeet, { ...meeting, ...examiner(afterwards) })).toHaveLength(1);
    afterAll(...readyToMeet)
      .when({ ...meeting, ...student(afterwards) })
      .thenRefused('not-yours-to-do', 'IBC-64');
  });

  it('comes after an invitation to one of its kind [IBC-66.1]', () => {
    afterAll(...without(readyToMeet, 6))
      .when(record)
      .thenRefused('invited', 'IBC-66.1');
    afterAll(...readyToMeet)
      .when({ ...record, kind: 'post-examination-interview' })
      .thenRefused('invited', 'IBC-66.1');
  });

  it('is not held before the time that the student was given notice of [IBC-66.1]', () => {
    const early = new Date(Date.parse(interviewAt) - 60_000).toISOString();
    afterAll(...readyToMeet)
      .when({ ...record, startedAt: early, endedAt: interviewAt })
      .thenRefused('not-before-invited', 'IBC-66.1');
  });

  it('gives the opportunity to demonstrate four things, with adjustments made before it [IBC-64, IBC-69]', () => {
    afterAll(...without(readyToMeet, 8))
      .when(record)
      .thenRefused('four-things', 'IBC-64');
    afterAll(...without(readyToMeet, 7))
      .when(record)
      .thenRefused('adjustments-made', 'IBC-69');
    const nobodyCame = { ...record, attended: false, startedAt: null, endedAt: null, companion: null };
    afterAll(...without(readyToMeet, 8))
      .when(nobodyCame)
      .then({ type: 'MeetingRecorded', data: { attended: false, startedAt: interviewAt, endedAt: interviewAt } });
  });

  it('lasts thirty minutes, or says why: a minute more [IBC-70.1]', () => {
    const longer = { ...record, endedAt: '2026-07-17T10:31:00+01:00' };
    afterAll(...readyToMeet)
      .when(longer)
      .thenRefused('thirty-minutes', 'IBC-70.1');
    expect(decideOn(readyToMeet, { ...longer, reasons: { 'thirty-minutes': 'There was much to hear.' } })).toHaveLength(
      1,
    );
  });

  it('to which nobody came has no outcome, and is recorded without one [IBC-73.2]', () => {
    const nobodyCame = { ...record, attended: false, outcome: '', startedAt: null, endedAt: null, companion: null };
    afterAll(...readyToMeet)
      .when(nobodyCame)
      .then({ type: 'MeetingRecorded', data: { attended: false, outcome: '' } });
    afterAll(...readyToMeet)
      .when({ ...record, outcome: '' })
      .thenRefused('two-outcomes', 'IBC-73.2');
  });

  it('is with a companion who is silent, and no lawyer, or it is on record [IBC-68.1, IBC-68.2, IBC-68.3]', () => {
    const accompaniedBy = (companion: Partial<NonNullable<typeof meeting.companion>>) => ({
      ...record,
      companion: { with: 'fellow-student', legal: false, spoke: false, ...companion },
    });
    const [spoke] = decideOn(readyToMeet, accompaniedBy({ spoke: true }));
    expect(spoke?.data).toMatchObject({ ruling: { breaches: [{ code: 'silent-companion', clauses: ['IBC-68.3'] }] } });
    const [lawyer] = decideOn(readyToMeet, accompaniedBy({ legal: true }));
    expect(lawyer?.data).toMatchObject({ ruling: { breaches: [{ code: 'no-lawyer', clauses: ['IBC-68.2'] }] } });
    afterAll(...readyToMeet)
      .when(accompaniedBy({ with: 'another-person' }))
      .thenRefused('student-or-staff', 'IBC-68.1');
    expect(decideOn(readyToMeet, accompaniedBy({ with: 'another-person', reason: 'A pastor.' }))).toHaveLength(1);
  });

  it('has a record, of which the student may ask for a copy [IBC-72]', () => {
    const ask = { type: 'RecordStep', step: 'investigation.ask-for-interview-record', fields: {} } as const;
    const told = [...readyToMeet, held(), step('write-interview-record', { record: 'As it was.' })];
    expect(decideOn(told, { ...ask, ...student(afterwards) })).toHaveLength(1);
    afterAll(...readyToMeet, held())
      .when({ ...ask, ...student(afterwards) })
      .thenRefused('record-taken', 'IBC-72');
    const give = { type: 'RecordStep', step: 'investigation.give-interview-record', fields: {} } as const;
    const letter = { record: 'As it was.' };
    expect(decideOn(told, { ...give, letter, ...registrar(afterwards) }).map(({ type }) => type)).toEqual([
      'StepRecorded',
      'LetterSent',
    ]);
  });
});
