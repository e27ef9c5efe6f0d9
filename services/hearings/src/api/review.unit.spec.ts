import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import type { Actor } from '@probity/decider';
import { MemoryEventStore } from '@probity/event-store';
import type { PublicEvent } from '@probity/messaging';
import { MemoryVault, SealedCodec } from '@probity/record';
import {
  handleCommand,
  MovableClock,
  NotFound,
  ServiceContext,
  Streams,
  type Asked,
  type Subject,
} from '@probity/shell';
import { compilePacks, mergeCatalogues, packsDirectory, procedure } from '@probity/policy-packs';
import { appealCatalogue } from '../domain/appeal/facts.js';
import { hearingCatalogue } from '../domain/hearing/facts.js';
import type { HearingCommand } from '../domain/hearing/commands.js';
import { appealOf, appealsOfCase, appealSubject, hearingOf, hearingSubject, reviewOf } from '../subjects.js';
import * as p from '../testing/panel-samples.js';
import { noteMeetingOfAppeal, noteOriginalOf } from './appeal.meeting.js';
import { AppealController } from './appeal.controller.js';
import { AppealsController } from './appeals.controller.js';

const noParts = { partsIn: async () => [], isAwaitedIn: async () => false, listedIn: async () => new Map() };

const policy = compilePacks(
  packsDirectory,
  mergeCatalogues([...procedure.filter(({ service }) => service === 'hearing'), hearingCatalogue, appealCatalogue]),
  { only: 'chester/2017-18', settings: { 'chester/appeals-policy': '2017-18' } },
).get({ pack: 'chester', version: '2017-18' });

const id = p.caseId;
const own = { id: 'u-04', offices: ['chair-mab', 'airp-chair'], faculty: 'history' };
const reviewer = { id: 'u-21', offices: ['airp-chair'], faculty: 'chemistry' };
const officer = { id: 'u-31', offices: ['appeals-officer'] };
const now = '2018-02-05T10:00:00.000Z';

const contextOf = (streams: Streams): ServiceContext =>
  Object.assign(Object.create(ServiceContext.prototype) as ServiceContext, {
    name: 'hearings',
    streams,
    policies: { get: () => policy },
    clock: new MovableClock(),
    registers: {
      student: async (_: string, of: string) => (of === 's-501' ? { id: of, department: 'history' } : undefined),
      module: async () => undefined,
      staff: async (_: string, of: string) => {
        const found = [own, reviewer].find((one) => one.id === of);
        return found && { ...found, fields: [], training: [] };
      },
    },
    give(this: ServiceContext, subject: never, of: string, asked: Asked, command: never) {
      return handleCommand(streams, this.policies as never, subject, of, asked, command);
    },
  });

describe('a review of what was decided at a desk, at the edge', () => {
  let streams: Streams;
  let context: ServiceContext;
  let appeals: AppealsController;
  let appeal: AppealController;

  const told = (time = now): PublicEvent =>
    ({
      ...{ id: randomUUID(), case: id, policy: p.ofCase.policy, institution: 'chester', time, correlationId: id },
    }) as unknown as PublicEvent;
  const noting = async (command: HearingCommand): Promise<unknown> =>
    context.give(hearingSubject, hearingOf(id), context.askedBy(told(), command.type), command);
  const asked = async (actor: Actor): Promise<Asked> => {
    const versions = await Promise.all(
      appealsOfCase(id).map(async (of) => (await streams.load(appealSubject, of)).version),
    );
    return {
      ...{ actor, at: now, institution: 'chester', requestId: randomUUID(), requestDigest: '', correlationId: id },
      ...{ needsIfMatch: true, ifMatch: versions.find((version) => version > 0) ?? 0 },
    };
  };
  const lodge = async (kind: 'appeal' | 'review') => {
    const said = kind === 'review' ? { grounds: 'It is quoted.' } : { grounds: [irregularity] };
    const body = { by: 's-501', statement: '', against: [], kind, ...said };
    return appeals.lodge(id, body as never, { ...(await asked(p.student)), needsIfMatch: false, ifMatch: undefined });
  };
  const irregularity = { code: 'irregularity', parameters: { irregularity: 'There was no companion.' } };
  const meetingHeld = async (attended: boolean): Promise<void> => {
    await noting({ type: 'NoteMeeting', ...p.ofCase, kind: 'meeting', attended, heldAt: now });
    await noteMeetingOfAppeal(context, told());
  };
  const toReviewer = async (): Promise<void> => {
    await meetingHeld(true);
    const admission = { cause: '', reasonableCase: true, votes: {} };
    await appeal.admit(id, admission, await asked(p.dean));
    await appeal.convene(id, { body: 'independent-review' }, await asked(p.dean));
    await appeal.appoint(id, { person: reviewer.id, seat: 'reviewer' }, await asked(p.dean));
    await appeal.declare(id, reviewer.id, { conflict: false, involved: false }, await asked(reviewer));
    await appeal.refer(id, {}, await asked(p.dean));
  };
  const decide = async (actor: Actor, outcome: string) =>
    appeal.decide(
      id,
      { outcome, standard: '', reasons: 'Fair.', review: {}, votes: {}, chosen: [], findingFalls: false },
      await asked(actor),
    );
  const complete = async () =>
    appeal.complete(id, { externalReviewTold: false, letter: { procedure: 'The end.' } }, await asked(p.clerk));

  beforeEach(async () => {
    streams = new Streams(new MemoryEventStore(), new SealedCodec(new MemoryVault()), [
      hearingSubject,
      appealSubject,
    ] as unknown as readonly Subject[]);
    context = contextOf(streams);
    appeals = new AppealsController(context);
    appeal = new AppealController(context, noParts);
    await noting({ type: 'NoteCase', ...p.noted({ moduleLevel: 4 }, { registeredLevel: 4 }).data });
    const { actor: _, at: __, ...desk } = p.atDesk({ decidedAt: '2018-02-01T12:00:00.000Z' });
    await noting(desk as HearingCommand);
    await noting({ type: 'NoteStudentTold', ...p.ofCase, toldAt: '2018-02-01T16:00:00.000Z' });
    await noteOriginalOf(context, told());
  });

  it('is open to the student from the decision on, and asked for before the meeting [UC-9.2.0]', async () => {
    expect((await appeal.read(id, await asked(p.student))).body).toMatchObject({
      original: { decidedBy: 'department', signedAt: '2018-02-01T12:00:00.000Z', attendedMeeting: null },
    });
    expect((await lodge('review')).body).toMatchObject({ happened: ['OriginalNoted', 'AppealLodged'] });
    await expect(appeal.read(id, await asked({ ...p.student, id: 's-502' }))).rejects.toThrow(NotFound);
  });

  it('knows of the meeting that is held after it was asked for, and of one before [UC-9.2.1]', async () => {
    await lodge('review');
    await meetingHeld(false);
    const read = async () => (await appeal.read(id, await asked(p.dean))).body;
    expect(await read()).toMatchObject({ original: { attendedMeeting: false } });
    await meetingHeld(false);
    expect((await streams.load(appealSubject, reviewOf(id))).version).toBe(3);
  });

  it('is decided by a Chair who had no part in it and is of another department [UC-9.3]', async () => {
    await lodge('review');
    await meetingHeld(true);
    await appeal.admit(id, { cause: '', reasonableCase: true, votes: {} }, await asked(p.dean));
    await appeal.convene(id, { body: 'independent-review' }, await asked(p.dean));
    const refused = appeal.appoint(id, { person: own.id, seat: 'reviewer' }, await asked(p.dean));
    await expect(refused).rejects.toMatchObject({
      broken: {
        refusals: expect.arrayContaining([
          expect.objectContaining({ code: 'no-involvement', field: '/person' }),
          expect.objectContaining({ code: 'independent-of-department' }),
        ]) as unknown,
      },
    });
  });

  it('is final, and an appeal as to the procedure is open after it [UC-9.5.1] [UC-25.4]', async () => {
    await lodge('review');
    await toReviewer();
    expect((await decide(reviewer, 'set-aside')).body).toMatchObject({ happened: ['AppealDecided', 'ActionVaried'] });
    expect((await complete()).body).toMatchObject({ happened: ['ProceduresCompleted', 'LetterSent'] });
    await expect(lodge('review')).rejects.toMatchObject({
      broken: { refusals: [expect.objectContaining({ code: 'review-is-final' })] },
    });
    await lodge('appeal');
    const { body } = await appeal.read(id, await asked(p.student));
    expect(body).toMatchObject({ id: appealOf(id), lodged: { kind: 'appeal' }, decided: null });
    const { version } = await streams.load(appealSubject, appealOf(id));
    const by = { ...(await asked(officer)), ifMatch: version };
    const decision = { outcome: 'confirmed', standard: '', reasons: 'It was told.', review: {}, votes: {} };
    await appeal.decide(id, { ...decision, chosen: [], findingFalls: false }, by);
    expect((await appeal.read(id, await asked(p.dean))).body).toMatchObject({ decided: { outcome: 'confirmed' } });
  });

  it('loses nothing by an appeal that was there first [UC-9.2.0] [UC-25.4]', async () => {
    await lodge('appeal');
    await lodge('review');
    await toReviewer();
    expect((await appeal.read(id, await asked(p.dean))).body).toMatchObject({
      id: reviewOf(id),
      lodged: { kind: 'review' },
    });
  });
});
