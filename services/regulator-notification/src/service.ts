import { fileURLToPath } from 'node:url';
import type { ServiceDefinition, Subject } from '@probity/shell';
import { FeedController } from './api/feed.controller.js';
import { NotificationController } from './api/notification.controller.js';
import { toPublic } from './gateway/to-public.js';
import { reactions } from './reactions/when-told.js';
import { notificationSubject } from './subjects.js';
import { FeedRow } from './views/feed.entity.js';
import { feedProjection } from './views/feed.projection.js';

/** Who outside must be told, of what, when next? */
export const regulatorNotification: ServiceDefinition = {
  name: 'regulator-notification',
  subjects: [notificationSubject] as unknown as readonly Subject[],
  entities: [FeedRow],
  migrations: fileURLToPath(new URL('../migrations', import.meta.url)),
  projections: () => [feedProjection],
  scopes: { seals: ['case'], opens: ['case'] },
  gateway: toPublic,
  reactions,
  controllers: [NotificationController, FeedController],
};
