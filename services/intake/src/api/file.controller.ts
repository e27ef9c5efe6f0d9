import { Controller, Post, Req } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { Answer, Public, ServiceContext, UnsupportedFile, fileLimitBytes, fileTypes } from '@probity/shell';
import type { FastifyRequest } from 'fastify';
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
    const { digest, bytes } = await this.intake.evidence.put(request.body, { limitBytes: fileLimitBytes });
    return new Answer({ digest, bytes, mediaType });
  }
}
