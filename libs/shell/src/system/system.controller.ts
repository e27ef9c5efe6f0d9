import { Controller, Get, Header, Inject, Param, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Public } from '../access/permission.js';
import { NotFound } from '../commands/errors.js';
import { problems, type ProblemCode } from '../http/problem.js';
import type { Deployment } from '../runtime/service-runtime.js';
import { Services } from '../runtime/services.js';
import { deployment } from '../runtime/tokens.js';
import { welcomePage } from './welcome-page.js';

/** For people and orchestrators: what runs here, and whether it is well. */
@Controller()
export class SystemController {
  constructor(
    @Inject(deployment) private readonly shared: Deployment,
    private readonly services: Services,
  ) {}

  @Get()
  @Public()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
  welcome(): string {
    return welcomePage(this.services.names, this.shared.policies, this.shared.clock.instant());
  }

  /** The process answers. */
  @Get('health/live')
  @Public()
  live(): object {
    return { status: 'ok' };
  }

  /** It can serve: the store of every service answers, and its keys do. */
  @Get('health/ready')
  @Public()
  async ready(@Res({ passthrough: true }) reply: FastifyReply): Promise<object> {
    const parts = await this.services.health();
    const well = parts.every(({ is }) => is !== 'unavailable');
    if (!well) void reply.status(503).header('retry-after', '1');
    return {
      status: well ? 'ok' : 'unavailable',
      services: Object.fromEntries(parts.map(({ name, is }) => [name, is])),
    };
  }

  @Get('problems/:code')
  @Public()
  problem(@Param('code') code: string): object {
    if (!Object.hasOwn(problems, code)) throw new NotFound();
    return { type: `/problems/${code}`, ...problems[code as ProblemCode] };
  }
}
