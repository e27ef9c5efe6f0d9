import { placed } from '../placed.js';
import type { NewEvent, Position, RecordedEvent, StreamAppend } from '../port.js';

export interface EventRow {
  readonly position: string;
  readonly stream: string;
  readonly version: string;
  readonly id: string;
  readonly type: string;
  readonly schema_version: number;
  readonly institution: string;
  readonly case_id: string | null;
  readonly key_id: string;
  readonly acted_at: string;
  readonly occurred_at: string;
  readonly recorded_at: string;
  readonly actor: string;
  readonly correlation_id: string;
  readonly causation_id: string | null;
  readonly request_digest: string;
  readonly policy_pack: string;
  readonly policy_version: string;
  readonly authority: readonly string[];
  readonly data: Uint8Array;
}

export const COLUMNS = `position, stream, version, id, type, schema_version, institution, case_id, key_id, acted_at, occurred_at,
  to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS recorded_at,
  actor, correlation_id, causation_id, request_digest, policy_pack, policy_version, authority, data`;

export const toEvent = (row: EventRow): RecordedEvent => ({
  position: row.position as Position,
  stream: row.stream,
  version: Number(row.version),
  id: row.id,
  type: row.type,
  schemaVersion: row.schema_version,
  institution: row.institution,
  case: row.case_id,
  keyId: row.key_id,
  actedAt: row.acted_at,
  occurredAt: row.occurred_at,
  recordedAt: row.recorded_at,
  actor: row.actor,
  correlationId: row.correlation_id,
  causationId: row.causation_id,
  requestDigest: row.request_digest,
  policy: { pack: row.policy_pack, version: row.policy_version },
  authority: row.authority,
  data: new Uint8Array(row.data),
});

/** The arguments of `event_store.append`, in its order. */
export const toArguments = (streams: readonly StreamAppend[]): readonly (readonly unknown[])[] => {
  const rows = placed(streams);
  const each = (field: (event: NewEvent) => unknown) => rows.map(({ event }) => field(event));
  return [
    rows.map(({ stream }) => stream),
    rows.map(({ version }) => version),
    each(({ id }) => id),
    each(({ type }) => type),
    each(({ schemaVersion }) => schemaVersion),
    each(({ institution }) => institution),
    each((event) => event.case),
    each(({ keyId }) => keyId),
    each(({ actedAt }) => actedAt),
    each(({ occurredAt }) => occurredAt),
    each(({ actor }) => actor),
    each(({ correlationId }) => correlationId),
    each(({ causationId }) => causationId),
    each(({ requestDigest }) => requestDigest),
    each(({ policy }) => policy.pack),
    each(({ policy }) => policy.version),
    each(({ authority }) => arrayLiteral(authority)),
    each(({ data }) => data),
  ];
};

/** One text of PostgreSQL's array syntax: arrays of arrays would have to be of one length. */
const arrayLiteral = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
