import { context, type Context, ROOT_CONTEXT, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { askersSpan, rootIdOf, rootOf, traceIdOf, withIds } from './trace-ids.js';

const tracer = () => trace.getTracer('probity');

type Attributes = Readonly<Record<string, string>>;

/** The spans of what was asked by a correlation, wherever it is gone on with. */
const after = (correlationId: string): Context => {
  const active = context.active();
  const inTrace = trace.getSpanContext(active)?.traceId === traceIdOf(correlationId);
  return inTrace ? active : trace.setSpanContext(ROOT_CONTEXT, rootOf(correlationId));
};

/** Does it in a span of the correlation's trace. Attributes are codes and ids, never anything personal. */
export const inSpan = <T>(
  name: string,
  { kind, correlationId, attributes }: { kind: SpanKind; correlationId: string; attributes?: Attributes },
  act: () => Promise<T>,
): Promise<T> =>
  tracer().startActiveSpan(name, { kind, ...(attributes && { attributes }) }, after(correlationId), async (span) => {
    try {
      return await act();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });

/** One for each, around what is done about all of them at once. */
export const inSpans = async <T>(
  spans: readonly { readonly name: string; readonly correlationId: string; readonly attributes: Attributes }[],
  kind: SpanKind,
  act: () => Promise<T>,
): Promise<T> => {
  const open = spans.map(({ name, correlationId, attributes }) =>
    tracer().startSpan(name, { kind, attributes }, after(correlationId)),
  );
  try {
    return await act();
  } catch (error) {
    for (const span of open) span.setStatus({ code: SpanStatusCode.ERROR });
    throw error;
  } finally {
    for (const span of open) span.end();
  }
};

/** A request: of the asker's trace, or the first of one by its correlation id. */
export const requestSpan = (method: string, correlationId: string, traceparent: unknown): Span => {
  const asker = askersSpan(traceparent);
  const begin = (under: Context): Span => tracer().startSpan(method, { kind: SpanKind.SERVER }, under);
  if (asker) return begin(trace.setSpanContext(ROOT_CONTEXT, asker));
  return withIds({ traceId: traceIdOf(correlationId), spanId: rootIdOf(correlationId) }, () => begin(ROOT_CONTEXT));
};
