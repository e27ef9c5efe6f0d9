import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { from, switchMap, type Observable } from 'rxjs';
import { largeJsonLimitBytes, readBytes } from './bodies.js';

/** The bytes of a table of a register: read when the guard has let its sender in, and never for anybody else. */
@Injectable()
export class LargeFile implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return from(read(request)).pipe(switchMap(() => next.handle()));
  }
}

const read = async (request: FastifyRequest): Promise<void> => {
  const payload = request.body as Readable | undefined;
  request.body = payload ? await readBytes(request, payload, largeJsonLimitBytes) : Buffer.alloc(0);
};
