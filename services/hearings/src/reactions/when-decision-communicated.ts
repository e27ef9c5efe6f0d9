import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { noteOriginalOf } from '../api/appeal.meeting.js';

/** From the day on which the decision is sent it may be appealed against: our own fact, told to the stream of the appeal. */
export const whenDecisionCommunicated =
  (hearings: ServiceContext): Reaction =>
  (event) =>
    noteOriginalOf(hearings, event);
