import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { Ask, Permission, ServiceContext, seen, written, type Answer, type Asked } from '@probity/shell';
import { z } from 'zod';
import { notificationSubject } from '../subjects.js';
import { assessment } from './notification.lookups.js';
import * as requests from './notification.requests.js';
import { tellingsOf } from './tellings.js';

const caseParam = { schema: z.uuid() };

@Controller('cases/:case')
export class NotificationController {
  constructor(private readonly context: ServiceContext) {}

  @Get('notification')
  @Permission('notification.read')
  async read(@Param('case', caseParam) id: string, @Ask() asked: Asked): Promise<Answer> {
    const { state, version } = await this.context.read(notificationSubject, id, asked.institution);
    return seen({ ...state, regulators: tellingsOf(state) }, version);
  }

  @Post('adverse-effect')
  @Permission('notification.assess-adverse-effect')
  async assess(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.AssessAdverseEffectRequest }) body: z.infer<typeof requests.AssessAdverseEffectRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const outcome = await this.context.give(
      notificationSubject,
      id,
      asked,
      await assessment(this.context, id, asked, body),
    );
    return written(outcome, { regulators: tellingsOf(outcome.state) });
  }

  @Post('notification/updates')
  @Permission('notification.update')
  async update(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.UpdateRequest }) { progress, nextUpdateOn }: z.infer<typeof requests.UpdateRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = { type: 'UpdateRegulators', progress, nextUpdateOn: nextUpdateOn ?? null } as const;
    return written(await this.context.give(notificationSubject, id, asked, command));
  }

  @Post('notification/closure')
  @HttpCode(200)
  @Permission('notification.close')
  async close(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.CloseRequest }) { reason }: z.infer<typeof requests.CloseRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    return written(await this.context.give(notificationSubject, id, asked, { type: 'CloseNotification', reason }));
  }

  @Post('police')
  @Permission('notification.consider-police')
  async considerPolice(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.ConsiderPoliceRequest })
    { informed, reason }: z.infer<typeof requests.ConsiderPoliceRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    return written(
      await this.context.give(notificationSubject, id, asked, { type: 'ConsiderPolice', informed, reason }),
    );
  }

  @Post('prosecutions')
  @Permission('notification.note-prosecution')
  async noteProsecution(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.NoteProsecutionRequest })
    { kind, detail }: z.infer<typeof requests.NoteProsecutionRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    return written(await this.context.give(notificationSubject, id, asked, { type: 'NoteProsecution', kind, detail }));
  }
}
