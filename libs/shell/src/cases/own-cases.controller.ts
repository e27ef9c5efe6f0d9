import { Controller, Get, Param, Query } from '@nestjs/common';
import { z } from 'zod';
import { Permission } from '../access/permission.js';
import type { Asked } from '../commands/asked.js';
import { Ask } from '../http/requests.js';
import { OwnMatters } from './own-matter.js';

const caseParam = { schema: z.uuid() };
const reads = z.object({ 'at-least': z.string().optional() });

/** For a student: what was sent to them of their own case, and what they may do in it. */
@Controller('own-cases/:case')
export class OwnMatterController {
  constructor(private readonly own: OwnMatters) {}

  @Get('letters')
  @Permission('case.read-own')
  async letters(
    @Param('case', caseParam) id: string,
    @Ask() asked: Asked,
    @Query({ schema: reads }) _query: z.infer<typeof reads>,
  ): Promise<object> {
    return { case: id, letters: await this.own.letters(id, asked) };
  }

  @Get('acts')
  @Permission('case.read-own')
  async acts(
    @Param('case', caseParam) id: string,
    @Ask() asked: Asked,
    @Query({ schema: reads }) _query: z.infer<typeof reads>,
  ): Promise<object> {
    return { case: id, acts: await this.own.acts(id, asked) };
  }
}
