import { describe, expect, it } from '@jest/globals';
import { college } from '../../testing/college.js';
import { caseOf } from '../../testing/college.js';
import { policy } from '../../testing/chester.js';
import { historyFor } from './decisions.js';
import type { KnownSubject, RecordedOffence } from './subject.js';

const practice = 'unacceptable-academic-practice';
const misconduct = 'academic-misconduct';
const ended = (passed: boolean, standardPenaltyOpen = true) => ({ passed, standardPenaltyOpen });

/** The n-th offence on record, found in that order. */
const offence = (number: number, change: Partial<RecordedOffence> = {}): RecordedOffence => ({
  ...{ case: caseOf(number), reference: `R-${number}`, category: practice, offences: ['plagiarism'], moduleLevel: 5 },
  ...{ career: 'undergraduate', foundAt: `202${number}-05-01T10:00:00.000Z`, penalties: [], setAside: false },
  ...{ course: null, ...change },
});

/** What is told of them in a case of a student who is registered at that level. */
const historyOf = (registeredLevel: number | null, ...offences: readonly RecordedOffence[]) => {
  const subject = { status: 'known', offences, referred: [], ended: [] } as unknown as KnownSubject;
  return historyFor(subject, caseOf(9), { policy, registeredLevel });
};
/** Which of them are spent. */
const spent = (registeredLevel: number | null, ...offences: readonly RecordedOffence[]): readonly boolean[] =>
  historyOf(registeredLevel, ...offences).map((one) => one.spent);

describe('an offence at Level 3 or 4', () => {
  it.each([3, 4])('is spent when the student starts study at Level 5 [UC-5.7.1] (Level %d)', (moduleLevel) => {
    expect(spent(4, offence(1, { moduleLevel }))).toEqual([false]);
    expect(spent(5, offence(1, { moduleLevel }))).toEqual([true]);
    expect(spent(6, offence(1, { moduleLevel }))).toEqual([true]);
  });

  it.each([3, 4])(
    'has no known standing while nobody tells where the student is registered [UC-5.7.1] (Level %d)',
    (moduleLevel) => {
      const [told] = historyOf(null, offence(1, { moduleLevel }));
      expect(told).toMatchObject({ spent: false, standingUnknown: true });
      expect(historyOf(4, offence(1, { moduleLevel }))[0]).not.toHaveProperty('standingUnknown');
      for (const other of [offence(1), offence(1, { moduleLevel, category: misconduct })])
        expect(historyOf(null, other)[0]).not.toHaveProperty('standingUnknown');
    },
  );

  it('of academic misconduct is not [UC-5.7.3]', () => {
    expect(spent(6, offence(1, { moduleLevel: 4, category: misconduct }))).toEqual([false]);
  });
});

describe('one initial offence at Level 5 or higher', () => {
  it('is spent if the student successfully completes the course [UC-5.7.2]', () => {
    expect(spent(6, offence(1))).toEqual([false]);
    expect(spent(6, offence(1, { course: ended(true) }))).toEqual([true]);
  });

  it('is spent where the Panel imposed the course on somebody who was not eligible for it, too [UC-5.7.2, reading a32]', () => {
    expect(spent(6, offence(1, { course: ended(true, false) }))).toEqual([true]);
  });

  it('is unspent where the course was failed, and no later one is spent in its place [UC-5.7.2, UC-15.4]', () => {
    const failed = offence(1, { course: ended(false) });
    expect(spent(6, failed, offence(2, { course: ended(true) }))).toEqual([false, false]);
  });

  it('is the first at Level 5 or higher, whatever was before [UC-5.7.2]', () => {
    const before = offence(1, { moduleLevel: 4 });
    expect(spent(6, before, offence(2, { course: ended(true) }), offence(3))).toEqual([true, true, false]);
  });

  it('is not what was set aside [UC-5.7.2]', () => {
    const aside = offence(1, { setAside: true });
    expect(spent(6, aside, offence(2, { course: ended(true) }))).toEqual([true]);
  });
});

it('no offence is spent of which the level is not known, or by a policy that has no such table [UC-5.7.3]', () => {
  expect(spent(6, offence(1, { moduleLevel: null, course: ended(true) }))).toEqual([false]);
  const subject = { status: 'known', offences: [offence(1, { moduleLevel: 4 })] } as unknown as KnownSubject;
  expect(historyFor(subject, caseOf(9), { policy: college, registeredLevel: 6 })[0]?.spent).toBe(false);
});
