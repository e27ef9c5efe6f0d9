import { told } from '@probity/contracts';
import type { PublicDraft } from '@probity/messaging';
import type { Told } from '@probity/shell';
import type { NotificationEvent } from '../domain/notification/notification.js';

/** What the other services hear: who has been notified, that it was closed, and that there is a prosecution. Never what was said. */
export const toPublic = ({ recorded, event }: Told): PublicDraft | undefined => {
  const { type, data } = event as NotificationEvent;
  switch (type) {
    case 'RegulatorsNotified': {
      const { toldSoFar: regulators, notifiedAt, nextUpdateOn } = data;
      return told('regulator-notification', 'RegulatorsNotified', { regulators, notifiedAt, nextUpdateOn });
    }
    case 'NotificationClosed':
      return told('regulator-notification', 'NotificationClosed', { closedAt: data.closedAt });
    case 'ProsecutionNoted':
      return told('regulator-notification', 'ProsecutionNoted', { prosecution: recorded.id, notedAt: data.notedAt });
    default:
      return undefined;
  }
};
