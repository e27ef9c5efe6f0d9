import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { Ask, Permission, ServiceContext, written, type Answer, type Asked } from '@probity/shell';
import { z } from 'zod';
import { sanctionsSubject } from '../subjects.js';
import { getInstruction, readInstructions } from '../views/instructions.query.js';
import { AcknowledgementRequest, instructionsPage } from './sanctions.requests.js';

/** What an institution's own student system fetches, and acknowledges. */
@Controller('student-system/instructions')
export class InstructionsController {
  constructor(private readonly sanctions: ServiceContext) {}

  @Get()
  @Permission('instructions.read')
  read(
    @Query({ schema: instructionsPage }) query: z.infer<typeof instructionsPage>,
    @Ask() asked: Asked,
  ): Promise<object> {
    return readInstructions(this.sanctions, asked.institution ?? '', query);
  }

  /** Needs no If-Match: an acknowledgement rests on the instruction, which never changes. */
  @Post(':instruction/acknowledgement')
  @HttpCode(200)
  @Permission('instructions.acknowledge')
  async acknowledge(
    @Param('instruction', { schema: z.uuid() }) id: string,
    @Body({ schema: AcknowledgementRequest }) body: z.infer<typeof AcknowledgementRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { case: caseId, number } = await getInstruction(this.sanctions, asked.institution ?? '', id);
    const own = { ...asked, needsIfMatch: false, ifMatch: undefined };
    const command = { type: 'AcknowledgeInstruction', number, done: body.done, note: body.note ?? null } as const;
    return written(await this.sanctions.give(sanctionsSubject, caseId, own, command), { instruction: id });
  }
}
