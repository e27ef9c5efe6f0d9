import { beforeEach, describe, expect, it } from '@jest/globals';
import { fold } from '@probity/decider';
import { MemoryEventStore } from '@probity/event-store';
import { derivedId } from '@probity/messaging';
import {
  handleCommand,
  Invalid,
  JsonCodec,
  Streams,
  type Asked,
  type ServiceContext,
  type Subject,
} from '@probity/shell';
import { hearingDecider } from '../domain/hearing/decider.js';
import type { HearingCommand } from '../domain/hearing/commands.js';
import type { KnownHearing } from '../domain/hearing/hearing.js';
import { hearingOf, hearingSubject } from '../subjects.js';
import * as a from '../testing/sitting-samples.js';
import { SittingController } from './sitting.controller.js';
import { allegedBesides } from './together.lookups.js';

const cases = [a.caseId, a.otherCase] as const;
const policies = { get: () => a.committeesPolicy } as never;
let streams: Streams;
let context: ServiceContext;
let requests = 0;

const asked = (actor: Asked['actor'], at: string, ifMatch?: number): Asked => ({
  ...{ actor, at, institution: 'irish-baptist-college', pin: a.ofCase.policy },
  ...{ requestId: derivedId('request', String((requests += 1))), requestDigest: 'd', correlationId: 'c' },
  ...{ ifMatch, needsIfMatch: ifMatch !== undefined },
});
const stateOf = async (id: string): Promise<KnownHearing> =>
  (await streams.load(hearingSubject, hearingOf(id))).state as KnownHearing;
const versionOf = async (id: string): Promise<number> => (await streams.load(hearingSubject, hearingOf(id))).version;
const tell = (id: string, command: HearingCommand) =>
  handleCommand(streams, policies, hearingSubject, hearingOf(id), asked(a.system, a.fixedAt), command);
const asDirector = async (at = '2026-07-02T09:00:00.000Z') => asked(a.director, at, await versionOf(a.caseId));
const controller = () => new SittingController(context);
const convene = async (...others: readonly string[]) =>
  controller().convene(a.caseId, { body: 'special-cases-committee', with: [...others] }, await asDirector());

beforeEach(async () => {
  streams = new Streams(new MemoryEventStore(), new JsonCodec(), [hearingSubject] as unknown as readonly Subject[]);
  const register: Record<string, readonly string[]> = {
    'st-01': ['director-of-training'],
    'st-04': ['teaching-staff'],
  };
  const give: ServiceContext['give'] = (subject, id, as, command, together) =>
    handleCommand(streams, policies, subject, id, as, command, together);
  const read: ServiceContext['read'] = (subject, id) => streams.load(subject, id);
  const registers = {
    staff: async (_: string, id: string) => register[id] && { id, offices: register[id], fields: [], training: [] },
    student: async () => undefined,
    module: async () => undefined,
    latest: async () => ({ register: { terms: [{ name: 'Summer', from: '2026-04-01', until: '2026-07-31' }] } }),
  };
  context = { name: 'hearings', streams, policies, registers, give, read } as unknown as ServiceContext;
  for (const id of cases) {
    const subject = { ...a.noted.data.subject, id: id === a.caseId ? 's-001' : 's-002' };
    await tell(id, { type: 'NoteCase', ...a.noted.data, case: id, subject });
    await tell(id, { type: 'NoteReferral', ...a.referred({ joined: true }).data, case: id });
  }
});

describe('a sitting of several cases [IBC-56]', () => {
  it('has one body on all of them, and one date', async () => {
    await convene(a.otherCase);
    const as = { person: 'st-04', seat: 'teaching-staff' };
    await controller().appoint(a.caseId, as, await asDirector());
    await controller().fixDate(
      a.caseId,
      { at: '2026-07-20T10:00:00+01:00', online: false },
      await asDirector(a.fixedAt),
    );
    for (const id of cases) {
      const { body, sitting } = await stateOf(id);
      expect(body.members).toMatchObject([{ person: 'st-04', seat: 'teaching-staff', roles: ['committee-member'] }]);
      expect(sitting).toMatchObject({ cases, date: { at: a.meetingAt, inTermTime: true } });
    }
    expect((await stateOf(a.caseId)).sitting.id).toBe((await stateOf(a.otherCase)).sitting.id);
  });

  it('is opened for all or for none', async () => {
    await convene(a.otherCase);
    const opening = {
      student: true,
      absent: [],
      companion: 'none',
      offices: ['registrar'],
      presenter: false,
      inPlaceOfStudent: false,
    };
    const registrar = asked(a.registrar, a.meetingAt, await versionOf(a.caseId));
    await expect(controller().open(a.caseId, opening, registrar)).rejects.toThrow('committee-complete');
    expect(await Promise.all(cases.map(async (id) => (await stateOf(id)).sitting.opened))).toEqual([null, null]);
  });

  it('bars from all of them who made the allegation in one [IBC-81.2]', async () => {
    await tell(a.otherCase, {
      type: 'NoteReferral',
      ...a.referred({ joined: true, referredAt: a.fixedAt, satOn: [{ person: 'st-04', body: 'interviewers' }] }).data,
      case: a.otherCase,
    });
    await convene(a.otherCase);
    const as = { person: 'st-04', seat: 'teaching-staff' };
    await expect(controller().appoint(a.caseId, as, await asDirector())).rejects.toThrow('conducted-the-interview');
    expect((await stateOf(a.caseId)).body.members).toEqual([]);
  });

  it('takes no case that is not here, or that nobody referred', async () => {
    const unknown = '0197f3a0-0000-7000-8000-0000000000ee';
    const failed = await convene(unknown).catch((error: unknown) => error);
    expect(failed).toBeInstanceOf(Invalid);
    expect(failed).toMatchObject({ field: '/with/0', code: 'no-such-case' });
    await tell(unknown, { type: 'NoteCase', ...a.noted.data, case: unknown });
    expect(await convene(unknown).catch((error: unknown) => error)).toMatchObject({ code: 'not-referred' });
    expect((await stateOf(a.caseId)).body.name).toBeNull();
  });

  it('takes the cases of one student, whoever reported them', async () => {
    const second = '0197f3a0-0000-7000-8000-0000000000ab';
    const report = '0197f3a0-0000-7000-8000-0000000000fe';
    const { data } = a.referred({ joined: false, report, offences: ['plagiarism', 'collusion'] });
    await tell(second, { type: 'NoteCase', ...a.noted.data, case: second });
    await tell(second, { type: 'NoteReferral', ...data, case: second });
    await convene(a.otherCase, second);
    expect((await stateOf(second)).sitting.cases).toEqual([...cases, second]);
    // Of the student of this case, and of no other that is heard with it.
    expect(await allegedBesides(context, await stateOf(a.caseId))).toEqual({ put: 2, proven: 0, unfound: 1 });
  });

  it('takes only cases that were referred to be heard together [IBC-56]', async () => {
    const refer = async (changes: Parameters<typeof a.referred>[0]) => {
      const command = {
        type: 'NoteReferral',
        ...a.referred({ joined: true, ...changes }).data,
        case: a.otherCase,
      } as const;
      await tell(a.otherCase, command);
      return convene(a.otherCase).catch((error: unknown) => error);
    };
    const wrong = { field: '/with/0', code: 'not-joined' };
    const report = '0197f3a0-0000-7000-8000-0000000000fe';
    expect(await refer({ joined: false, referredAt: '2026-07-02T09:00:00.000Z' })).toMatchObject(wrong);
    expect(await refer({ report, referredAt: '2026-07-03T09:00:00.000Z' })).toMatchObject(wrong);
    expect(await refer({ to: 'another', referredAt: '2026-07-04T09:00:00.000Z' })).toMatchObject(wrong);
  });

  it('keeps the cases of a sitting together, whichever leads', async () => {
    await convene(a.otherCase);
    expect(await convene().catch((error: unknown) => error)).toMatchObject({
      ...{ field: '/with', code: 'of-another-sitting' },
    });
  });

  it('takes no case of another institution', async () => {
    const elsewhere = '0197f3a0-0000-7000-8000-0000000000dd';
    const theirs = { ...a.noted.data, case: elsewhere, institution: 'other' };
    const by = { ...asked(a.system, a.fixedAt), institution: 'other' };
    const id = hearingOf(elsewhere);
    await handleCommand(streams, policies, hearingSubject, id, by, { type: 'NoteCase', ...theirs });
    expect(await convene(elsewhere).catch((error: unknown) => error)).toMatchObject({ code: 'no-such-case' });
  });
});

it('names whom the register does not have', async () => {
  await convene();
  const failed = controller().appoint(a.caseId, { person: 'st-99', seat: 'director' }, await asDirector());
  expect(await failed.catch((error: unknown) => error)).toMatchObject({ field: '/person', code: 'no-such-person' });
});

it('serves no document that is not of the case', async () => {
  const documents = [a.essay, `sha256:${'f'.repeat(64)}`];
  const failed = controller().serve(a.caseId, { to: 'all', documents }, await asDirector());
  expect(await failed.catch((error: unknown) => error)).toMatchObject({
    field: '/documents/1',
    code: 'no-such-document',
  });
});

it('sends nothing only of a case that was referred on paper alone', async () => {
  const nothing = { to: 'all' as const, documents: [] };
  const failed = controller().serve(a.caseId, nothing, await asDirector());
  expect(await failed.catch((error: unknown) => error)).toMatchObject({ field: '/documents', code: 'no-documents' });
});

it('folds what was stored', () => {
  expect(fold(hearingDecider, a.decided)).toMatchObject({
    status: 'known',
    penalty: { tariff: 'malpractice-penalties' },
  });
});
