import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import {
  after,
  categorise,
  director,
  feedbackForm,
  handleLocally,
  lecturer,
  malpractice,
  openCase,
  policy,
  poorPractice,
  registrar,
  scope,
  stateAfter,
  step,
  student,
  submit,
  type Act,
} from '../../testing/students.js';
import { reportDecider } from './decisions.js';
import { wasDealtWithAsLess } from './report.js';

const having = (...commands: readonly Act[]) => given(reportDecider, policy, ...after(...commands));
const taken = [submit(), scope(), poorPractice];
const reiterated = step('reiterate-seriousness', director, { said: 'It is serious.' });
const released = '2026-11-02T10:00:00.000Z';
const letter = {
  nature: 'Footnotes.',
  meeting: 'Ask your lecturer.',
  'procedure-and-role': 'Nothing is asked of you.',
};
const send = (at: string, said = letter): Act => ({ ...step('send-feedback-form', registrar, {}, said), at });

describe('poor academic practice or malpractice', () => {
  it.each([
    ['poor-practice', 'IBC-35', ['inadequate-referencing']],
    ['malpractice', 'IBC-13', ['plagiarism']],
  ] as const)('is told apart as %s [IBC-24] [%s]', (classification, clause, codes) => {
    const [event] = having(submit(), scope())
      .when(categorise(classification, codes))
      .then({ type: 'ReportCategorised', data: { classification, extentLimited: true, borderline: false } });
    expect(event?.authority).toEqual(expect.arrayContaining(['IBC-24', clause]));
  });

  it('is one or the other [IBC-24]', () => {
    having(submit(), scope())
      .when(categorise('carelessness', ['inadequate-referencing']))
      .thenRefused('one-or-the-other', 'IBC-24');
  });

  it('is poor practice only of a limited extent [IBC-24]', () => {
    having(submit(), scope())
      .when(categorise('poor-practice', ['inadequate-referencing'], { extentLimited: false }))
      .thenRefused('extent-limited', 'IBC-24');
  });

  it('is malpractice where a third party wrote it [IBC-18.2], and where the extent is more [IBC-36.1]', () => {
    having(submit(), scope())
      .when(categorise('poor-practice', ['ghost-writing']))
      .thenRefused('third-party-always-malpractice', 'IBC-18.2');
    having(submit(), scope())
      .when(categorise('poor-practice', ['repeated-close-paraphrase']))
      .thenRefused('malpractice-listed', 'IBC-36.1');
  });

  it('is asked of the Director of Training in cases of doubt [IBC-43.3]', () => {
    const doubtful = categorise('poor-practice', ['inadequate-referencing'], { borderline: true });
    having(submit(), scope()).when(doubtful).thenRefused('director-consulted', 'IBC-43.3');
    const consulted = step('consult-director', lecturer, { advice: 'Poor practice.' });
    having(submit(), scope(), consulted)
      .when(doubtful)
      .then({ type: 'ReportCategorised', data: { borderline: true } });
  });
});

describe('poor academic practice', () => {
  it('is dealt with by the lecturer, on the feedback form [IBC-31] [IBC-43.1]', () => {
    having(...taken)
      .when(handleLocally)
      .thenRefused('form-forwarded', 'IBC-43.1');
    const [event] = having(...taken, feedbackForm)
      .when(handleLocally)
      .then({ type: 'ReportHandledLocally' });
    expect(event?.authority).toContain('IBC-31');
    having(...taken, feedbackForm)
      .when({ ...handleLocally, actor: director.actor })
      .thenRefused('not-yours-to-do', 'IBC-31');
  });

  it('never malpractice [IBC-36.2]', () => {
    having(submit(), scope(), malpractice).when(handleLocally).thenRefused('poor-practice-only', 'IBC-36.2');
    having(submit(), scope(), malpractice).when(feedbackForm).thenRefused('poor-practice', 'IBC-43.1');
  });

  it('that was dealt with is not made malpractice afterwards, nor has a case [IBC-31]', () => {
    const handled = [...taken, feedbackForm, handleLocally];
    having(...handled)
      .when(malpractice)
      .thenRefused('not-dealt-with', 'IBC-31');
    having(...handled)
      .when(openCase('ST-1'))
      .thenRefused('not-dealt-with', 'IBC-31');
    having(...taken, feedbackForm)
      .when(malpractice)
      .then({ type: 'ReportCategorised' });
  });

  it('has a form that says what is on it, and keeps that [IBC-44]', () => {
    having(...taken)
      .when(step('feedback-form', lecturer, { markedAsNormal: true }, { nature: 'Footnotes.' }))
      .thenRefused('missing-meeting', 'IBC-44');
    having(...taken)
      .when(feedbackForm)
      .then({
        type: 'StepRecorded',
        data: { contents: { nature: 'Footnotes.', meeting: 'Ask your lecturer.' }, step: 'report.feedback-form' },
      });
  });

  it('has its form sent on the day on which marks are released, and not before [IBC-43.2]', () => {
    const handled = [...taken, feedbackForm, handleLocally];
    having(...handled)
      .when(send('2026-11-01T23:59:59.000Z'))
      .thenRefused('not-before-release', 'IBC-43.2');
    having(...handled)
      .when(send('2026-11-02T00:00:00.000Z'))
      .then({ type: 'StepRecorded' }, { type: 'LetterSent' });
    const [sent, form] = having(...handled)
      .when(send(released))
      .then({ type: 'StepRecorded' }, { type: 'LetterSent' });
    expect(sent).toMatchObject({ data: { ruling: { breaches: [] } } });
    expect(form).toMatchObject({ data: { to: ['student'], notice: 'poor-practice-feedback' } });
    expect(JSON.stringify(form)).toContain('About your work in R-1');
  });

  it('has a form that is late put on record, and sent [IBC-43.2]', () => {
    const [late] = having(...taken, feedbackForm)
      .when(send('2026-11-03T09:00:00.000Z'))
      .then({ type: 'StepRecorded' }, { type: 'LetterSent' });
    expect(late).toMatchObject({ data: { ruling: { breaches: [{ code: 'on-release-day', clauses: ['IBC-43.2'] }] } } });
  });

  it('has no form without all that it says [IBC-9.2]', () => {
    having(...taken, feedbackForm)
      .when(send(released, { ...letter, 'procedure-and-role': '' }))
      .thenRefused('missing-procedure-and-role', 'IBC-9.2');
  });

  it('counts against a later one once it was handled, or the form was sent [IBC-33.3] [IBC-47.2]', () => {
    const counts = (...commands: readonly Act[]) => {
      const state = stateAfter(...commands);
      return state.status === 'submitted' && wasDealtWithAsLess(state);
    };
    expect(counts(...taken, feedbackForm)).toBe(false);
    expect(counts(...taken, feedbackForm, handleLocally)).toBe(true);
    expect(counts(...taken, feedbackForm, send(released))).toBe(true);
  });
});

describe('poor academic practice that is repeated', () => {
  const earlierPractice = ['ST-1'];

  it('is not dealt with by the lecturer, and what that rests on is on record [IBC-33.3]', () => {
    having(...taken, feedbackForm)
      .when({ ...handleLocally, earlierPractice })
      .thenRefused('not-repeated', 'IBC-33.3');
    having(submit(), scope())
      .when({ ...poorPractice, earlierPractice } as Act)
      .then({ type: 'EarlierPracticeNoted', data: { students: [{ id: 'ST-1' }] } }, { type: 'ReportCategorised' });
  });

  it('goes to a case, once its seriousness was reiterated [IBC-33.2] [IBC-33.3]', () => {
    having(...taken, feedbackForm)
      .when(openCase('ST-1', { earlierPractice }))
      .thenRefused('seriousness-reiterated', 'IBC-33.2');
    having(...taken, feedbackForm, reiterated)
      .when(openCase('ST-1', { earlierPractice }))
      .then(
        { type: 'EarlierPracticeNoted' },
        { type: 'CaseOpenedFromReport' },
        { type: 'CaseOpened', data: { student: student('ST-1', { earlierPoorPractice: true }).student } },
      );
  });

  it('is a case only where it was the same student [IBC-31] [IBC-33.3]', () => {
    having(...taken, feedbackForm, reiterated)
      .when(openCase('ST-1'))
      .thenRefused('not-poor-practice-alone', 'IBC-31');
    having(...taken, feedbackForm, reiterated)
      .when(openCase('ST-2', { earlierPractice }))
      .thenRefused('not-poor-practice-alone', 'IBC-31');
  });

  it('alerts the lecturer and the Director of Training once the form is filed [IBC-47.2]', () => {
    const file = step('file-feedback-form', registrar, { formSaved: true, essaySaved: true });
    const issued = [...taken, feedbackForm, send(released)];
    having(...issued)
      .when(file)
      .then({ type: 'StepRecorded' });
    having(...issued)
      .when({ ...file, earlierPractice } as Act)
      .then(
        { type: 'EarlierPracticeNoted' },
        { type: 'StepRecorded' },
        { type: 'LetterSent', data: { to: ['lecturer', 'director-of-training'] } },
      );
  });
});
