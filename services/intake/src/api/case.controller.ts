import { Controller, Get, Param, Query } from '@nestjs/common';
import { Ask, Permission, ServiceContext, page, seen, type Answer, type Asked } from '@probity/shell';
import { z } from 'zod';
import { caseSubject } from '../subjects.js';
import { listCases } from '../views/lists.query.js';

@Controller('cases')
export class CaseController {
  constructor(private readonly intake: ServiceContext) {}

  @Get()
  @Permission('case.read')
  list(@Ask() asked: Asked, @Query({ schema: page }) query: z.infer<typeof page>): Promise<object> {
    return listCases(this.intake.views, asked, query);
  }

  @Get(':case')
  @Permission('case.read')
  async read(@Param('case', { schema: z.uuid() }) id: string, @Ask() asked: Asked): Promise<Answer> {
    const { state, version } = await this.intake.read(caseSubject, id, asked.institution);
    // What kind of person reported may tell who it was.
    return seen({ id, ...state, reporterKind: undefined }, version);
  }
}
