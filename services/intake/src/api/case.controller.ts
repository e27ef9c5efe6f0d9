import { Controller, Get, Header, Param, Query, type StreamableFile } from '@nestjs/common';
import {
  Ask,
  CaseParts,
  NotFound,
  Permission,
  ServiceContext,
  keptFile,
  page,
  partsThatOpen,
  seen,
  type Answer,
  type Asked,
} from '@probity/shell';
import { z } from 'zod';
import type { Case } from '../domain/case/case.js';
import { caseSubject } from '../subjects.js';
import { caseAsSeen, fileKeptFrom } from '../views/as-seen.js';
import { listCases } from '../views/lists.query.js';

@Controller('cases')
export class CaseController {
  constructor(
    private readonly intake: ServiceContext,
    private readonly cases: CaseParts,
  ) {}

  @Get()
  @Permission('case.read')
  list(@Ask() asked: Asked, @Query({ schema: page }) query: z.infer<typeof page>): Promise<object> {
    return listCases(this.intake, asked, query, this.cases);
  }

  @Get(':case')
  @Permission('case.read')
  async read(@Param('case', { schema: z.uuid() }) id: string, @Ask() asked: Asked): Promise<Answer> {
    const { state, version } = await this.intake.read(caseSubject, id, asked.institution);
    return seen(await caseAsSeen(this.intake, id, state, asked, await this.partsIn(id, state, asked)), version);
  }

  /** A file that the report came with. */
  @Get(':case/files/:digest')
  @Permission('case.read')
  @Header('x-content-type-options', 'nosniff')
  async file(
    @Param('case', { schema: z.uuid() }) id: string,
    @Param('digest') digest: string,
    @Ask() asked: Asked,
  ): Promise<StreamableFile> {
    const { state } = await this.intake.read(caseSubject, id, asked.institution);
    if (state.status === 'none') throw new NotFound();
    const parts = await this.partsIn(id, state, asked);
    if (fileKeptFrom(this.intake.policies.get(state.policy), state, asked, parts).length > 0) throw new NotFound();
    return keptFile(
      this.intake.evidence,
      digest,
      state.attachments.map((one) => one.digest),
    );
  }

  private async partsIn(id: string, state: Case, { actor }: Asked): Promise<readonly string[]> {
    if (state.status === 'none') return [];
    return partsThatOpen(this.cases, this.intake.policies.get(state.policy), actor, id);
  }
}
