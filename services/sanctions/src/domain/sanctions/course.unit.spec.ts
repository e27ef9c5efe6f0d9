import { describe, expect, it } from '@jest/globals';
import { given as givenFacts, type Given } from '@probity/decider';
import {
  acknowledged,
  after,
  ai0,
  askForMark,
  boards,
  by,
  type Command,
  confirmAs,
  course,
  courseLetter,
  day,
  dayAfter,
  decided,
  expired,
  found,
  instructedIn,
  isDue,
  next,
  of,
  opened,
  overAt,
  policy,
  reported,
  stateOf,
  step,
  system,
  typesOf,
} from '../../testing/chester.js';
import type { EnterCourseResult } from './commands.js';
import { courseFacts } from './course-facts.js';
import { sanctionsDecider } from './decisions.js';

const imposed = [opened, found, course] as const;
const given = [...imposed, courseLetter] as const;
const marked = [...given, askForMark, ai0] as const;

describe('the course', () => {
  it('is given once it is imposed and the student was told, until 21 days from the e-mail [UC-15.1]', () => {
    expect(typesOf(after(...imposed))).not.toContain('CourseGiven');
    expect(isDue('send-course-letter', after(...imposed))).toBe(true);
    const facts = after(...given);
    expect(facts.at(-1)).toMatchObject({
      type: 'CourseGiven',
      authority: expect.arrayContaining(['UC-15.1']),
      data: { number: 1, dueOn: '2026-10-26', notifiedAt: courseLetter.at },
    });
    expect(isDue('send-course-letter', facts)).toBe(false);
  });

  it('is given whichever is told first, the decision or whose case it is [UC-15.1]', () => {
    const late = after(course, courseLetter, opened);
    expect(typesOf(late).filter((type) => type === 'CourseGiven')).toHaveLength(1);
  });

  it('is opened, tested and passed as the learning system tells, each once, in whichever order [UC-15.6]', () => {
    const told = [reported('opened', day(2)), reported('test-accessed', day(3)), reported('passed', day(3))];
    const facts = after(...given, ...told);
    expect(typesOf(facts).slice(-4)).toEqual(['CourseOpened', 'CourseTestAccessed', 'CoursePassed', 'CourseEnded']);
    expect(after(...given, ...told, ...told)).toHaveLength(facts.length);
    const shuffled = after(...given, ...told.toReversed());
    expect(courseFacts(stateOf(shuffled))).toEqual(courseFacts(stateOf(facts)));
    expect(courseFacts(stateOf(after(...given, reported('passed', day(3)))))).toMatchObject({
      ...{ opened: true, testAccessed: true, passed: true },
    });
  });

  it('is passed when the learning system says so last: a correction is kept, and confirmed anew [UC-15.3, UC-15.5]', () => {
    const wrong = after(...marked, reported('passed', day(4)));
    const corrected = reported('passed', dayAfter);
    expect(typesOf(next(wrong, corrected))).toEqual(['CoursePassed', 'CourseEnded']);
    const late = [...wrong, ...next(wrong, corrected)];
    expect(courseFacts(stateOf(late))).toMatchObject({ passed: false, testAccessed: false });
    expect(stateOf(late).courses[0]?.ended).toMatchObject({ passed: false });
    const confirmed = [...wrong, ...next(wrong, confirmAs('completed', day(5)))];
    const conflict = [...confirmed, ...next(confirmed, corrected)];
    expect(isDue('confirm-course-outcome', confirmed)).toBe(false);
    expect(isDue('confirm-course-outcome', [...conflict, ...next(conflict, expired)], dayAfter)).toBe(true);
    const early = after(...marked, corrected, reported('passed', day(4)));
    expect(courseFacts(stateOf(early)).passed).toBe(true);
    expect(next(early, { ...reported('passed', day(4)), message: 'm-again' })).toEqual([]);
  });

  it('that is passed after its last day is not passed in time [UC-15.1]', () => {
    const late = after(...given, reported('passed', dayAfter));
    expect(courseFacts(stateOf(late))).toMatchObject({ passed: false, testAccessed: false });
    expect(courseFacts(stateOf(after(...given, reported('passed', overAt)))).passed).toBe(true);
  });

  it('is over once its last day is, which is noted, and decides nothing [UC-15.1]', () => {
    expect(next(after(...given), { ...expired, at: day(20) })).toEqual([]);
    const facts = after(...given, expired);
    expect(facts.at(-1)).toMatchObject({ type: 'CourseTimeExpired', data: { number: 1 } });
    expect(next(facts, expired)).toEqual([]);
    expect(instructedIn(facts)).toEqual([]);
    expect(isDue('confirm-course-outcome', after(...given))).toBe(false);
    expect(isDue('confirm-course-outcome', facts)).toBe(true);
  });

  it('of which the learning system does not take note is work for a person, until it does [UC-15.1]', () => {
    const note = (attempts: number, error: string | null) =>
      ({ type: 'NoteLearningSystem', number: 1, attempts, error, ...system }) as const;
    const unreached = after(...given, note(10, 'HTTP 503'), note(11, 'HTTP 503'));
    expect(typesOf(unreached).filter((type) => type === 'LearningSystemUnreached')).toHaveLength(1);
    expect(isDue('enter-for-course', unreached)).toBe(true);
    expect(isDue('enter-for-course', [...unreached, ...next(unreached, note(12, null))])).toBe(false);
    const byHand = step('enter-for-course', by('aqss'), { how: 'Entered.' });
    expect(isDue('enter-for-course', [...unreached, ...next(unreached, byHand)])).toBe(false);
    expect(() => next(after(...given), byHand)).toThrow('not-told');
  });

  it('is of the decision that holds: what an appeal sets aside has none, and another is told anew [UC-15.1]', () => {
    const vary = (at: string, outcome: string, actions: typeof course.actions) =>
      ({
        type: 'NoteVariation',
        ...{ ...of, hearing: `${of.case}-appeal`, decidedAt: at, outcome, proven: outcome !== 'set-aside', actions },
        ...{ actor: system.actor, at },
      }) as const;
    const aside = after(...given, reported('test-accessed', day(1)), vary(day(2), 'set-aside', []));
    expect(courseFacts(stateOf(aside)).testAccessed).toBe(false);
    expect(aside.filter(({ type }) => type === 'CourseWithdrawn')).toMatchObject([
      { data: { number: 1, withdrawnAt: day(2), toldBy: 'sanctions.send-course-letter' } },
    ]);
    expect(typesOf(next(aside, vary(day(3), 'set-aside', [])))).toEqual(['EffectsVaried', 'EffectsCompleted']);
    const again = after(...given, vary(day(2), 'reduced', course.actions));
    expect(isDue('send-course-letter', again)).toBe(true);
    const told = [...again, ...next(again, { ...courseLetter, at: day(3) })];
    expect(told.at(-1)).toMatchObject({ type: 'CourseGiven', data: { number: 2, notifiedAt: day(3) } });
    expect(next(told, reported('passed', day(4))).map(({ type }) => type)).toEqual(['CoursePassed']);
  });
});

describe('what became of the course, where the learning system cannot tell', () => {
  const entered = (change: Partial<EnterCourseResult> = {}, at = day(5)) =>
    ({
      type: 'EnterCourseResult',
      ...{ what: 'course.passed', happenedAt: day(4), reason: 'The certificate was shown.', ...change },
      ...by('aqss', at),
    }) as EnterCourseResult & Given;
  const on = (...commands: readonly Command[]) => givenFacts(sanctionsDecider, policy, ...after(...commands));

  it('is entered by a person who says how it is known, and counts as it would [UC-15.1] [UC-15.3]', () => {
    const facts = after(...marked, entered());
    expect(facts.at(-2)).toMatchObject({
      ...{ type: 'CoursePassed', authority: ['UC-15.1'] },
      data: { happenedAt: day(4), reason: 'The certificate was shown.' },
    });
    expect(facts.at(-1)).toMatchObject({ type: 'CourseEnded', data: { passed: true } });
    expect(next(facts, entered())).toEqual([]);
    expect(typesOf(next(facts, confirmAs('completed', day(5))))).toContain('InstructionIssued');
    on(...given)
      .when(entered({ reason: ' ' }))
      .thenRefused('how-it-is-known', 'UC-15.1');
    on(...given)
      .when({ ...entered(), ...by('registry') })
      .thenRefused('not-yours-to-do', 'UC-15.1');
  });

  it('happened when the student knew of the course, and not in the future [UC-15.1] [UC-15.5]', () => {
    for (const change of [{ happenedAt: day(6) }, { happenedAt: day(-1) }, { happenedAt: undefined }])
      on(...given)
        .when(entered(change as Partial<EnterCourseResult>))
        .thenRefused('since-the-student-was-told', 'UC-15.1');
    on(...imposed)
      .when(entered())
      .thenRefused('of-a-course', 'UC-15.1');
  });

  it('is taken back where it was told wrongly: what is left of it counts [UC-15.3] [UC-15.4]', () => {
    const told = after(...marked, reported('passed', day(3)), reported('failed', day(4)));
    const back = [...told, ...next(told, entered({ happenedAt: 'never', reason: 'Another student.' }))];
    expect(typesOf(back).slice(-2)).toEqual(['CourseReportTakenBack', 'CourseEnded']);
    expect(back.at(-1)).toMatchObject({ data: { passed: false } });
    expect(instructedIn([...back, ...next(back, confirmAs('not-completed', day(5)))])).toMatchObject([
      { effect: 'component-zero' },
    ]);
    expect(next(back, entered({ happenedAt: 'never' }))).toEqual([]);
  });
});

describe('how the course ended', () => {
  it('passed: the mark on form AI-0, provisional until the board ratifies it, and the offence is spent [UC-15.3]', () => {
    const passed = [...marked, reported('passed', day(4))] as const;
    expect(after(...passed).at(-1)).toMatchObject({ type: 'CourseEnded', data: { passed: true } });
    const facts = after(...passed, confirmAs('completed', day(5)));
    expect(instructedIn(facts)).toEqual([
      {
        effect: 'as-on-ai-0',
        parameters: expect.objectContaining({ mark: 52, provisional: true, reassessment: 'none' }),
        undoes: null,
      },
    ]);
    expect(facts.some(({ type }) => type === 'LetterSent')).toBe(true);
    expect(typesOf(next(facts, acknowledged(1)))).toEqual([
      'InstructionAcknowledged',
      'SanctionPutIntoEffect',
      'EffectsCompleted',
    ]);
  });

  it('passed: not before the mark is there that the student is notified of [UC-15.3]', () => {
    const facts = after(...given, reported('passed', day(4)));
    expect(() => next(facts, confirmAs('completed', day(5)))).toThrow('mark-on-ai-0');
  });

  it('passed, and failed when it was tried again: passed, for who has completed it has not failed to [UC-15.3] [UC-15.4]', () => {
    const both = [reported('passed', day(3)), reported('failed', day(4))];
    for (const told of [both, both.toReversed()]) {
      const facts = after(...marked, ...told);
      expect(courseFacts(stateOf(facts)).passed).toBe(true);
      expect(() => next(facts, confirmAs('not-completed', day(5)))).toThrow('completed');
      expect(instructedIn([...facts, ...next(facts, confirmAs('completed', day(5)))])).toMatchObject([
        { effect: 'as-on-ai-0' },
      ]);
    }
  });

  it('failed: zero for the component, and unspent, once a person confirmed it [UC-15.4]', () => {
    const facts = after(...given, reported('failed', day(4)));
    expect([isDue('confirm-course-outcome', facts), instructedIn(facts)]).toEqual([true, []]);
    expect(typesOf(facts)).not.toContain('CourseEnded');
    const confirmed = after(...given, reported('failed', day(4)), confirmAs('not-completed', day(5)));
    expect(instructedIn(confirmed)).toEqual([
      {
        effect: 'component-zero',
        parameters: { reassessment: 'ordinary', 'third-attempt': 'ordinary', provisional: false },
        undoes: null,
      },
    ]);
    expect(confirmed.some(({ type, data }) => type === 'CourseEnded' && !data.passed)).toBe(true);
    expect(isDue('confirm-course-outcome', confirmed, dayAfter)).toBe(false);
    expect(() => next(confirmed, confirmAs('not-completed', day(6)))).toThrow('not-confirmed-yet');
  });

  it('opened and never tested: not attempted, zero for all components, one reassessment [UC-15.5, UC-15.6]', () => {
    const over = [...given, reported('opened', day(3)), expired] as const;
    expect(() => next(after(...over), confirmAs('not-completed'))).toThrow('attempted-and-not-completed');
    const facts = after(...over, confirmAs('not-attempted'));
    expect(instructedIn(facts)).toEqual([
      {
        effect: 'module-zero',
        parameters: { reassessment: 'one', 'third-attempt': 'board-discretion', provisional: false },
        undoes: null,
      },
    ]);
  });

  it('is confirmed by a person of the office, and not before the time is over [UC-15.1]', () => {
    expect(() => next(after(...given), confirmAs('not-attempted', day(20)))).toThrow('completed-or-over');
    expect(() => next(after(...imposed), confirmAs('not-attempted'))).toThrow('course-required');
    const other = { ...confirmAs('not-attempted'), ...by('registry', dayAfter) };
    expect(() => next(after(...given, expired), other)).toThrow('not-yours-to-do');
    expect(next(after(...given), confirmAs('not-attempted'))).not.toEqual([]);
  });

  it('that is told late, to have been passed in time, is confirmed anew, and what was instructed is taken back [UC-15.3]', () => {
    const wrong = [...marked, expired, confirmAs('not-attempted'), acknowledged(1)] as const;
    expect(typesOf(after(...wrong)).at(-1)).toBe('EffectsCompleted');
    const told = after(...wrong, { ...reported('passed', day(20)), at: day(30) });
    expect(told.at(-1)).toMatchObject({ type: 'CourseEnded', data: { passed: true } });
    expect(isDue('confirm-course-outcome', told, day(30))).toBe(true);
    const again = [...told, ...next(told, confirmAs('completed', day(31)))];
    expect(instructedIn(again).map(({ effect, undoes }) => [effect, undoes])).toEqual([
      ['module-zero', null],
      ['module-zero', 1],
      ['as-on-ai-0', null],
    ]);
    const undone = [...again, ...next(again, acknowledged(2))];
    expect(typesOf(next(undone, acknowledged(3))).at(-1)).toBe('EffectsCompleted');
  });

  it('passed after the board met: the Chair confirms the mark, and then it is instructed [UC-15.7]', () => {
    const passed = [
      ...marked,
      boards('2026-10-06'),
      reported('passed', day(4)),
      confirmAs('completed', day(5)),
    ] as const;
    const facts = after(...passed);
    expect([instructedIn(facts), isDue('confirm-mark-after-board', facts)]).toEqual([[], true]);
    const confirm = step('confirm-mark-after-board', by('chair-mab', day(6)), { procedure: "Chair's action." });
    const confirmed = [...facts, ...next(facts, confirm)];
    expect(instructedIn(confirmed).map(({ effect }) => effect)).toEqual(['as-on-ai-0']);
    const before = after(...marked, boards('2026-10-20'), reported('passed', day(4)), confirmAs('completed', day(5)));
    expect(instructedIn(before).map(({ effect }) => effect)).toEqual(['as-on-ai-0']);
    expect(() => next(before, confirm)).toThrow('completed-after-the-board');
  });

  it('is put into effect by nobody before it is confirmed, and by a person where the student system cannot [UC-15.1]', () => {
    const put = {
      type: 'PutIntoEffect',
      ...{ action: 'academic-integrity-course', what: 'Entered.', on: null },
      ...by('aqss', dayAfter),
    } as const;
    expect(() => next(after(...given, expired), put)).toThrow('course-settled');
    const facts = after(...given, expired, confirmAs('not-attempted'), { ...acknowledged(1), done: false });
    expect(isDue('put-into-effect', facts)).toBe(true);
    expect(typesOf(next(facts, put))).toEqual(['SanctionPutIntoEffect', 'EffectsCompleted']);
  });

  it('is told of no course where the penalty is another [UC-15.1]', () => {
    const zero = after(opened, found, decided('component-zero', 'component-zero'));
    expect(() => next(zero, courseLetter)).toThrow('penalty-authorised');
    expect(courseFacts(stateOf(zero))).not.toHaveProperty('notifiedAt');
  });
});
