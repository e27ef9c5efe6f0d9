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
  noted,
  raised,
  served,
  signedOff,
  startDue,
} from '../testing/samples.js';
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

  it('is nothing of evidence, issues, drafts or a report that is not signed off', () => {
    for (const event of [noted(), added, raised, served, final]) expect(tell(event)).toBeUndefined();
  });
});

describe('the stored shapes', () => {
  const marked = (type: keyof typeof investigationEvents) => personalPaths(investigationEvents[type]);

  it('mark whatever is said in words as personal', () => {
    expect(marked('InterviewRecorded')).toEqual(expect.arrayContaining(['person', 'summary', 'companion.name']));
    expect(marked('ReportDrafted')).toContain('contents');
    expect(marked('NoticeSent')).toEqual(expect.arrayContaining(['text', 'reason']));
    expect(marked('ReportFinalised')).toContain('established.[].reasons');
    expect(marked('EvidenceAdded')).toEqual(expect.arrayContaining(['name', 'description', 'source']));
  });

  it('each have a sentence', () => {
    expect(Object.keys(sentences).sort()).toEqual(Object.keys(investigationEvents).sort());
    expect(sentences.InvestigationStarted(begun.data)).toContain('within the time aimed at: 10 working days');
  });
});
