import { SpanKind } from '@opentelemetry/api';
import type { PublicEvent, Reaction } from '@probity/messaging';
import { inSpan, inSpans } from './spans.js';

const attributesOf = ({ source, type, id, position }: PublicEvent) => ({
  'messaging.system': 'probity',
  'messaging.destination.name': source,
  'messaging.message.id': id,
  'probity.event': `${source}.${type}`,
  'probity.position': position,
});

/** A span an event, in the trace of the request that it came of, for as long as its page takes. */
export const tracedPublishing = (events: readonly PublicEvent[], publish: () => Promise<void>): Promise<void> =>
  inSpans(
    events.map((event) => ({
      name: `publish ${event.source}.${event.type}`,
      correlationId: event.correlationId,
      attributes: attributesOf(event),
    })),
    SpanKind.PRODUCER,
    publish,
  );

/** What a service does about another's fact is of the same trace. */
export const tracedReaction =
  (service: string, reaction: Reaction): Reaction =>
  (event) =>
    inSpan(
      `process ${event.source}.${event.type}`,
      {
        kind: SpanKind.CONSUMER,
        correlationId: event.correlationId,
        attributes: { ...attributesOf(event), 'probity.service': service },
      },
      () => reaction(event),
    );
