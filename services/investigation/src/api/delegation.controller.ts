import { Body, Controller, Param, Post } from '@nestjs/common';
import { Ask, Permission, ServiceContext, written, type Answer, type Asked } from '@probity/shell';
import { z } from 'zod';
import { investigationSubject } from '../subjects.js';
import { delegationOf } from './delegation.lookups.js';
import { DelegateRequest } from './delegation.requests.js';

/** Who stands in for the holder of an office who is away. */
@Controller('cases/:case/delegations')
export class DelegationController {
  constructor(private readonly investigation: ServiceContext) {}

  @Post()
  @Permission('investigation.delegate')
  async delegate(
    @Param('case', { schema: z.uuid() }) id: string,
    @Body({ schema: DelegateRequest }) body: z.infer<typeof DelegateRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = await delegationOf(this.investigation, id, asked, body);
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }
}
