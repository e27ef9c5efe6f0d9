import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Ask, CaseParts, Permission, ServiceContext, seen, written, type Answer, type Asked } from '@probity/shell';
import { z } from 'zod';
import type { AppealCommand } from '../domain/appeal/commands.js';
import { appealSubject } from '../subjects.js';
import { appealAsSeen, appealFromOutside } from './appeal-as-seen.js';
import { meetingOf } from './appeal.meeting.js';
import { appealAt, partsElsewhere, proposed } from './appeal.lookups.js';
import * as requests from './appeal.requests.js';

const caseParam = { schema: z.uuid() };

/** What becomes of an appeal once it is lodged, and who hears it. */
@Controller('cases/:case/appeal')
export class AppealController {
  constructor(
    private readonly hearings: ServiceContext,
    private readonly cases: CaseParts,
  ) {}

  @Get()
  @Permission('appeal.read')
  async read(@Param('case', caseParam) id: string, @Ask() asked: Asked): Promise<Answer> {
    const { id: stream, appeal, version } = await appealAt(this.hearings, id, asked);
    const parts = await partsElsewhere(this.hearings, this.cases, id, asked);
    const outside = appealFromOutside(stream, appeal, this.hearings.policies.get(appeal.policy), asked, parts);
    return seen(outside ?? { id: stream, ...appealAsSeen(appeal, asked) }, version);
  }

  @Post('admission')
  @Permission('appeal.admit')
  async admit(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.AdmitRequest }) { cause, reasonableCase, votes }: z.infer<typeof requests.AdmitRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const meeting = await meetingOf(this.hearings, id);
    return this.give(id, asked, { type: 'AdmitAppeal', cause, reasonableCase, votes, ...(meeting && { meeting }) });
  }

  @Post('refusal')
  @Permission('appeal.decline')
  async decline(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.DeclineRequest }) { reason: why, votes }: z.infer<typeof requests.DeclineRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { appealId: appeal } = await appealAt(this.hearings, id, asked);
    const meeting = await meetingOf(this.hearings, id);
    return this.give(id, asked, { type: 'DeclineAppeal', appeal, why, votes, ...(meeting && { meeting }) });
  }

  @Post('referral')
  @Permission('appeal.refer')
  async refer(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.ReferRequest }) _: z.infer<typeof requests.ReferRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    return this.give(id, asked, { type: 'ReferAppeal' });
  }

  @Post('body')
  @Permission('appeal.convene')
  async convene(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.ConveneRequest }) { body }: z.infer<typeof requests.ConveneRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    return this.give(id, asked, { type: 'ConveneBody', body });
  }

  @Post('members')
  @Permission('appeal.convene')
  async appoint(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.AppointRequest }) { person, seat }: z.infer<typeof requests.AppointRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { appeal } = await appealAt(this.hearings, id, asked);
    const inRegister = await proposed(this.hearings, appeal, person, asked);
    return this.give(id, asked, { type: 'AppointMember', person, seat, inRegister });
  }

  @Post('members/:person/replacement')
  @Permission('appeal.convene')
  async replace(
    @Param('case', caseParam) id: string,
    @Param('person') person: string,
    @Body({ schema: requests.ReplaceRequest }) { why }: z.infer<typeof requests.ReplaceRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    return this.give(id, asked, { type: 'ReplaceMember', person, why });
  }

  @Post('members/:person/declaration')
  @Permission('appeal.declare')
  async declare(
    @Param('case', caseParam) id: string,
    @Param('person') person: string,
    @Body({ schema: requests.DeclareRequest }) { conflict, involved }: z.infer<typeof requests.DeclareRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    return this.give(id, asked, { type: 'DeclareInterest', person, conflict, involved });
  }

  @Post('invitation')
  @Permission('appeal.invite')
  async invite(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.InviteRequest }) { at, letter }: z.infer<typeof requests.InviteRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const meetingAt = new Date(at).toISOString();
    return this.give(id, asked, { type: 'InviteAppellant', meetingAt, letter });
  }

  @Post('decision')
  @Permission('appeal.decide')
  async decide(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.DecideRequest }) body: z.infer<typeof requests.DecideRequest>,
    @Ask() { reasons: _, ...asked }: Asked,
  ): Promise<Answer> {
    const { appealId: appeal } = await appealAt(this.hearings, id, asked);
    const { outcome, standard, reasons: why, review, chosen, findingFalls, votes } = body;
    const parts = { outcome, standard, why, review, chosen, findingFalls, votes } as const;
    return this.give(id, asked, { type: 'DecideAppeal', appeal, ...parts } as AppealCommand);
  }

  @Post('completion')
  @Permission('appeal.complete')
  async complete(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.CompleteRequest }) body: z.infer<typeof requests.CompleteRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { externalReviewTold, letter } = body;
    return this.give(id, asked, { type: 'CompleteProcedures', externalReviewTold, letter });
  }

  private async give(id: string, asked: Asked, command: AppealCommand): Promise<Answer> {
    const { id: stream } = await appealAt(this.hearings, id, asked);
    return written(await this.hearings.give(appealSubject, stream, asked, command));
  }
}
