import { context, type Span, SpanStatusCode, trace } from '@opentelemetry/api';
import type { FastifyInstance } from 'fastify';
import { requestSpan } from './spans.js';

declare module 'fastify' {
  interface FastifyRequest {
    span?: Span;
  }
}

/** A span a request, with its method, route and status. What is done meanwhile is in it. */
export const traceRequests = (fastify: FastifyInstance): void => {
  fastify.addHook('onRequest', (request, _reply, done) => {
    request.span = requestSpan(request.method, request.id, request.headers['traceparent']);
    context.with(trace.setSpan(context.active(), request.span), done);
  });
  fastify.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none';
    request.span?.updateName(`${request.method} ${route}`);
    request.span?.setAttributes({
      'http.request.method': request.method,
      'http.route': route,
      'http.response.status_code': reply.statusCode,
    });
    if (reply.statusCode >= 500) request.span?.setStatus({ code: SpanStatusCode.ERROR });
    request.span?.end();
    done();
  });
};
