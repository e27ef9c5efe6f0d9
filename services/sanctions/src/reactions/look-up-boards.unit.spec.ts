import { describe, expect, it } from '@jest/globals';
import type { ServiceContext } from '@probity/shell';
import { after, course, decidedAt, found, next, of, opened, stateOf, type Command } from '../testing/chester.js';
import type { SanctionsEvent } from '../domain/sanctions/sanctions.js';
import { lookUpBoards } from './look-up-boards.js';

const work = { student: 'S-01', module: 'OT-201', component: 'E1', attempt: 1, attemptsAllowed: 3 };

/** What is noted of a case after these facts, where the register has these results. */
const noted = async (
  facts: readonly SanctionsEvent[],
  results: readonly object[],
  student: object | undefined = undefined,
) => {
  const given: SanctionsEvent[] = [];
  const context = {
    ...{ name: 'sanctions', clock: { instant: () => decidedAt } },
    streams: { load: async () => ({ state: facts.length === 0 ? { status: 'none' } : stateOf(facts) }) },
    registers: { results: async () => results, student: async () => student },
    give: async (_: unknown, __: string, { actor, at }: Command, command: Command) =>
      given.push(...next(facts, { ...command, actor, at })),
  } as unknown as ServiceContext;
  const isLookedUp = await lookUpBoards(context, of.institution, of.case, 'sha256:0');
  return { isLookedUp, noted: given.map(({ type, data }) => [type, data]) };
};
const known = after(opened, found, course);

describe('when boards met', () => {
  it('is that of the component, and of the attempt, that the case is about [UC-24.3.2]', async () => {
    const ratified = { ...work, ratifiedOn: '2026-10-01' };
    const others = [{ ...ratified, component: 'E2' }, { ...ratified, module: 'OT-202' }, work];
    expect((await noted(known, others)).noted).toEqual([]);
    expect((await noted(known, [...others, ratified])).noted).toEqual([
      ['BoardsNoted', { ratifiedOn: '2026-10-01', awardsBoardOn: null }],
    ]);
    const again = { ...opened, assessment: { ...opened.assessment, attempt: 2 } };
    expect((await noted(after(again, found, course), [ratified])).noted).toEqual([]);
  });

  it('is that of the student for what is recommended [UC-24.4.2]', async () => {
    expect((await noted(known, [], { awardsBoardOn: '2026-07-01' })).noted).toEqual([
      ['BoardsNoted', { ratifiedOn: null, awardsBoardOn: '2026-07-01' }],
    ]);
  });

  it('is looked up once it is known whose case it is, and noted where it is news', async () => {
    expect((await noted([], [])).isLookedUp).toBe(false);
    expect((await noted(after(found, course), [])).isLookedUp).toBe(false);
    const facts = [...known, { type: 'BoardsNoted', data: { ratifiedOn: '2026-10-01', awardsBoardOn: null } } as const];
    expect(await noted(facts, [{ ...work, ratifiedOn: '2026-10-01' }])).toEqual({ isLookedUp: true, noted: [] });
  });
});
