import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { Ask, Permission, ServiceContext, written, type Answer, type Asked } from '@probity/shell';
import { z } from 'zod';
import { investigationSubject } from '../subjects.js';
import { answerOf, documentsAtHand, inviteOf, meetingOf, plannedAt } from './proceedings.lookups.js';
import * as requests from './proceedings.requests.js';

const caseParam = { schema: z.uuid() };

/** What passes between the institution and whom the case is about, and where the case goes from there. */
@Controller('cases/:case/investigation')
export class ProceedingsController {
  constructor(private readonly investigation: ServiceContext) {}

  @Post('invitations')
  @Permission('investigation.invite')
  async invite(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.InviteRequest }) body: z.infer<typeof requests.InviteRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = await inviteOf(this.investigation, id, asked, body);
    const outcome = await this.investigation.give(investigationSubject, id, asked, command);
    const invited = outcome.events.flatMap((event) => (event.type === 'SubjectInvited' ? [event.data] : [])).at(-1);
    return written(outcome, { usesUp: invited?.usesUp ?? [] });
  }

  @Post('meetings')
  @Permission('investigation.record-meeting')
  async recordMeeting(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.RecordMeetingRequest }) body: z.infer<typeof requests.RecordMeetingRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = meetingOf(body, asked, await plannedAt(this.investigation, id, asked, body.kind));
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }

  @Post('accusation')
  @Permission('investigation.put-accusation')
  async putAccusation(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.PutAccusationRequest }) body: z.infer<typeof requests.PutAccusationRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { allegation, provisions, channels, evidence, reportEnclosed, letter } = body;
    await documentsAtHand(this.investigation, id, asked, '/evidence', evidence);
    const command = {
      type: 'PutAccusation',
      ...{ allegation, provisions, channels, evidence, reportEnclosed },
      ...(letter && { letter }),
    } as const;
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }

  @Post('answer')
  @Permission('investigation.record-answer')
  async recordAnswer(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.RecordAnswerRequest }) body: z.infer<typeof requests.RecordAnswerRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = await answerOf(this.investigation, id, asked, body);
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }

  @Post('category')
  @HttpCode(200)
  @Permission('investigation.recategorise')
  async recategorise(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.RecategoriseRequest }) body: z.infer<typeof requests.RecategoriseRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { category, reason, letter } = body;
    const command = { type: 'Recategorise', category, reason, ...(letter && { letter }) } as const;
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }

  @Post('anonymity')
  @HttpCode(200)
  @Permission('investigation.lift-anonymity')
  async liftAnonymity(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.LiftAnonymityRequest }) { letter }: z.infer<typeof requests.LiftAnonymityRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = { type: 'LiftAnonymity', ...(letter && { letter }) } as const;
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }

  @Post('referral')
  @Permission('investigation.refer')
  async refer(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.ReferRequest }) body: z.infer<typeof requests.ReferRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { to, joined, enclosed, letter } = body;
    await documentsAtHand(this.investigation, id, asked, '/enclosed', enclosed);
    const command = { type: 'Refer', to, joined, enclosed, ...(letter && { letter }) } as const;
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }

  @Post('no-case')
  @HttpCode(200)
  @Permission('investigation.find-no-case')
  async findNoCase(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.FindNoCaseRequest }) body: z.infer<typeof requests.FindNoCaseRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { reason, onEvidence, instruction = null, letter } = body;
    const command = { type: 'FindNoCase', reason, onEvidence, instruction, ...(letter && { letter }) } as const;
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }
}
