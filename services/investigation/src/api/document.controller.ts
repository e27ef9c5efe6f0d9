import { Controller, Get, Header, Param, type StreamableFile } from '@nestjs/common';
import {
  Ask,
  CaseParts,
  NotFound,
  Permission,
  ServiceContext,
  keptFile,
  partsThatOpen,
  type Asked,
} from '@probity/shell';
import { z } from 'zod';
import { collected } from '../domain/investigation/referral.js';
import { investigationSubject } from '../subjects.js';
import { fileHidden } from './visibility.js';

@Controller('cases/:case/investigation/files')
export class DocumentController {
  constructor(
    private readonly investigation: ServiceContext,
    private readonly cases: CaseParts,
  ) {}

  /** A file that was collected: with the report or since. */
  @Get(':digest')
  @Permission('case.read')
  @Header('x-content-type-options', 'nosniff')
  async file(
    @Param('case', { schema: z.uuid() }) id: string,
    @Param('digest') digest: string,
    @Ask() asked: Asked,
  ): Promise<StreamableFile> {
    const { state } = await this.investigation.read(investigationSubject, id, asked.institution);
    if (state.status === 'none') throw new NotFound();
    const policy = this.investigation.policies.get(state.policy);
    const parts = await partsThatOpen(this.cases, policy, asked.actor, id);
    if (fileHidden(state, policy, asked, parts).length > 0) throw new NotFound();
    return keptFile(this.investigation.evidence, digest, collected(state, state.proceedings.referral?.enclosed));
  }
}
