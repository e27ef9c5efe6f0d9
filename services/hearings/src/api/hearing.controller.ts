import { Body, Controller, Get, Param, Post, Res } from '@nestjs/common';
import {
  Ask,
  CaseParts,
  NotFound,
  Permission,
  ServiceContext,
  seen,
  written,
  type Answer,
  type Asked,
} from '@probity/shell';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { hearingOf, hearingSubject } from '../subjects.js';
import { advised } from '../domain/hearing/penalty/advice.js';
import { comparablesOf, type Comparables } from '../views/comparables.query.js';
import { partsElsewhere } from './appeal.lookups.js';
import { fileHidden, hearingAsSeen, toldTo } from './as-seen.js';
import { partOf, penaltyOf } from './hearing.lookups.js';
import * as requests from './hearing.requests.js';
import { hearingAt } from './sitting.lookups.js';
import { allegedBesides } from './together.lookups.js';

const caseParam = { schema: z.uuid() };

@Controller('cases/:case')
export class HearingController {
  constructor(
    private readonly hearings: ServiceContext,
    private readonly cases: CaseParts,
  ) {}

  @Get('hearing')
  @Permission('case.read')
  async read(@Param('case', caseParam) id: string, @Ask() asked: Asked): Promise<Answer> {
    const { state, version } = await this.hearings.read(hearingSubject, hearingOf(id), asked.institution);
    if (state.status === 'none') throw new NotFound();
    const parts = await partsElsewhere(this.hearings, this.cases, id, asked);
    const policy = this.hearings.policies.get(state.policy);
    const shown = hearingAsSeen(hearingOf(id), state, policy, asked, parts);
    if (!('advice' in shown)) return seen(shown, version);
    const besides = await allegedBesides(this.hearings, state);
    return seen({ ...shown, advice: advised(state, policy, asked.at, besides) }, version);
  }

  @Post('hearing/findings')
  @Permission('hearing.decide-finding')
  async decideFinding(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.DecideFindingRequest }) body: z.infer<typeof requests.DecideFindingRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { occurredAt: _, reasons: __, ...said } = body;
    const command = { type: 'DecideFinding', ...given(said) } as const;
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

  /** What was decided before in cases of the same offences. Its ETag says, with the penalty, that they were looked at. */
  @Get('hearing/comparables')
  @Permission('case.read')
  async comparables(
    @Param('case', caseParam) id: string,
    @Ask() asked: Asked,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Comparables> {
    const hearing = await hearingAt(this.hearings, id, asked);
    // What was decided of others is on their files.
    const parts = await partsElsewhere(this.hearings, this.cases, id, asked);
    const policy = this.hearings.policies.get(hearing.policy);
    if (fileHidden(hearing, policy, asked, parts).length > 0) throw new NotFound();
    const comparables = await comparablesOf(this.hearings, toldTo(hearing, policy, asked));
    void reply.header('etag', comparables.etag);
    return comparables;
  }

  @Post('hearing/history-release')
  @Permission('hearing.release-history')
  async releaseHistory(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.ReleaseRequest }) _body: z.infer<typeof requests.ReleaseRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    return written(await this.hearings.give(hearingSubject, hearingOf(id), asked, { type: 'ReleaseHistory' }));
  }

  @Post('hearing/penalty')
  @Permission('hearing.decide-penalty')
  async decidePenalty(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.DecidePenaltyRequest }) body: z.infer<typeof requests.DecidePenaltyRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = await penaltyOf(this.hearings, id, asked, body);
    return written(await this.hearings.give(hearingSubject, hearingOf(id), asked, command));
  }

  @Post('hearing/confirmation')
  @Permission('hearing.confirm')
  async confirm(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.ConfirmRequest }) _body: z.infer<typeof requests.ConfirmRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    return written(await this.hearings.give(hearingSubject, hearingOf(id), asked, { type: 'ConfirmDecision' }));
  }

  @Post('hearing/decision-letter')
  @Permission('hearing.communicate')
  async sendLetter(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.DecisionLetterRequest }) body: z.infer<typeof requests.DecisionLetterRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { suggestsAdvice, warnsOfRepeat, letter } = body;
    const command = { type: 'SendDecisionLetter', suggestsAdvice, warnsOfRepeat, letter } as const;
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
}

/** What was left out stays out. */
const given = <T extends object>(said: T): { readonly [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) as never;
