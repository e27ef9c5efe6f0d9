import type { PublicData, PublicType, Source } from '@probity/contracts';
import type { PublicEvent, Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import type { NotedEvent } from '../domain/notification/noted.js';
import { notificationSubject } from '../subjects.js';

type Noting<S extends Source, T extends PublicType<S>> = (data: PublicData<S, T>, origin: string) => NotedEvent;

/** What other services tell of a case becomes a noted fact on its file, whichever comes first. */
export const reactions = (context: ServiceContext): Readonly<Record<string, Reaction>> => {
  const when = <S extends Source, T extends PublicType<S>>(source: S, type: T, noting: Noting<S, T>) => ({
    [`${source}.${type}`]: (event: PublicEvent) =>
      note(context, event, noting(event.data as PublicData<S, T>, event.id)),
  });
  return {
    ...when('intake', 'CaseOpened', ({ reference, subject, centre, products }, origin) => ({
      type: 'CaseOpeningNoted',
      data: { origin, reference, subjectKind: subject.kind, centre, products },
    })),
    ...when('investigation', 'InvestigationStarted', ({ startedAt }, origin) => ({
      type: 'InvestigationStartNoted',
      data: { origin, startedAt },
    })),
    ...when('investigation', 'NoCaseFound', ({ foundAt }, origin) => ({
      type: 'NoCaseNoted',
      data: { origin, foundAt },
    })),
    ...when('investigation', 'ReportSignedOff', ({ reportVersion, signedOffAt }, origin) => ({
      type: 'FinalReportNoted',
      data: { origin, reportVersion, signedOffAt },
    })),
    ...when('hearings', 'FindingReached', ({ reachedAt, proven }, origin) => ({
      type: 'FindingNoted',
      data: { origin, reachedAt, proven },
    })),
    ...when('hearings', 'ActionDecided', ({ decidedAt, actions }, origin) => ({
      type: 'ActionNoted',
      data: { origin, decidedAt, actions: actions.map(({ code }) => code) },
    })),
    ...when('sanctions', 'CertificatesInvalidated', ({ invalidatedAt, certificates }, origin) => ({
      type: 'InvalidCertificatesNoted',
      data: { origin, invalidatedAt, certificates },
    })),
    ...when('records', 'CaseClosed', ({ closedAt }, origin) => ({
      type: 'CaseClosureNoted',
      data: { origin, closedAt },
    })),
  };
};

const note = async (context: ServiceContext, event: PublicEvent, fact: NotedEvent): Promise<void> => {
  const { institution, policy } = event;
  const file = { case: event.case, institution, policy };
  await context.give(notificationSubject, event.case, context.askedBy(event, 'NoteFact'), {
    type: 'NoteFact',
    file,
    fact,
  });
};
