import { context, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BasicTracerProvider, BatchSpanProcessor, type SpanProcessor } from '@opentelemetry/sdk-trace-base';
import { idGenerator } from './trace-ids.js';

/** Where nobody collects spans, none are made. */
const collected = (): SpanProcessor | undefined =>
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] === undefined &&
  process.env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'] === undefined
    ? undefined
    : new BatchSpanProcessor(new OTLPTraceExporter());

/**
 * From here on this process traces: requests, appends, what is told to other services and what they do about it.
 * @returns ends it, once what was collected has been sent
 */
export const startTracing = (service: string, processor = collected()): (() => Promise<void>) => {
  if (!processor) return async () => undefined;
  const provider = new BasicTracerProvider({
    idGenerator,
    resource: resourceFromAttributes({ 'service.name': `probity-${service}` }),
    spanProcessors: [processor],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(provider);
  return async () => {
    await provider.shutdown();
    trace.disable();
    context.disable();
  };
};
