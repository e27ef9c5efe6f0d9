import { aboutOf, type Subject } from '@probity/shell';
import type { HearingCommand } from './domain/hearing/commands.js';
import { hearingDecider } from './domain/hearing/decisions.js';
import { hearingCatalogue, hearingFacts, rolesOf } from './domain/hearing/facts.js';
import { hearingEvents, sentences, type Hearing, type HearingEvent } from './domain/hearing/hearing.js';

/** The one body that considers a case here; another body is another number. */
export const hearingOf = (caseId: string): string => `${caseId}-1`;

/** `hearing-<case>-<n>`: a body considers the case and decides finding and action. */
export const hearingSubject: Subject<HearingCommand, Hearing, HearingEvent> = {
  name: 'hearing',
  category: 'hearing',
  decider: hearingDecider,
  events: hearingEvents,
  schemaVersions: {},
  upcasters: {},
  scope: (id) => `case:${id.slice(0, id.lastIndexOf('-'))}`,
  pinned: (hearing) =>
    hearing.status === 'none'
      ? undefined
      : { ...hearing, reference: hearing.noted?.reference ?? null, ...aboutOf(hearing.noted?.subject) },
  catalogue: hearingCatalogue,
  facts: hearingFacts,
  roles: rolesOf,
  anchors: () => ({}),
  sentences,
  routes: {
    'hearing.decide-finding': 'POST /cases/{case}/hearing/findings',
    'hearing.decide-action': 'POST /cases/{case}/hearing/actions',
    'hearing.communicate': 'POST /cases/{case}/hearing/decision-notice',
    'hearing.lodge-appeal': 'POST /cases/{case}/appeals',
    'hearing.correct': 'POST /cases/{case}/parts/hearing/corrections',
    '*': 'POST /cases/{case}/steps/{step}',
  },
  idsOfCase: (caseId) => [hearingOf(caseId)],
};
