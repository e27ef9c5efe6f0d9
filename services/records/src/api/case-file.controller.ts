import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { derivedId } from '@probity/messaging';
import {
  Ask,
  CaseParts,
  Invalid,
  NotFound,
  Permission,
  ServiceContext,
  isFileHidden,
  isWhoHidden,
  partsThatOpen,
  seen,
  written,
  type Answer,
  type Asked,
  type Loaded,
} from '@probity/shell';
import { z } from 'zod';
import type { File, FileEvent } from '../domain/file/file.js';
import { fileSubject } from '../subjects.js';
import * as requests from './file.requests.js';
import { unsentLetters } from '../views/unsent-letters.query.js';
import { retentionAnswer } from './retention.js';

/** The file, without whom it is about where that is hidden: a body is asked once anonymity is lifted. */
const withoutWho = (file: File, { policies }: ServiceContext, asked: Asked): object => {
  if (file.status === 'none') return file;
  const lifted = file.noted.some(({ type }) => type === 'ReferralNoted' || type === 'FindingNoted');
  if (!isWhoHidden(policies, file, asked, lifted)) return file;
  const noted = file.noted.map((fact) =>
    fact.type === 'CaseOpeningNoted'
      ? { ...fact, data: { ...fact.data, subject: { ...fact.data.subject, id: null } } }
      : fact,
  );
  return { ...file, noted };
};

const caseParam = { schema: z.uuid() };

@Controller('cases/:case')
export class CaseFileController {
  constructor(
    private readonly records: ServiceContext,
    private readonly cases: CaseParts,
  ) {}

  @Get('file')
  @Permission('file.read')
  async read(@Param('case', caseParam) id: string, @Ask() asked: Asked): Promise<Answer> {
    const { state, version } = await this.visible(id, asked);
    return seen(withoutWho(state, this.records, asked), version);
  }

  @Get('retention')
  @Permission('file.read')
  async retention(@Param('case', caseParam) id: string, @Ask() asked: Asked): Promise<Answer> {
    const { state, version } = await this.visible(id, asked);
    if (state.status === 'none') throw new NotFound();
    return seen(retentionAnswer(state, this.records.policies.get(state.policy)), version);
  }

  @Post('closure')
  @HttpCode(200)
  @Permission('file.close')
  async close(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.CloseRequest }) { reason }: z.infer<typeof requests.CloseRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const outcome = await this.records.give(fileSubject, id, asked, { type: 'CloseCase', reason: reason ?? null });
    return written(outcome, outcome.state.status === 'none' ? {} : { retention: outcome.state.retention });
  }

  @Post('hearings-concluded')
  @Permission('file.conclude-hearing')
  async concludeHearing(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.ConcludeHearingRequest })
    { of, id: which, heardAt, detail }: z.infer<typeof requests.ConcludeHearingRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    if (Date.parse(heardAt) > Date.parse(asked.at))
      throw new Invalid('/heardAt', 'in-the-future', 'What has been heard cannot have been heard later than now.');
    const heard = { of, id: which ?? null, heardAt: new Date(heardAt).toISOString(), detail };
    const command = { type: 'ConcludeHearing', ...heard } as const;
    return written(await this.records.give(fileSubject, id, asked, command));
  }

  @Post('holds')
  @Permission('file.hold')
  async hold(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.ReasonRequest }) { reason }: z.infer<typeof requests.ReasonRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const hold = derivedId('hold', asked.requestId);
    return written(await this.records.give(fileSubject, id, asked, { type: 'PlaceHold', hold, reason }), { hold });
  }

  @Post('holds/:hold/release')
  @HttpCode(200)
  @Permission('file.release-hold')
  async release(
    @Param('case', caseParam) id: string,
    @Param('hold', { schema: z.uuid() }) hold: string,
    @Body({ schema: requests.ReasonRequest }) { reason }: z.infer<typeof requests.ReasonRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    return written(await this.records.give(fileSubject, id, asked, { type: 'ReleaseHold', hold, reason }));
  }

  /** Marks the record for destruction, which follows (`disposals`). Nothing is destroyed yet as this answers. */
  @Post('disposal')
  @Permission('file.dispose')
  async dispose(
    @Param('case', caseParam) id: string,
    @Body({ schema: requests.DisposeRequest }) { reason, papers }: z.infer<typeof requests.DisposeRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const unsent = await unsentLetters(this.records.views, asked.institution ?? '', id);
    const command = { type: 'MarkForDisposal', reason, unsent, papers } as const;
    return written(await this.records.give(fileSubject, id, asked, command), { destroyed: false });
  }

  /** @throws NotFound also where the policy keeps the file from whoever asks */
  private async visible(id: string, asked: Asked): Promise<Loaded<File, FileEvent>> {
    const loaded = await this.records.read(fileSubject, id, asked.institution);
    const pinned = fileSubject.pinned(loaded.state);
    if (!pinned) return loaded;
    const { policies } = this.records;
    const parts = await partsThatOpen(this.cases, policies.get(pinned.policy), asked.actor, id);
    if (isFileHidden(policies, pinned, asked, parts)) throw new NotFound();
    return loaded;
  }
}
