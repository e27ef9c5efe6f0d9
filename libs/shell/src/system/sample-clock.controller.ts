import { Body, Controller, Get, Inject, Put, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Unauthenticated } from '../access/authenticator.js';
import { MaySignIn, Public } from '../access/permission.js';
import { SampleClock } from '../runtime/clock.js';
import type { Deployment } from '../runtime/service-runtime.js';
import { deployment } from '../runtime/tokens.js';

const ClockRequest = z.strictObject({ at: z.iso.datetime({ offset: true }) });

/** There only where everything is a sample: days that a policy makes one wait for can be passed over. */
@Controller('clock')
export class SampleClockController {
  constructor(@Inject(deployment) private readonly shared: Deployment) {}

  @Get()
  @Public()
  read(): object {
    return { at: this.shared.clock.instant() };
  }

  @Put()
  @Public()
  @MaySignIn()
  async forward(
    @Body({ schema: ClockRequest }) { at }: z.infer<typeof ClockRequest>,
    @Req() { principal }: FastifyRequest,
  ): Promise<object> {
    if (!principal) throw new Unauthenticated('who moves the clock signs in');
    const { clock } = this.shared;
    if (clock instanceof SampleClock) await clock.forward(at);
    return this.read();
  }
}
