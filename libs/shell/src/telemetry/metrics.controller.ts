import { Controller, Get, Inject, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../access/permission.js';
import type { Deployment } from '../runtime/service-runtime.js';
import { Services } from '../runtime/services.js';
import { deployment } from '../runtime/tokens.js';

/** For Prometheus. */
@Controller()
export class MetricsController {
  constructor(
    @Inject(deployment) private readonly shared: Deployment,
    private readonly services: Services,
  ) {}

  @Get('metrics')
  @Public()
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    const each = this.services.all.map(async (runtime) => [runtime.name, await runtime.measure()] as const);
    void reply.header('content-type', this.shared.metrics.contentType);
    return this.shared.metrics.text(new Map(await Promise.all(each)));
  }
}
