import { isOnPaper, publicEvents, type PublicData, type PublicType, type Source } from '@probity/contracts';
import { derivedId, type PublicEvent, type Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import type { NotedData, NotedEvent } from '../domain/file/noted.js';
import { fileSubject } from '../subjects.js';

type Noting<S extends Source, T extends PublicType<S>, N extends NotedEvent['type']> = (
  data: PublicData<S, T>,
  event: PublicEvent,
) => Omit<NotedData<N>, 'origin'> | Promise<Omit<NotedData<N>, 'origin'>>;

/** What other services tell of a case becomes a noted fact on its file, whichever comes first; and so does what was not kept by it. */
export const reactions = (context: ServiceContext): Readonly<Record<string, Reaction>> => {
  const own = factsNoted(context);
  const all = Object.entries(publicEvents).flatMap(([source, types]) =>
    Object.keys(types).map((type) => `${source}.${type}`),
  );
  return Object.fromEntries(
    all.map((told) => [
      told,
      async (event) => {
        await own[told]?.(event);
        await noteBreaches(context, event);
      },
    ]),
  );
};

/** Once for an act, however many events of it are told. */
const noteBreaches = async (context: ServiceContext, event: PublicEvent): Promise<void> => {
  const { breaches = [], correlationId, time: actedAt } = event;
  if (breaches.length === 0) return;
  const clauses = [...breaches].toSorted();
  const origin = derivedId('breaches', correlationId, ...clauses);
  await note(context, event, { type: 'BreachesNoted', data: { origin, clauses, actedAt } }, 'NoteBreaches');
};

const factsNoted = (context: ServiceContext): Readonly<Record<string, Reaction>> => {
  const when = <S extends Source, T extends PublicType<S>, N extends NotedEvent['type']>(
    source: S,
    type: T,
    noted: N,
    noting: Noting<S, T, N>,
  ): Readonly<Record<string, Reaction>> => ({
    [`${source}.${type}`]: async (event) => {
      const data = { origin: event.id, ...(await noting(event.data as PublicData<S, T>, event)) };
      return note(context, event, { type: noted, data } as unknown as NotedEvent);
    },
  });
  return {
    ...when('intake', 'CaseOpened', 'CaseOpeningNoted', async (data, { institution }) => {
      const { reference, subject, centre, offences, classification, products, reportReceivedAt } = data;
      const module = data.assessment?.module ?? null;
      const registered = module === null ? undefined : await context.registers.module(institution, module);
      const papers = data.evidence.filter(isOnPaper);
      return {
        ...{ reference, subject, centre, offences, classification, products, reportReceivedAt },
        ...(papers.length > 0 && { papers }),
        reportLagInDays: data.reportLagInDays ?? null,
        level: data.assessment?.moduleLevel ?? data.student?.registeredLevel ?? null,
        faculty: registered?.faculty ?? null,
      };
    }),
    ...when('investigation', 'InvestigationStarted', 'InvestigationStartNoted', ({ startedAt, dueOn, late }) => ({
      startedAt,
      dueOn,
      late,
    })),
    ...when('investigation', 'ManagerAssigned', 'ManagerNoted', ({ manager }, { time: assignedAt }) => ({
      ...{ manager, assignedAt },
    })),
    ...when('investigation', 'NoCaseFound', 'NoCaseNoted', ({ foundAt, stage }) => ({ foundAt, stage })),
    ...when('investigation', 'DecidedAtDesk', 'DeskDecisionNoted', ({ body, decidedAt, proven, category }) => ({
      ...{ body, decidedAt, proven, category },
    })),
    ...when('investigation', 'ReportSignedOff', 'FinalReportNoted', ({ reportVersion, signedOffAt }) => ({
      reportVersion,
      signedOffAt,
    })),
    ...when('investigation', 'LessonsRecorded', 'LessonsNoted', ({ count, recordedAt }) => ({ count, recordedAt })),
    ...when('hearings', 'FindingReached', 'FindingNoted', ({ reachedAt, proven, findings, category }) => ({
      reachedAt,
      proven,
      category,
      outcomes: findings.map(({ outcome }) => outcome),
    })),
    ...when('hearings', 'ActionDecided', 'ActionNoted', ({ decidedAt, actions }) => ({
      decidedAt,
      actions: actions.map(({ code, effect }) => ({ code, effect })),
    })),
    ...when('investigation', 'CaseReferred', 'ReferralNoted', ({ to, referredAt, category }) => ({
      ...{ to, referredAt, category },
    })),
    ...when('hearings', 'ActionVaried', 'VariationNoted', ({ decidedAt, outcome, proven, actions }) => ({
      ...{ decidedAt, outcome, proven, actions: actions.map(({ code, effect }) => ({ code, effect })) },
    })),
    ...when('hearings', 'AppealDecided', 'AppealDecisionNoted', ({ appeal, decidedAt, outcome }) => ({
      ...{ appeal, decidedAt, outcome },
    })),
    ...when('hearings', 'ProceduresCompleted', 'ProceduresCompletionNoted', ({ completedAt }) => ({ completedAt })),
    ...when('hearings', 'DecisionCommunicated', 'CommunicationNoted', ({ sentAt }) => ({ sentAt })),
    ...when('sanctions', 'CertificatesInvalidated', 'InvalidCertificatesNoted', ({ invalidatedAt, certificates }) => ({
      invalidatedAt,
      count: certificates.length,
    })),
    ...when('sanctions', 'SanctionInEffect', 'SanctionNoted', ({ action, effect, inEffectAt }) => ({
      action,
      effect,
      inEffectAt,
    })),
    ...when('sanctions', 'EffectsCompleted', 'EffectsCompletionNoted', ({ completedAt }) => ({ completedAt })),
    ...when('regulator-notification', 'RegulatorsNotified', 'RegulatorsNoted', ({ regulators, notifiedAt }) => ({
      regulators,
      notifiedAt,
    })),
    ...when('regulator-notification', 'NotificationClosed', 'NotificationClosureNoted', ({ closedAt }) => ({
      closedAt,
    })),
    ...when('regulator-notification', 'ProsecutionNoted', 'ProsecutionNoted', ({ prosecution, notedAt }, { id }) => ({
      prosecution: prosecution ?? id,
      notedAt,
    })),
    ...when('hearings', 'AppealLodged', 'AppealNoted', ({ appeal, lodgedAt }) => ({ appeal, lodgedAt })),
    ...when('sanctions', 'CertificatesWithheld', 'WithholdingNoted', ({ hold }) => ({ hold })),
    ...when('sanctions', 'HoldEnded', 'WithholdingEndNoted', ({ hold, endedAt }) => ({ hold, endedAt })),
    ...when('sanctions', 'ConfirmationsChanged', 'ConfirmationsNoted', ({ outstanding }, { position }) => ({
      outstanding,
      position,
    })),
  };
};

const note = async (
  context: ServiceContext,
  event: PublicEvent,
  fact: NotedEvent,
  command = 'NoteFact',
): Promise<void> => {
  const { institution, policy } = event;
  const file = { case: event.case, institution, policy };
  await context.give(fileSubject, event.case, context.askedBy(event, command), { type: 'NoteFact', file, fact });
};
