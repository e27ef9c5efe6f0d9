import { describe, expect, it } from '@jest/globals';
import { fold, given, type Given } from '@probity/decider';
import { compilePacks, mergeCatalogues, packsDirectory, procedure, type Policy } from '@probity/policy-packs';
import type { InRegister } from '../body/index.js';
import { lodging, noted } from '../../testing/appeal-samples.js';
import { dataOf } from '../../testing/sitting-samples.js';
import { inRegister } from '../../testing/panel-samples.js';
import { hearingCatalogue } from '../hearing/facts.js';
import type { AppealCommand, LodgeAppeal } from './commands.js';
import { appealDecider } from './decisions.js';
import type { AppealEvent, DataOf, Original } from './events.js';
import { appealCatalogue } from './facts.js';

const catalogues = mergeCatalogues([
  ...procedure.filter(({ service }) => service === 'hearing'),
  hearingCatalogue,
  appealCatalogue,
]);
const policyWith = (settings: Readonly<Record<string, string>> = {}): Policy =>
  compilePacks(packsDirectory, catalogues, { only: 'chester/2017-18', settings }).get({
    pack: 'chester',
    version: '2017-18',
  });
const policy = policyWith();
const withAppeals = policyWith({ 'chester/appeals-policy': '2017-18' });

/** Form AI-X was signed on Monday 22 June 2026, and the student met on Thursday. */
const signedAt = '2026-06-22T10:00:00.000Z';
const lastMoment = '2026-06-29T22:59:59.000Z';
const tooLate = '2026-06-29T23:00:00.000Z';
const at = '2026-06-26T10:00:00.000Z';
const decision = (changes: Partial<Original> = {}) =>
  noted({
    ...{ decidedBy: 'department', signedAt, notifiedAt: signedAt, penalty: null },
    satOn: [{ person: 'st-05', body: 'department' }],
    ...changes,
  });

const someone = (id: string, ...offices: readonly string[]): Given['actor'] => ({ id, offices });
const student = someone('s-001', 'student');
const dean = someone('st-11', 'dean-aqe');
const reviewer = someone('st-12', 'airp-chair');
const clerk = someone('st-13', 'aqss');
const officer = someone('st-14', 'appeals-officer');

const on = (facts: readonly AppealEvent[], by = policy) => given(appealDecider, by, ...facts);
const after = (facts: readonly AppealEvent[], ...commands: readonly (AppealCommand & Given)[]) =>
  commands.reduce<readonly AppealEvent[]>(
    (so, command) => [...so, ...appealDecider.decide(command, fold(appealDecider, so), withAppeals)],
    facts,
  );

const asking = (changes: Partial<LodgeAppeal> = {}, when = at) =>
  lodging({ kind: 'review', grounds: [], ...changes }, student, when);
const meeting = (attended: boolean) =>
  ({ type: 'NoteMeeting', attended, heldAt: at, actor: someone('system:hearings'), at }) as const;
const admitting = { type: 'AdmitAppeal', cause: '', reasonableCase: true, votes: {}, actor: dean, at } as const;
const declining = { type: 'DeclineAppeal', appeal: 'a', why: 'Simply mistaken.', votes: {}, actor: dean, at } as const;
const convening = { type: 'ConveneBody', body: 'independent-review', actor: dean, at } as const;
const appointing = (changes: Partial<InRegister> = {}, person = reviewer) =>
  ({
    type: 'AppointMember',
    ...{ person: person.id, seat: 'reviewer', actor: dean, at },
    inRegister: inRegister(person.offices, changes),
  }) as const;
const declaring = (involved: boolean) =>
  ({ type: 'DeclareInterest', person: reviewer.id, conflict: false, involved, actor: reviewer, at }) as const;
const referring = { type: 'ReferAppeal', actor: dean, at } as const;
const interviewing = {
  type: 'RecordStep',
  ...{ step: 'appeal.interview', fields: { whom: 'student', account: 'It was quoted.' }, actor: reviewer, at },
} as const;
const deciding = (outcome: string, actor = reviewer) =>
  ({
    type: 'DecideAppeal',
    ...{ appeal: 'a', outcome, standard: '', why: 'Fair.', review: {}, chosen: [], findingFalls: false, votes: {} },
    ...{ actor, at },
  }) as const;
const telling = (when = at) =>
  ({
    type: 'CompleteProcedures',
    ...{ externalReviewTold: false, letter: { procedure: 'This ends the review.' }, actor: clerk, at: when },
  }) as const;

const asked = after([decision()], asking());
const admitted = after(asked, meeting(true), admitting);
const appointed = after(admitted, convening, appointing());
const seated = after(appointed, declaring(false));
const withReviewer = after(seated, referring);
const decided = after(withReviewer, deciding('confirmed'));

describe('a request for an independent review', () => {
  it('is of a breach that the department decided on its own [UC-9.1]', () => {
    on([decision()])
      .when(asking())
      .then({ type: 'AppealLodged', data: { kind: 'review' } });
    on([noted({ decidedBy: 'airp', signedAt })])
      .when(asking())
      .thenRefused('review-at-level-3-or-4', 'UC-9.1');
    on([decision({ proven: false })])
      .when(asking())
      .thenRefused('review-of-a-breach', 'UC-9.1');
  });

  it('is made of what the student was told [UC-9.2.0]', () => {
    on([decision({ notifiedAt: null })])
      .when(asking())
      .thenRefused('told-of-the-decision', 'UC-9.2.0');
  });

  it('is made within seven days of the date on which form AI-X was signed, whenever the meeting is [UC-9.2.0]', () => {
    on([decision({ attendedMeeting: null })])
      .when(asking({}, lastMoment))
      .then({ type: 'AppealLodged' });
    on([decision()]).when(asking({}, tooLate)).thenRefused('review-within-seven-days', 'UC-9.2.0');
  });

  it('that came by e-mail is put on record as of its receipt, as that of the student [UC-9.1] [UC-9.2.0]', () => {
    const byEmail = (changes: Partial<LodgeAppeal> = {}) =>
      lodging({ kind: 'review', grounds: [], submittedAt: lastMoment, ...changes }, clerk, tooLate);
    on([decision()])
      .when(byEmail())
      .then({ type: 'AppealLodged', data: { by: 's-001', submittedAt: lastMoment, lodgedAt: tooLate } });
    on([decision()])
      .when(byEmail({ submittedAt: tooLate }))
      .thenRefused('review-within-seven-days', 'UC-9.2.0');
    on([decision()])
      .when(byEmail({ by: 's-002' }))
      .thenRefused('by-the-student', 'UC-9.1');
    on([decision()], withAppeals)
      .when(byEmail({ kind: 'appeal', grounds: [{ code: 'irregularity' }] }))
      .thenRefused('appeal-in-person', 'UC-25.4');
  });

  it('is made once [UC-9.1]', () => {
    on(asked).when(asking()).thenNothing();
    on(asked)
      .when(asking({ statement: 'And another thing.' }))
      .thenRefused('lodged-once', 'UC-9.1');
  });

  it('is judged after the meeting, which the student attended [UC-9.2.1]', () => {
    const early = after([decision({ attendedMeeting: null })], asking());
    on(early).when(admitting).thenRefused('after-the-meeting', 'UC-9.2.1');
    on(early).when(declining).thenRefused('after-the-meeting', 'UC-9.2.1');
    on(early)
      .when(meeting(true))
      .then({ type: 'MeetingNoted', data: { attended: true } });
    on(after(early, meeting(true)))
      .when(meeting(true))
      .thenNothing();
    on([]).when(meeting(true)).thenNothing();
    const held = { attended: true, heldAt: at };
    on(early)
      .when({ ...admitting, meeting: held })
      .then({ type: 'MeetingNoted' }, { type: 'AppealAdmitted' });
    on(early)
      .when({ ...admitting, meeting: { ...held, attended: false } })
      .thenRefused('meeting-attended', 'UC-9.2.1');
    on(early)
      .when({ ...declining, meeting: { ...held, attended: false } })
      .then({ type: 'MeetingNoted' }, { type: 'AppealDeclined' });
    on(after(early, meeting(true)))
      .when(admitting)
      .then({ type: 'AppealAdmitted' });
    on(after(early, meeting(false)))
      .when(admitting)
      .thenRefused('meeting-attended', 'UC-9.2.1');
    on(after(early, meeting(false)))
      .when(declining)
      .then({ type: 'AppealDeclined' });
  });

  it('is considered where the student advances a reasonable case, in the opinion of the Dean [UC-9.2.2] [UC-9.2.1]', () => {
    on(asked)
      .when({ ...admitting, reasonableCase: false })
      .thenRefused('reasonable-case', 'UC-9.2.2');
    on(asked)
      .when({ ...admitting, actor: reviewer })
      .thenRefused('not-yours-to-do', 'UC-9.2.1');
    on(after(asked, declining)).when(admitting).thenRefused('not-yet-considered', 'UC-9.2.1');
    on(after(asked, declining)).when(asking()).thenRefused('review-is-final', 'UC-9.5.1');
  });

  it('is not considered for a reason, which is told [UC-9.2.1] [UC-9.5.2]', () => {
    on(asked)
      .when({ ...declining, why: ' ' })
      .thenRefused('refusal-reasoned', 'UC-9.2.1');
    const [, letter] = on(after(asked, declining))
      .when(telling())
      .then({ type: 'ProceduresCompleted' }, { type: 'LetterSent' });
    expect(dataOf<DataOf<'LetterSent'>>(letter).text).toContain('Simply mistaken.');
  });

  it('is answered once: the same is said again, and nothing else [UC-9.2.1]', () => {
    on(admitted).when(admitting).thenNothing();
    on(admitted)
      .when({ ...admitting, cause: 'Another.' })
      .thenRefused('not-yet-considered', 'UC-9.2.1');
    on(after(asked, declining)).when(declining).thenNothing();
    on(after(asked, declining))
      .when({ ...declining, why: 'Another.' })
      .thenRefused('not-yet-considered', 'UC-9.2.1');
  });
});

describe('who reviews', () => {
  it('is one Chair of the Panel, to whom the file goes once the criteria are met [UC-9.3]', () => {
    on(asked).when(referring).thenRefused('criteria-met', 'UC-9.3');
    on(asked).when(convening).thenRefused('criteria-met', 'UC-9.3');
    on(admitted)
      .when({ ...convening, body: 'airp' })
      .thenRefused('by-one-chair', 'UC-9.3');
    on(admitted).when(referring).thenRefused('independent-reviewer', 'UC-9.3');
    on(after(admitted, convening))
      .when(appointing({ offices: ['airp-member'] }))
      .thenRefused('not-from-reviewer', 'UC-9.3');
    on(seated).when(referring).then({ type: 'AppealReferred' });
  });

  it('has had no involvement in the case [UC-9.3]', () => {
    const own = someone('st-05', 'airp-chair');
    on(after(admitted, convening)).when(appointing({}, own)).thenRefused('no-involvement', 'UC-9.3');
    on(appointed).when(referring).thenRefused('independent-reviewer', 'UC-9.3');
    on(after(seated, declaring(true)))
      .when(referring)
      .thenRefused('independent-reviewer', 'UC-9.3');
    on(after(withReviewer, declaring(true)))
      .when(deciding('confirmed'))
      .thenRefused('independent-reviewer', 'UC-9.3');
  });

  it('is independent of any department that hosts the programme of study [UC-9.3]', () => {
    on(after(admitted, convening))
      .when(appointing({ ofProgrammeDepartment: true }))
      .thenRefused('independent-of-department', 'UC-9.3');
  });

  it('may interview the student, the Chair and the examiner before deciding [UC-9.4]', () => {
    on(withReviewer).when(interviewing).then({ type: 'StepRecorded' });
    on(seated).when(interviewing).thenRefused('before-deciding', 'UC-9.4');
    on(decided).when(interviewing).thenRefused('before-deciding', 'UC-9.4');
    on(withReviewer)
      .when({ ...interviewing, actor: someone('st-99', 'airp-chair') })
      .thenRefused('not-yours-to-do', 'UC-9.4');
  });

  it('is joined by nobody in a vote [UC-9.3]', () => {
    on(withReviewer)
      .when({ ...deciding('confirmed'), votes: { 'st-99': 'for' as const } })
      .thenRefused('no-member', 'UC-9.3');
  });

  it('decides alone, without votes, and nobody else does [UC-9.5.1] [UC-9.3]', () => {
    on(withReviewer)
      .when(deciding('confirmed'))
      .then({ type: 'AppealDecided', data: { outcome: 'confirmed', carriedBy: null } });
    on(seated).when(deciding('confirmed')).thenRefused('referred-first', 'UC-9.3');
    on(withReviewer)
      .when(deciding('confirmed', someone('st-99', 'airp-chair')))
      .thenRefused('not-yours-to-do', 'UC-9.5.1');
    on(withReviewer).when(deciding('confirmed', officer)).thenRefused('for-the-reviewer', 'UC-9.3');
  });
});

describe('the decision on a review', () => {
  it('is final: it is decided once, and no other is asked for [UC-9.5.1]', () => {
    on(decided).when(deciding('set-aside')).thenRefused('decided-once', 'UC-9.5.1');
    on(decided).when(asking()).thenRefused('review-is-final', 'UC-9.5.1');
    on(withReviewer).when(deciding('increased')).thenRefused('lawful-outcome', 'UC-9.5.1');
    on(withReviewer)
      .when({ ...deciding('confirmed'), why: '' })
      .thenRefused('decision-reasoned', 'UC-9.5.2');
  });

  it('that sets the decision aside leaves no breach [UC-9.5.1]', () => {
    on(withReviewer)
      .when(deciding('set-aside'))
      .then(
        { type: 'AppealDecided' },
        { type: 'ActionVaried', data: { outcome: 'set-aside', proven: false, actions: [] } },
      );
  });

  it('is told to the student and the Chair in writing, normally within 28 days of the request [UC-9.5.2]', () => {
    on(withReviewer).when(telling()).thenRefused('decided-first', 'UC-9.5.2');
    const [, letter] = on(decided)
      .when(telling('2026-07-24T22:59:59.000Z'))
      .then({ type: 'ProceduresCompleted' }, { type: 'LetterSent' });
    expect(dataOf<DataOf<'LetterSent'>>(letter).to).toEqual(['student', 'chair-mab']);
    expect(dataOf<DataOf<'LetterSent'>>(letter).text).toMatch(/The decision stands\n *Fair\./);
    const late = telling('2026-07-24T23:00:00.000Z');
    on(decided).when(late).thenRefused('within-28-days', 'UC-9.5.2');
    on(decided)
      .when({ ...late, reasons: { 'within-28-days': 'The examiner was ill.' } })
      .then({ type: 'ProceduresCompleted' }, { type: 'LetterSent' });
    on(decided)
      .when({ ...telling(), letter: { procedure: 'The end.', decision: 'It is void.' } })
      .thenRefused('derived-decision', 'UC-9.5.1');
  });

  it('that it is not considered is told, too [UC-9.2.2] [UC-9.5.2]', () => {
    on(after(asked, declining)).when(telling()).then({ type: 'ProceduresCompleted' }, { type: 'LetterSent' });
  });
});

describe('an appeal as to how the procedure was conducted', () => {
  const irregular = lodging(
    { kind: 'appeal', grounds: [{ code: 'irregularity', parameters: { irregularity: 'No meeting.' } }] },
    student,
    at,
  );

  it('waits for the rules that it is submitted under to be configured [UC-25.4]', () => {
    on([decision()]).when(irregular).thenRefused('appeals-policy-configured', 'UC-25.4');
    on([decision()], withAppeals).when(irregular).then({ type: 'AppealLodged' });
  });

  it('is not against the breach or the mark as such, which are academic judgments [UC-25.2] [UC-25.3]', () => {
    const ground = (code: string) => ({ ...irregular, grounds: [{ code }] });
    on([decision()], withAppeals).when(ground('disagreement')).thenRefused('not-solely-disagreement', 'UC-25.2');
    on([decision()], withAppeals).when(ground('mark')).thenRefused('no-appeal-against-mark', 'UC-25.3');
    on([decision()], withAppeals).when(ground('mark-disclosed-first')).thenRefused('mark-disclosed-first', 'UC-6.5.2');
  });

  it('has what came of it recorded by the officer for Academic Appeals, and no reviewer [UC-25.4]', () => {
    const lodged = after([decision()], irregular);
    on(lodged).when(admitting).thenRefused('review-requested', 'UC-9.1');
    on(lodged).when(deciding('confirmed', officer)).then({ type: 'AppealDecided' });
    on(after(lodged, deciding('confirmed', officer)))
      .when(telling())
      .thenRefused('of-a-review', 'UC-9.5.2');
  });

  it('begins anew after one that was decided [UC-25.4]', () => {
    const again = after([decision()], irregular, deciding('confirmed', officer), {
      ...irregular,
      statement: 'Another irregularity.',
    });
    on(again, withAppeals)
      .when(deciding('set-aside', officer))
      .then({ type: 'AppealDecided' }, { type: 'ActionVaried' });
  });
});
