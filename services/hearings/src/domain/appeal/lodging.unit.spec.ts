import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import {
  after,
  appealsPolicy,
  beforeTheBody,
  director,
  forIt,
  heardAt,
  lastDay,
  lodging,
  noted,
  onDocuments,
  principal,
  registrar,
  step,
  student,
  tooLate,
} from '../../testing/appeal-samples.js';
import { appealDecider } from './decisions.js';
import type { AppealEvent } from './events.js';

const givenFacts = (...facts: readonly AppealEvent[]) => given(appealDecider, appealsPolicy, ...facts);
const breachesOf = (events: readonly { readonly data: object }[]) =>
  events.flatMap(({ data }) =>
    ('ruling' in data ? (data.ruling as { breaches: { code: string }[] }).breaches : []).map(({ code }) => code),
  );

describe('an appeal', () => {
  it('is lodged by the student, on a ground of the policy [IBC-115, IBC-117.1]', () => {
    const events = givenFacts(noted())
      .when(lodging())
      .then({
        type: 'AppealLodged',
        data: { by: 's-001', grounds: ['disproportionate-penalty'], submittedAt: lastDay, lodgedAt: lastDay },
      });
    expect(breachesOf(events)).toEqual([]);
    givenFacts(noted())
      .when(lodging({ submittedAt: '2026-06-26T15:29:59.000Z' }))
      .thenRefused('before-the-decision', 'IBC-117.1');
    expect(events[0]?.authority).toEqual(expect.arrayContaining(['IBC-115', 'IBC-117.1']));
  });

  it('notes what it is against first, where that is not known yet [IBC-115]', () => {
    givenFacts()
      .when(lodging({ original: noted().data }))
      .then({ type: 'OriginalNoted' }, { type: 'AppealLodged' });
  });

  it('is against a decision [IBC-115]', () => {
    givenFacts().when(lodging()).thenRefused('no-decision', 'IBC-115');
    givenFacts(noted({ proven: false }))
      .when(lodging())
      .thenRefused('found-guilty', 'IBC-115');
  });

  it('is recorded by whom it is submitted to, and by nobody else [IBC-117.1, IBC-116]', () => {
    givenFacts(noted()).when(lodging({}, director)).then({ type: 'AppealLodged' });
    givenFacts(noted()).when(lodging({}, registrar)).thenRefused('not-yours-to-do', 'IBC-115');
    givenFacts(noted())
      .when(lodging({ by: 's-002' }, director))
      .thenRefused('by-the-student', 'IBC-117.1');
    givenFacts(noted())
      .when(lodging({ inWriting: false }, director))
      .thenRefused('in-writing', 'IBC-117.1');
  });

  it('is on one ground or more of three [IBC-115]', () => {
    givenFacts(noted())
      .when(lodging({ grounds: [{ code: 'unfair' }] }))
      .thenRefused('unknown-option', 'IBC-115');
    givenFacts(noted())
      .when(lodging({ grounds: [] }))
      .thenRefused('not-so-many', 'IBC-115');
    const none = lodging({ grounds: [], statement: ' ' });
    givenFacts(noted()).when(none).thenRefused('grounds-stated', 'IBC-117.1');
    givenFacts(noted())
      .when(lodging({ against: ['the-weather'] }))
      .thenRefused('unknown-option', 'IBC-115');
  });

  it('is lodged once, and is quiet when it is repeated [IBC-118.2]', () => {
    const lodged = after([noted()], lodging());
    givenFacts(...lodged)
      .when(lodging())
      .thenNothing();
    givenFacts(...lodged)
      .when(lodging({ statement: 'Another.' }))
      .thenRefused('lodged-once', 'IBC-118.2');
  });

  it('is put on record late, as such, from the sixteenth working day on [IBC-117.1]', () => {
    expect(
      breachesOf(
        givenFacts(noted())
          .when(lodging({}, student, tooLate))
          .then({ type: 'AppealLodged' }),
      ),
    ).toEqual(['in-time']);
  });

  it('stays against the decision as it was [IBC-115]', () => {
    const again = { ...noted({ penalty: null }).data, type: 'NoteOriginal', actor: director, at: heardAt } as const;
    givenFacts(noted()).when(again).then({ type: 'OriginalNoted' });
    givenFacts(noted())
      .when({ ...again, original: noted().data.original })
      .thenNothing();
    givenFacts(...after([noted()], lodging()))
      .when(again)
      .thenNothing();
  });

  it('is handed on by whom it was submitted to where there is a penalty [IBC-116]', () => {
    const refer = { type: 'ReferAppeal', actor: director, at: heardAt } as const;
    givenFacts(noted()).when(refer).thenRefused('appeal-submitted', 'IBC-116');
    const lodged = after([noted()], lodging());
    givenFacts(...lodged)
      .when({ ...refer, actor: registrar })
      .thenRefused('not-yours-to-do', 'IBC-116');
    givenFacts(...lodged)
      .when(refer)
      .then({ type: 'AppealReferred' });
    givenFacts(...after(lodged, refer))
      .when(refer)
      .thenNothing();
    givenFacts(...after([noted({ penalty: null })], lodging()))
      .when(refer)
      .thenRefused('penalty-imposed', 'IBC-116');
  });
});

describe('a late appeal', () => {
  const late = beforeTheBody({}, tooLate);
  const admit = {
    type: 'AdmitAppeal',
    cause: 'In hospital.',
    reasonableCase: false,
    votes: forIt,
    actor: principal,
    at: heardAt,
  } as const;

  it('waits for those who hear it, in time it does not [IBC-117.2]', () => {
    givenFacts(...beforeTheBody())
      .when(onDocuments)
      .then({ type: 'StepRecorded' });
    givenFacts(...late)
      .when(onDocuments)
      .thenRefused('in-time-or-admitted', 'IBC-117.2');
    givenFacts(...after(late, admit))
      .when(onDocuments)
      .then({ type: 'StepRecorded' });
  });

  it('is admitted by them only, with good cause shown [IBC-117.2]', () => {
    givenFacts(...late)
      .when({ ...admit, cause: ' ' })
      .thenRefused('good-cause', 'IBC-117.2');
    givenFacts(...late)
      .when({ ...admit, actor: director })
      .thenRefused('not-yours-to-do', 'IBC-117.2');
    givenFacts(...late)
      .when(admit)
      .then({ type: 'AppealAdmitted', data: { cause: 'In hospital.' } });
    givenFacts(...after(late, admit))
      .when(admit)
      .thenNothing();
  });

  const decline = {
    type: 'DeclineAppeal',
    appeal: 'a',
    why: 'No cause is shown.',
    votes: forIt,
    actor: principal,
    at: heardAt,
  } as const;

  it('may be declined, and no appeal that is in time [IBC-117.2]', () => {
    givenFacts(...late)
      .when(decline)
      .then({ type: 'AppealDeclined', data: { appeal: 'a', reasons: 'No cause is shown.' } });
    givenFacts(...late)
      .when({ ...decline, why: '' })
      .thenRefused('reasons-recorded', 'IBC-123.1');
    givenFacts(...late)
      .when({ ...decline, actor: director })
      .thenRefused('not-yours-to-do', 'IBC-117.2');
    givenFacts(...beforeTheBody())
      .when(decline)
      .thenRefused('heard-by-permission-only', 'IBC-117.2');
    givenFacts(...after(late, admit))
      .when(decline)
      .thenRefused('heard-by-permission-only', 'IBC-117.2');
    givenFacts(...after(late, decline))
      .when(decline)
      .thenNothing();
  });

  it('is at an end when it was declined: no other is lodged, and the student is told so [IBC-118.2, IBC-124.1, IBC-125]', () => {
    const declined = after(beforeTheBody({}, tooLate, 'spurgeons-college'), decline);
    givenFacts(...declined)
      .when(lodging({ statement: 'Again.' }))
      .thenRefused('no-appeal-before', 'IBC-118.2');
    givenFacts(...declined)
      .when(admit)
      .thenRefused('before-the-decision', 'IBC-118.2');
    const letter = { issues: 'Lateness.', 'procedure-and-role': 'This is the end of it.' };
    const complete = {
      type: 'CompleteProcedures',
      externalReviewTold: true,
      letter,
      actor: registrar,
      at: heardAt,
    } as const;
    givenFacts(...declined)
      .when({ ...complete, externalReviewTold: false })
      .thenRefused('external-review-told', 'IBC-125');
    const [, sent] = givenFacts(...declined)
      .when(complete)
      .then({ type: 'ProceduresCompleted' }, { type: 'LetterSent' });
    expect(sent).toMatchObject({
      data: { text: expect.stringContaining("declined\n\nSpurgeon's College") as unknown },
    });
  });
});

describe('the appeal of a student who took no part in the hearing', () => {
  const absent = beforeTheBody({ participated: false });
  const permit = step('appeal.permit-non-participant', { why: 'Abroad.' });

  it('is lodged, as such, and heard by special permission only [IBC-117.3]', () => {
    expect(
      breachesOf(
        givenFacts(noted({ participated: false }))
          .when(lodging())
          .then({ type: 'AppealLodged' }),
      ),
    ).toEqual(['took-part']);
    givenFacts(...absent)
      .when(onDocuments)
      .thenRefused('took-part-or-permitted', 'IBC-117.3');
    givenFacts(...absent)
      .when({ ...permit, actor: director })
      .thenRefused('not-yours-to-do', 'IBC-117.3');
    givenFacts(...after(absent, permit))
      .when(onDocuments)
      .then({ type: 'StepRecorded' });
  });

  it('may be declined until then [IBC-117.3]', () => {
    const decline = {
      type: 'DeclineAppeal',
      appeal: 'a',
      why: 'No reason to.',
      votes: forIt,
      actor: principal,
      at: heardAt,
    } as const;
    givenFacts(...absent)
      .when(decline)
      .then({ type: 'AppealDeclined' });
    givenFacts(...after(absent, permit))
      .when(decline)
      .thenRefused('heard-by-permission-only', 'IBC-117.3');
  });
});
