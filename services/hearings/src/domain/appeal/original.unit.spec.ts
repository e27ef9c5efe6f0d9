import { expect, it } from '@jest/globals';
import { fold } from '@probity/decider';
import { appealsPolicy } from '../../testing/appeal-samples.js';
import * as p from '../../testing/panel-samples.js';
import { decided } from '../../testing/decided-hearing.js';
import { evolve, noHearing, type HearingEvent, type KnownHearing } from '../hearing/hearing.js';
import { originalOf } from './original.js';

const { ofCase, noted, referred, convened, found, penalised, sent, decidedAt, ruling } = decided;
const of = (...facts: readonly HearingEvent[]) =>
  originalOf(fold({ initial: noHearing, evolve }, facts) as KnownHearing, 'h-1', appealsPolicy);

it('is nothing before anything is decided [IBC-115]', () => {
  expect(of(noted, referred, convened)).toBeNull();
});

it('is what was decided, by whom, and when it was told [IBC-115, IBC-117.1]', () => {
  expect(of(noted, referred, convened, found, penalised, sent)).toMatchObject({
    ...ofCase,
    student: { validatedBy: 'spurgeons-college' },
    original: {
      ...{ hearing: 'h-1', decidedAt, decidedBy: 'special-cases-committee', notifiedAt: '2026-06-26T15:30:00.000Z' },
      ...{ proven: true, participated: false, attendedMeeting: null },
      ...{ involved: ['st-07'], accuser: 'st-08', satOn: [{ person: 'st-07', body: 'interviewers' }] },
    },
  });
});

it('of what was decided at a desk is told by what the student was sent after it [UC-9.2.0]', () => {
  const told = (toldAt: string) => p.by(p.system, toldAt, { type: 'NoteStudentTold', ...p.ofCase, toldAt } as const);
  const notified = (...facts: Parameters<typeof p.after>[1][]) =>
    originalOf(p.stateOf(p.after([p.noted()], ...facts)), 'h-1', p.panelPolicy)?.original.notifiedAt;
  const [before, later] = ['2018-01-31T10:00:00.000Z', '2018-02-01T16:00:00.000Z'];
  expect(notified(p.atDesk())).toBeNull();
  expect(notified(told(before), p.atDesk())).toBeNull();
  expect(notified(told(before), p.atDesk(), told(later))).toBe(later);
  expect(notified(told(later), told(before), p.atDesk())).toBe(later);
});

it('keeps what its tariff was applied to, as it was then, and no more [IBC-93.gate]', () => {
  const penalty = of(noted, referred, convened, found, penalised)?.original.penalty;
  expect(penalty).toMatchObject({ tariff: 'malpractice-penalties', codes: ['a'] });
  expect(penalty?.facts).toMatchObject({ student: { career: 'undergraduate' }, work: { marked: true } });
  expect(Object.keys(penalty?.facts ?? {}).filter((name) => !['student', 'history', 'work'].includes(name))).toEqual(
    [],
  );
});

it('knows of no offence that was found later, and of none that fell since [IBC-93.gate]', () => {
  const history = (version: number, ...foundAt: readonly string[]): HearingEvent => ({
    type: 'HistoryNoted',
    data: {
      ...ofCase,
      ...{ version, toldAt: decidedAt },
      offences: foundAt.map((on) => ({
        ...{ case: '0197f3a0-0000-7000-8000-000000000009', reference: 'IBC-2026-000009', category: 'malpractice' },
        ...{ offences: ['collusion'], career: 'undergraduate', moduleLevel: 4, foundAt: on, penalties: ['a'] },
        spent: false,
      })),
    },
  });
  const [before, after] = ['2025-05-01T10:00:00.000Z', '2026-06-30T10:00:00.000Z'];
  const careers = (...told: readonly HearingEvent[]) =>
    of(noted, referred, convened, found, ...told)?.original.penalty?.facts?.['history'];
  expect(careers(history(1), penalised, history(2, after))).toMatchObject({ careers: [] });
  expect(careers(history(1, before), penalised, history(2, before, after))).toMatchObject({
    careers: ['undergraduate'],
  });
  expect(careers(history(1, before), penalised, history(2))).toMatchObject({ careers: [] });
});

it('has a student who came, or who wrote, as one who took part [IBC-117.3]', () => {
  const opened = (student: boolean): HearingEvent => ({
    type: 'HearingOpened',
    data: { student, companion: 'none', offices: [], presenter: true, openedAt: decidedAt, ruling } as never,
  });
  const wrote: HearingEvent = { type: 'StatementReceived', data: { receivedAt: decidedAt } as never };
  expect(of(noted, convened, opened(true), found)?.original.participated).toBe(true);
  expect(of(noted, convened, opened(false), found)?.original.participated).toBe(false);
  expect(of(noted, convened, wrote, opened(false), found)?.original.participated).toBe(true);
});
