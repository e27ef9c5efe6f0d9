import { describe, expect, it } from '@jest/globals';
import { personalPaths } from '@probity/contracts';
import type { Told } from '@probity/shell';
import { investigationEvents, sentences, type InvestigationEvent } from '../domain/investigation/events.js';
import {
  added,
  begun,
  final,
  implicated,
  learned,
  managed,
  noCase,
  noRuling,
  noted,
  raised,
  served,
  signedOff,
  startDue,
} from '../testing/samples.js';
import { afterwards, decideOn, director, held, invited, readyToRefer, toCommittee } from '../testing/student-case.js';
import {
  aiXSubmitted,
  alleged,
  chair,
  decide,
  decideOnAiX,
  done,
  monday,
  noCase as endIt,
} from '../testing/university-case.js';
import { toPublic } from './to-public.js';

const tell = (event: InvestigationEvent) => toPublic({ event } as unknown as Told);

describe('what the others are told', () => {
  it('is who is accountable, when it started, and how it ended', () => {
    expect(tell(managed)).toMatchObject({ type: 'ManagerAssigned', data: { manager: 'IMI-S01' } });
    expect(tell(implicated('P-01'))).toMatchObject({ type: 'ImplicatedNamed', data: { centreStaff: ['P-01'] } });
    expect(tell(begun)).toMatchObject({ data: { lead: 'IMI-S03', dueOn: startDue.date, late: false } });
    expect(tell(learned)).toMatchObject({ type: 'LessonsRecorded', data: { count: 1 } });
    expect(tell(noCase)).toMatchObject({ type: 'NoCaseFound', data: { foundAt: noCase.data.foundAt } });
  });

  it('is what the lead established, without the reasons', () => {
    expect(tell(signedOff)).toEqual({
      type: 'ReportSignedOff',
      schemaVersion: 1,
      data: {
        ...{ manager: 'IMI-S01', lead: 'IMI-S03', reportVersion: 1, signedOffAt: signedOff.data.signedOffAt },
        ...{ established: signedOff.data.established, evidence: signedOff.data.evidence },
      },
    });
  });

  it('is that a body is to consider it, with all that making one up needs, and that its subject may be known', () => {
    const [referred] = decideOn(readyToRefer, { ...toCommittee, ...director(afterwards) });
    const { ruling: _, by, ...referral } = (referred as Extract<InvestigationEvent, { type: 'CaseReferred' }>).data;
    expect(referred && tell(referred)).toMatchObject({ type: 'CaseReferred', data: { ...referral, referredBy: by } });
    const liftedAt = afterwards;
    const lifted = { type: 'AnonymityLifted', data: { liftedAt, by: 'ST-03', ruling: noRuling } } as const;
    expect(tell(lifted)).toMatchObject({ type: 'AnonymityLifted', data: { liftedAt } });
  });

  it('is nothing of evidence, issues, drafts or a report that is not signed off', () => {
    for (const event of [noted(), added, raised, served, final, invited]) expect(tell(event)).toBeUndefined();
  });

  it('is when the student was met, in UTC, and what they answered [UC-9.2.1] [UC-13.1.3]', () => {
    expect(tell(held())).toMatchObject({
      type: 'MeetingHeld',
      data: { kind: 'authorship-interview', attended: true, heldAt: '2026-07-17T09:00:00.000Z' },
    });
    const answered = { accepts: false, answer: 'It is mine.', receivedAt: '2017-11-20T10:00:00+00:00' };
    const answer = { type: 'AnswerRecorded', data: { ...answered, by: 'S-4', ruling: noRuling } } as const;
    expect(tell(answer)).toMatchObject({
      type: 'AnswerGiven',
      data: { accepts: false, receivedAt: '2017-11-20T10:00:00.000Z' },
    });
    expect(JSON.stringify(tell(answer))).not.toContain('mine');
  });

  it('is that the student was told, by the letter or by the allegation as it was put [UC-6.8.1]', () => {
    const told = alleged().flatMap((event) => tell(event) ?? []);
    expect(told.map(({ type, data }) => [type, data])).toEqual([
      ['ManagerAssigned', { manager: 'S-1' }],
      ['StudentTold', { toldAt: monday }],
      ['StudentTold', { toldAt: monday }],
    ]);
    const [, toExaminer] = decide(alleged(), { ...endIt(), ...chair() });
    expect(toExaminer && tell(toExaminer)).toBeUndefined();
  });

  it('is what was decided at a desk, with all that a review needs; and where a matter ended [UC-8.5] [UC-8.8.1]', () => {
    const none = done(aiXSubmitted(), [{ ...decideOnAiX('no-breach'), ...chair() }]);
    const desk = none.at(-1) as Extract<InvestigationEvent, { type: 'DecidedAtDesk' }>;
    const { step: _, ...decision } = desk.data;
    expect(tell(desk)).toEqual({ type: 'DecidedAtDesk', schemaVersion: 1, data: decision });
    const [found] = decide(none, { ...endIt(), ...chair() });
    expect(found && tell(found)).toMatchObject({ type: 'NoCaseFound', data: { foundAt: monday, stage: 'desk' } });
  });
});

describe('the stored shapes', () => {
  const marked = (type: keyof typeof investigationEvents) => personalPaths(investigationEvents[type]);

  it('mark whatever is said in words as personal', () => {
    expect(marked('InterviewRecorded')).toEqual(expect.arrayContaining(['person', 'summary', 'companion.name']));
    expect(marked('ReportDrafted')).toContain('contents');
    expect(marked('NoticeSent')).toEqual(expect.arrayContaining(['text', 'reason']));
    expect(marked('ReportFinalised')).toContain('established.[].reasons');
    expect(marked('SubjectInvited')).toContain('purpose');
    expect(marked('MeetingRecorded')).toContain('record');
    expect(marked('AccusationPut')).toContain('allegation');
    expect(marked('AnswerRecorded')).toContain('answer');
    expect(marked('EvidenceAdded')).toEqual(expect.arrayContaining(['name', 'description', 'source']));
  });

  it('each have a sentence', () => {
    expect(Object.keys(sentences).sort()).toEqual(Object.keys(investigationEvents).sort());
    expect(sentences.InvestigationStarted(begun.data)).toContain('within the time aimed at: 10 working days');
    expect(sentences.InvestigationStarted({ ...begun.data, lead: null, due: null })).toBe('The investigation started.');
  });
});
