import { describe, expect, it } from '@jest/globals';
import { fold, type Given } from '@probity/decider';
import { afterDepartment, caseOf, chair, departmentPolicy, underway } from '../../testing/department-case.js';
import { managedBy, noRuling } from '../../testing/samples.js';
import { investigationDecider } from './decisions.js';
import type { InvestigationEvent } from './events.js';
import { investigationFacts } from './facts.js';
import type { PutAccusation } from './proceedings-commands.js';

const evidence = [`sha256:${'e'.repeat(64)}`];
const items = ['meeting', 'ai-1', 'evidence', 'companion', 'procedure'];
const put: PutAccusation & Given & { readonly letter: Readonly<Record<string, string>> } = {
  type: 'PutAccusation',
  ...{ allegation: 'Two pages are from a book.', provisions: ['1.1.1'], channels: ['post', 'email'] },
  ...{ evidence, reportEnclosed: true, letter: Object.fromEntries(items.map((item) => [item, 'As it is.'])) },
  ...chair(),
};

const recordOf = (dated: string): InvestigationEvent => ({
  type: 'StepRecorded',
  data: { step: 'investigation.complete-ai-2', title: '', fields: { dated }, ruling: noRuling },
});

describe('an accusation', () => {
  it('goes out by letter, with the form and the evidence, by post and e-mail [UC-6.8.1, UC-6.8.1.2]', () => {
    const [, letter] = afterDepartment(...underway())
      .when(put)
      .then(
        { type: 'AccusationPut', data: { provisions: ['1.1.1'], evidence, putAt: put.at, by: 'CH-01' } },
        { type: 'LetterSent', data: { notice: 'allegation-letter', to: ['student'] } },
      );
    expect(letter?.data).toMatchObject({ text: expect.stringContaining('Two pages are from a book.') });
    afterDepartment(...underway())
      .when({ ...put, channels: ['email'] })
      .thenRefused('by-post-and-email', 'UC-6.8.1');
    afterDepartment(...underway())
      .when({ ...put, evidence: [] })
      .thenRefused('form-and-evidence-enclosed', 'UC-6.8.1.2');
    afterDepartment(...underway())
      .when({ ...put, reportEnclosed: false })
      .thenRefused('form-and-evidence-enclosed', 'UC-6.8.1.2');
    afterDepartment(...underway())
      .when({ ...put, provisions: ['9.9'] })
      .thenRefused('says-what-was-broken', 'UC-2.1');
    const { procedure: _, ...lacking } = put.letter;
    afterDepartment(...underway())
      .when({ ...put, letter: lacking })
      .thenRefused('missing-procedure', 'UC-4.1.2');
  });

  it('waits until a mark that the student can see is removed, or gives a reason [UC-6.5.3]', () => {
    const released = '2017-11-06T12:00:00.000Z';
    afterDepartment(...underway('coursework', released))
      .when(put)
      .thenRefused('mark-removed', 'UC-6.5.3');
    const later = '2017-11-06T12:00:00.001Z';
    expect(
      investigationDecider.decide(put, fold(investigationDecider, underway('coursework', later)), departmentPolicy),
    ).toHaveLength(2);
    const removed: InvestigationEvent = {
      type: 'StepRecorded',
      data: { step: 'investigation.remove-mark', title: '', fields: {}, ruling: noRuling },
    };
    expect(
      investigationDecider.decide(
        put,
        fold(investigationDecider, [...underway('coursework', released), removed]),
        departmentPolicy,
      ),
    ).toHaveLength(2);
  });

  it('is what a meeting is about, seven days later [UC-6.8.1, UC-6.8.1.1]', () => {
    const invite = {
      type: 'Invite',
      ...{ kind: 'meeting', purpose: '', inPerson: true, interviewers: [], registerDigest: 'sha256:0' },
      ...chair(),
    } as const;
    const [accused] = investigationDecider.decide(put, fold(investigationDecider, underway()), departmentPolicy);
    const facts = [...underway(), ...(accused ? [accused] : [])];
    afterDepartment(...facts)
      .when({ ...invite, meetingAt: '2017-11-13T12:00:00Z' })
      .then({ type: 'SubjectInvited', data: { body: null } }, { type: 'LetterSent' });
    afterDepartment(...facts)
      .when({ ...invite, meetingAt: '2017-11-12T12:00:00Z' })
      .thenRefused('not-sooner-than-seven-days', 'UC-6.8.1.1');
    afterDepartment(...facts)
      .when({ ...invite, meetingAt: '2017-11-28T12:00:00Z' })
      .thenRefused('not-later-than-21-days', 'UC-6.8.1.1');
  });

  it('may be about another category, which the case then has [UC-2.3, UC-5.1, UC-12.9]', () => {
    const recategorise = {
      type: 'Recategorise',
      category: 'academic-misconduct',
      reason: 'All of it.',
      ...chair(),
    } as const;
    const facts = [caseOf(), managedBy('CH-01')];
    const [changed] = afterDepartment(...facts)
      .when(recategorise)
      .then({ type: 'CaseRecategorised', data: { category: 'academic-misconduct' } });
    const state = fold(investigationDecider, [...facts, ...(changed ? [changed] : [])]);
    expect(investigationFacts(state, chair())).toMatchObject({ case: { category: 'academic-misconduct' } });
    expect(investigationDecider.decide(recategorise, state, departmentPolicy)).toEqual([]);
    afterDepartment(...facts)
      .when({ ...recategorise, category: 'mischief' })
      .thenRefused('one-of-two-categories', 'UC-2.3');
    const examination = [caseOf('examination'), managedBy('CH-01')];
    afterDepartment(...examination, ...(changed ? [changed] : []))
      .when({ ...recategorise, category: 'unacceptable-academic-practice' })
      .thenRefused('examination-is-misconduct', 'UC-12.9');
  });
});

describe('an answer', () => {
  const sent = (dated: string): InvestigationEvent[] =>
    ['complete-ai-2', 'send-ai-2'].map((name) => ({
      type: 'StepRecorded',
      data: {
        step: `investigation.${name}`,
        title: '',
        fields: name === 'complete-ai-2' ? { dated } : {},
        ruling: noRuling,
      },
    }));
  const answer = { type: 'RecordAnswer', accepts: false, answer: 'I wrote it.' } as const;

  it("comes within seven days of the date on the form, in the institution's time: the seventh, and the eighth [UC-13.1.3]", () => {
    const facts = [...underway(), ...sent('2017-11-06')];
    afterDepartment(...facts)
      .when({ ...answer, receivedAt: '2017-11-13T23:00:00Z', ...chair('2017-11-20T12:00:00.000Z') })
      .then({ type: 'AnswerRecorded', data: { accepts: false, receivedAt: '2017-11-13T23:00:00Z' } });
    afterDepartment(...facts)
      .when({ ...answer, receivedAt: null, ...chair('2017-11-14T00:30:00.000Z') })
      .thenRefused('within-seven-days', 'UC-13.1.3');
  });
});

describe('the date that a record bears', () => {
  it('is from the beginning of its day there, in summer too [UC-13.1.3]', () => {
    const dated = (day: string) => fold(investigationDecider, [...underway(), recordOf(day)]);
    expect(investigationFacts(dated('2017-11-06'), chair())).toMatchObject({
      form: { datedAt: '2017-11-06T00:00:00Z' },
    });
    expect(investigationFacts(dated('2017-07-06'), chair())).toMatchObject({
      form: { datedAt: '2017-07-05T23:00:00Z' },
    });
    expect(investigationFacts(dated('soon'), chair())).toMatchObject({ form: {} });
  });
});

describe('no case', () => {
  const noCase = { type: 'FindNoCase', reason: 'It is their own.', onEvidence: true, instruction: 'mark' } as const;
  const letter = { instruction: 'It is marked in the normal way.' };

  it('gives the examiner reasons, and says that the work is marked [UC-6.7]', () => {
    const facts = [caseOf(), managedBy('CH-01')];
    afterDepartment(...facts)
      .when({ ...noCase, letter, ...chair() })
      .then(
        { type: 'NoCaseFound', data: { instruction: 'mark', onEvidence: true } },
        { type: 'LetterSent', data: { notice: 'no-case-to-examiner' } },
      );
    afterDepartment(...facts)
      .when({ ...noCase, reason: '', letter, ...chair() })
      .thenRefused('no-case-to-answer', 'UC-6.7');
    afterDepartment(...facts)
      .when({ ...noCase, instruction: 'defer', letter, ...chair() })
      .thenRefused('completed-as-normal', 'UC-6.7');
  });
});
