import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import {
  Ask,
  CaseParts,
  CorrectionRequest,
  MaySignIn,
  Permission,
  Public,
  ServiceContext,
  page,
  seen,
  wrongIn,
  written,
  type Answer,
  type Asked,
} from '@probity/shell';
import { z } from 'zod';
import { reportSubject } from '../subjects.js';
import { partsInReport } from './parts.lookups.js';
import { listReports } from '../views/lists.query.js';
import { attachments, caseOf, checkEvidence, correctionOf, earlierOf, papersOf, submission } from './report.lookups.js';
import { reportAsSeen } from '../views/as-seen.js';
import * as requests from './report.requests.js';

const reportParam = { schema: z.uuid() };

@Controller('reports')
export class ReportController {
  constructor(
    private readonly intake: ServiceContext,
    private readonly cases: CaseParts,
  ) {}

  @Post()
  @Public()
  @MaySignIn()
  @RouteConfig({ rateLimit: {} })
  async submit(
    @Body({ schema: requests.SubmitReportRequest }) body: z.infer<typeof requests.SubmitReportRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { command, pinned } = await submission(this.intake, asked, body);
    const outcome = await this.intake.give(reportSubject, command.report, pinned, command);
    const { reference, receivedAt, missing, policy } = outcome.state as Extract<
      typeof outcome.state,
      { status: 'submitted' }
    >;
    return written(outcome, { reference, receivedAt, missing, policy }, `/reports/${command.report}`);
  }

  @Get()
  @Permission('report.read')
  list(@Ask() asked: Asked, @Query({ schema: page }) query: z.infer<typeof page>): Promise<object> {
    return listReports(this.intake, asked.institution, query);
  }

  @Get(':report')
  @Permission('report.read')
  async read(@Param('report', reportParam) id: string, @Ask() asked: Asked): Promise<Answer> {
    const loaded = await this.intake.read(reportSubject, id, asked.institution);
    const { state, version } = loaded;
    const parts = await partsInReport(this.intake, this.cases, loaded, asked);
    return seen(await reportAsSeen(this.intake, id, state, asked, parts), version);
  }

  @Post(':report/information')
  @Permission('report.add-information')
  async addInformation(
    @Param('report', reportParam) id: string,
    @Body({ schema: requests.AddInformationRequest }) body: z.infer<typeof requests.AddInformationRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { state } = await this.intake.read(reportSubject, id, asked.institution);
    const pinned = reportSubject.pinned(state);
    if (pinned) checkEvidence(this.intake.policies.get(pinned.policy), body.evidenceKinds);
    const files = await attachments(this.intake, body.attachments);
    return written(
      await this.intake.give(reportSubject, id, asked, {
        type: 'AddInformation',
        information: body.information,
        items: body.items,
        evidenceKinds: body.evidenceKinds,
        attachments: files,
        papers: papersOf(body.papers, asked),
      }),
    );
  }

  @Post(':report/acknowledgement')
  @Permission('report.acknowledge')
  async acknowledge(
    @Param('report', reportParam) id: string,
    @Body({ schema: requests.AcknowledgeRequest })
    { notice, skippedBecause }: z.infer<typeof requests.AcknowledgeRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    return written(
      await this.intake.give(reportSubject, id, asked, {
        type: 'Acknowledge',
        notice: notice ?? null,
        skippedBecause: skippedBecause ?? null,
      }),
    );
  }

  @Post(':report/scope')
  @HttpCode(200)
  @Permission('report.decide-scope')
  async decideScope(
    @Param('report', reportParam) id: string,
    @Body({ schema: requests.DecideScopeRequest }) { inScope, reason }: z.infer<typeof requests.DecideScopeRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    return written(await this.intake.give(reportSubject, id, asked, { type: 'DecideScope', inScope, reason }));
  }

  @Post(':report/category')
  @HttpCode(200)
  @Permission('report.categorise')
  async categorise(
    @Param('report', reportParam) id: string,
    @Body({ schema: requests.CategoriseRequest })
    { offences, classification, intent, extentLimited, borderline }: z.infer<typeof requests.CategoriseRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const described = offences.map(({ code, description }) => ({ code, description: description ?? null }));
    return written(
      await this.intake.give(reportSubject, id, asked, {
        type: 'Categorise',
        offences: described,
        ...{ classification, intent, extentLimited, borderline },
        ...(await earlierOf(this.intake, id, asked)),
      }),
    );
  }

  @Post(':report/corrections')
  @Permission('report.correct')
  async correct(
    @Param('report', reportParam) id: string,
    @Body({ schema: CorrectionRequest }) body: z.infer<typeof CorrectionRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { told, state } = await this.intake.read(reportSubject, id, asked.institution);
    const pinned = reportSubject.pinned(state);
    const policy = pinned && this.intake.policies.get(pinned.policy);
    const wrong = policy ? wrongIn(reportSubject, told, body, policy) : '/event';
    const { event: corrects, reason } = body;
    const { field, value } = policy && !wrong ? await correctionOf(this.intake, policy, state, body) : body;
    return written(
      await this.intake.give(reportSubject, id, asked, {
        ...{ type: 'Correct', corrects, found: wrong === undefined, field, value, reason },
        ...(wrong && { wrong }),
      }),
    );
  }

  @Post(':report/cases')
  @Permission('report.open-case')
  async openCase(
    @Param('report', reportParam) id: string,
    @Body({ schema: requests.OpenCaseRequest }) body: z.infer<typeof requests.OpenCaseRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const outcome = await this.intake.give(reportSubject, id, asked, await caseOf(this.intake, id, asked, body));
    const [opened] = outcome.events.flatMap((event) => (event.type === 'CaseOpenedFromReport' ? [event.data] : []));
    return written(outcome, { case: opened?.case, reference: opened?.reference }, `/cases/${opened?.case}`);
  }
}
