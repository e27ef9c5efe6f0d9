import type { Projection, Told } from '@probity/shell';
import type { NotificationEvent } from '../domain/notification/notification.js';
import { FeedRow } from './feed.entity.js';

/** Each word to a regulator, once for each who was told it, in the order of the log. */
export const feedProjection: Projection = {
  name: 'feed_v1',
  categories: ['notification'],
  project: async (page, manager) => {
    const rows = (page as readonly Told<NotificationEvent>[]).flatMap(rowsOf);
    if (rows.length > 0) await manager.upsert(FeedRow, rows, ['position', 'regulator']);
  },
};

const rowsOf = ({ recorded, event }: Told<NotificationEvent>): readonly FeedRow[] => {
  if (event.type !== 'RegulatorsNotified' && event.type !== 'RegulatorsTold') return [];
  const { position, id, institution, case: caseId } = recorded;
  if (caseId === null) return [];
  const { entry, told } = event.data;
  return told.map(({ regulator }) => ({ position, regulator, id, institution, case: caseId, entry }));
};
