import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import {
  added,
  attestation,
  centre,
  claims,
  contentsOf,
  decide,
  declared,
  drafted,
  established,
  final,
  implicated,
  inTime,
  lead,
  learned,
  led,
  ledBy,
  manager,
  noCase,
  otherManager,
  outsider,
  over,
  noted,
  policy,
  raised,
  redrafted,
  registerDigest,
  reporting,
  responded,
  respondedAgain,
  served,
  servedAgain,
  stateAfter,
  sufficient,
  underWay,
  unknownFile,
  window,
} from '../../testing/samples.js';
import { investigationDecider } from './decisions.js';
import type { InvestigationEvent } from './events.js';
import { investigationFacts } from './facts.js';

const after = (...facts: readonly InvestigationEvent[]) => given(investigationDecider, policy, ...facts);
const contents = contentsOf('investigation-report');
const windowOver = '2026-11-24T09:00:00.000Z';

describe('a draft of the report', () => {
  const draft = { type: 'DraftReport', contents, evidence: [claims], ...lead } as const;
  const before = [...underWay, added, sufficient];

  it('that lacks one of the eight items is refused, and names it [IMI/invrep/contents]', () => {
    expect(Object.keys(contents)).toHaveLength(8);
    for (const item of Object.keys(contents))
      after(...before)
        .when({ ...draft, contents: { ...contents, [item]: '' } })
        .thenRefused(`missing-${item}`, 'IMI/invrep/contents');
  });

  it('tells of the Appeals Policy and of the opportunity to respond [IMI/invrep/contents] [IMI/invrep/respond]', () => {
    after(...before)
      .when({ ...draft, contents: { ...contents, 'opportunity-to-respond': ' ' } })
      .thenRefused('missing-opportunity-to-respond', 'IMI/invrep/respond');
    after(...before)
      .when({ ...draft, contents: { ...contents, 'appeals-policy': ' ' } })
      .thenRefused('missing-appeals-policy', 'IMI/invrep/appeal-info');
  });

  it('has a version, and the same draft again is none [IMI/invrep/contents]', () => {
    expect(decide(before, draft)).toMatchObject([{ type: 'ReportDrafted', data: { version: 1, evidence: [claims] } }]);
    after(...reporting)
      .when(draft)
      .thenNothing();
    expect(decide(reporting, { ...draft, contents: { ...contents, who: 'Otherwise.' } })).toMatchObject([
      { data: { version: 2 } },
    ]);
  });

  it('relies on evidence that was added [IMI/invrep/contents] [IMI/timelines/material-secure]', () => {
    after(...before)
      .when({ ...draft, evidence: [unknownFile] })
      .thenRefused('relies-on-evidence-added', 'IMI/timelines/material-secure');
  });

  it("follows a determination of sufficient evidence, and is the lead's [IMI/invrep/threshold] [IMI/resp/lead]", () => {
    after(...underWay, added)
      .when(draft)
      .thenRefused('sufficient-evidence', 'IMI/invrep/threshold');
    after(...before)
      .when({ ...draft, ...manager })
      .thenRefused('not-yours-to-do', 'IMI/resp/lead');
    after(...over)
      .when({ ...draft, evidence: [] })
      .thenRefused('report-not-signed-off', 'IMI/timelines/oversight');
  });
});

describe("the subject's opportunity to respond", () => {
  const serve = { type: 'ServeDraft', to: 'P-01', centre, registerDigest, ...lead } as const;
  const respond = { type: 'RecordResponse', response: 'We regret it.', ...lead } as const;

  it('begins when the draft is given, and ends by a setting marked as such [IMI/invrep/respond]', () => {
    const [event] = decide(reporting, serve);
    expect(event).toMatchObject({ type: 'DraftServed', data: { version: 1, to: 'P-01', servedAt: inTime, window } });
    expect(window.setting).toBe('report-response-window');
    expect(window.date).toBe('2026-11-23');
    after(...reporting, event as InvestigationEvent)
      .when(serve)
      .thenNothing();
  });

  it('is given to the subject, or to whoever is notified for the centre [IMI/invrep/respond]', () => {
    after(...reporting)
      .when({ ...serve, to: 'C-1042' })
      .thenRefused('to-the-subject', 'IMI/invrep/respond');
    after(...reporting)
      .when({ ...serve, centre: null })
      .thenRefused('to-the-subject', 'IMI/invrep/respond');
    after(...reporting)
      .when({ ...serve, to: 'P-05' })
      .thenRefused('to-the-subject', 'IMI/invrep/respond');
    after(...reporting)
      .when({ ...serve, to: 'P-04' })
      .thenRefused('to-the-subject', 'IMI/invrep/respond');
    expect(decide([...reporting, implicated('P-01')], { ...serve, to: 'P-04' })).toHaveLength(1);
  });

  it('goes to another of the staff where everybody who is notified is implicated [IMI/notify/coordinator-implicated]', () => {
    const all = [...reporting, implicated('P-01', 'P-02', 'P-04')];
    expect(decide(all, { ...serve, to: 'P-05' })).toHaveLength(1);
    after(...all)
      .when({ ...serve, to: 'P-02' })
      .thenRefused('not-to-the-implicated', 'IMI/notify/coordinator-implicated');
  });

  it('goes to nobody for the centre before it is said who is implicated [IMI/notify/coordinator-implicated]', () => {
    after(...underWay, added, sufficient, drafted)
      .when(serve)
      .thenRefused('implicated-named', 'IMI/notify/coordinator-implicated');
  });

  it('reaches learners and staff themselves [IMI/invrep/respond]', () => {
    const onLearner = [noted('learner'), ...reporting.slice(1)];
    expect(decide(onLearner, { ...serve, to: 'L-01' })).toHaveLength(1);
    after(...onLearner)
      .when(serve)
      .thenRefused('to-the-subject', 'IMI/invrep/respond');
    expect(decide([noted('centre-staff'), ...reporting.slice(1)], serve)).toHaveLength(1);
  });

  it('is not given to an implicated Coordinator for the centre [IMI/notify/coordinator-implicated]', () => {
    after(...reporting, implicated('P-01'))
      .when(serve)
      .thenRefused('not-to-the-implicated', 'IMI/notify/coordinator-implicated');
    after(...reporting, implicated('P-01', 'P-04'))
      .when({ ...serve, to: 'P-04' })
      .thenRefused('not-to-the-implicated', 'IMI/notify/coordinator-implicated');
  });

  it('needs a draft, and comes before the report is final [IMI/invrep/respond]', () => {
    after(...underWay, implicated(), added, sufficient)
      .when(serve)
      .thenRefused('report-drafted', 'IMI/invrep/respond');
    after(...reporting, served, responded, final)
      .when({ ...serve, to: 'C-1042' })
      .thenRefused('serves-before-final', 'IMI/invrep/respond');
  });

  it('is used, in time or after it [IMI/invrep/respond]', () => {
    expect(decide([...reporting, served], respond)).toMatchObject([
      { type: 'ResponseRecorded', data: { afterWindow: false } },
    ]);
    expect(decide([...reporting, served], { ...respond, at: windowOver })).toMatchObject([
      { data: { afterWindow: true } },
    ]);
    after(...reporting, served, responded)
      .when(respond)
      .thenNothing();
    after(...reporting)
      .when(respond)
      .thenRefused('report-served', 'IMI/invrep/respond');
  });
});

describe('the final report', () => {
  const finalise = { type: 'FinaliseReport', established, ...lead } as const;
  const ready = [...reporting, served, responded];

  it('says what the lead established, point by point [IMI/resp/lead]', () => {
    expect(decide(ready, finalise)).toMatchObject([
      { type: 'ReportFinalised', data: { version: 1, lead: 'IMI-S03', established, evidence: [claims] } },
    ]);
    after(...ready, final)
      .when(finalise)
      .thenNothing();
    after(...ready)
      .when({ ...finalise, ...manager })
      .thenRefused('not-yours-to-do', 'IMI/resp/lead');
  });

  it('waits for the response or for the window to close [IMI/invrep/respond]', () => {
    after(...reporting)
      .when(finalise)
      .thenRefused('served-before-final', 'IMI/invrep/respond');
    after(...reporting, served)
      .when(finalise)
      .thenRefused('response-window-open', 'IMI/invrep/respond');
    after(...reporting, served)
      .when({ ...finalise, at: window.endsAt })
      .thenRefused('response-window-open', 'IMI/invrep/respond');
    expect(decide([...reporting, served], { ...finalise, at: windowOver })).toHaveLength(1);
  });

  it('is what the subject saw, and a draft changed on their response is given again [IMI/invrep/respond]', () => {
    const late = { ...finalise, at: windowOver };
    after(...reporting, served, redrafted)
      .when(late)
      .thenRefused('served-as-it-stands', 'IMI/invrep/respond');
    after(...ready, redrafted)
      .when(late)
      .thenRefused('served-as-it-stands', 'IMI/invrep/respond');
    after(...ready, redrafted, servedAgain)
      .when(finalise)
      .thenRefused('response-window-open', 'IMI/invrep/respond');
    expect(decide([...ready, redrafted, servedAgain], late)).toMatchObject([{ data: { version: 2 } }]);
    const heard = [...ready, redrafted, servedAgain, respondedAgain];
    expect(decide(heard, finalise)).toMatchObject([{ data: { version: 2 } }]);
  });

  it('keeps the response to a version that somebody else is given too [IMI/invrep/respond]', () => {
    expect(decide([...ready, served], finalise)).toHaveLength(1);
  });

  it('counts a response to the version that stands, and not one to an earlier version [IMI/invrep/respond]', () => {
    after(...reporting, served, redrafted, responded)
      .when(finalise)
      .thenRefused('response-window-open', 'IMI/invrep/respond');
  });

  it('waits for what comes next, and for nothing else [IMI/invrep/respond]', () => {
    const isDue = (act: string, ...facts: readonly InvestigationEvent[]) =>
      policy.isDue(`investigation.${act}`, investigationFacts(stateAfter(...facts), lead));
    const changed = [...ready, redrafted];
    expect([isDue('serve-draft', ...changed), isDue('record-response', ...changed)]).toEqual([true, false]);
    expect([isDue('serve-draft', ...changed, servedAgain), isDue('record-response', ...changed, servedAgain)]).toEqual([
      false,
      true,
    ]);
  });

  it('waits for an answer to each issue [IMI/timelines/subject-representations]', () => {
    after(...ready, raised)
      .when(finalise)
      .thenRefused('issues-answered', 'IMI/timelines/subject-representations');
  });

  it('answers everything that was alleged, of offences that the policy knows [IMI/resp/lead]', () => {
    const refuse = (points: readonly object[], code: string) =>
      after(...ready)
        .when({ ...finalise, established: points as typeof established })
        .thenRefused(code, 'IMI/resp/lead');
    refuse([], 'points-established');
    refuse([established[0], established[0]], 'points-established');
    refuse([{ ...established[0], offence: 'poor-records' }], 'all-allegations-answered');
    refuse([established[0], { ...established[0], point: '2', offence: 'tea-spilling' }], 'offences-of-the-policy');
  });

  it('supports each judgement, by reasons and by evidence [IMI/invrep/contents]', () => {
    after(...ready)
      .when({ ...finalise, established: [{ ...established[0], reasons: ' ' }] })
      .thenRefused('points-reasoned', 'IMI/invrep/contents');
    const bare = { ...drafted, data: { ...drafted.data, version: 2, evidence: [] } };
    const heard = [...ready, bare, servedAgain, respondedAgain];
    after(...heard)
      .when(finalise)
      .thenRefused('shown-by-evidence', 'IMI/invrep/contents');
    const notShown = [{ ...established[0], outcome: 'not-shown' }] as const;
    expect(decide(heard, { ...finalise, established: notShown })).toHaveLength(1);
  });

  it('is opened again by a new draft alone [IMI/invrep/contents]', () => {
    const otherwise = { ...finalise, established: [{ ...established[0], reasons: 'Otherwise.' }] };
    after(...ready, final)
      .when(otherwise)
      .thenRefused('final-once', 'IMI/invrep/contents');
    const again = [...ready, final, redrafted, servedAgain, respondedAgain];
    expect(decide(again, otherwise)).toMatchObject([{ data: { version: 2 } }]);
  });
});

describe('the signature', () => {
  const sign = { type: 'SignOff', attestation, ...manager } as const;
  const ready = [...reporting, served, responded, final];

  it("is the manager's, on a final report [IMI/timelines/oversight]", () => {
    const [signed] = decide(ready, sign);
    expect(signed).toMatchObject({
      type: 'ReportSignedOff',
      data: { manager: 'IMI-S01', lead: 'IMI-S03', version: 1, signedOffAt: inTime, evidence: [claims] },
    });
    expect(JSON.stringify(signed?.data)).not.toContain(established[0].reasons);
    after(...over)
      .when(sign)
      .thenNothing();
    after(...reporting)
      .when(sign)
      .thenRefused('report-final', 'IMI/timelines/oversight');
  });

  it("is not the lead's, nor another manager's [IMI/timelines/oversight]", () => {
    after(...ready)
      .when({ ...sign, ...lead })
      .thenRefused('not-yours-to-do', 'IMI/timelines/oversight');
    after(...ready)
      .when({ ...sign, ...otherManager })
      .thenRefused('not-yours-to-do', 'IMI/timelines/oversight');
    const both = ledBy('IMI-S01');
    after(...ready, both)
      .when(sign)
      .thenRefused('another-than-the-lead', 'IMI/timelines/oversight');
    after(...ready, both, led)
      .when(sign)
      .thenRefused('another-than-the-lead', 'IMI/timelines/oversight');
  });

  it('names the lead who established the report, whoever leads since [IMI/resp/lead]', () => {
    expect(decide([...ready, ledBy('IMI-S04')], sign)).toMatchObject([{ data: { lead: 'IMI-S03' } }]);
  });

  it('waits for another lead where the one who established it has a conflict since [IMI/resp/independence]', () => {
    const conflict = [...ready, declared('IMI-S03', false, true)];
    after(...conflict)
      .when(sign)
      .thenRefused('established-free-of-conflict', 'IMI/resp/independence');
    const finalise = { type: 'FinaliseReport', established, ...outsider } as const;
    const replaced = [...conflict, declared('IMI-S04'), ledBy('IMI-S04')];
    after(...replaced)
      .when(sign)
      .thenRefused('established-free-of-conflict', 'IMI/resp/independence');
    const [again] = decide(replaced, finalise);
    expect(again).toMatchObject({ type: 'ReportFinalised', data: { lead: 'IMI-S04', version: 1 } });
    expect(decide([...replaced, again as InvestigationEvent], sign)).toMatchObject([{ data: { lead: 'IMI-S04' } }]);
    after(...replaced, again as InvestigationEvent)
      .when(finalise)
      .thenNothing();
  });

  it('attests how the investigation was done [IMI/timelines/oversight] [IMI/timelines/principle]', () => {
    const refuse = (name: keyof typeof attestation, code: string, clause: string) =>
      after(...ready)
        .when({ ...sign, attestation: { ...attestation, [name]: false } })
        .thenRefused(code, clause);
    refuse('fairReasonableLegal', 'fair-reasonable-legal', 'IMI/timelines/principle');
    refuse('evidenceConsideredWithoutBias', 'evidence-considered-without-bias', 'IMI/timelines/principle');
    refuse('dueProcessFollowed', 'due-process-followed', 'IMI/timelines/oversight');
    refuse('externalPartiesInformed', 'external-parties-informed', 'IMI/timelines/oversight');
  });

  it('waits for issues that came up after the report was final [IMI/timelines/subject-representations]', () => {
    after(...ready, raised)
      .when(sign)
      .thenRefused('issues-answered', 'IMI/timelines/subject-representations');
  });
});

describe('the lessons', () => {
  const record = { type: 'RecordLessons', lessons: ['Look at claims sooner.'], none: false, ...manager } as const;

  it('are recorded by the manager when the investigation is over [IMI/outcomes/lessons]', () => {
    expect(decide(over, record)).toMatchObject([
      { type: 'LessonsRecorded', data: { lessons: record.lessons, recordedAt: inTime } },
    ]);
    expect(decide([...underWay, noCase], record)).toHaveLength(1);
    after(...reporting)
      .when(record)
      .thenRefused('investigation-over', 'IMI/outcomes/lessons');
    after(...over)
      .when({ ...record, ...lead })
      .thenRefused('not-yours-to-do', 'IMI/outcomes/lessons');
    after(...over, learned)
      .when(record)
      .thenNothing();
  });

  it('are told, or that there are none [IMI/outcomes/lessons]', () => {
    after(...over)
      .when({ ...record, lessons: [] })
      .thenRefused('lessons-or-none', 'IMI/outcomes/lessons');
    after(...over)
      .when({ ...record, none: true })
      .thenRefused('lessons-or-none', 'IMI/outcomes/lessons');
    const none = { ...record, lessons: [], none: true };
    const [recorded] = decide(over, none);
    expect(recorded).toMatchObject({ type: 'LessonsRecorded', data: { lessons: [] } });
    after(...over, recorded as InvestigationEvent)
      .when(none)
      .thenNothing();
  });
});
