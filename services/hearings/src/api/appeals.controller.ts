import { Body, Controller, Param, Post } from '@nestjs/common';
import { Ask, Invalid, NotFound, Permission, ServiceContext, written, type Answer, type Asked } from '@probity/shell';
import { z } from 'zod';
import { appealSubject, hearingOf, hearingSubject } from '../subjects.js';
import { isAnother, streamOf } from './appeal.lookups.js';
import { LodgeAppealRequest } from './appeal.requests.js';
import { partyOf } from './hearing.lookups.js';
import { lodging } from './lodging.js';

const caseParam = { schema: z.uuid() };

/** One way in for every appeal: those that are heard here, and those that go elsewhere and are put on record. */
@Controller('cases/:case/appeals')
export class AppealsController {
  constructor(private readonly hearings: ServiceContext) {}

  @Post()
  @Permission('hearing.lodge-appeal')
  async lodge(
    @Param('case', caseParam) id: string,
    @Body({ schema: LodgeAppealRequest }) body: z.infer<typeof LodgeAppealRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { state } = await this.hearings.read(hearingSubject, hearingOf(id), asked.institution);
    if (state.status === 'none' || isAnother(asked, state.noted?.subject.id)) throw new NotFound();
    const policy = this.hearings.policies.get(state.policy);
    if (!policy.act('appeal.lodge')) return this.elsewhere(id, asked, body);
    const command = await lodging(this.hearings, id, asked, body);
    // Nothing that was seen before bears on it, and there may be nothing to see yet.
    const freely = { ...asked, needsIfMatch: false, pin: state.policy };
    const stream = streamOf(id, command.kind, policy);
    return written(await this.hearings.give(appealSubject, stream, freely, command));
  }

  private async elsewhere(
    id: string,
    asked: Asked,
    { by, grounds }: z.infer<typeof LodgeAppealRequest>,
  ): Promise<Answer> {
    if (typeof grounds !== 'string')
      throw new Invalid('/grounds', 'not-words', 'The grounds are said in words: the policy lists none.');
    const party = await partyOf(this.hearings, asked, id, by);
    const command = { type: 'LodgeAppeal', by, party, grounds } as const;
    return written(await this.hearings.give(hearingSubject, hearingOf(id), asked, command));
  }
}
