import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import {
  Ask,
  CaseParts,
  Permission,
  ServiceContext,
  partsThatOpen,
  seen,
  written,
  type Answer,
  type Asked,
} from '@probity/shell';
import { z } from 'zod';
import { investigationSubject } from '../subjects.js';
import { assignment, centreOfCase, noticeOf, readable, withoutFile } from './investigation.lookups.js';
import * as requests from './investigation.requests.js';
import { fileHidden, isIdentityHidden } from './visibility.js';

const caseParam = { schema: z.uuid() };

/** Who is accountable, who leads, how it starts, and who is told. */
@Controller('cases/:case/investigation')
export class InvestigationController {
  constructor(
    private readonly investigation: ServiceContext,
    private readonly cases: CaseParts,
  ) {}

  @Get()
  @Permission('case.read')
  async read(@Param('case', caseParam) id: string, @Ask() asked: Asked): Promise<Answer> {
    const { state, version } = await this.investigation.read(investigationSubject, id, asked.institution);
    if (state.status === 'none') return seen({ id, ...readable(state, asked.at, false) }, version);
    const policy = this.investigation.policies.get(state.policy);
    const ofFile = fileHidden(state, policy, asked, await partsThatOpen(this.cases, policy, asked.actor, id));
    if (ofFile.length > 0) return seen({ id, ...withoutFile(state), hidden: ofFile }, version);
    return seen({ id, ...readable(state, asked.at, isIdentityHidden(state, policy, asked)) }, version);
  }

  @Post('manager')
  @HttpCode(200)
  @Permission('investigation.assign-manager')
  async assignManager(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.AssignRequest }) body: z.infer<typeof requests.AssignRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const said = await assignment(this.investigation, id, asked, body);
    return written(await this.investigation.give(investigationSubject, id, asked, { type: 'AssignManager', ...said }));
  }

  @Post('declarations')
  @Permission('investigation.declare-involvement')
  async declareInvolvement(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.DeclareInvolvementRequest }) body: z.infer<typeof requests.DeclareInvolvementRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { staff, previousInvolvement, personalInterest, detail } = body;
    const command = { type: 'DeclareInvolvement', staff, previousInvolvement, personalInterest, detail } as const;
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }

  @Post('lead')
  @HttpCode(200)
  @Permission('investigation.assign-lead')
  async assignLead(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.AssignRequest }) body: z.infer<typeof requests.AssignRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const said = await assignment(this.investigation, id, asked, body);
    return written(await this.investigation.give(investigationSubject, id, asked, { type: 'AssignLead', ...said }));
  }

  @Post('start')
  @HttpCode(200)
  @Permission('investigation.start')
  async start(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.StartRequest }) { plan }: z.infer<typeof requests.StartRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const outcome = await this.investigation.give(investigationSubject, id, asked, { type: 'Start', plan });
    const [started] = outcome.events.flatMap((event) => (event.type === 'InvestigationStarted' ? [event.data] : []));
    return written(outcome, { due: started?.due, late: started?.late });
  }

  @Post('implicated')
  @Permission('investigation.name-implicated')
  async nameImplicated(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.NameImplicatedRequest }) { centreStaff }: z.infer<typeof requests.NameImplicatedRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { centre, registerDigest } = await centreOfCase(this.investigation, id, asked);
    const command = { type: 'NameImplicated', centreStaff, centre, registerDigest } as const;
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }

  @Post('notices')
  @Permission('investigation.notify')
  async notify(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.NotifyRequest }) body: z.infer<typeof requests.NotifyRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = await noticeOf(this.investigation, id, asked, body);
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }

  @Post('classification')
  @HttpCode(200)
  @Permission('investigation.reclassify')
  async reclassify(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.ReclassifyRequest })
    { classification, reason }: z.infer<typeof requests.ReclassifyRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = { type: 'Reclassify', classification, reason } as const;
    return written(await this.investigation.give(investigationSubject, id, asked, command));
  }
}
