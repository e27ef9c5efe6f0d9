import type { NewEvent, StreamAppend } from './port.js';

export interface Placed {
  readonly stream: string;
  /** The version that the event means to become. */
  readonly version: number;
  readonly event: NewEvent;
}

/** Every event of an append with its place, in the order asked. */
export const placed = (streams: readonly StreamAppend[]): readonly Placed[] =>
  streams.flatMap(({ stream, expected, events }) =>
    events.map((event, index) => ({ stream, version: expected + index + 1, event })),
  );
