import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@probity/decider';
import { MemoryEventStore } from '@probity/event-store';
import type { PublicEvent } from '@probity/messaging';
import { MemoryVault, SealedCodec } from '@probity/record';
import {
  handleCommand,
  Invalid,
  MovableClock,
  NotFound,
  Refused,
  ServiceContext,
  Streams,
  type Asked,
  type Subject,
} from '@probity/shell';
import type { HearingEvent } from '../domain/hearing/hearing.js';
import { whenDecisionCommunicated } from '../reactions/when-decision-communicated.js';
import { appealOf, appealSubject, hearingOf, hearingSubject } from '../subjects.js';
import {
  appealsPolicy,
  director,
  manager,
  original,
  principal,
  registrar,
  representative,
  student,
  teacher,
} from '../testing/appeal-samples.js';
import { decided } from '../testing/decided-hearing.js';
import { policyWith } from '../testing/samples.js';
import { AppealController } from './appeal.controller.js';
import { AppealsController } from './appeals.controller.js';
import { HearingController } from './hearing.controller.js';

const noParts = { partsIn: async () => [], isAwaitedIn: async () => false, listedIn: async () => new Map() };

const { case: id } = decided.ofCase;
const staff = [director, registrar, principal, teacher, manager, representative];
const now = '2026-07-20T10:00:00.000Z';

const contextOf = (streams: Streams): ServiceContext =>
  Object.assign(Object.create(ServiceContext.prototype) as ServiceContext, {
    name: 'hearings',
    streams,
    policies: { get: ({ pack }: { pack: string }) => (pack === 'imi' ? policyWith() : appealsPolicy) },
    clock: new MovableClock(),
    registers: {
      student: async (_: string, of: string) => (of.startsWith('s-') ? { id: of } : undefined),
      module: async () => undefined,
      staff: async (_: string, of: string) => {
        const found = staff.find((one) => one.id === of);
        return found && { ...found, fields: [], training: [] };
      },
    },
    give(this: ServiceContext, subject: never, of: string, asked: Asked, command: never) {
      return handleCommand(streams, this.policies as never, subject, of, asked, command);
    },
  });

describe('appeals at the edge', () => {
  let streams: Streams;
  let context: ServiceContext;
  let appeals: AppealsController;
  let appeal: AppealController;

  const seed = async (...events: readonly HearingEvent[]): Promise<void> => {
    const stream = `hearing-${hearingOf(id)}`;
    const stored = events.map(async ({ type, data }, index) => {
      const around = decided.envelope(randomUUID(), type);
      return { ...around, data: await streams.encode({ ...around, stream, version: index + 1 }, data) };
    });
    await streams.store.append([{ stream, expected: 0, events: await Promise.all(stored) }]);
  };
  const asked = async (actor: Actor, at = now): Promise<Asked> => ({
    ...{ actor, at, institution: 'irish-baptist-college', requestId: randomUUID(), requestDigest: '' },
    ...{ correlationId: id, needsIfMatch: true, ifMatch: (await streams.load(appealSubject, appealOf(id))).version },
  });
  const lodging = {
    ...{ by: student.id, grounds: ['disproportionate-penalty'], statement: 'A first offence.' },
    ...{ kind: 'appeal' as const, against: [] },
  };
  const lodge = async (actor = student, more: object = {}) =>
    appeals.lodge(id, { ...lodging, ...more } as never, { ...(await asked(actor)), ifMatch: undefined });

  beforeEach(() => {
    streams = new Streams(new MemoryEventStore(), new SealedCodec(new MemoryVault()), [
      hearingSubject,
      appealSubject,
    ] as unknown as readonly Subject[]);
    context = contextOf(streams);
    appeals = new AppealsController(context);
    appeal = new AppealController(context, noParts);
  });

  it('begin with the decision that was sent, where the policy has appeals [IBC-115, IBC-117.1]', async () => {
    await seed(...decided.facts);
    const event = { case: id, policy: decided.ofCase.policy, institution: 'irish-baptist-college', id: 'e-1' };
    const told = { ...event, time: now, correlationId: id } as unknown as PublicEvent;
    await whenDecisionCommunicated(context)(told);
    await whenDecisionCommunicated(context)(told);
    const { body } = await appeal.read(id, await asked(student));
    expect(body).toMatchObject({
      lodged: null,
      original: { penalty: { tariff: 'malpractice-penalties', codes: ['a'] } },
    });
    expect(body).not.toHaveProperty('original.accuser');
    expect((await streams.load(appealSubject, appealOf(id))).version).toBe(1);
    await whenDecisionCommunicated(context)({ ...told, policy: { pack: 'imi', version: '8' } });
  });

  it('are against a decision: before there is one, there is none to lodge [IBC-115]', async () => {
    await expect(lodge()).rejects.toThrow(NotFound);
    await seed(...decided.facts.slice(0, 4));
    const refused = await lodge().catch((error: unknown) => error);
    expect((refused as Refused).broken.refusals).toMatchObject([
      { code: 'no-decision', clauses: expect.arrayContaining(['IBC-115']) as unknown },
    ]);
  });

  it('are a student their own only, and lodged when they are', async () => {
    await seed(...decided.facts);
    await expect(lodge({ ...student, id: 's-002' })).rejects.toThrow(NotFound);
    await expect(lodge(director, { by: 'nobody' })).rejects.toThrow(Invalid);
    await expect(lodge(student, { submittedAt: '2026-07-01T10:00:00Z' })).rejects.toThrow('submitted now');
    await expect(lodge(director, { submittedAt: '2027-07-01T10:00:00Z' })).rejects.toThrow('later than now');
    await lodge(director, { submittedAt: '2026-07-01T11:00:00+01:00', inWriting: true });
    const { body } = await appeal.read(id, await asked(registrar));
    expect(body).toMatchObject({ lodged: { submittedAt: '2026-07-01T10:00:00.000Z', lodgedAt: now, inWriting: true } });
    await expect(appeal.read(id, await asked({ ...student, id: 's-002' }))).rejects.toThrow(NotFound);
  });

  it('are on the file of the case, which is open to those who hear them and to no lecturer [IBC-97.4] [IBC-113.1]', async () => {
    await seed(...decided.facts);
    await lodge();
    const lecturer = { id: 'st-20', offices: ['lecturer'] };
    const { body } = await appeal.read(id, await asked(lecturer));
    expect(body).toMatchObject({ id: appealOf(id), hidden: [{ what: 'malpractice-file' }] });
    expect(body).not.toHaveProperty('lodged');
    expect((await appeal.read(id, await asked(student))).body).toHaveProperty('lodged.grounds');
    await appeal.refer(id, {}, await asked(director));
    await appeal.convene(id, { body: 'special-cases-appeal-committee' }, await asked(registrar));
    await appeal.appoint(id, { person: teacher.id, seat: 'teaching-staff' }, await asked(registrar));
    expect((await appeal.read(id, await asked(teacher))).body).toHaveProperty('lodged.grounds');
    const hearing = new HearingController(context, noParts);
    expect((await hearing.read(id, await asked(teacher))).body).toHaveProperty('finding');
    expect((await hearing.read(id, await asked(manager))).body).not.toHaveProperty('finding');
  });

  it('are heard and decided by others, from the register as from the case [IBC-116, IBC-121, IBC-118.1]', async () => {
    await seed(...decided.facts);
    await lodge();
    await appeal.refer(id, {}, await asked(director));
    await appeal.convene(id, { body: 'special-cases-appeal-committee' }, await asked(registrar));
    await expect(appeal.appoint(id, { person: 'x', seat: 'chair' }, await asked(registrar))).rejects.toThrow(Invalid);
    const seats = [
      [principal, 'chair'],
      [teacher, 'teaching-staff'],
      [manager, 'management-committee'],
      [representative, 'student'],
    ] as const;
    for (const [{ id: person }, seat] of seats) await appeal.appoint(id, { person, seat }, await asked(registrar));
    for (const [member] of seats)
      await appeal.declare(id, member.id, { conflict: false, involved: false }, await asked(member));
    const step = { type: 'RecordStep', step: 'appeal.choose-mode', fields: { mode: 'documents' } } as const;
    await context.give(appealSubject, appealOf(id), await asked(principal), step);
    const review = { procedures: 'Followed.', 'new-evidence': 'None.', penalty: 'Fair.' };
    const votes = Object.fromEntries(seats.map(([member]) => [member.id, 'for' as const]));
    const decision = { outcome: 'confirmed', standard: 'balance-of-probabilities', reasons: 'Fair.', review, votes };
    const { body } = await appeal.decide(id, { ...decision, chosen: [], findingFalls: false }, await asked(principal));
    expect(body).toMatchObject({ happened: ['AppealDecided'] });
    // The appellant is not shown what those who hear it declare and note.
    const seen = await appeal.read(id, await asked(student));
    const [member] = (seen.body as { body: { members: object[] } }).body.members;
    expect(Object.keys(member ?? {})).toEqual(['person', 'seat']);
    expect(seen.body).not.toHaveProperty('body.declarations');
    expect(seen.body).not.toHaveProperty('steps.told');
    expect((await appeal.read(id, await asked(registrar))).body).toHaveProperty('steps.told');
    const { told } = await streams.load(appealSubject, appealOf(id));
    const lodged = told.find(({ event }) => event.type === 'AppealLodged');
    expect(told.at(-1)?.event.data).toMatchObject({ appeal: lodged?.recorded.id });
    const letter = { issues: 'Proportion.', 'procedure-and-role': 'The end.' };
    const ended = await appeal.complete(id, { externalReviewTold: true, letter }, await asked(registrar));
    expect(ended.body).toMatchObject({ happened: ['ProceduresCompleted', 'LetterSent'] });
    expect(original.decidedBy).toBe('special-cases-committee');
  });
});
