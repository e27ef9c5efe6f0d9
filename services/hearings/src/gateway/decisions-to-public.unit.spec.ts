import { expect, it } from '@jest/globals';
import type { Told } from '@probity/shell';
import type { HearingEvent } from '../domain/hearing/hearing.js';
import * as a from '../testing/sitting-samples.js';
import { toPublic } from './to-public.js';

const tell = (event: HearingEvent | undefined) =>
  toPublic({ recorded: { stream: `hearing-${a.caseId}-1` }, event } as unknown as Told);
const ofType = (type: HearingEvent['type']) => a.after(a.decided, a.telling()).find((event) => event.type === type);
const ruling = { restedOn: {}, departures: [], breaches: [] };

it('tells the finding with its category, and an action for each effect [IBC-92] [IBC-93.0]', () => {
  expect(tell(ofType('FindingReached'))).toMatchObject({ type: 'FindingReached', data: { category: 'malpractice' } });
  const told = tell(ofType('PenaltyDecided'));
  expect(told).toMatchObject({
    type: 'ActionDecided',
    data: { actions: [{ code: 'e', effect: 'zero-for-work', binds: true, consent: null }, {}, {}] },
  });
  expect(JSON.stringify(told)).not.toContain('A third of the essay');
  expect(tell(ofType('DecisionLetterSent'))).toMatchObject({ type: 'DecisionCommunicated' });
});

it('tells nothing of what waits for its confirmation, and then the whole [UC-19.4.2]', () => {
  const provisional = (event: HearingEvent | undefined): HearingEvent =>
    ({ ...event, data: { ...event?.data, provisional: true } }) as HearingEvent;
  expect(tell(provisional(ofType('FindingReached')))).toBeUndefined();
  expect(tell(provisional(ofType('PenaltyDecided')))).toBeUndefined();
  const finding = { reachedAt: a.afterMeeting, findings: [], proven: true, category: 'academic-misconduct' };
  const confirmedAt = a.afterMeeting;
  expect(tell({ type: 'FindingConfirmed', data: { confirmedAt, finding, ruling } })).toMatchObject({
    type: 'FindingReached',
    data: { proven: true, category: 'academic-misconduct' },
  });
  const { actions } = a.stateOf(a.decided).penalty ?? { actions: [] };
  const penalty = { confirmedAt, decidedAt: a.afterMeeting, actions };
  expect(tell({ type: 'PenaltyConfirmed', data: penalty })).toMatchObject({ type: 'ActionDecided' });
});

it('keeps to itself what leads to the sitting, but that the student knows of the case, and what is on record from before', () => {
  const told = [...a.ready, a.historyOf('undergraduate')].flatMap((event) => tell(event) ?? []);
  expect(told.map(({ type }) => type)).toEqual(['StudentTold']);
});
