import { createHash, randomBytes } from 'node:crypto';
import { type SpanContext, TraceFlags } from '@opentelemetry/api';

/** The correlation id is the trace's: it stands in the envelope of every event and on the bus, so nothing more has to be carried. */
export const traceIdOf = (correlationId: string): string => correlationId.replaceAll('-', '');

/** The span that a trace begins with. */
export const rootIdOf = (correlationId: string): string =>
  createHash('sha256').update(correlationId).digest('hex').slice(0, 16);

/** What whoever goes on with a correlation has as the span before it. */
export const rootOf = (correlationId: string): SpanContext => ({
  traceId: traceIdOf(correlationId),
  spanId: rootIdOf(correlationId),
  traceFlags: TraceFlags.SAMPLED,
  isRemote: true,
});

const traceparent = /^00-([0-9a-f]{32})-([0-9a-f]{16})-[0-9a-f]{2}$/;
const nothing = /^0+$/;

/** W3C trace context: who asks has a trace of their own. */
export const askersSpan = (header: unknown): SpanContext | undefined => {
  const [, traceId = '', spanId = ''] = (typeof header === 'string' && traceparent.exec(header)) || [];
  if (traceId === '' || nothing.test(traceId) || nothing.test(spanId)) return undefined;
  return { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true };
};

/** 32 hexadecimal digits as a UUID is written. */
export const correlationIdOf = (traceId: string): string =>
  traceId.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

interface Ids {
  readonly traceId: string;
  readonly spanId: string;
}

let chosen: Ids | undefined;

/** What is begun in here, and nothing else, has these ids. */
export const withIds = <T>(ids: Ids, begin: () => T): T => {
  chosen = ids;
  try {
    return begin();
  } finally {
    chosen = undefined;
  }
};

/** Of OpenTelemetry's provider: random, but where an id was chosen. */
export const idGenerator = {
  generateTraceId: (): string => chosen?.traceId ?? randomBytes(16).toString('hex'),
  generateSpanId: (): string => chosen?.spanId ?? randomBytes(8).toString('hex'),
};
