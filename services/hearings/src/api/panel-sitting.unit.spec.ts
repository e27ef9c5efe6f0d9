import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from '@probity/event-store';
import { derivedId } from '@probity/messaging';
import { handleCommand, JsonCodec, Streams, type Asked, type ServiceContext, type Subject } from '@probity/shell';
import type { HearingCommand } from '../domain/hearing/commands.js';
import type { KnownHearing } from '../domain/hearing/hearing.js';
import { hearingOf, hearingSubject } from '../subjects.js';
import * as p from '../testing/panel-samples.js';
import { SittingController } from './sitting.controller.js';

const other = '0197f3a0-0000-7000-8000-000000000053';
const cases = [p.caseId, other] as const;
const policies = { get: () => p.panelPolicy } as never;
let streams: Streams;
let controller: SittingController;
let requests = 0;

const asked = (actor: Asked['actor'], at: string, ifMatch?: number): Asked => ({
  ...{ actor, at, institution: 'chester', pin: p.ofCase.policy },
  ...{ requestId: derivedId('request', String((requests += 1))), requestDigest: 'd', correlationId: 'c' },
  ...{ ifMatch, needsIfMatch: ifMatch !== undefined },
});
const stateOf = async (id: string): Promise<KnownHearing> =>
  (await streams.load(hearingSubject, hearingOf(id))).state as KnownHearing;
const versionOf = async (id: string): Promise<number> => (await streams.load(hearingSubject, hearingOf(id))).version;
const as = async (actor: Asked['actor'], at: string, id: string = p.caseId) => asked(actor, at, await versionOf(id));
const tell = (id: string, command: HearingCommand, actor = p.system, at = p.referredAt) =>
  handleCommand(streams, policies, hearingSubject, hearingOf(id), asked(actor, at), command);

beforeEach(async () => {
  streams = new Streams(new MemoryEventStore(), new JsonCodec(), [hearingSubject] as unknown as readonly Subject[]);
  const staff = [p.chair, p.first, p.second, p.advisor, p.otherChair, p.dean];
  const registers = {
    staff: async (_: string, id: string) => {
      const person = staff.find((one) => one.id === id);
      return person && { ...person, fields: [], training: [] };
    },
    student: async () => undefined,
    module: async () => undefined,
    latest: async () => ({ register: { terms: [{ name: 'Spring', from: '2018-01-08', until: '2018-03-23' }] } }),
  };
  const give: ServiceContext['give'] = (subject, id, by, command, together) =>
    handleCommand(streams, policies, subject, id, by, command, together);
  const read: ServiceContext['read'] = (subject, id) => streams.load(subject, id);
  const context = { name: 'hearings', streams, policies, registers, give, read };
  controller = new SittingController(context as unknown as ServiceContext);
  for (const id of cases) {
    await tell(id, { type: 'NoteCase', ...p.noted().data, case: id });
    await tell(id, { type: 'NoteReferral', ...p.referred({ joined: true }).data, case: id });
    await tell(id, { type: 'NoteHistory', ...p.history().data, case: id });
    await tell(id, p.received, p.clerk);
  }
});

const seat = async (...people: readonly (readonly [Asked['actor'], string])[]) => {
  for (const [{ id: person }, where] of people)
    await controller.appoint(p.caseId, { person, seat: where }, await as(p.registrar, p.convenedAt));
};

describe('the Panel on several cases at one sitting', () => {
  const heldOn = async (attending: { readonly absent: string[] }) => {
    for (const id of cases) {
      await tell(id, { type: 'NoteAnswer', ...p.answered(false).data, case: id });
      await tell(id, p.eligibility(false), p.registrar);
    }
    await controller.convene(p.caseId, { body: 'airp', with: [other] }, await as(p.registrar, p.convenedAt));
    await seat([p.chair, 'chair'], [p.first, 'member'], [p.second, 'member'], [p.advisor, 'advisor']);
    const date = { at: p.hearingAt, place: 'Binks 014', online: false, nextAvailable: true };
    await controller.fixDate(p.caseId, date, await as(p.clerk, p.convenedAt));
    const letter = { statementTold: true, channel: 'university-email', letter: p.invitationWords };
    await controller.invite(p.caseId, letter, await as(p.clerk, p.invitedAt));
    for (const id of cases)
      await controller.serve(id, { to: 'all', documents: [p.essay, p.source] }, await as(p.clerk, p.invitedAt, id));
    const there = { student: true, companion: 'none', offices: [], presenter: true, inPlaceOfStudent: false };
    await controller.open(p.caseId, { ...there, ...attending }, await as(p.chair, p.hearingAt));
  };

  it('has one body, one date in term time and one opening, and hears the cases one after another [UC-22.2.2] [UC-18.1.0]', async () => {
    await heldOn({ absent: [] });
    for (const id of cases) {
      const { body, sitting } = await stateOf(id);
      expect(body).toMatchObject({ name: 'airp', complete: true });
      expect(sitting).toMatchObject({ cases, date: { inTermTime: true }, opened: { student: true } });
    }
    await tell(p.caseId, p.firstPart, p.advisor, p.later);
    await tell(p.caseId, p.finding(), p.chair, p.later);
    expect([(await stateOf(p.caseId)).finding?.proven, (await stateOf(other)).finding]).toEqual([true, null]);
  });

  it('goes ahead without one of the students, who was ill: only that case is heard anew [UC-19.1] [UC-18.3]', async () => {
    await heldOn({ absent: [other] });
    expect((await stateOf(other)).sitting.opened?.student).toBe(false);
    const request = { ground: 'illness', evidenced: true, channel: 'email' };
    await controller.requestDeferral(other, request, await as(p.student, p.thirdDay, other));
    await controller.decideDeferral(other, { granted: true, reason: 'Ill.' }, await as(p.registrar, p.thirdDay, other));
    expect(await stateOf(other)).toMatchObject({ body: { name: null }, sitting: { id: null } });
    expect(await stateOf(p.caseId)).toMatchObject({ body: { name: 'airp' }, sitting: { opened: { student: true } } });
    await controller.convene(other, { body: 'airp', with: [] }, await as(p.registrar, p.fourthDay, other));
    expect((await stateOf(other)).sitting.cases).toEqual([other]);
  });

  it('knows of no other absence than in its own cases', async () => {
    await expect(heldOn({ absent: ['0197f3a0-0000-7000-8000-0000000000ee'] })).rejects.toMatchObject({
      ...{ field: '/absent/0', code: 'no-such-case' },
    });
  });
});

describe('the subgroup on several cases', () => {
  it('sends one of them on to a full hearing, and keeps the other [UC-14.7]', async () => {
    for (const id of cases) await tell(id, p.eligibility(true), p.registrar, p.silenceOver);
    await controller.convene(p.caseId, { body: 'subgroup', with: [other] }, await as(p.registrar, p.convenedAt));
    await seat([p.chair, 'chair'], [p.dean, 'dean'], [p.advisor, 'advisor']);
    await controller.fixDate(
      p.caseId,
      { at: p.subgroupAt, online: true, nextAvailable: true },
      await as(p.clerk, p.convenedAt),
    );
    for (const id of cases)
      await controller.serve(
        id,
        { to: 'members', documents: [p.essay, p.source] },
        await as(p.clerk, p.convenedAt, id),
      );
    await tell(other, p.satisfying(false), p.chair, p.subgroupAt);
    await tell(other, p.referringOn, p.chair, p.subgroupAt);
    await controller.convene(other, { body: 'airp', with: [] }, await as(p.registrar, p.subgroupAt, other));
    expect((await stateOf(other)).body.name).toBe('airp');
    await tell(p.caseId, p.satisfying(true), p.chair, p.subgroupAt);
    await tell(p.caseId, p.finding({ votes: p.subgroupFor }), p.chair, p.subgroupAt);
    expect(await stateOf(p.caseId)).toMatchObject({ body: { name: 'subgroup' }, finding: { proven: true } });
  });
});
