import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Ask, Permission, ServiceContext, written, type Answer, type Asked } from '@probity/shell';
import { z } from 'zod';
import { investigationSubject } from '../subjects.js';
import { centreOfCase } from './investigation.lookups.js';
import * as requests from './investigation.requests.js';

const caseParam = { schema: z.uuid() };

/** The investigation report, from a draft to the signature, and what was learned. */
@Controller('cases/:case/investigation')
export class ReportController {
  constructor(private readonly investigation: ServiceContext) {}

  @Post('report/drafts')
  @Permission('investigation.draft-report')
  async draft(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.DraftReportRequest }) { contents, evidence }: z.infer<typeof requests.DraftReportRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = { type: 'DraftReport', contents, evidence } as const;
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }

  @Post('report/served')
  @Permission('investigation.serve-draft')
  async serve(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.ServeDraftRequest }) { to }: z.infer<typeof requests.ServeDraftRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { centre, registerDigest } = await centreOfCase(this.investigation, id, asked);
    const command = { type: 'ServeDraft', to, centre, registerDigest } as const;
    const outcome = await this.investigation.give(investigationSubject, id, asked, command);
    const [served] = outcome.events.flatMap((event) => (event.type === 'DraftServed' ? [event.data] : []));
    return written(outcome, { window: served?.window });
  }

  @Post('report/response')
  @HttpCode(200)
  @Permission('investigation.record-response')
  async recordResponse(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.RecordResponseRequest }) { response }: z.infer<typeof requests.RecordResponseRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = { type: 'RecordResponse', response } as const;
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }

  @Post('report/final')
  @HttpCode(200)
  @Permission('investigation.finalise-report')
  async finalise(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.FinaliseReportRequest }) { established }: z.infer<typeof requests.FinaliseReportRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = { type: 'FinaliseReport', established } as const;
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }

  @Post('report/sign-off')
  @HttpCode(200)
  @Permission('investigation.sign-off')
  async signOff(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.SignOffRequest }) { attestation }: z.infer<typeof requests.SignOffRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = { type: 'SignOff', attestation } as const;
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }

  @Post('lessons')
  @Permission('investigation.record-lessons')
  async recordLessons(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.RecordLessonsRequest }) { lessons, none }: z.infer<typeof requests.RecordLessonsRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = { type: 'RecordLessons', lessons, none } as const;
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }
}
