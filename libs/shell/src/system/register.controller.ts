import { Body, Controller, Get, Header, Inject, Param, Put, UseInterceptors } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { registerSchema } from '@probity/registers';
import type { z } from 'zod';
import { Permission } from '../access/permission.js';
import type { Asked } from '../commands/asked.js';
import { NotFound } from '../commands/errors.js';
import { LargeJson } from '../http/large-json.js';
import { Ask } from '../http/requests.js';
import type { Deployment } from '../runtime/service-runtime.js';
import { Services } from '../runtime/services.js';
import { deployment } from '../runtime/tokens.js';
import { droppedWithCases } from './dropped.js';

/** The institution's own systems say who its people, centres, learners, qualifications and certificates are. */
@Controller('registers')
export class RegisterController {
  constructor(
    @Inject(deployment) private readonly shared: Deployment,
    private readonly services: Services,
  ) {}

  /** Whole, as it can be uploaded again. */
  @Get(':institution')
  @Permission('register.replace')
  @Header('cache-control', 'no-store')
  async read(@Param('institution') institution: string): Promise<object> {
    const snapshot = await this.shared.registers.latest(institution);
    if (!snapshot) throw new NotFound();
    return snapshot.register;
  }

  @Put(':institution')
  @Permission('register.replace')
  @RouteConfig({ takes: 'large-json' })
  @UseInterceptors(LargeJson)
  async replace(
    @Param('institution') institution: string,
    @Body({ schema: registerSchema }) register: z.infer<typeof registerSchema>,
    @Ask() asked: Asked,
  ): Promise<object> {
    if (asked.institution !== institution) throw new NotFound();
    const { registers } = this.shared;
    const before = await registers.latest(institution);
    const replaced = await registers.replace(institution, register, asked.actor.id);
    const dropped = await droppedWithCases(this.services, institution, before?.register, register);
    return { ...replaced, dropped };
  }
}
