import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, map, switchMap, type Observable } from 'rxjs';
import type { DomainEvent } from '@probity/decider';
import type { Outcome } from '../commands/asked.js';
import { Services } from '../runtime/services.js';
import { waitFor } from './at-least.js';

/** What a route says, with the headers that go with it. */
export class Answer {
  constructor(
    readonly body: unknown,
    readonly version?: number,
    readonly position?: string,
    readonly location?: string,
  ) {}
}

/** A write's answer: what happened, under which clauses it departed, and the position to read at least from. */
export const written = (outcome: Outcome<DomainEvent>, more: object = {}, location?: string): Answer =>
  new Answer(
    {
      id: outcome.id,
      ...more,
      version: outcome.version,
      position: outcome.position,
      happened: outcome.events.map(({ type }) => type),
      clauses: outcome.authority,
      departures: outcome.events.flatMap(
        ({ data }) => (data as { ruling?: { departures: object[] } }).ruling?.departures ?? [],
      ),
      breaches: outcome.events.flatMap(
        ({ data }) => (data as { ruling?: { breaches: object[] } }).ruling?.breaches ?? [],
      ),
    },
    outcome.version,
    outcome.position,
    location,
  );

/** A read's answer, with the version that a write must name. */
export const seen = (body: unknown, version: number): Answer => new Answer(body, version);

/** Waits for `at-least` before a read; sets ETag, Probity-Position and Location on what comes back. */
@Injectable()
export class AnswerInterceptor implements NestInterceptor {
  constructor(private readonly services: Services) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const http = context.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    return from(waitFor(request, this.services)).pipe(
      switchMap(() => next.handle()),
      map((answer: unknown) => {
        if (!(answer instanceof Answer)) return answer;
        if (answer.version !== undefined) void reply.header('etag', `"${answer.version}"`);
        if (answer.position !== undefined) void reply.header('probity-position', answer.position);
        if (answer.location !== undefined) void reply.header('location', answer.location);
        return answer.body;
      }),
    );
  }
}
