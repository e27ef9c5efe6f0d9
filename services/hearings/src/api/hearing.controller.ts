import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { Ask, Permission, ServiceContext, seen, written, type Answer, type Asked } from '@probity/shell';
import { z } from 'zod';
import { hearingOf, hearingSubject } from '../subjects.js';
import { partOf, partyOf } from './hearing.lookups.js';
import * as requests from './hearing.requests.js';

const caseParam = { schema: z.uuid() };

@Controller('cases/:case')
export class HearingController {
  constructor(private readonly hearings: ServiceContext) {}

  @Get('hearing')
  @Permission('case.read')
  async read(@Param('case', caseParam) id: string, @Ask() asked: Asked): Promise<Answer> {
    const { state, version } = await this.hearings.read(hearingSubject, hearingOf(id), asked.institution);
    return seen({ id: hearingOf(id), ...state }, version);
  }

  @Post('hearing/findings')
  @Permission('hearing.decide-finding')
  async decideFinding(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.DecideFindingRequest }) { findings }: z.infer<typeof requests.DecideFindingRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = { type: 'DecideFinding', findings } as const;
    return written(await this.hearings.give(hearingSubject, hearingOf(id), asked, command));
  }

  @Post('hearing/actions')
  @Permission('hearing.decide-action')
  async decideAction(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.DecideActionRequest }) body: z.infer<typeof requests.DecideActionRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { actions, aims, rationale } = body;
    const command = { type: 'DecideAction', actions, aims, rationale } as const;
    return written(await this.hearings.give(hearingSubject, hearingOf(id), asked, command));
  }

  @Post('hearing/decision-notice')
  @Permission('hearing.communicate')
  async communicate(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.CommunicateRequest }) { to }: z.infer<typeof requests.CommunicateRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const part = await partOf(this.hearings, asked, id, to);
    const command = { type: 'CommunicateDecision', to, part } as const;
    return written(await this.hearings.give(hearingSubject, hearingOf(id), asked, command));
  }

  @Post('appeals')
  @Permission('hearing.lodge-appeal')
  async lodgeAppeal(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.LodgeAppealRequest }) { by, grounds }: z.infer<typeof requests.LodgeAppealRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const party = await partyOf(this.hearings, asked, id, by);
    const command = { type: 'LodgeAppeal', by, party, grounds } as const;
    return written(await this.hearings.give(hearingSubject, hearingOf(id), asked, command));
  }
}
