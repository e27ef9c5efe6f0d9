import { Catch, Inject, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Deployment } from '../runtime/service-runtime.js';
import { deployment } from '../runtime/tokens.js';
import { problem, type Problem } from './problem.js';
import { problemOf } from './problem-of.js';

/** Every error leaves as problem details. What is ours is logged by its name; what anybody said is not. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(@Inject(deployment) private readonly shared: Deployment) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const found = problemOf(error, request.principal?.institution) ?? this.ours(error, request);
    send(reply, found, request.id);
  }

  private ours(error: unknown, request: FastifyRequest): Problem {
    const { name = 'unknown', stack } = (error ?? {}) as Partial<Error>;
    const where = stack?.split('\n').filter((line) => line.startsWith('    at '));
    this.shared.log.error({ correlationId: request.id, error: name, where }, 'a request failed');
    return problem('internal', { correlationId: request.id });
  }
}

export const send = (reply: FastifyReply, found: Problem, instance: string): void => {
  if (found.status === 401) void reply.header('www-authenticate', 'Bearer');
  if (found.status === 503 || found.status === 429)
    void reply.header('retry-after', reply.getHeader('retry-after') ?? '1');
  if (found['current'] !== undefined) void reply.header('etag', String(found['current']));
  void reply
    .status(found.status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...found, instance: `urn:uuid:${instance}` }));
};
