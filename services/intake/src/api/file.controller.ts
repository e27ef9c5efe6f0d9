import { Controller, Post, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { Answer, Public, ServiceContext, UnsupportedFile, fileLimitBytes, fileTypes } from '@probity/shell';
import type { FastifyRequest } from 'fastify';
import { createHash, type Hash } from 'node:crypto';
import { Readable } from 'node:stream';

/**
 * Evidence comes first, as a file by itself; acts then name it by its digest,
 * which is of the file as it is kept, sealed. Anyone who may report may send one.
 */
@Controller('files')
export class FileController {
  constructor(private readonly intake: ServiceContext) {}

  @Post()
  @Public()
  @RouteConfig({ rateLimit: {}, takes: 'file' })
  async upload(@Req() request: FastifyRequest): Promise<Answer> {
    const mediaType = (request.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() ?? '';
    if (!(fileTypes as readonly string[]).includes(mediaType) || !(request.body instanceof Readable))
      throw new UnsupportedFile();
    const hash = createHash('sha256');
    const content = Readable.from(hashed(request.body, hash), { objectMode: false });
    const { digest, bytes } = await this.intake.evidence.put(content, { limitBytes: fileLimitBytes });
    // Of the file as it was sent: for whoever sent it, to compare, and kept nowhere.
    return new Answer({ digest, bytes, mediaType, sha256: hash.digest('hex') });
  }
}

async function* hashed(body: Readable, hash: Hash): AsyncGenerator<Buffer> {
  for await (const piece of body as AsyncIterable<Buffer>) {
    hash.update(piece);
    yield piece;
  }
}
