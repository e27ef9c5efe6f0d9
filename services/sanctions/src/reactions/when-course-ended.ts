import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { keepHistory } from './keep-history.js';

/** Told by this service itself: the record of the student learns how the course ended, and so do bodies that consider a case. */
export const whenCourseEnded =
  (sanctions: ServiceContext): Reaction =>
  (event) =>
    keepHistory(sanctions, event);
