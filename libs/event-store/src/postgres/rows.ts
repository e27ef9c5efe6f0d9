import { escapeLiteral } from 'pg';
import type { Filter, Position, ReadStream, RecordedEvent } from '../port.js';
import type { BinaryRow } from './copy-out.js';
import { unpack } from './envelope.js';

/** As `toEvent` reads them. */
const COLUMNS = 'e.position, e.version, e.recorded_at, e.id::text, e.stream, e.type, e.envelope, e.data';

const LAST = Number.MAX_SAFE_INTEGER;

export interface AskedStream {
  readonly stream: string;
  readonly options: ReadStream;
}

/** Several streams at once. Each row begins with the number, from 0, of the stream that was asked for. */
export const copyOfStreams = (asked: readonly AskedStream[], direction: 'forwards' | 'backwards'): string => {
  const [within, order, end] = direction === 'forwards' ? (['>=', 'ASC', 1] as const) : (['<=', 'DESC', LAST] as const);
  const rows = asked.map(
    ({ stream, options: { from = end, limit } }, number) =>
      `(${number}, ${escapeLiteral(stream)}, ${bigint(from)}, ${bigint(limit)})`,
  );
  return `COPY (
    SELECT a.number, ${COLUMNS}
    FROM (VALUES ${rows.join(', ')}) AS a (number, stream, first, most)
    CROSS JOIN LATERAL (
      SELECT * FROM event_store.events e
      WHERE e.stream = a.stream AND e.version ${within} a.first
      ORDER BY e.version ${order} LIMIT a.most
    ) AS e
  ) TO STDOUT (FORMAT binary)`;
};

/** Only the conditions that are asked for, so that the filter finds its index. */
export const copyOfLog = (after: Position, { categories }: Filter, limit: number): string => {
  const where = [`e.position > ${bigint(Number(after))}`];
  if (categories) where.push(`e.category IN (${['NULL', ...categories.map((one) => escapeLiteral(one))].join(', ')})`);
  return `COPY (
    SELECT ${COLUMNS} FROM event_store.events e WHERE ${where.join(' AND ')} ORDER BY e.position LIMIT ${bigint(limit)}
  ) TO STDOUT (FORMAT binary)`;
};

/** A number cannot say anything but itself. */
const bigint = (value: number | undefined): string =>
  value === undefined ? 'NULL::bigint' : `${BigInt(Math.floor(value))}::bigint`;

/** Written out field by field: this is most of what reading costs. */
export const toEvent = (row: BinaryRow): RecordedEvent => {
  const position = String(row.wholeNumber()) as Position;
  const version = row.wholeNumber();
  const recordedAt = instant(row.wholeNumber());
  const id = row.text();
  const stream = row.text();
  const type = row.text();
  const packed = unpack(row.text());
  return {
    id,
    type,
    schemaVersion: packed[0],
    institution: packed[1],
    case: packed[2],
    keyId: packed[3],
    actedAt: packed[4],
    occurredAt: packed[5],
    actor: packed[6],
    correlationId: packed[7],
    causationId: packed[8],
    requestDigest: packed[9],
    policy: { pack: packed[10], version: packed[11] },
    authority: packed[12],
    data: row.bytes(),
    stream,
    version,
    position,
    recordedAt,
  };
};

const MICROSECONDS = 1_000_000;
const EPOCH = Date.UTC(2000, 0, 1) / 1_000;
let [lastSecond, lastText] = [Number.NaN, ''];

/** PostgreSQL counts microseconds from 2000. Events that follow each other mostly share their second. */
const instant = (microseconds: number): string => {
  const second = Math.floor(microseconds / MICROSECONDS);
  if (second !== lastSecond)
    [lastSecond, lastText] = [second, new Date((EPOCH + second) * 1_000).toISOString().slice(0, 19)];
  return `${lastText}.${String(microseconds - second * MICROSECONDS).padStart(6, '0')}Z`;
};
