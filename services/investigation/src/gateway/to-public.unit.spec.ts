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
    for (const event of [noted(), added, raised, served, final, invited, held()]) expect(tell(event)).toBeUndefined();
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
  });
});
