import { describe, expect, it } from '@jest/globals';
import { fold } from '@probity/decider';
import {
  acknowledged,
  after,
  ai0,
  askForMark,
  boards,
  by,
  confirmAs,
  course,
  courseLetter,
  day,
  dayAfter,
  decided,
  expired,
  found,
  isDue,
  next,
  opened,
  policy,
  reported,
  stateOf,
  step,
  system,
  terminated,
  typesOf,
  type Command,
} from '../../testing/chester.js';
import { sanctionsDecider } from './decisions.js';
import { sanctionsFacts } from './facts.js';
import { offenceOf } from './offence.js';
import type { SanctionsEvent } from './sanctions.js';

const zero = after(opened, found, decided('component-zero', 'component-zero'));
const ended = after(opened, found, terminated);
const told = after(opened, found, course, courseLetter);
const does = (facts: readonly SanctionsEvent[], command: Command) => typesOf(next(facts, command));
const refuses = (facts: readonly SanctionsEvent[], command: Command, code: string) =>
  expect(() => next(facts, command)).toThrow(code);
const consent = (who: string, needed: readonly string[], more: object = {}) =>
  ({
    type: 'RecordConsent',
    ...{ by: who, given: true, needed, ...by('deputy-registrar', day(3)), person: 'Prof. A. Ashe', on: '2026-10-08' },
    ...{ whyNoOthers: 'Nobody else was asked to.', ...more },
  }) as const;
const recommend = step('report-recommendation', by('deputy-registrar'), { board: 'June', reportedOn: '2026-10-06' });
const sooner = { actSooner: true, whySooner: 'The student graduates next week.' } as const;
const chair = 'assessment-board-chair';
const examiner = 'chief-external-examiner';
const put = (action: string, effect: string, office = 'registry') =>
  ({ type: 'PutIntoEffect', action, effect, what: 'Entered.', on: null, ...by(office, day(3)) }) as const;

describe('putting a penalty into effect', () => {
  it('is of what was decided, once, and says what was done and when [UC-24.3]', () => {
    expect(does(zero, put('component-zero', 'component-zero'))).toEqual(['SanctionPutIntoEffect', 'EffectsCompleted']);
    refuses(zero, put('module-zero', 'module-zero'), 'decided');
    refuses(zero, { ...put('component-zero', 'component-zero'), what: ' ' }, 'what-was-done');
    refuses(zero, { ...put('component-zero', 'component-zero'), on: '2026-09-01' }, 'since-the-decision');
    refuses(zero, put('component-zero', 'component-zero', 'examiner'), 'not-yours-to-do');
    refuses(after(opened, found), put('component-zero', 'component-zero'), 'penalty-confirmed');
    const done = [...zero, ...next(zero, put('component-zero', 'component-zero'))];
    expect(next(done, put('component-zero', 'component-zero'))).toEqual([]);
    refuses(done, { ...put('component-zero', 'component-zero'), what: 'Again.' }, 'not-yet-in-effect');
  });

  it('waits for consent where it relates to the programme or award, and binds at once where it does not [UC-24.3, UC-24.4]', () => {
    refuses(ended, put(terminated.actions[0]?.code ?? '', 'exit-award-by-credits'), 'consented');
    expect(stateOf(ended).instructions.map(({ effect }) => effect)).toEqual(['module-zero']);
  });
});

describe('the consent to a recommendation', () => {
  it('is sought of the Chair where the board has met, or where it is right to act sooner [UC-24.4.2]', () => {
    refuses(ended, consent(chair, [chair]), 'board-met-or-sooner');
    expect(does(ended, consent(chair, [chair], sooner))).toEqual(['ConsentRecorded', 'InstructionIssued']);
    refuses(ended, consent(chair, [chair], { actSooner: true }), 'sooner-reasoned');
    const met = [...ended, ...next(ended, boards(null, '2026-10-01'))];
    expect(isDue('record-consent', met)).toBe(true);
    expect(does(met, consent(chair, [chair]))).toEqual(['ConsentRecorded', 'InstructionIssued']);
  });

  it('is that of the board itself, once it has met on what was reported to it [UC-24.4.1]', () => {
    const after20 = by('deputy-registrar', day(16));
    const ofBoard = consent(chair, [chair], { ...after20, on: '2026-10-20' });
    const unreported = [...ended, ...next(ended, boards(null, '2026-10-20'))];
    refuses(unreported, ofBoard, 'reported-to-the-board');
    const reportedTo = [...ended, ...next(ended, recommend)];
    expect(isDue('record-consent', reportedTo)).toBe(false);
    refuses(reportedTo, ofBoard, 'board-met-or-sooner');
    const met = [...reportedTo, ...next(reportedTo, boards(null, '2026-10-20'))];
    refuses(met, consent(chair, [chair]), 'board-met-or-sooner');
    expect(isDue('record-consent', met)).toBe(false);
    expect(isDue('record-consent', met, day(16))).toBe(true);
    refuses(met, { ...ofBoard, on: '2026-10-19' }, 'consent-dated');
    expect(does(met, ofBoard)).toEqual(['ConsentRecorded', 'InstructionIssued']);
  });

  it('is still that of the Chair where the board had met, and met again since [UC-24.4.2]', () => {
    const met = [...ended, ...next(ended, boards(null, '2026-10-01'))];
    const again = [...met, ...next(met, boards(null, '2026-10-07'))];
    expect(does(again, consent(chair, [chair]))).toEqual(['ConsentRecorded', 'InstructionIssued']);
    refuses(again, recommend, 'board-not-met');
    const corrected = [...met, ...next(met, boards(null, null))];
    expect(does(corrected, recommend)).toEqual(['StepRecorded']);
  });

  it('says who gave it and when, and why the examiner’s is not required [UC-24.4.2]', () => {
    const met = [...ended, ...next(ended, boards(null, '2026-10-01'))];
    refuses(met, consent(chair, [chair], { person: ' ' }), 'who-consented');
    refuses(met, consent(chair, [chair], { on: undefined }), 'consent-dated');
    refuses(met, consent(chair, [chair], { on: '2026-10-04' }), 'consent-dated');
    refuses(met, consent(chair, [chair], { on: '2026-10-09' }), 'consent-dated');
    refuses(met, consent(chair, [chair], { whyNoOthers: '' }), 'examiner-not-required');
    const both = consent(chair, [chair, examiner], { whyNoOthers: '' });
    expect(stateOf([...met, ...next(met, both)]).consents).toEqual([
      { by: chair, given: true, needed: [chair, examiner], person: 'Prof. A. Ashe', on: '2026-10-08' },
    ]);
  });

  it('is that of the Chief External Examiner, too, where it is required: until then nothing is instructed [UC-24.4.2]', () => {
    const once = [...ended, ...next(ended, consent(chair, [chair, examiner], sooner))];
    expect(typesOf(once).filter((type) => type === 'InstructionIssued')).toHaveLength(1);
    expect(does(once, consent(examiner, [chair, examiner]))).toEqual(['ConsentRecorded', 'InstructionIssued']);
  });

  it('is of nobody else, never without the Chair, and of a recommendation alone [UC-24.4, UC-24.4.2]', () => {
    refuses(ended, consent('registry', [chair], sooner), 'of-whom');
    refuses(ended, consent(examiner, [examiner], sooner), 'of-the-chair');
    refuses(ended, consent(chair, [chair, 'registry'], sooner), 'of-the-chair');
    refuses(ended, { ...consent(chair, [chair], sooner), ...by('aqss') }, 'not-yours-to-do');
    refuses(zero, consent(chair, [chair], sooner), 'recommended');
  });

  it('is reported to the board where that has not met [UC-24.4.1]', () => {
    expect(isDue('report-recommendation', ended)).toBe(true);
    expect(does(ended, recommend)).toEqual(['StepRecorded']);
    refuses([...ended, ...next(ended, boards(null, '2026-10-01'))], recommend, 'board-not-met');
    refuses(zero, recommend, 'of-programme-or-award');
  });
});

describe('entering the penalty on the record', () => {
  const enter = (office: string) => step('enter-penalty', by(office, day(1)));

  it('is for the Chair while the board had not met when it was decided, and then for Registry [UC-24.3.1, UC-24.3.2]', () => {
    expect(isDue('enter-penalty', zero)).toBe(true);
    expect(does(zero, enter('chair-mab'))).toEqual(['StepRecorded']);
    refuses(zero, enter('registry'), 'for-the-chair');
    const met = [...zero, ...next(zero, boards('2026-10-01'))];
    expect(does(met, enter('registry'))).toEqual(['StepRecorded']);
    refuses(met, enter('chair-mab'), 'for-registry');
    const later = [...zero, ...next(zero, boards('2026-10-20'))];
    refuses(later, enter('registry'), 'for-the-chair');
  });

  it('goes by the days of the university: passed after midnight there is passed the day after [UC-15.7, UC-24.3.2]', () => {
    const passed = [...told, ...next(told, reported('passed', '2026-10-07T23:30:00.000Z'))];
    const met = [...passed, ...next(passed, boards('2026-10-08'))];
    expect(sanctionsFacts(stateOf(met), system, policy).board.ratified).toBe(true);
  });

  it('is also of the zero beside a recommendation, and by the board that ratifies marks [UC-24.3]', () => {
    const awards = [...ended, ...next(ended, boards(null, '2026-10-01'))];
    expect(does(awards, enter('chair-mab'))).toEqual(['StepRecorded']);
    const recommended = after(opened, found, decided('x', { effect: 'classification-lowered', binds: false }));
    refuses(recommended, enter('chair-mab'), 'of-modules-only');
  });

  it('waits for a decision, and for how the course ended [UC-24.2.1, UC-24.3]', () => {
    refuses(after(opened, found), enter('chair-mab'), 'penalty-confirmed');
    refuses(told, enter('chair-mab'), 'after-the-course');
    const settled = [...told, ...next(told, expired)];
    const confirmed = [...settled, ...next(settled, confirmAs('not-attempted'))];
    expect(does(confirmed, { ...enter('chair-mab'), at: dayAfter })).toEqual(['StepRecorded']);
  });
});

describe('the report to the Deputy Registrar', () => {
  const report = (at: string) =>
    step('report-to-deputy-registrar', by('aqss', at), {}, { breach: 'Plagiarism.', penalty: 'Zero.' });

  it('of a course that the Panel imposed, too, is made as soon as possible [UC-24.2.2]', () => {
    const byPanel = decided('academic-integrity-course', {
      ...{ effect: 'academic-integrity-course', clauses: ['UC-21.8.1'] },
    });
    const imposed = after(opened, found, byPanel);
    expect(isDue('report-to-deputy-registrar', imposed)).toBe(true);
    expect(does(imposed, report(day(1)))).toEqual(['StepRecorded', 'LetterSent']);
    expect(isDue('report-to-deputy-registrar', after(opened, found, course))).toBe(false);
  });

  it('is made as soon as possible after the decision [UC-24.2.2]', () => {
    expect(isDue('report-to-deputy-registrar', zero)).toBe(true);
    expect(does(zero, report(day(1)))).toEqual(['StepRecorded', 'LetterSent']);
    refuses(after(opened, found), report(day(1)), 'penalty-decided');
  });

  it('of a standard penalty, after the time to complete the course has expired [UC-24.2.1]', () => {
    refuses(after(opened, found, course), report(dayAfter), 'after-the-course');
    const passed = [...told, ...next(told, reported('passed', day(3)))];
    refuses(passed, report(day(4)), 'after-the-course');
    expect(does(passed, report(dayAfter))).toEqual(['StepRecorded', 'LetterSent']);
    const over = [...told, ...next(told, expired)];
    expect(isDue('report-to-deputy-registrar', over)).toBe(false);
    expect(isDue('report-to-deputy-registrar', [...over, ...next(over, confirmAs('not-attempted'))])).toBe(true);
  });
});

describe('the letter that requires the course', () => {
  const required = after(opened, found, course);
  const wording = (facts: readonly SanctionsEvent[]) =>
    facts.flatMap((one) => (one.type === 'LetterSent' ? one.data.text : [])).join('');

  it('says the last day by which it is given at the learning system, counted from when it is received [UC-15.1, UC-3.4.2]', () => {
    const sent = next(required, courseLetter);
    const given = sent.find(({ type }) => type === 'CourseGiven');
    expect(given).toMatchObject({ data: { dueOn: '2026-10-26' } });
    expect(wording(sent)).toContain('by 26 October 2026');
  });

  it('says no other day [UC-15.1]', () => {
    const otherwise = { ...courseLetter, letter: { ...courseLetter.letter, deadline: 'by 31 December 2030' } };
    refuses(required, otherwise, 'derived-deadline');
  });
});

describe('the mark on what was produced by fair means', () => {
  it('is asked for after the student was told, with a deadline [UC-15.2.1, UC-15.2.3]', () => {
    expect(isDue('ask-for-mark', told)).toBe(true);
    expect(does(told, askForMark)).toEqual(['StepRecorded', 'LetterSent']);
    refuses(told, { ...askForMark, fields: { returnBy: '' } }, 'deadline-stated');
    refuses(told, { ...askForMark, fields: { returnBy: day(0).slice(0, 10) } }, 'deadline-ahead');
    const otherwise = { ...askForMark, letter: { ...askForMark.letter, 'return-by': 'whenever' } };
    refuses(told, otherwise, 'derived-return-by');
    refuses(after(opened, found, course), askForMark, 'after-the-student');
  });

  it('is marked and moderated, by Section 5, where the work may be marked [UC-15.2.2, UC-4.7]', () => {
    expect(does(told, ai0)).toEqual(['StepRecorded']);
    expect(does(after(opened), ai0)).toEqual(['StepRecorded']);
    refuses(told, { ...ai0, fields: { ...ai0.fields, moderated: false } }, 'marked-and-moderated');
    refuses(told, { ...ai0, fields: { ...ai0.fields, bySection5: false } }, 'by-section-5');
    refuses(zero, ai0, 'may-be-marked');
    refuses(after(opened, { ...found, proven: false }), ai0, 'may-be-marked');
    refuses(told, { ...ai0, ...by('examiner') }, 'not-yours-to-do');
  });
});

describe('the offence', () => {
  const record = step('record-offence', by('aqss'), { offence: 'Plagiarism' });
  const defer = (forMitigation: boolean, ...codes: readonly string[]) => ({
    ...step('defer-component', by('registry'), { forMitigation }),
    reasons: Object.fromEntries(codes.map((code) => [code, 'A bereavement.'])),
  });

  it('is recorded where the allegation is proven [UC-5.6.1]', () => {
    expect(isDue('record-offence', zero)).toBe(true);
    expect(does(zero, record)).toEqual(['StepRecorded']);
    refuses(after(opened), record, 'proven');
    refuses(after(opened, { ...found, proven: false }), record, 'proven');
  });

  it('that a desk found at Level 4 goes on record with the level of the module [UC-5.6.1, UC-5.7.1]', () => {
    const level4 = { ...opened, assessment: { ...opened.assessment, moduleLevel: 4 } };
    expect(offenceOf(stateOf(after(level4, found, decided('none'))), policy)).toMatchObject({
      ...{ moduleLevel: 4, category: 'unacceptable-academic-practice', offences: ['plagiarism'], penalties: [] },
    });
    expect(offenceOf(stateOf(after(opened, found, course)), policy)?.penalties).toEqual(['academic-integrity-course']);
  });

  it('normally allows no deferral of the component, nor one on mitigation: with a reason it does [UC-4.8, UC-4.9]', () => {
    expect(does(after(opened), defer(true))).toEqual(['StepRecorded']);
    refuses(zero, defer(false), 'no-deferral-after-breach');
    refuses(zero, defer(true, 'no-deferral-after-breach'), 'breach-overrides-mitigation');
    const [recorded] = next(zero, defer(true, 'no-deferral-after-breach', 'breach-overrides-mitigation'));
    expect(recorded?.data).toMatchObject({ ruling: { departures: [{ code: 'no-deferral-after-breach' }, {}] } });
  });
});

describe('whatever is asked at whichever time', () => {
  const stages = {
    'nothing is known': [],
    'the case is known': after(opened),
    'the finding is': after(opened, found),
    'a penalty is': zero,
    'a recommendation is': ended,
    'a course is': after(opened, found, course),
    'the student is told of the course': told,
    'the course is over': [...told, ...next(told, expired)],
    'a desk decided': after(opened, found, decided('none')),
  } as const;
  const fieldsOf = (name: string) =>
    Object.fromEntries(
      (policy.step(name)?.fields ?? []).map(({ name: field, type, choices = [] }) => {
        const value = { number: 1, boolean: true, date: '2026-10-06', choice: choices[0] ?? '' }[String(type)] ?? 'x';
        return [field, value];
      }),
    );

  it.each(Object.entries(stages))('is answered, and stops at no fact that nobody told: %s', (_, facts) => {
    const state = fold(sanctionsDecider, facts);
    for (const act of [...policy.acts('sanctions'), ...policy.steps('sanctions')]) {
      const office = act.who.offices[0] ?? '';
      const known = sanctionsFacts(state, by(office, day(2)));
      expect(() => policy.available(act.name, known)).not.toThrow();
      expect(() => policy.isDue(act.name, known)).not.toThrow();
      if (policy.step(act.name) === undefined) continue;
      const command = { ...step('', by(office, day(2)), fieldsOf(act.name)), step: act.name };
      try {
        next(facts, command);
      } catch (error) {
        expect([act.name, (error as Error).name]).toEqual([act.name, 'RuleBroken']);
      }
    }
    for (const command of [put('x', 'y'), consent(chair, [chair])])
      expect(() => next(facts, command)).toThrow(expect.objectContaining({ name: 'RuleBroken' }));
  });
});

describe('when nothing is left', () => {
  it('is said once what was decided is in effect, and at once where a desk decided on no penalty [UC-24.3]', () => {
    expect(typesOf([...zero, ...next(zero, acknowledged(1))]).at(-1)).toBe('EffectsCompleted');
    expect(typesOf(after(opened, found, decided('none'))).at(-1)).toBe('EffectsCompleted');
    expect(typesOf(after(opened, { ...found, proven: false })).at(-1)).toBe('EffectsCompleted');
    expect(typesOf(told)).not.toContain('EffectsCompleted');
  });

  it('is not said while a recommendation is not consented to [UC-24.4]', () => {
    const done = [...ended, ...next(ended, acknowledged(1))];
    expect(typesOf(done)).not.toContain('EffectsCompleted');
    expect(sanctionsFacts(stateOf(done), system)).toMatchObject({ penalty: { recommended: true, consented: false } });
  });
});
