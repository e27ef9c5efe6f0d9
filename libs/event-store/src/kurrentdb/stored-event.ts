import { type BinaryEventType, binaryEvent, type EventData, type ResolvedEvent } from '@kurrent/kurrentdb-client';
import { type NewEvent, position, type RecordedEvent } from '../port.js';

/** Strings only: the append to several streams takes no other metadata. */
type Metadata = Readonly<Record<string, string>>;

/** An event as it is sent, with its metadata in clear and its data as bytes. */
export type Sent = EventData<BinaryEventType<string, Record<string, string>>>;

/** Marks what this software wrote, and in which shape; whatever lacks it is somebody else's. */
const FORMAT = '1';

/** `attempt` tells this append from an earlier one of the same ids. */
export const toSent = (event: NewEvent, attempt: string): Sent =>
  binaryEvent({ id: event.id, type: event.type, data: event.data, metadata: toMetadata(event, attempt) });

const toMetadata = (event: NewEvent, attempt: string): Record<string, string> => ({
  probity: FORMAT,
  attempt,
  schemaVersion: String(event.schemaVersion),
  institution: event.institution,
  ...(event.case !== null && { case: event.case }),
  keyId: event.keyId,
  actedAt: event.actedAt,
  occurredAt: event.occurredAt,
  actor: event.actor,
  correlationId: event.correlationId,
  ...(event.causationId !== null && { causationId: event.causationId }),
  requestDigest: event.requestDigest,
  policyPack: event.policy.pack,
  policyVersion: event.policy.version,
  authority: JSON.stringify(event.authority),
});

export interface Stored {
  readonly event: RecordedEvent;
  /** Of the append that stored it. */
  readonly attempt: string;
}

/** Undefined for what is not ours: links, the server's own events, and whatever others wrote. */
export const toStored = ({ event }: ResolvedEvent): Stored | undefined => {
  if (!event || isSystem(event.type)) return undefined;
  const { metadata, data, position: at } = event;
  if (!isOurs(metadata) || !(data instanceof Uint8Array)) return undefined;
  if (!at) throw new Error(`KurrentDB tells no position of ${event.streamId}@${event.revision}`);
  const recorded: RecordedEvent = {
    ...toEnvelope(metadata),
    id: event.id,
    type: event.type,
    stream: event.streamId,
    version: Number(event.revision) + 1,
    position: position(at.commit),
    recordedAt: event.created.toISOString(),
    data: new Uint8Array(data),
  };
  return { event: recorded, attempt: text(metadata, 'attempt') };
};

const toEnvelope = (metadata: Metadata) => ({
  schemaVersion: Number(text(metadata, 'schemaVersion')),
  institution: text(metadata, 'institution'),
  case: metadata['case'] ?? null,
  keyId: text(metadata, 'keyId'),
  actedAt: text(metadata, 'actedAt'),
  occurredAt: text(metadata, 'occurredAt'),
  actor: text(metadata, 'actor'),
  correlationId: text(metadata, 'correlationId'),
  causationId: metadata['causationId'] ?? null,
  requestDigest: text(metadata, 'requestDigest'),
  policy: { pack: text(metadata, 'policyPack'), version: text(metadata, 'policyVersion') },
  authority: JSON.parse(text(metadata, 'authority')) as string[],
});

/** What is KurrentDB's own begins with a dollar. */
export const isSystem = (name: string): boolean => name.startsWith('$');

const isOurs = (metadata: unknown): metadata is Metadata =>
  typeof metadata === 'object' && metadata !== null && 'probity' in metadata && metadata.probity === FORMAT;

const text = (metadata: Metadata, name: string): string => {
  const value = metadata[name];
  if (typeof value !== 'string') throw new Error(`an event's metadata lacks ${name}`);
  return value;
};
