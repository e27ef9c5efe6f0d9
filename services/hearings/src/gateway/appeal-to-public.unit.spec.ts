import { expect, it } from '@jest/globals';
import type { Told } from '@probity/shell';
import {
  forIt,
  after,
  appealId,
  beforeTheBody,
  deciding,
  heardAt,
  lastDay,
  lodging,
  noted,
  onDocuments,
  original,
  principal,
  registrar,
  tooLate,
} from '../testing/appeal-samples.js';
import { toPublic } from './to-public.js';

const recorded = { id: appealId, stream: `appeal-${noted().data.case}-1` };
const tell = (events: readonly unknown[]) =>
  events.map((event) => toPublic({ recorded, event } as Told)).filter((told) => told !== undefined);
const ready = after(beforeTheBody(), onDocuments);

it('tells that an appeal was lodged by the id of the event, and not why', () => {
  expect(tell(after([noted()], lodging()))).toMatchObject([
    { type: 'AppealLodged', data: { appeal: appealId, lodgedAt: lastDay } },
  ]);
});

it('tells what was decided and what is in its place, and no reasons', () => {
  const chosen = [{ code: 'e', parameters: { work: 'Essay on Job', resit: 'capped' } }];
  const told = tell(after(ready, deciding('reduced', { chosen })).slice(ready.length));
  expect(told).toMatchObject([
    { type: 'AppealDecided', data: { appeal: appealId, outcome: 'reduced' } },
    { type: 'ActionVaried', data: { hearing: original.hearing, outcome: 'reduced', proven: true } },
  ]);
  const { actions } = (told[1]?.data ?? { actions: [] }) as {
    actions: readonly { effect: string; parameters: object }[];
  };
  expect(actions.map(({ effect }) => effect)).toEqual([
    'zero-for-work',
    'resit-permitted',
    'overrides-assessment-decisions',
  ]);
  expect(actions[0]?.parameters).toEqual({ resit: 'capped' });
  expect(JSON.stringify(told)).not.toContain('As the review shows');
});

it('tells that an appeal was declined as what came of it', () => {
  const late = beforeTheBody({}, tooLate);
  const decline = {
    type: 'DeclineAppeal',
    appeal: appealId,
    why: 'Late.',
    votes: forIt,
    actor: principal,
    at: heardAt,
  } as const;
  expect(tell(after(late, decline).slice(late.length))).toMatchObject([
    { type: 'AppealDecided', data: { appeal: appealId, outcome: 'declined', decidedAt: heardAt } },
  ]);
});

it('tells that the procedures are at an end', () => {
  const letter = { issues: 'All.', 'external-review': 'None.', 'procedure-and-role': 'The end.' };
  const complete = {
    type: 'CompleteProcedures',
    externalReviewTold: true,
    letter,
    actor: registrar,
    at: heardAt,
  } as const;
  const decided = after(ready, deciding('confirmed'));
  expect(tell(after(decided, complete).slice(decided.length))).toMatchObject([
    { type: 'ProceduresCompleted', data: { completedAt: heardAt } },
  ]);
});

it('keeps who hears it to itself', () => {
  expect(tell(beforeTheBody().slice(2))).toEqual([]);
});
