import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import {
  after,
  appealId,
  appealsPolicy,
  beforeTheBody,
  deciding,
  director,
  heardAt,
  onDocuments,
  original,
  principal,
  registrar,
  review,
  step,
} from '../../testing/appeal-samples.js';
import { appealDecider } from './decisions.js';
import type { AppealEvent } from './events.js';

const givenFacts = (...facts: readonly AppealEvent[]) => given(appealDecider, appealsPolicy, ...facts);
const ready = after(beforeTheBody(), onDocuments);
const reprimand = { code: 'a' };
const expulsion = { code: 'n' };

describe('the decision on an appeal', () => {
  it('confirms the penalty, and nothing is varied [IBC-118.1]', () => {
    givenFacts(...ready)
      .when(deciding('confirmed'))
      .then({
        type: 'AppealDecided',
        data: { appeal: appealId, outcome: 'confirmed', review, carriedBy: 'votes', decidedAt: heardAt },
      });
    givenFacts(...ready)
      .when(deciding('confirmed', { chosen: [reprimand] }))
      .thenRefused('nothing-to-choose', 'IBC-118.1');
    givenFacts(...ready)
      .when(deciding('reheard'))
      .thenRefused('lawful-outcome', 'IBC-118.1');
  });

  it('sets it aside: nothing of it is left, and what was found stands unless it falls, too [IBC-118.1]', () => {
    const { hearing } = original;
    givenFacts(...ready)
      .when(deciding('set-aside'))
      .then(
        { type: 'AppealDecided' },
        { type: 'ActionVaried', data: { hearing, outcome: 'set-aside', proven: true, actions: [] } },
      );
    givenFacts(...ready)
      .when(deciding('set-aside', { findingFalls: true }))
      .then({ type: 'AppealDecided' }, { type: 'ActionVaried', data: { proven: false, actions: [] } });
    givenFacts(...ready)
      .when(deciding('confirmed', { findingFalls: true }))
      .thenRefused('penalty-stands', 'IBC-118.1');
  });

  it('reduces it to another of the same tariff [IBC-118.1, IBC-93.0]', () => {
    const [, varied] = givenFacts(...ready)
      .when(deciding('reduced', { chosen: [reprimand] }))
      .then(
        { type: 'AppealDecided' },
        { type: 'ActionVaried', data: { outcome: 'reduced', tariff: 'malpractice-penalties', proven: true } },
      );
    expect(varied).toMatchObject({
      data: { actions: expect.arrayContaining([expect.objectContaining({ code: 'a', effect: 'warning' })]) as unknown },
    });
    givenFacts(...ready)
      .when(deciding('reduced'))
      .thenRefused('not-so-many', 'IBC-93.0');
    givenFacts(...ready)
      .when(deciding('reduced', { chosen: [reprimand, expulsion] }))
      .thenRefused('not-so-many', 'IBC-93.0');
    const reduced = { code: 'd', parameters: { of: 'module', marks: 200 } };
    const broken = givenFacts(...ready)
      .when(deciding('reduced', { chosen: [reduced] }))
      .thenRefused('wrong-marks', 'IBC-93.d');
    expect(broken.refusals[0]?.field).toBe('/chosen/0/parameters/marks');
  });

  it('increases it to what is for repeat offences only where it is one [IBC-118.1, IBC-93.gate]', () => {
    givenFacts(...ready)
      .when(deciding('increased', { chosen: [expulsion] }))
      .thenRefused('repeat-only', 'IBC-93.gate');
    const facts = {
      student: { career: 'undergraduate' },
      history: { careers: ['undergraduate'] },
      work: { marked: true },
    };
    const repeated = after(
      beforeTheBody({ penalty: { tariff: 'malpractice-penalties', codes: ['e'], facts } }),
      onDocuments,
    );
    givenFacts(...repeated)
      .when(deciding('increased', { chosen: [expulsion] }))
      .then({ type: 'AppealDecided' }, { type: 'ActionVaried', data: { outcome: 'increased' } });
  });

  it('is reviewed in three respects, with reasons, on the balance of probabilities [IBC-119, IBC-122, IBC-123.1]', () => {
    const less = deciding('confirmed', { review: { ...review, penalty: ' ' } });
    expect(
      givenFacts(...ready)
        .when(less)
        .thenRefused('missing-penalty', 'IBC-119').refusals[0]?.field,
    ).toBe('/review/penalty');
    givenFacts(...ready)
      .when(deciding('confirmed', { why: '' }))
      .thenRefused('reasons-recorded', 'IBC-123.1');
    givenFacts(...ready)
      .when(deciding('confirmed', { standard: '' }))
      .thenRefused('standard-of-proof', 'IBC-122');
  });

  it('is by a majority, and by the casting vote where they are divided [IBC-122]', () => {
    const tie = { 'st-03': 'for', 'st-04': 'for', 'st-05': 'against', 'st-06': 'against' } as const;
    givenFacts(...ready)
      .when(deciding('confirmed', { votes: tie }))
      .then({ type: 'AppealDecided', data: { carriedBy: 'casting-vote', votes: tie } });
    const other = { 'st-03': 'against', 'st-04': 'for', 'st-05': 'against', 'st-06': 'for' } as const;
    givenFacts(...ready)
      .when(deciding('confirmed', { votes: other }))
      .thenRefused('not-carried', 'IBC-122');
    const two = { 'st-03': 'for', 'st-04': 'for' } as const;
    givenFacts(...ready)
      .when(deciding('confirmed', { votes: two }))
      .thenRefused('no-quorum', 'IBC-121');
  });

  it('is of a complete Committee, once, and final [IBC-121, IBC-118.2]', () => {
    const replaced = after(ready, {
      type: 'ReplaceMember',
      person: 'st-05',
      why: 'Away.',
      actor: registrar,
      at: heardAt,
    });
    givenFacts(...replaced)
      .when(deciding('confirmed'))
      .thenRefused('committee-complete', 'IBC-121');
    const decided = after(ready, deciding('confirmed'));
    givenFacts(...decided)
      .when(deciding('set-aside'))
      .thenRefused('decided-once', 'IBC-118.2');
    givenFacts(...ready)
      .when({ ...deciding('confirmed'), actor: director })
      .thenRefused('not-yours-to-do', 'IBC-118.1');
  });

  it('is on the documents, or after the meeting that was called [IBC-120.1, IBC-120.2, IBC-120.3]', () => {
    givenFacts(...beforeTheBody())
      .when(deciding('confirmed'))
      .thenRefused('mode-chosen', 'IBC-120.1');
    const called = after(beforeTheBody(), step('appeal.choose-mode', { mode: 'meeting', why: 'To hear him.' }));
    givenFacts(...called)
      .when(deciding('confirmed'))
      .thenRefused('mode-chosen', 'IBC-120.1');
    const letter = { companion: 'A friend may come, and speak.', 'procedure-and-role': 'You present your appeal.' };
    const invite = {
      type: 'InviteAppellant',
      meetingAt: '2026-08-10T10:00:00.000Z',
      letter,
      actor: registrar,
      at: heardAt,
    } as const;
    const [, sent] = givenFacts(...called)
      .when(invite)
      .then({ type: 'AppellantInvited' }, { type: 'LetterSent' });
    expect(sent).toMatchObject({ data: { text: expect.stringContaining('Monday, 10 August 2026') as unknown } });
    givenFacts(...called)
      .when({ ...invite, meetingAt: '2026-08-09T10:00:00.000Z' })
      .thenRefused('week-notice', 'IBC-120.2');
    givenFacts(...called)
      .when({ ...invite, letter: { companion: letter.companion } })
      .thenRefused('missing-procedure-and-role', 'IBC-9.2');
    givenFacts(...ready)
      .when(invite)
      .thenRefused('meeting-called', 'IBC-120.1');
    const held = step('appeal.hold-meeting', { companion: 'fellow-student', heard: 'All.' });
    givenFacts(...called)
      .when(held)
      .thenRefused('appellant-invited', 'IBC-120.2');
    const invited = after(called, invite);
    givenFacts(...invited)
      .when({ ...held, at: '2026-08-10T09:59:59.000Z' })
      .thenRefused('at-the-time', 'IBC-120.2');
    const onTheDay = { ...held, at: invite.meetingAt };
    givenFacts(...after(invited, onTheDay))
      .when(deciding('confirmed'))
      .then({ type: 'AppealDecided' });
    givenFacts(...invited)
      .when({ ...onTheDay, fields: { companion: 'other', heard: 'All.' } })
      .thenRefused('permitted-companion', 'IBC-120.3');
  });
});

describe('the end of the internal procedures', () => {
  const letter = {
    issues: 'Proportion.',
    'external-review': 'To the university.',
    'procedure-and-role': 'This is the end.',
  };
  const complete = {
    type: 'CompleteProcedures',
    externalReviewTold: true,
    letter,
    actor: registrar,
    at: heardAt,
  } as const;
  const decided = after(ready, deciding('confirmed'));
  const breachesOf = (events: readonly { readonly data: object }[]) =>
    events.flatMap(({ data }) =>
      ('ruling' in data ? (data.ruling as { breaches: { code: string }[] }).breaches : []).map(({ code }) => code),
    );

  it('is told in two weeks; a later letter goes out, and is on record as late [IBC-124.1]', () => {
    const inTime = { ...complete, at: '2026-08-17T22:59:59.000Z' };
    expect(
      breachesOf(
        givenFacts(...decided)
          .when(inTime)
          .then({ type: 'ProceduresCompleted' }, { type: 'LetterSent' }),
      ),
    ).toEqual([]);
    const late = { ...complete, at: '2026-08-17T23:00:00.000Z' };
    expect(
      breachesOf(
        givenFacts(...decided)
          .when(late)
          .then({ type: 'ProceduresCompleted' }, { type: 'LetterSent' }),
      ),
    ).toEqual(['letter-in-time']);
    const completed = givenFacts(...after(decided, complete));
    completed.when(complete).thenNothing();
    completed.when({ ...complete, letter: { ...letter, issues: 'Not so.' } }).thenRefused('letter-sent', 'IBC-124.1');
  });

  it('is not before there is a decision, or the student asks for it and can appeal no more [IBC-124.1]', () => {
    givenFacts(...ready)
      .when(complete)
      .thenRefused('procedures-finished', 'IBC-124.1');
  });

  it('sets out what was considered, and the decision, which is known [IBC-124.2]', () => {
    givenFacts(...decided)
      .when({ ...complete, letter: { ...letter, issues: '' } })
      .thenRefused('missing-issues', 'IBC-124.2');
    givenFacts(...decided)
      .when({ ...complete, letter: { ...letter, 'procedure-and-role': '' } })
      .thenRefused('missing-procedure-and-role', 'IBC-9.2');
    const reduced = after(ready, deciding('reduced', { chosen: [reprimand] }));
    const [, sent] = givenFacts(...reduced)
      .when(complete)
      .then({ type: 'ProceduresCompleted' }, { type: 'LetterSent' });
    expect(sent).toMatchObject({
      data: { text: expect.stringMatching(/reduced; .*A reprimand and warning/) as unknown },
    });
  });

  it('tells a rejected student of another college to whom to go next [IBC-125]', () => {
    const theirs = after(beforeTheBody({}, undefined, 'spurgeons-college'), onDocuments, deciding('confirmed'));
    const { 'external-review': _, ...known } = letter;
    givenFacts(...theirs)
      .when({ ...complete, letter: known, externalReviewTold: false })
      .thenRefused('external-review-told', 'IBC-125');
    givenFacts(...theirs)
      .when(complete)
      .thenRefused('derived-external-review', 'IBC-125');
    givenFacts(...theirs)
      .when({ ...complete, letter: known })
      .then({ type: 'ProceduresCompleted', data: { externalReviewTold: true } }, { type: 'LetterSent' });
    givenFacts(...decided)
      .when({ ...complete, externalReviewTold: false })
      .then({ type: 'ProceduresCompleted' }, { type: 'LetterSent' });
  });
});

it('is corrected for a reason, by those who keep it [IBC-113.2]', () => {
  const correct = {
    type: 'Correct',
    ...{ corrects: appealId, found: true, field: '/statement', value: 'Other.', reason: 'A slip.' },
    ...{ actor: registrar, at: heardAt },
  } as const;
  givenFacts(...ready)
    .when(correct)
    .then({ type: 'FactCorrected' });
  givenFacts(...ready)
    .when({ ...correct, reason: '' })
    .thenRefused('correction-reasoned', 'IBC-113.2');
  givenFacts(...ready)
    .when({ ...correct, found: false })
    .thenRefused('fact-exists', 'IBC-113.2');
});

describe('a student who does not appeal', () => {
  it('asks for the letter when the time to appeal is over [IBC-124.1]', async () => {
    const { noted, student, tooLate, lastDay } = await import('../../testing/appeal-samples.js');
    const ask = { ...step('appeal.ask-for-completion', {}, student), at: tooLate };
    givenFacts(noted())
      .when({ ...ask, at: lastDay })
      .thenRefused('nothing-left-to-appeal', 'IBC-124.1');
    const asked = after([noted()], ask);
    const letter = {
      issues: 'None.',
      decision: 'As it was.',
      'external-review': 'None.',
      'procedure-and-role': 'The end.',
    };
    const complete = {
      type: 'CompleteProcedures',
      externalReviewTold: false,
      letter,
      actor: registrar,
      at: heardAt,
    } as const;
    givenFacts(...asked)
      .when(complete)
      .then({ type: 'ProceduresCompleted' }, { type: 'LetterSent' });
    givenFacts(noted())
      .when({ ...ask, actor: principal })
      .thenRefused('not-yours-to-do', 'IBC-124.1');
  });
});
