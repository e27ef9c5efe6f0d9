import type { Subject } from '@probity/shell';
import { notificationDecider, type NotificationCommand } from './domain/notification/decisions.js';
import { notificationCatalogue, notificationFacts } from './domain/notification/facts.js';
import {
  notedOf,
  notificationEvents,
  sentences,
  type Notification,
  type NotificationEvent,
} from './domain/notification/notification.js';

/** `notification-<case>`: who outside must be told, what they were told, and what they acknowledged. */
export const notificationSubject: Subject<NotificationCommand, Notification, NotificationEvent> = {
  name: 'notification',
  category: 'notification',
  decider: notificationDecider,
  events: notificationEvents,
  schemaVersions: {},
  upcasters: {},
  scope: (id) => `case:${id}`,
  pinned: (file) => {
    if (file.status === 'none') return undefined;
    const { institution, policy } = file;
    return { institution, policy, case: file.case, reference: notedOf(file, 'CaseOpeningNoted')[0]?.reference ?? null };
  },
  catalogue: notificationCatalogue,
  facts: notificationFacts,
  roles: () => ({}),
  anchors: () => ({}),
  daysNamed: (file) =>
    file.status === 'none' || file.nextUpdateOn === null ? {} : { 'notification.update': file.nextUpdateOn },
  sentences,
  routes: {
    'notification.assess-adverse-effect': 'POST /cases/{case}/adverse-effect',
    'notification.update': 'POST /cases/{case}/notification/updates',
    'notification.close': 'POST /cases/{case}/notification/closure',
    'notification.consider-police': 'POST /cases/{case}/police',
    'notification.note-prosecution': 'POST /cases/{case}/prosecutions',
    'notification.acknowledge': 'POST /regulators/{regulator}/notifications/{id}/acknowledgement',
    'notification.correct': 'POST /cases/{case}/parts/notification/corrections',
    '*': 'POST /cases/{case}/steps/{step}',
  },
  idsOfCase: (caseId) => [caseId],
};
