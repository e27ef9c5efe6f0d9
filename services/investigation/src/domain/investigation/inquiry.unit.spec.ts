import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import {
  added,
  anId,
  answered,
  asked,
  begun,
  claims,
  decide,
  declared,
  implicated,
  inTime,
  lead,
  led,
  manager,
  managed,
  noCase,
  noted,
  outsider,
  over,
  plan,
  policy,
  raised,
  startDue,
  stateAfter,
  sufficient,
  tooLate,
  underWay,
  unknownFile,
} from '../../testing/samples.js';
import { investigationDecider } from './decisions.js';
import type { InvestigationEvent } from './events.js';
import { investigationFacts } from './facts.js';
import { investigationSubject } from '../../subjects.js';

const after = (...facts: readonly InvestigationEvent[]) => given(investigationDecider, policy, ...facts);
const ready = [noted(), managed, declared('IMI-S01'), declared('IMI-S03'), led] as const;

describe('the start', () => {
  const start = { type: 'Start', plan, ...lead } as const;
  const isExplained = (...facts: readonly InvestigationEvent[]) =>
    !policy.isDue('investigation.explain-late-start', investigationFacts(stateAfter(...facts), manager));

  it('is aimed at within ten working days of receipt, and says how they were counted [IMI/timelines/10wd]', () => {
    const [started] = decide(ready, start);
    expect(started).toMatchObject({
      type: 'InvestigationStarted',
      data: { startedAt: inTime, late: false, due: startDue },
    });
    expect(startDue).toMatchObject({ date: '2026-11-16', setting: null });
    expect(startDue.counted.filter(({ number }) => number !== null)).toHaveLength(10);
    expect(startDue.explained).toContain('10 working days');
    expect(started?.data).toMatchObject({ ruling: { departures: [] } });
  });

  it('is a departure on record when it is late, and never refused [IMI/timelines/10wd]', () => {
    const [started] = decide(ready, { ...start, at: tooLate });
    expect(started).toMatchObject({
      data: {
        late: true,
        ruling: { departures: [{ code: 'started-in-time', clauses: ['IMI/timelines/10wd'], reason: null }] },
      },
    });
    expect(isExplained(...ready, started as InvestigationEvent)).toBe(false);
    const explain = {
      type: 'RecordStep',
      step: 'investigation.explain-late-start',
      fields: { reason: 'The records were away.' },
      ...manager,
    } as const;
    const [explained] = decide([...ready, started as InvestigationEvent], explain);
    expect(isExplained(...ready, started as InvestigationEvent, explained as InvestigationEvent)).toBe(true);
  });

  it('asks for no explanation where the reason came with it, or nothing was late [IMI/timelines/10wd]', () => {
    const [started] = decide(ready, {
      ...start,
      at: tooLate,
      reasons: { 'started-in-time': 'The register was wrong.' },
    });
    expect(started?.data).toMatchObject({ ruling: { departures: [{ reason: 'The register was wrong.' }] } });
    expect(isExplained(...ready, started as InvestigationEvent)).toBe(true);
    const explain = {
      type: 'RecordStep',
      step: 'investigation.explain-late-start',
      fields: { reason: 'x' },
      ...manager,
    } as const;
    after(...underWay)
      .when(explain)
      .thenRefused('started-late', 'IMI/timelines/10wd');
  });

  it('is on a plan that answers all eight objectives [IMI/timelines/objectives]', () => {
    expect(Object.keys(plan)).toHaveLength(8);
    for (const item of Object.keys(plan))
      after(...ready)
        .when({ ...start, plan: { ...plan, [item]: ' ' } })
        .thenRefused(`missing-${item}`, 'IMI/timelines/objectives');
  });

  it('waits for a lead, and for one without a conflict [IMI/resp/lead] [IMI/resp/independence]', () => {
    after(noted(), managed)
      .when({ ...start, ...manager })
      .thenRefused('lead-first', 'IMI/resp/lead');
    after(...ready, declared('IMI-S03', true))
      .when(start)
      .thenRefused('lead-conflicted', 'IMI/resp/independence');
  });

  it('happens once [IMI/timelines/objectives]', () => {
    after(...underWay)
      .when(start)
      .thenNothing();
    after(...underWay)
      .when({ ...start, plan: { ...plan, scale: 'Otherwise.' } })
      .thenRefused('started-once', 'IMI/timelines/objectives');
  });

  it('is due from receipt on, of whoever is next [IMI/timelines/10wd] [IMI/resp/prompt-examination]', () => {
    const isDue = (act: string, ...facts: readonly InvestigationEvent[]) =>
      policy.isDue(`investigation.${act}`, investigationFacts(stateAfter(...facts), manager));
    expect(isDue('assign-manager', noted())).toBe(true);
    expect(isDue('assign-lead', noted(), managed)).toBe(true);
    expect(isDue('start', ...ready)).toBe(true);
    expect(isDue('start', ...underWay)).toBe(false);
    expect(policy.act('investigation.start')?.by).toBe('start-investigation');
  });
});

describe('a request for information', () => {
  const request = {
    type: 'RequestInformation',
    request: anId,
    of: 'the centre',
    what: 'Records.',
    dueOn: '2026-11-20',
    ...lead,
  } as const;
  const reply = { type: 'RecordReply', request: anId, reply: 'Here they are.', evidence: [claims], ...lead } as const;

  it('is made while the investigation is under way [IMI/timelines/requests-interviews]', () => {
    expect(decide(underWay, request)).toMatchObject([{ type: 'InformationRequested', data: { dueOn: '2026-11-20' } }]);
    after(...underWay, asked)
      .when(request)
      .thenNothing();
    after(...ready)
      .when(request)
      .thenRefused('under-way', 'IMI/timelines/objectives');
    after(...underWay, noCase)
      .when(request)
      .thenRefused('under-way', 'IMI/invrep/threshold');
    after(...underWay)
      .when({ ...request, ...outsider })
      .thenRefused('not-yours-to-do', 'IMI/timelines/requests-interviews');
  });

  it('says by which later day it is answered [IMI/report/centre-cooperate]', () => {
    after(...underWay)
      .when({ ...request, dueOn: '2026-11-09' })
      .thenRefused('due-later', 'IMI/report/centre-cooperate');
  });

  it('is answered once, with what came added as evidence [IMI/timelines/requests-interviews] [IMI/timelines/material-secure]', () => {
    const facts = [...underWay, added, asked];
    const [answer] = decide(facts, reply);
    expect(answer).toMatchObject({ type: 'ReplyRecorded', data: { evidence: [claims] } });
    after(...facts, answer as InvestigationEvent)
      .when(reply)
      .thenNothing();
    const again = { ...reply, reply: 'More.' };
    after(...facts, answer as InvestigationEvent)
      .when(again)
      .thenRefused('request-unanswered', 'IMI/timelines/requests-interviews');
    after(...underWay, added)
      .when(reply)
      .thenRefused('request-known', 'IMI/timelines/requests-interviews');
    after(...underWay, asked)
      .when(reply)
      .thenRefused('reply-with-evidence-on-record', 'IMI/timelines/material-secure');
  });

  it('that nobody answers in time is noted [IMI/report/centre-cooperate]', () => {
    const note = {
      type: 'RecordStep',
      step: 'investigation.note-non-response',
      fields: { request: anId, seenAs: 'unreasonable delay' },
      ...manager,
    } as const;
    after(...underWay, asked)
      .when(note)
      .thenRefused('request-overdue', 'IMI/report/centre-cooperate');
    after(...underWay, asked)
      .when({ ...note, at: '2026-11-20T18:00:00.000Z' })
      .thenRefused('request-overdue', 'IMI/report/centre-cooperate');
    expect(decide([...underWay, asked], { ...note, at: '2026-11-21T09:00:00.000Z' })).toMatchObject([
      { type: 'StepRecorded' },
    ]);
  });

  it('is late by the day of the policy, not of Greenwich [IMI/report/centre-cooperate]', () => {
    const state = (...more: readonly InvestigationEvent[]) => stateAfter(...underWay, ...more);
    const summer = { ...asked, data: { ...asked.data, dueOn: '2026-06-30' } } as const;
    const overdue = (at: string) => investigationFacts(state(summer), { ...manager, at }).requests?.overdue;
    expect(overdue('2026-06-30T22:59:59.000Z')).toBe(0);
    expect(overdue('2026-06-30T23:00:00.000Z')).toBe(1);
  });

  it('waits in the worklist until the day that was named, the next one first [IMI/report/centre-cooperate]', () => {
    const later = { ...asked, data: { ...asked.data, request: claims, dueOn: '2026-12-01' } } as const;
    const days = investigationSubject.daysNamed?.(stateAfter(...underWay, later, asked));
    expect(days).toEqual({ 'investigation.record-reply': '2026-11-20', 'investigation.notify': undefined });
  });
});

describe('evidence', () => {
  const add = {
    type: 'AddEvidence',
    digest: claims,
    name: 'claims.pdf',
    mediaType: 'application/pdf',
    bytes: 12,
    description: 'The claims.',
    source: 'The centre.',
    ...lead,
  } as const;

  it('is kept in the store before it is on record [IMI/timelines/material-secure]', () => {
    expect(decide(underWay, add)).toMatchObject([{ type: 'EvidenceAdded', data: { digest: claims, bytes: 12 } }]);
    after(...underWay, added)
      .when(add)
      .thenNothing();
    after(...underWay)
      .when({ ...add, digest: unknownFile, bytes: null })
      .thenRefused('kept-securely', 'IMI/timelines/material-secure');
  });

  it('is seen by those who work on the case [IMI/timelines/confidential]', () => {
    after(...underWay)
      .when({ ...add, ...outsider })
      .thenRefused('not-yours-to-do', 'IMI/timelines/confidential');
  });

  it('is closed when the report is signed off [IMI/timelines/oversight]', () => {
    after(...over)
      .when({ ...add, digest: unknownFile })
      .thenRefused('report-not-signed-off', 'IMI/timelines/oversight');
  });
});

describe('an interview', () => {
  const held = {
    type: 'RecordInterview',
    person: 'P-05',
    outsider: null,
    accused: true,
    companionOffered: true,
    heldOn: '2026-11-09',
    companion: { accepted: true, name: 'A friend' },
    summary: 'They said so.',
    ...lead,
  } as const;
  const refuse = (facts: readonly InvestigationEvent[], changes: object, code: string) =>
    after(...facts)
      .when({ ...held, ...changes })
      .thenRefused(code, 'IMI/timelines/accompanied');

  it('keeps the offer of a companion and the answer [IMI/timelines/accompanied]', () => {
    const [recorded] = decide(underWay, held);
    expect(recorded).toMatchObject({
      type: 'InterviewRecorded',
      data: { companionOffered: true, companion: { accepted: true } },
    });
    after(...underWay, recorded as InvestigationEvent)
      .when(held)
      .thenNothing();
  });

  it('with a person accused is refused without offer, answer or name [IMI/timelines/accompanied]', () => {
    refuse(underWay, { companionOffered: false }, 'companion-offered');
    refuse(underWay, { companion: null }, 'companion-answered');
    refuse(underWay, { companion: { accepted: true, name: null } }, 'companion-named');
  });

  it('knows by itself who is accused [IMI/timelines/accompanied]', () => {
    const said = { accused: false, companionOffered: false, companion: null };
    expect(decide(underWay, { ...held, ...said })).toMatchObject([{ data: { accused: false } }]);
    refuse([...underWay, implicated('P-05')], said, 'companion-offered');
    refuse([noted('learner'), managed, led, begun], { ...said, person: 'L-01' }, 'companion-offered');
    refuse([noted('institution-staff'), managed, led, begun], { ...said, person: 'IMI-S06' }, 'companion-offered');
  });

  it('with an outsider is as it was said [IMI/timelines/accompanied]', () => {
    const outside = { person: null, outsider: 'A neighbour' };
    const said = { accused: false, companionOffered: false, companion: null };
    expect(decide(underWay, { ...held, ...outside, ...said })).toMatchObject([
      { data: { ...outside, accused: false } },
    ]);
    refuse(underWay, { ...outside, companionOffered: false }, 'companion-offered');
  });

  it('is held while the investigation is under way [IMI/timelines/requests-interviews]', () => {
    after(...ready)
      .when(held)
      .thenRefused('under-way', 'IMI/timelines/objectives');
    after(...underWay)
      .when({ ...held, ...outsider })
      .thenRefused('not-yours-to-do', 'IMI/timelines/requests-interviews');
  });
});

describe('an issue of the subject', () => {
  const raise = { type: 'RaiseIssue', issue: anId, text: 'The time is short.', ...lead } as const;
  const answer = { type: 'AnswerIssue', issue: anId, answer: 'It was made longer.', ...manager } as const;

  it('is raised about the approach from the plan on [IMI/timelines/subject-representations]', () => {
    expect(decide(ready, raise)).toMatchObject([{ type: 'IssueRaised', data: { issue: anId } }]);
    after(...underWay, raised)
      .when(raise)
      .thenNothing();
    after(...underWay)
      .when({ ...raise, ...outsider })
      .thenRefused('not-yours-to-do', 'IMI/timelines/subject-representations');
  });

  it('is answered once [IMI/timelines/subject-representations]', () => {
    expect(decide([...underWay, raised], answer)).toMatchObject([{ type: 'IssueAnswered', data: { issue: anId } }]);
    after(...underWay, raised, answered)
      .when(answer)
      .thenNothing();
    const clause = 'IMI/timelines/subject-representations';
    after(...underWay, raised, answered)
      .when({ ...answer, answer: 'No.' })
      .thenRefused('issue-unanswered', clause);
    after(...underWay)
      .when(answer)
      .thenRefused('issue-known', clause);
    after(...underWay, raised)
      .when({ ...answer, ...outsider })
      .thenRefused('not-yours-to-do', clause);
  });
});

describe('reclassification', () => {
  const reclassify = {
    type: 'Reclassify',
    classification: 'maladministration',
    reason: 'No intent.',
    ...manager,
  } as const;

  it('needs a reason, and may go either way [IMI/madm/escalate]', () => {
    const [down] = decide(underWay, reclassify);
    expect(down).toMatchObject({ type: 'CaseReclassified', data: { classification: 'maladministration' } });
    const lesser = [...underWay, down as InvestigationEvent];
    expect(
      decide(lesser, { ...reclassify, classification: 'malpractice', reason: 'It is the third time.' }),
    ).toHaveLength(1);
    after(...underWay)
      .when({ ...reclassify, reason: ' ' })
      .thenRefused('reclassification-reasoned', 'IMI/madm/escalate');
    after(...lesser)
      .when(reclassify)
      .thenNothing();
  });
});

describe('whether there is sufficient evidence', () => {
  const find = { type: 'FindSufficientEvidence', sufficient: true, reason: 'The claims came first.', ...lead } as const;

  it('is determined for a reason, on evidence, once [IMI/invrep/threshold]', () => {
    expect(decide([...underWay, added], find)).toMatchObject([{ type: 'SufficientEvidenceFound' }]);
    after(...underWay, added, sufficient)
      .when(find)
      .thenNothing();
    const refuse = (facts: readonly InvestigationEvent[], changes: object, code: string) =>
      after(...facts)
        .when({ ...find, ...changes })
        .thenRefused(code, 'IMI/invrep/threshold');
    refuse(underWay, {}, 'evidence-on-record');
    refuse([...underWay, added], { reason: '' }, 'determination-reasoned');
    refuse([...underWay, added, sufficient], { sufficient: false }, 'decided-once');
  });

  it('may come out that no case is found [IMI/invrep/threshold]', () => {
    const none = { ...find, sufficient: false, reason: 'The work was finished.' };
    expect(decide(underWay, none)).toMatchObject([{ type: 'NoCaseFound', data: { foundAt: inTime } }]);
    after(...underWay, noCase)
      .when(none)
      .thenNothing();
  });

  it('is never said of a case that nobody examined [IMI/resp/prompt-examination]', () => {
    after(...ready)
      .when({ ...find, sufficient: false })
      .thenRefused('started', 'IMI/resp/prompt-examination');
  });
});
