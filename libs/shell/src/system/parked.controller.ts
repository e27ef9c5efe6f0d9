import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { z } from 'zod';
import { Permission } from '../access/permission.js';
import type { Asked } from '../commands/asked.js';
import { NotFound } from '../commands/errors.js';
import { Ask } from '../http/requests.js';
import { Services } from '../runtime/services.js';

/** Cases that stand still because a service could not do what another's fact asks of it. Going on is a named person's act. */
@Controller()
export class ParkedController {
  constructor(private readonly services: Services) {}

  @Get('cases/:case/parked')
  @Permission('parked.read')
  async parked(@Param('case', { schema: z.uuid() }) id: string): Promise<object> {
    const found = await Promise.all(
      this.services.all.map(async ({ name, inbox }) =>
        ((await inbox?.parked()) ?? [])
          .filter((parked) => parked.case === id)
          .map((parked) => ({ service: name, ...parked })),
      ),
    );
    return { case: id, parked: found.flat() };
  }

  @Post('cases/:case/parked/:service/redrive')
  @HttpCode(200)
  @Permission('parked.redrive')
  async redrive(
    @Param('case', { schema: z.uuid() }) id: string,
    @Param('service') service: string,
    @Ask() asked: Asked,
  ): Promise<object> {
    const inbox = this.services.all.find(({ name }) => name === service)?.inbox;
    if (!inbox) throw new NotFound();
    return inbox.redrive(id, asked.actor.id);
  }
}
