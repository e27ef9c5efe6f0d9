import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { publicEvents, type PublicData, type PublicType, type Source } from '@probity/contracts';
import { MemoryEventStore } from '@probity/event-store';
import type { PublicEvent } from '@probity/messaging';
import { handleCommand, JsonCodec, ServiceContext, Streams, type Asked, type Subject } from '@probity/shell';
import type { Policies } from '@probity/policy-packs';
import { toPublic } from '../gateway/to-public.js';
import { sanctions as service } from '../service.js';
import { sanctionsSubject, subjectSubject } from '../subjects.js';
import { policy } from '../testing/chester.js';
import { tellHistoryByRegister } from './keep-history.js';
import { at, caseOf, college, of, opened, referred } from '../testing/college.js';

type Snapshot = PublicData<'sanctions', 'HistoryTold'>;
const collegePolicies = { get: () => college } as unknown as Policies;

/** The service on a store in memory, told what others tell. */
const running = (policies: Policies = collegePolicies) => {
  const register: { student?: { readonly registeredLevel?: number } } = {};
  const streams = new Streams(new MemoryEventStore(), new JsonCodec(), [
    sanctionsSubject,
    subjectSubject,
  ] as unknown as readonly Subject[]);
  const context = Object.assign(Object.create(ServiceContext.prototype) as ServiceContext, {
    ...{ name: 'sanctions', streams, policies, clock: { instant: () => at } },
    registers: { student: async () => register.student },
    keyedHash: (...named: readonly string[]) => createHash('sha256').update(named.join(' ')).digest('hex').slice(0, 32),
    give: (subject: Subject<never>, id: string, asked: Asked, command: { readonly type: string }) =>
      handleCommand(streams, policies, subject as never, id, asked, command as never),
  });
  const reactions = service.reactions(context);
  return {
    context,
    register,
    hear: async (event: PublicEvent) => reactions[`${event.source}.${event.type}`]?.(event),
    /** What the gateway told of a case: the history, version by version. */
    told: async (caseId: string): Promise<readonly Snapshot[]> => {
      const { told } = await streams.load(sanctionsSubject, caseId);
      return told
        .map((one) => toPublic(one as never))
        .flatMap((one) => (one?.type === 'HistoryTold' ? [one.data as unknown as Snapshot] : []));
    },
  };
};

const event = <S extends Source>(source: S, type: PublicType<S>, caseNumber: number, data: object): PublicEvent =>
  ({
    ...{ source, type, case: caseOf(caseNumber), institution: of.institution, policy: of.policy, time: at },
    ...{ id: `${source} ${type} ${caseNumber} ${JSON.stringify(data).length}`, correlationId: 'c', position: '1' },
    data: (publicEvents[source][type] as unknown as { parse: (data: object) => object }).parse(data),
  }) as unknown as PublicEvent;

const { reference, subject, centre, assessment, student } = opened;
const caseOpened = (number: number) =>
  event('intake', 'CaseOpened', number, {
    ...{ reference, subject, centre, report: caseOf(9), offences: ['plagiarism'], classification: 'malpractice' },
    ...{ products: [], assessment, student, reportReceivedAt: at },
  });
const caseReferred = (number: number) =>
  event('investigation', 'CaseReferred', number, {
    ...{ to: 'special-cases-committee', referredAt: referred.referredAt, referredBy: 'IBC-S01', joined: false },
    ...{ report: caseOf(9), offences: ['plagiarism'], category: 'malpractice', evidence: [], enclosed: [] },
    ...{ satOn: [], did: [], involved: [] },
  });
const findingReached = (number: number) =>
  event('hearings', 'FindingReached', number, {
    ...{ hearing: `${caseOf(number)}-1`, reachedAt: at, proven: true, category: 'malpractice' },
    findings: [
      { point: 'one', offence: 'plagiarism', outcome: 'malpractice' },
      { point: 'two', offence: 'collusion', outcome: 'not-shown' },
    ],
  });
const actionVaried = (number: number) =>
  event('hearings', 'ActionVaried', number, {
    ...{ hearing: 'h', decidedAt: at, outcome: 'set-aside', proven: false, actions: [] },
  });

describe('the history of a student', () => {
  let running1: ReturnType<typeof running>;
  beforeEach(() => {
    running1 = running();
  });
  const hearAll = async (...events: readonly PublicEvent[]) => {
    for (const one of events) await running1.hear(one);
  };
  const versions = async (number: number) =>
    (await running1.told(caseOf(number))).map(({ version, offences }) => [
      version,
      offences.map((one) => [one.case, ...one.offences]),
    ]);

  it('is told with the referral, also where there is none, without the case itself [IBC-84]', async () => {
    await hearAll(caseOpened(1), caseReferred(1), findingReached(1));
    expect(await versions(1)).toEqual([[1, []]]);
  });

  it('is told where the referral comes before the case is known [IBC-84]', async () => {
    await hearAll(findingReached(2), caseOpened(2), caseReferred(1), caseOpened(1));
    expect(await versions(1)).toEqual([[1, [[caseOf(2), 'plagiarism']]]]);
  });

  it('is told again when it changes while the case is open, each time once [IBC-84, IBC-118.1]', async () => {
    const all = [caseOpened(1), caseReferred(1), caseOpened(2), findingReached(2), actionVaried(2)];
    await hearAll(...all, ...all);
    expect(await versions(1)).toEqual([
      [1, []],
      [2, [[caseOf(2), 'plagiarism']]],
      [3, []],
    ]);
  });

  it('is told no more once the case is closed [IBC-84]', async () => {
    const closed = event('records', 'CaseClosed', 1, { closedAt: at, keepUntilAtLeast: null, clause: [] });
    await hearAll(caseOpened(1), caseReferred(1), closed, caseOpened(2), findingReached(2));
    expect(await versions(1)).toEqual([[1, []]]);
  });

  it('is of that person alone [IBC-84]', async () => {
    const other = caseOpened(2);
    const data = { ...(other.data as object), subject: { kind: 'student', id: 'S-02', centre: null } };
    await hearAll(caseOpened(1), caseReferred(1), { ...other, data } as PublicEvent, findingReached(2));
    expect(await versions(1)).toEqual([[1, []]]);
  });

  it('is in no sentence of the timeline [IBC-84]', async () => {
    await hearAll(caseOpened(2), findingReached(2), caseOpened(1), caseReferred(1));
    const { told } = await running1.context.streams.load(sanctionsSubject, caseOf(1));
    const says = told.map(({ event: one }) =>
      (sanctionsSubject.sentences[one.type] as (data: object) => string)(one.data),
    );
    expect(says.join(' ')).not.toMatch(/offence|plagiarism|earlier/i);
  });
});

describe('what is spent', () => {
  const uploaded = (digest: string, on: ReturnType<typeof running>) =>
    tellHistoryByRegister(on.context, of.institution, caseOf(1), digest);
  const atLevel4 = async (on: ReturnType<typeof running>, as: typeof student | object = student) => {
    const earlier = caseOpened(2);
    const data = { ...(earlier.data as object), assessment: { ...assessment, moduleLevel: 4 } };
    const found = findingReached(2);
    const practice = { ...(found.data as object), category: 'unacceptable-academic-practice' };
    const now = caseOpened(1);
    const considered = { ...now, data: { ...(now.data as object), student: as } };
    for (const one of [{ ...earlier, data }, { ...found, data: practice }, considered, caseReferred(1)])
      await on.hear(one as PublicEvent);
    return async () => (await on.told(caseOf(1))).map(({ offences }) => offences.map((one) => one.spent));
  };

  it('goes by the level on which the register has the student when it is told [UC-5.7.1]', async () => {
    const on = running({ get: () => policy } as unknown as Policies);
    on.register.student = { registeredLevel: 5 };
    expect(await (await atLevel4(on))()).toEqual([[true]]);
  });

  it('is not known while the register has no level of the student, and told once one is uploaded that has [UC-5.7.1]', async () => {
    const on = running({ get: () => policy } as unknown as Policies);
    const spent = await atLevel4(on, { ...student, registeredLevel: null });
    await uploaded('sha256:1', on);
    const [first] = await on.told(caseOf(1));
    expect(first?.offences).toMatchObject([{ spent: false, standingUnknown: true }]);
    on.register.student = { registeredLevel: 5 };
    await uploaded('sha256:2', on);
    expect(await spent()).toEqual([[false], [true]]);
    expect((await on.told(caseOf(1))).at(-1)?.offences[0]).not.toHaveProperty('standingUnknown');
  });

  it('is told anew where another register says otherwise, once for each [UC-5.7.1]', async () => {
    const on = running({ get: () => policy } as unknown as Policies);
    on.register.student = { registeredLevel: 4 };
    const spent = await atLevel4(on);
    await uploaded('sha256:1', on);
    expect(await spent()).toEqual([[false]]);
    on.register.student = { registeredLevel: 5 };
    await uploaded('sha256:2', on);
    await uploaded('sha256:2', on);
    expect(await spent()).toEqual([[false], [true]]);
  });
});
