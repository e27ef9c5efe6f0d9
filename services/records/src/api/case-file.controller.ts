import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { derivedId } from '@probity/messaging';
import {
  Ask,
  Invalid,
  NotFound,
  Permission,
  ServiceContext,
  seen,
  written,
  type Answer,
  type Asked,
} from '@probity/shell';
import { z } from 'zod';
import { fileSubject } from '../subjects.js';
import * as requests from './file.requests.js';
import { retentionAnswer } from './retention.js';

const caseParam = { schema: z.uuid() };

@Controller('cases/:case')
export class CaseFileController {
  constructor(private readonly records: ServiceContext) {}

  @Get('file')
  @Permission('file.read')
  async read(@Param('case', caseParam) id: string, @Ask() asked: Asked): Promise<Answer> {
    const { state, version } = await this.records.read(fileSubject, id, asked.institution);
    return seen(state, version);
  }

  @Get('retention')
  @Permission('file.read')
  async retention(@Param('case', caseParam) id: string, @Ask() asked: Asked): Promise<Answer> {
    const { state, version } = await this.records.read(fileSubject, id, asked.institution);
    if (state.status === 'none') throw new NotFound();
    return seen(retentionAnswer(state, this.records.policies.get(state.policy)), version);
  }

  @Post('closure')
  @HttpCode(200)
  @Permission('file.close')
  async close(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.CloseRequest }) { reason }: z.infer<typeof requests.CloseRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const outcome = await this.records.give(fileSubject, id, asked, { type: 'CloseCase', reason: reason ?? null });
    return written(outcome, outcome.state.status === 'none' ? {} : { retention: outcome.state.retention });
  }

  @Post('hearings-concluded')
  @Permission('file.conclude-hearing')
  async concludeHearing(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.ConcludeHearingRequest })
    { of, id: which, heardAt, detail }: z.infer<typeof requests.ConcludeHearingRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    if (Date.parse(heardAt) > Date.parse(asked.at))
      throw new Invalid('/heardAt', 'in-the-future', 'What has been heard cannot have been heard later than now.');
    const heard = { of, id: which ?? null, heardAt: new Date(heardAt).toISOString(), detail };
    const command = { type: 'ConcludeHearing', ...heard } as const;
    return written(await this.records.give(fileSubject, id, asked, command));
  }

  @Post('holds')
  @Permission('file.hold')
  async hold(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.ReasonRequest }) { reason }: z.infer<typeof requests.ReasonRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const hold = derivedId('hold', asked.requestId);
    return written(await this.records.give(fileSubject, id, asked, { type: 'PlaceHold', hold, reason }), { hold });
  }

  @Post('holds/:hold/release')
  @HttpCode(200)
  @Permission('file.release-hold')
  async release(
    @Param('case', caseParam) id: string,
    @Param('hold', { schema: z.uuid() }) hold: string,
    @Body({ schema: requests.ReasonRequest }) { reason }: z.infer<typeof requests.ReasonRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    return written(await this.records.give(fileSubject, id, asked, { type: 'ReleaseHold', hold, reason }));
  }

  /** Marks the record for destruction, which follows (`disposals`). Nothing is destroyed yet as this answers. */
  @Post('disposal')
  @Permission('file.dispose')
  async dispose(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.ReasonRequest }) { reason }: z.infer<typeof requests.ReasonRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    return written(await this.records.give(fileSubject, id, asked, { type: 'MarkForDisposal', reason }), {
      destroyed: false,
    });
  }
}
