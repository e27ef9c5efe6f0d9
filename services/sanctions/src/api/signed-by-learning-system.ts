import {
  createParamDecorator,
  Injectable,
  type CallHandler,
  type ExecutionContext,
  type NestInterceptor,
} from '@nestjs/common';
import { readBytes, ServiceContext } from '@probity/shell';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { from, switchMap, type Observable } from 'rxjs';
import { receive } from '../learning/receiving.js';

/** More than any message has. */
const limitBytes = 65_536;

/** Reads the bytes as they were signed, and lets nothing through that the institution's learning system has not signed. */
@Injectable()
export class SignedByLearningSystem implements NestInterceptor {
  constructor(private readonly sanctions: ServiceContext) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return from(this.read(request)).pipe(switchMap(() => next.handle()));
  }

  private async read(request: FastifyRequest): Promise<void> {
    const payload = request.body as Readable | undefined;
    const bytes = payload ? await readBytes(request, payload, limitBytes) : Buffer.alloc(0);
    const { institution = '' } = request.params as { institution?: string };
    const systems = this.sanctions.chosen.learningSystems;
    const system = Object.hasOwn(systems, institution) ? systems[institution] : undefined;
    const { id: _, ...message } = receive(system, request.headers, bytes.toString('utf8'));
    request.body = message;
  }
}

export const MessageId = createParamDecorator((_: unknown, context: ExecutionContext): string =>
  String(context.switchToHttp().getRequest<FastifyRequest>().headers['webhook-id']),
);
