import { describe, expect, it } from '@jest/globals';
import type { Given } from '@probity/decider';
import { handleCommand, Refused, type Asked, type ServiceContext, type Streams } from '@probity/shell';
import type { HearingCommand } from '../domain/hearing/commands.js';
import type { HearingEvent } from '../domain/hearing/hearing.js';
import { hearingOf, hearingSubject } from '../subjects.js';
import * as p from '../testing/panel-samples.js';
import * as s from '../testing/penalty-samples.js';
import { HearingController } from './hearing.controller.js';

const noParts = { partsIn: async () => [], isAwaitedIn: async () => false, listedIn: async () => new Map() };

const policies = { get: () => p.panelPolicy } as never;
const streamsOf = (facts: readonly HearingEvent[]) =>
  ({
    load: async ({ name }: { readonly name: string }) => ({
      ...{ stream: 'hearing', version: facts.length, told: [] },
      state: name === 'hearing' ? p.stateOf(facts) : { status: 'none' },
    }),
  }) as unknown as Streams;
const asked = (actor: Asked['actor'], at = p.later) =>
  ({ actor, at, institution: 'chester', requestId: 'r', requestDigest: 'd', correlationId: 'c' }) as Asked;

/** What whoever gives it is told of the refusal. */
const refusedOn = async (facts: readonly HearingEvent[], { actor, at, ...command }: HearingCommand & Given) => {
  const by = asked(actor, at);
  const given = handleCommand(streamsOf(facts), policies, hearingSubject, hearingOf(p.caseId), by, command as never);
  const error = await given.then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof Refused)) throw error ?? new Error('it was not refused');
  return error.broken.refusals;
};

const inAbsence = p.after(p.absent, p.finding());
const referBack = p.step('hearing.refer-back', { instruction: 'Mark it.' }, p.clerk, p.later);
const statement = (actor: Asked['actor']) =>
  p.step('hearing.receive-statement', { statement: 'It is mine.' }, actor, p.later);

describe('a refusal', () => {
  it('tells nobody of a decision that is not confirmed: neither which it is, nor that there is one [UC-18.3] [UC-19.1]', async () => {
    for (const facts of [inAbsence, p.after(p.absent, p.finding(p.noBreach)), p.absent])
      expect(await refusedOn(facts, referBack)).toEqual([
        expect.objectContaining({ code: 'no-breach', facts: { 'finding.reached': false } }),
        expect.objectContaining({ code: 'decision-stands' }),
      ]);
  });

  it('that rests on nothing else says that something is kept back, in the words of the policy [UC-18.3] [UC-19.1]', async () => {
    for (const actor of [p.clerk, p.student])
      expect(await refusedOn(inAbsence, statement(actor))).toEqual([
        {
          code: 'kept-back',
          clauses: ['UC-18.3', 'UC-19.1', 'UC-24.1'],
          says: expect.stringContaining('Nobody is told of a decision before it is confirmed') as unknown,
        },
      ]);
  });

  it('tells whoever sees the decision what it rests on [UC-18.3]', async () => {
    expect(await refusedOn(inAbsence, statement(p.registrar))).toMatchObject([
      { code: 'before-the-decision', facts: { 'finding.reached': true } },
    ]);
  });
});

describe('comparable decisions', () => {
  const none = { where: () => none, getMany: async () => [] };
  const views = { getRepository: () => ({ createQueryBuilder: () => none }) };
  const offencesSeenBy = async (actor: Asked['actor']) => {
    const both = s.heardBy({ offences: ['plagiarism', 'collusion'] });
    const outcomes = { plagiarism: 'unacceptable-academic-practice', collusion: 'not-shown' };
    const streams = streamsOf(p.after(both, p.finding({ findings: s.findings(outcomes) })));
    const read = (subject: never, id: string) => streams.load(subject, id);
    const context = { streams, views, policies, read } as unknown as ServiceContext;
    const reply = { header: () => reply };
    const parts = { ...noParts, partsIn: async () => (actor === p.departmentChair ? ['acted'] : []) };
    return (await new HearingController(context, parts).comparables(p.caseId, asked(actor), reply as never)).offences;
  };

  it('are of what is proven for who decided it, and of what is alleged for others until it is confirmed [UC-19.1] [UC-24.1]', async () => {
    for (const who of [p.chair, p.registrar]) expect(await offencesSeenBy(who)).toEqual(['plagiarism']);
    for (const who of [p.clerk, p.departmentChair, p.dean])
      expect(await offencesSeenBy(who)).toEqual(['collusion', 'plagiarism']);
  });
});
