import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import {
  added,
  anId,
  begun,
  closed,
  decide,
  drafted,
  final,
  finalAgain,
  finalised,
  headOfDepartment,
  lead,
  learned,
  led,
  managed,
  manager,
  noCase,
  noted,
  otherManager,
  outsider,
  over,
  policy,
  redrafted,
  responded,
  respondedAgain,
  served,
  servedAgain,
  signedOff,
  stateAfter,
  step,
  sufficient,
  attestation,
  underWay,
  declared,
} from '../../testing/samples.js';
import { investigationDecider } from './decisions.js';
import type { InvestigationEvent } from './events.js';
import { investigationFacts } from './facts.js';

const after = (...facts: readonly InvestigationEvent[]) => given(investigationDecider, policy, ...facts);
const record = (name: string, fields: Record<string, string | number | boolean>) =>
  ({ type: 'RecordStep', step: `investigation.${name}`, fields }) as const;

describe('what is kept as evidence', () => {
  const score = record('record-similarity-score', { document: 'Portfolio 1', score: 62 });
  const declaration = record('record-own-work-declaration', {
    learner: 'L-01',
    ownWork: true,
    aiUsed: true,
    aiAcknowledged: true,
  });

  it('is the similarity score of a document, in per cent [IMI/monitor/turnitin]', () => {
    expect(decide(underWay, { ...score, ...lead })).toMatchObject([
      { type: 'StepRecorded', data: { fields: { score: 62 } } },
    ]);
    after(...underWay)
      .when({ ...score, fields: { ...score.fields, score: 162 }, ...lead })
      .thenRefused('score-in-per-cent', 'IMI/monitor/turnitin');
    after(...underWay)
      .when({ ...score, ...outsider })
      .thenRefused('not-yours-to-do', 'IMI/monitor/turnitin');
  });

  it("is the learner's declaration of own work and of AI [IMI/ai/declaration]", () => {
    expect(decide(underWay, { ...declaration, ...lead })).toMatchObject([{ type: 'StepRecorded' }]);
    after(...underWay)
      .when({ ...declaration, fields: { ...declaration.fields, aiUsed: false }, ...lead })
      .thenRefused('acknowledges-only-what-was-used', 'IMI/ai/declaration');
    after(...underWay)
      .when({ ...record('record-own-work-declaration', { learner: 'L-01', ownWork: true, aiUsed: true }), ...lead })
      .thenRefused('missing-aiAcknowledged', 'IMI/ai/declaration');
  });
});

describe('a case on a member of staff', () => {
  const before = [
    noted('institution-staff'),
    managed,
    declared('IMI-S01'),
    led,
    begun,
    added,
    sufficient,
    drafted,
    served,
    responded,
  ] as const;
  const agree = record('agree-internal-report', { managers: 'The Head of Delivery', agreedOn: '2026-11-09' });
  const instead = record('agree-internal-report-instead', { ...agree.fields, reason: "Oversaw the subject's work." });
  const sign = { type: 'SignOff', attestation, ...manager } as const;

  it('is signed off when the Head of Department has agreed the report [IMI/invrep/internal-agree]', () => {
    after(...before, final)
      .when(sign)
      .thenRefused('agreed-internally', 'IMI/invrep/internal-agree');
    const [agreed] = decide([...before, final], { ...agree, ...headOfDepartment });
    expect(decide([...before, final, agreed as InvestigationEvent], sign)).toMatchObject([{ type: 'ReportSignedOff' }]);
    after(...before, final)
      .when({ ...agree, ...manager })
      .thenRefused('not-yours-to-do', 'IMI/invrep/internal-agree');
    after(...before)
      .when({ ...agree, ...headOfDepartment })
      .thenRefused('final-to-agree', 'IMI/invrep/internal-agree');
    after(...over)
      .when({ ...agree, ...headOfDepartment })
      .thenRefused('on-a-member-of-staff', 'IMI/invrep/internal-agree');
  });

  it('is agreed as it stands: a new draft or finding is agreed anew, and nothing twice [IMI/invrep/internal-agree]', () => {
    const isDue = (...facts: readonly InvestigationEvent[]) =>
      policy.isDue('investigation.agree-internal-report', investigationFacts(stateAfter(...facts), headOfDepartment));
    const agreed = [...before, final, step('investigation.agree-internal-report')];
    after(...agreed)
      .when({ ...agree, ...headOfDepartment })
      .thenRefused('agreed-once', 'IMI/invrep/internal-agree');
    const changed = [...agreed, redrafted, servedAgain, respondedAgain, finalAgain];
    after(...changed)
      .when(sign)
      .thenRefused('agreed-internally', 'IMI/invrep/internal-agree');
    expect([isDue(...before, final), isDue(...agreed), isDue(...changed)]).toEqual([true, false, true]);
    expect(decide(changed, { ...agree, ...headOfDepartment })).toHaveLength(1);
  });

  it('is agreed by somebody without a part in it where that Head is implicated [IMI/resp/independence]', () => {
    after(...before, final)
      .when({ ...instead, ...manager })
      .thenRefused('another-than-the-manager', 'IMI/resp/independence');
    const [agreed] = decide([...before, final], { ...instead, ...otherManager });
    expect(decide([...before, final, agreed as InvestigationEvent], sign)).toHaveLength(1);
  });

  it('is not agreed by its subject [IMI/resp/independence]', () => {
    const subject = { ...headOfDepartment, actor: { ...headOfDepartment.actor, id: 'IMI-S06' } };
    after(...before, final)
      .when({ ...agree, ...subject })
      .thenRefused('not-the-subject', 'IMI/resp/independence');
  });

  it('goes on to the disciplinary procedure [IMI/invrep/internal-agree]', () => {
    const hand = { ...record('hand-to-disciplinary', { handedTo: 'HR', handedOn: '2026-11-09' }), ...headOfDepartment };
    after(...before, final)
      .when(hand)
      .thenRefused('signed-off-first', 'IMI/invrep/internal-agree');
    expect(decide([...before, final, signedOff], hand)).toMatchObject([{ type: 'StepRecorded' }]);
  });

  it('may suspend or move them [IMI/timelines/staff-suspend]', () => {
    const suspend = record('suspend-staff', {
      measure: 'suspended',
      from: '2026-11-09',
      reason: 'To keep records safe.',
    });
    expect(decide(before, { ...suspend, ...headOfDepartment })).toMatchObject([{ type: 'StepRecorded' }]);
    after(...underWay)
      .when({ ...suspend, ...manager })
      .thenRefused('on-a-member-of-staff', 'IMI/timelines/staff-suspend');
    after(...before)
      .when({ ...suspend, fields: { ...suspend.fields, measure: 'dismissed' }, ...manager })
      .thenRefused('wrong-measure', 'IMI/timelines/staff-suspend');
  });
});

describe('who is let in', () => {
  it('is recorded by the manager, with what they need to know it for [IMI/timelines/confidential]', () => {
    const admit = record('admit-person', { person: 'IMI-S04', need: 'Reads the portfolios.' });
    expect(decide(underWay, { ...admit, ...manager })).toMatchObject([{ type: 'StepRecorded' }]);
    after(...underWay)
      .when({ ...admit, ...lead })
      .thenRefused('not-yours-to-do', 'IMI/timelines/confidential');
    after(...underWay)
      .when({ ...record('admit-person', { person: 'IMI-S04' }), ...manager })
      .thenRefused('missing-need', 'IMI/timelines/confidential');
  });
});

describe('telling the informant', () => {
  const tell = record('tell-informant', {
    ...{ told: true, text: 'The matter was dealt with.' },
    ...{ contactKnown: true, notTheSubject: true, withoutPersonalData: true },
  });
  const telling = (fields: object) => ({ ...tell, fields: { ...tell.fields, ...fields }, ...manager });

  it('is open to an independent or third party when the outcome is known [IMI/invrep/informant-outcome]', () => {
    const thirdParty = [noted('centre', 'third-party'), ...over.slice(1)];
    expect(decide(thirdParty, telling({ notTheSubject: false }))).toMatchObject([{ type: 'StepRecorded' }]);
    expect(decide([noted('centre', 'other'), ...over.slice(1)], telling({}))).toHaveLength(1);
    after(...over)
      .when(telling({ notTheSubject: false }))
      .thenRefused('informant-independent', 'IMI/invrep/informant-outcome');
    expect(decide([...underWay, noCase], { ...tell, ...manager })).toHaveLength(1);
    after(...finalised)
      .when({ ...tell, ...manager })
      .thenRefused('outcome-known', 'IMI/invrep/informant-outcome');
  });

  it('is open when the case is closed, and again when it was decided to wait [IMI/invrep/informant-outcome]', () => {
    expect(decide([...over, step(tell.step), closed], { ...tell, ...manager })).toHaveLength(1);
  });

  it('reaches nobody who left no contact, and that it does not is recorded [IMI/invrep/informant-outcome]', () => {
    after(...over)
      .when(telling({ contactKnown: false }))
      .thenRefused('informant-reachable', 'IMI/invrep/informant-outcome');
    expect(decide(over, telling({ told: false, text: '', contactKnown: false }))).toHaveLength(1);
  });

  it('withholds what a duty of confidentiality covers [IMI/invrep/informant-outcome]', () => {
    after(...over)
      .when(telling({ withoutPersonalData: false }))
      .thenRefused('details-withheld', 'IMI/invrep/informant-outcome');
  });
});

describe('what is made of a case', () => {
  const cascade = record('cascade-lessons', {
    recipients: 'EQA standardisation',
    on: '2026-11-09',
    withoutPersonalData: true,
  });
  const trends = record('review-trends', { period: '2026', trends: 'Early claims.' });

  it('is cascaded to staff without anything personal [IMI/outcomes/cascade]', () => {
    expect(decide([...over, learned], { ...cascade, ...manager })).toMatchObject([{ type: 'StepRecorded' }]);
    after(...over)
      .when({ ...cascade, ...manager })
      .thenRefused('lessons-to-cascade', 'IMI/outcomes/cascade');
    after(...over, learned)
      .when({ ...cascade, fields: { ...cascade.fields, withoutPersonalData: false }, ...manager })
      .thenRefused('cascaded-without-personal-data', 'IMI/outcomes/cascade');
  });

  it('is looked at with past incidents for risks and trends [IMI/outcomes/trends]', () => {
    expect(decide([...over, learned], { ...trends, ...manager })).toMatchObject([{ type: 'StepRecorded' }]);
    after(...over)
      .when({ ...trends, ...manager })
      .thenRefused('after-the-lessons', 'IMI/outcomes/trends');
  });

  it('is seen in how the centre complies [IMI/centre/monitoring]', () => {
    const review = record('review-centre-compliance', { prevention: 'Second checks.', handling: 'Reported at once.' });
    expect(decide(underWay, { ...review, ...lead })).toMatchObject([{ type: 'StepRecorded' }]);
    after(noted('institution-staff'), managed)
      .when({ ...review, ...manager })
      .thenRefused('centre-to-monitor', 'IMI/centre/monitoring');
  });

  it('may lead to related investigations [IMI/outcomes/related-investigations]', () => {
    const propose = record('propose-related-investigation', { where: 'C-2000', why: 'The same assessor.' });
    expect(decide(underWay, { ...propose, ...lead })).toMatchObject([{ type: 'StepRecorded' }]);
    after(...underWay)
      .when({ ...propose, ...outsider })
      .thenRefused('not-yours-to-do', 'IMI/outcomes/related-investigations');
  });
});

describe('a case that is closed', () => {
  const lessons = [...over, learned, closed] as const;
  const acts = [...policy.acts('investigation'), ...policy.steps('investigation')];
  const ruling = (act: string) => policy.available(act, investigationFacts(stateAfter(...lessons), manager));
  const staysOpen = ['correct', 'tell-informant', 'cascade-lessons', 'review-trends'].map(
    (act) => `investigation.${act}`,
  );

  it('takes nothing more but what is made of its lessons and outcome [IMI/outcomes/lessons]', () => {
    const admits = acts.filter(({ name }) => ruling(name).refusals.every(({ code }) => code !== 'case-open'));
    const byOffice = acts.filter(({ name }) => ruling(name).kind === 'not-permitted');
    expect(admits.map(({ name }) => name).toSorted()).toEqual(
      [...new Set([...staysOpen, ...byOffice.map(({ name }) => name)])].toSorted(),
    );
    after(...lessons)
      .when({ ...record('admit-person', { person: 'IMI-S04', need: 'Reads.' }), ...manager })
      .thenRefused('case-open', 'IMI/outcomes/lessons');
    const trends = record('review-trends', { period: '2026', trends: 'Early claims.' });
    expect(decide(lessons, { ...trends, ...manager })).toHaveLength(1);
  });

  it('waits for nothing, wherever it was closed [IMI/outcomes/lessons]', () => {
    for (const facts of [[noted()], [noted(), managed], underWay, finalised, over, [...over, learned]])
      expect(
        acts.filter(({ name }) => policy.isDue(name, investigationFacts(stateAfter(...facts, closed), manager))),
      ).toEqual([]);
  });
});

describe('a correction', () => {
  const correct = {
    type: 'Correct',
    corrects: anId,
    found: true,
    field: '/reason',
    value: 'x',
    reason: 'A slip.',
  } as const;

  it('names a recorded fact and says why [IMI/timelines/principle]', () => {
    expect(decide(underWay, { ...correct, ...lead })).toMatchObject([
      { type: 'FactCorrected', data: { corrects: anId } },
    ]);
    after(...underWay)
      .when({ ...correct, found: false, ...lead })
      .thenRefused('fact-exists', 'IMI/timelines/principle');
    after(...underWay)
      .when({ ...correct, reason: ' ', ...lead })
      .thenRefused('correction-reasoned', 'IMI/timelines/principle');
  });
});

describe('a declared conflict', () => {
  it('keeps the lead from recording steps too [IMI/resp/independence]', () => {
    const score = record('record-similarity-score', { document: 'Portfolio 1', score: 62 });
    after(...underWay, declared('IMI-S03', true), step('investigation.admit-person'))
      .when({ ...score, ...lead })
      .thenRefused('lead-free-of-conflict', 'IMI/resp/independence');
  });
});
