import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import {
  Ask,
  NotFound,
  Permission,
  ServiceContext,
  actsOf,
  designationOf,
  timelineOf,
  written,
  type Answer,
  type Asked,
  type Subject,
} from '@probity/shell';
import { z } from 'zod';
import { reportSubject } from '../subjects.js';
import { earlierOf } from './report.lookups.js';
import * as requests from './report.requests.js';

const reportParam = { schema: z.uuid() };

/** What becomes of a report without a case; what the policy's own steps record of it; and what can be done now. */
@Controller('reports')
export class HandlingController {
  constructor(private readonly intake: ServiceContext) {}

  @Get(':report/acts')
  @Permission('report.read')
  async acts(@Param('report', reportParam) id: string, @Ask() asked: Asked): Promise<object> {
    const { streams, policies } = this.intake;
    await this.intake.read(reportSubject, id, asked.institution);
    const subject = reportSubject as unknown as Subject;
    return { report: id, acts: await actsOf(streams, policies, subject, id, asked.institution ?? '', asked) };
  }

  /** What was recorded of it, corrections among it; whom it is about is named by none of it. */
  @Get(':report/timeline')
  @Permission('report.read')
  async timeline(@Param('report', reportParam) id: string, @Ask() asked: Asked): Promise<object> {
    await this.intake.read(reportSubject, id, asked.institution);
    const subject = reportSubject as unknown as Subject;
    return { report: id, entries: await timelineOf(this.intake.streams, subject, id, asked.institution ?? '') };
  }

  @Post(':report/steps/:step')
  @Permission('{step}')
  async step(
    @Param('report', reportParam) id: string,
    @Param('step') step: string,
    @Body({ schema: requests.StepRequest }) { fields, letter }: z.infer<typeof requests.StepRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    if (!step.startsWith(`${reportSubject.name}.`)) throw new NotFound();
    await designationOf(this.intake, asked, step, fields);
    return written(
      await this.intake.give(reportSubject, id, asked, {
        ...{ type: 'RecordStep', step, fields },
        ...(letter ? { letter } : {}),
        ...(await earlierOf(this.intake, id, asked)),
      }),
    );
  }

  @Post(':report/local-handling')
  @Permission('report.handle-locally')
  async handleLocally(
    @Param('report', reportParam) id: string,
    @Body({ schema: requests.HandleLocallyRequest }) _body: z.infer<typeof requests.HandleLocallyRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const earlier = await earlierOf(this.intake, id, asked);
    return written(await this.intake.give(reportSubject, id, asked, { type: 'HandleLocally', ...earlier }));
  }

  @Post(':report/withdrawal')
  @Permission('report.withdraw')
  async withdraw(
    @Param('report', reportParam) id: string,
    @Body({ schema: requests.WithdrawRequest }) { reason }: z.infer<typeof requests.WithdrawRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    return written(await this.intake.give(reportSubject, id, asked, { type: 'Withdraw', reason }));
  }
}
