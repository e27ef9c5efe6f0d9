import { Body, Controller, Get, Param, Post } from '@nestjs/common';
import { derivedId } from '@probity/messaging';
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
import { confirmations, openHoldOn, openInterim } from '../domain/sanctions/facts.js';
import { sanctionsSubject } from '../subjects.js';
import { heldTargets, targetsOf } from './certificates.lookups.js';
import * as requests from './sanctions.requests.js';
import { shown } from './shown.js';

const uuid = { schema: z.uuid() };

@Controller('cases/:case/sanctions')
export class SanctionsController {
  constructor(
    private readonly sanctions: ServiceContext,
    private readonly cases: CaseParts,
  ) {}

  @Get()
  @Permission('case.read')
  async read(@Param('case', uuid) id: string, @Ask() asked: Asked): Promise<Answer> {
    const { state, version } = await this.sanctions.read(sanctionsSubject, id, asked.institution);
    const { policies } = this.sanctions;
    const parts =
      state.status === 'none' ? [] : await partsThatOpen(this.cases, policies.get(state.policy), asked.actor, id);
    return seen({ id, ...shown(this.sanctions, state, asked, parts) }, version);
  }

  @Post('holds')
  @Permission('sanctions.withhold-certificates')
  async withhold(
    @Param('case', uuid) id: string,
    @Body({ schema: requests.WithholdRequest }) body: z.infer<typeof requests.WithholdRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { reason, reviewOn = null } = body;
    const certificates = await targetsOf(this.sanctions, asked, body.certificates);
    const hold = derivedId('hold', asked.requestId);
    const command = { type: 'WithholdCertificates', hold, certificates, reason, reviewOn } as const;
    const outcome = await this.sanctions.give(sanctionsSubject, id, asked, command);
    return written(outcome, { hold: openHoldOn(outcome.state, body.certificates) });
  }

  @Post('holds/:hold/review')
  @Permission('sanctions.review-hold')
  async reviewHold(
    @Param('case', uuid) id: string,
    @Param('hold', uuid) hold: string,
    @Body({ schema: requests.ReviewHoldRequest }) body: z.infer<typeof requests.ReviewHoldRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { release, reason, reviewOn = null } = body;
    const certificates = await heldTargets(this.sanctions, asked, id, hold);
    const command = { type: 'ReviewHold', hold, certificates, release, reason, reviewOn } as const;
    return written(await this.sanctions.give(sanctionsSubject, id, asked, command));
  }

  @Post('interim')
  @Permission('sanctions.impose-interim')
  async imposeInterim(
    @Param('case', uuid) id: string,
    @Body({ schema: requests.ImposeInterimRequest }) body: z.infer<typeof requests.ImposeInterimRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { sanction, reason, reviewOn = null } = body;
    const interim = derivedId('interim', asked.requestId);
    const command = { type: 'ImposeInterim', interim, sanction, reason, reviewOn } as const;
    const outcome = await this.sanctions.give(sanctionsSubject, id, asked, command);
    return written(outcome, { interim: openInterim(outcome.state, sanction) });
  }

  @Post('interim/:interim/end')
  @Permission('sanctions.end-interim')
  async endInterim(
    @Param('case', uuid) id: string,
    @Param('interim', uuid) interim: string,
    @Body({ schema: requests.EndInterimRequest }) { reason }: z.infer<typeof requests.EndInterimRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const command = { type: 'EndInterim', interim, reason } as const;
    return written(await this.sanctions.give(sanctionsSubject, id, asked, command));
  }

  @Post('effects')
  @Permission('sanctions.put-into-effect')
  async putIntoEffect(
    @Param('case', uuid) id: string,
    @Body({ schema: requests.PutIntoEffectRequest }) body: z.infer<typeof requests.PutIntoEffectRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { action, effect, what, on = null } = body;
    const command = { type: 'PutIntoEffect', action, ...(effect && { effect }), what, on } as const;
    return written(await this.sanctions.give(sanctionsSubject, id, asked, command));
  }

  @Post('consents')
  @Permission('sanctions.record-consent')
  async recordConsent(
    @Param('case', uuid) id: string,
    @Body({ schema: requests.ConsentRequest })
    body: z.infer<typeof requests.ConsentRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { by, given, needed, person, whySooner, whyNoOthers, actSooner, on } = body;
    const more = { ...(actSooner && { actSooner }), ...(on && { on }) };
    const command = { type: 'RecordConsent', by, given, needed, person, whySooner, whyNoOthers, ...more } as const;
    return written(await this.sanctions.give(sanctionsSubject, id, asked, command));
  }

  /** In place of the learning system, where that is down or told wrongly. */
  @Post('course-results')
  @Permission('sanctions.enter-course-result')
  async enterCourseResult(
    @Param('case', uuid) id: string,
    @Body({ schema: requests.CourseResultRequest })
    { what, at, reason }: z.infer<typeof requests.CourseResultRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const happenedAt = at === undefined || at === 'never' ? at : new Date(at).toISOString();
    const command = { type: 'EnterCourseResult', what, reason, ...(happenedAt && { happenedAt }) } as const;
    return written(await this.sanctions.give(sanctionsSubject, id, asked, command));
  }

  @Post('invalidations')
  @Permission('sanctions.invalidate-certificates')
  async invalidate(
    @Param('case', uuid) id: string,
    @Body({ schema: requests.InvalidateRequest }) body: z.infer<typeof requests.InvalidateRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const numbers = body.certificates.map(({ number }) => number);
    const targets = await targetsOf(this.sanctions, asked, numbers);
    const certificates = targets.map((target, index) => {
      const { reason = '', next = null } = body.certificates[index] ?? {};
      return { ...target, reason, next };
    });
    const command = { type: 'InvalidateCertificates', certificates } as const;
    return written(await this.sanctions.give(sanctionsSubject, id, asked, command));
  }

  @Post('returns')
  @Permission('sanctions.request-return')
  async requestReturn(
    @Param('case', uuid) id: string,
    @Body({ schema: requests.RequestReturnRequest }) _body: z.infer<typeof requests.RequestReturnRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    return written(await this.sanctions.give(sanctionsSubject, id, asked, { type: 'RequestReturn' }));
  }

  @Post('confirmations')
  @Permission('sanctions.record-confirmation')
  async recordConfirmation(
    @Param('case', uuid) id: string,
    @Body({ schema: requests.ConfirmationRequest }) body: z.infer<typeof requests.ConfirmationRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { what, certificates, on, covers } = body;
    const command = { type: 'RecordConfirmation', what, certificates, on, covers } as const;
    const outcome = await this.sanctions.give(sanctionsSubject, id, asked, command);
    return written(outcome, outcome.state.status === 'known' ? { confirmations: confirmations(outcome.state) } : {});
  }
}
