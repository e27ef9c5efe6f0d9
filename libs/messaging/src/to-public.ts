import type { RecordedEvent } from '@probity/event-store';
import { derivedId } from './derived-id.js';
import type { PublicDraft, PublicEvent } from './port.js';

/** A private event, and what its service tells of it. */
export interface Told {
  readonly event: RecordedEvent & { readonly case: string };
  readonly draft: PublicDraft;
}

/** The id of the public event that a private one becomes: the same however often it is published. */
export const publicIdOf = (source: string, { id }: Pick<RecordedEvent, 'id'>): string =>
  derivedId('public event', source, id);

export const isOfCase = (event: RecordedEvent): event is Told['event'] => event.case !== null;

/** Links each public event to the source's one before it for the same case, starting from the heads. Pure. */
export function toPublicEvents(
  source: string,
  told: readonly Told[],
  heads: ReadonlyMap<string, string>,
): { readonly events: readonly PublicEvent[]; readonly heads: ReadonlyMap<string, string> } {
  const last = new Map(heads);
  const events = told.map(({ event, draft }) => {
    const id = publicIdOf(source, event);
    const predecessor = last.get(event.case) ?? null;
    last.set(event.case, id);
    return {
      id,
      source,
      type: draft.type,
      schemaVersion: draft.schemaVersion,
      institution: event.institution,
      case: event.case,
      policy: event.policy,
      time: event.occurredAt,
      correlationId: event.correlationId,
      position: event.position,
      predecessor,
      ...(draft.breaches && { breaches: draft.breaches }),
      data: draft.data,
    };
  });
  return { events, heads: last };
}
