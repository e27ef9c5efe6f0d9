import { describe, expect, it } from '@jest/globals';
import { fold, given } from '@probity/decider';
import { chester } from '../../testing/chester.js';
import { categorise, openCase, student, submit, type Act } from '../../testing/students.js';
import { reportSubject } from '../../subjects.js';
import { reportDecider } from './decisions.js';
import type { ReportEvent } from './events.js';
import { reportFacts } from './facts.js';

const first = '0198f000-0000-7000-8000-0000000000d1';
const second = '0198f000-0000-7000-8000-0000000000d2';
const examiner = { actor: { id: 'S-1', offices: ['examiner'] }, at: '2026-10-05T09:00:00.000Z' };
const chair = { actor: { id: 'S-2', offices: ['chair-mab'] }, at: '2026-10-05T09:00:00.000Z' };
const two = [
  { ...student('ST-1'), case: first },
  { ...student('ST-2'), case: second },
];
const report = submit(examiner, {
  ...{ students: two, evidenceKinds: ['similar-work'], directEvidence: true, earlierPractice: ['ST-1'] },
  reporter: { kind: 'examiner', name: null, contact: null, relationship: null },
});
const collusion = categorise('unacceptable-academic-practice', ['collusion'], { given: chair });
const open = (id: string, caseId: string): Act => ({ ...openCase(id, { case: caseId }), ...chair });

const eventsOf = (...commands: readonly Act[]): readonly ReportEvent[] =>
  commands.reduce<readonly ReportEvent[]>(
    (events, command) => [
      ...events,
      ...reportDecider
        .decide(command, fold(reportDecider, events), chester)
        .flatMap(({ type, data, on }) => (on ? [] : [{ type, data } as ReportEvent])),
    ],
    [],
  );

/** As the streams open them once that case was destroyed. */
const without = (gone: string, events: readonly ReportEvent[]): readonly ReportEvent[] =>
  events.map((event) => {
    const data = structuredClone(event.data) as Record<string, unknown>;
    for (const { path, caseOf } of reportSubject.apart?.[event.type] ?? []) {
      const left = (part: unknown) => (caseOf(part, data) === gone ? { case: gone, forgotten: true } : part);
      const name = path.replace('.[]', '');
      data[name] = Array.isArray(data[name]) ? data[name].map(left) : left(data[name]);
    }
    return { type: event.type, data } as ReportEvent;
  });

describe('a report on two students, one of whose cases was destroyed [UC-8.8.2]', () => {
  const events = eventsOf(report, collusion, open('ST-1', first), open('ST-2', second));
  const left = without(first, events);
  const state = fold(reportDecider, left);

  it('knows nothing of that student any more, in none of its facts', () => {
    expect(JSON.stringify(events)).toContain('ST-1');
    expect(JSON.stringify(left)).not.toContain('ST-1');
    for (const { type, data } of left)
      expect(reportSubject.events[type].safeParse(data)).toMatchObject({ success: true });
  });

  it('goes on with the other, and still is about two [UC-2.4.3]', () => {
    expect(state).toMatchObject({
      students: [{ id: 'ST-2' }],
      forgotten: 1,
      earlierPractice: [],
      cases: [
        { case: first, subject: null },
        { case: second, subject: { id: 'ST-2' } },
      ],
    });
    expect(reportFacts(state, chair).report.students).toBe(2);
    expect(reportSubject.pinned(state)).toMatchObject({ students: ['ST-2'] });
    given(reportDecider, chester, ...left)
      .when({ ...collusion, classification: 'academic-misconduct' } as Act)
      .thenRefused('normally-unacceptable-practice', 'UC-5.2');
  });

  it('opens no case on somebody whom it does not name, who may be the one it has forgotten [UC-2.8]', () => {
    const reasons = { 'named-in-the-report': 'Another of the group.' };
    given(reportDecider, chester, ...left)
      .when({ ...open('ST-1', '0198f000-0000-7000-8000-0000000000d3'), reasons })
      .thenRefused('still-named', 'UC-2.8');
  });

  it('is on one student where somebody is named by id and by number [UC-2.4.3]', () => {
    const twice = [student('ST-1'), { ...student('ST-1'), candidate: '771' }];
    given(reportDecider, chester, ...eventsOf({ ...report, students: twice } as Act))
      .when(collusion)
      .thenRefused('collusion-takes-two', 'UC-2.4.3');
  });

  it('reads who was dealt with before as it was stored first', () => {
    const lift = reportSubject.upcasters['EarlierPracticeNoted']?.[1];
    expect(lift?.({ students: ['ST-1'], notedAt: examiner.at })).toEqual({
      ...{ students: [{ id: 'ST-1' }], notedAt: examiner.at },
    });
  });
});
