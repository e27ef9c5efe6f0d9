import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { derivedId } from '@probity/messaging';
import { Ask, Permission, ServiceContext, written, type Answer, type Asked } from '@probity/shell';
import { z } from 'zod';
import { investigationSubject } from '../subjects.js';
import { evidenceOf, interviewOf } from './investigation.lookups.js';
import * as requests from './investigation.requests.js';

const uuidParam = { schema: z.uuid() };

/** What is asked, gathered and heard, and what the subject says of how it is done. */
@Controller('cases/:case/investigation')
export class EvidenceController {
  constructor(private readonly investigation: ServiceContext) {}

  @Post('requests')
  @Permission('investigation.request-information')
  async requestInformation(
    @Param('case', uuidParam) id: string,
    @Body({ schema: requests.RequestInformationRequest }) body: z.infer<typeof requests.RequestInformationRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { of, what, dueOn } = body;
    const request = derivedId('request for information', asked.requestId);
    const command = { type: 'RequestInformation', request, of, what, dueOn } as const;
    return written(await this.investigation.give(investigationSubject, id, asked, command), { request });
  }

  @Post('requests/:request/reply')
  @HttpCode(200)
  @Permission('investigation.record-reply')
  async recordReply(
    @Param('case', uuidParam) id: string,
    @Param('request', uuidParam) request: string,
    @Body({ schema: requests.RecordReplyRequest }) { reply, evidence }: z.infer<typeof requests.RecordReplyRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = { type: 'RecordReply', request, reply, evidence } as const;
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }

  @Post('evidence')
  @Permission('investigation.add-evidence')
  async addEvidence(
    @Param('case', uuidParam) id: string,
    @Body({ schema: requests.AddEvidenceRequest }) body: z.infer<typeof requests.AddEvidenceRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = await evidenceOf(this.investigation, body);
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }

  @Post('interviews')
  @Permission('investigation.record-interview')
  async recordInterview(
    @Param('case', uuidParam) id: string,
    @Body({ schema: requests.RecordInterviewRequest }) body: z.infer<typeof requests.RecordInterviewRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = await interviewOf(this.investigation, id, asked, body);
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }

  @Post('issues')
  @Permission('investigation.raise-issue')
  async raiseIssue(
    @Param('case', uuidParam) id: string,
    @Body({ schema: requests.RaiseIssueRequest }) { issue: text }: z.infer<typeof requests.RaiseIssueRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const issue = derivedId('issue', asked.requestId);
    const command = { type: 'RaiseIssue', issue, text } as const;
    return written(await this.investigation.give(investigationSubject, id, asked, command), { issue });
  }

  @Post('issues/:issue/answer')
  @HttpCode(200)
  @Permission('investigation.answer-issue')
  async answerIssue(
    @Param('case', uuidParam) id: string,
    @Param('issue', uuidParam) issue: string,
    @Body({ schema: requests.AnswerIssueRequest }) { answer }: z.infer<typeof requests.AnswerIssueRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = { type: 'AnswerIssue', issue, answer } as const;
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }

  @Post('sufficient-evidence')
  @HttpCode(200)
  @Permission('investigation.find-sufficient-evidence')
  async findSufficientEvidence(
    @Param('case', uuidParam) id: string,
    @Body({ schema: requests.FindSufficientEvidenceRequest })
    { sufficient, reason }: z.infer<typeof requests.FindSufficientEvidenceRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = { type: 'FindSufficientEvidence', sufficient, reason } as const;
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }
}
