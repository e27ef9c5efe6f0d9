import { Controller, Get, Param } from '@nestjs/common';
import { Ask, NotFound, OwnMatters, Permission, ServiceContext, seen, type Answer, type Asked } from '@probity/shell';
import { z } from 'zod';
import { caseSubject } from '../subjects.js';
import { ownCase, ownCases } from '../views/own-cases.query.js';

/** For a student: their own cases, from when they were told of them. */
@Controller('own-cases')
export class OwnCaseController {
  constructor(
    private readonly intake: ServiceContext,
    private readonly matters: OwnMatters,
  ) {}

  @Get()
  @Permission('case.read-own')
  async list(@Ask() asked: Asked): Promise<object> {
    return { items: await ownCases(this.intake, asked) };
  }

  @Get(':case')
  @Permission('case.read-own')
  async read(@Param('case', { schema: z.uuid() }) id: string, @Ask() asked: Asked): Promise<Answer> {
    const { state, version } = await this.intake.read(caseSubject, id, asked.institution);
    const own = ownCase(this.intake, id, state, asked);
    if (!own) throw new NotFound();
    return seen({ ...own, ...(await this.matters.of(id, asked)) }, version);
  }
}
