import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import { from, switchMap, type Observable } from 'rxjs';
import { jsonOf } from './bodies.js';

export const largeJsonLimitBytes = 33_554_432;

/** JSON of more than a request's usual size: read when the guard has let its sender in, and never for anybody else. */
@Injectable()
export class LargeJson implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    return from(read(request)).pipe(switchMap(() => next.handle()));
  }
}

const read = async (request: FastifyRequest): Promise<void> => {
  const stream = request.body as Readable | undefined;
  request.body = stream === undefined ? {} : jsonOf(await all(stream));
};

/** @throws TooLarge; what is left of the stream is let go, so that the answer arrives */
const all = async (stream: Readable): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of stream.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > largeJsonLimitBytes) {
      stream.resume();
      throw new TooLarge();
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

class TooLarge extends Error {
  override readonly name = 'TooLarge';
  readonly statusCode = 413;
}
