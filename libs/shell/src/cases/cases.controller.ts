import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { personal } from '@probity/contracts';
import { z } from 'zod';
import { OfAnyCase, Permission } from '../access/permission.js';
import { StandIns } from '../standing-in/stand-ins.js';
import { whoStoodIn } from '../standing-in/who-stood-in.js';
import type { Asked } from '../commands/asked.js';
import { NotFound } from '../commands/errors.js';
import { written, type Answer } from '../http/answer.js';
import { page } from '../http/page.js';
import { Ask, actBody, letterItems } from '../http/requests.js';
import { Services } from '../runtime/services.js';
import { CorrectionRequest, wrongIn } from './corrections.js';
import { isTheirs } from './acts.js';
import { CaseDesk } from './desk.js';
import { designationOf } from '../standing-in/designation.js';
import { isKeptFrom } from './kept-from.js';

const caseParam = { schema: z.uuid() };
const reads = z.object({ 'at-least': z.string().optional() });
const worklist = page.omit({ after: true });
const StepRequest = actBody({
  fields: personal(z.record(z.string(), z.union([z.string().max(20_000), z.number(), z.boolean(), z.null()]))),
  letter: letterItems.optional(),
});
/** What the services know of a case, put together; and what can be recorded of any part of it. */
@Controller()
export class CasesController {
  constructor(
    private readonly desk: CaseDesk,
    private readonly services: Services,
    private readonly standIns: StandIns,
  ) {}

  @Get('cases/:case/timeline')
  @Permission('case.read')
  async timeline(
    @Param('case', caseParam) id: string,
    @Ask() asked: Asked,
    @Query({ schema: reads }) _query: z.infer<typeof reads>,
  ): Promise<object> {
    if (await isKeptFrom(this.services, id, asked)) throw new NotFound();
    const institution = asked.institution ?? '';
    const standIns = await this.standIns.onCase(institution, id);
    return { case: id, entries: whoStoodIn(await this.desk.timeline(institution, id, asked), standIns) };
  }

  @Get('cases/:case/acts')
  @Permission('case.read')
  async acts(@Param('case', caseParam) id: string, @Ask() asked: Asked): Promise<object> {
    const acts = await this.desk.acts(asked.institution ?? '', id, asked);
    // What can be done, and why not, tells what has happened: of a file that is kept from them, they read what is theirs to do.
    const isKept = await isKeptFrom(this.services, id, asked);
    return { case: id, acts: isKept ? acts.filter((act) => isTheirs(act, asked.actor)) : acts };
  }

  @Get('worklist')
  @Permission('worklist.read')
  @OfAnyCase()
  async worklist(
    @Ask() asked: Asked,
    @Query({ schema: worklist }) { limit }: z.infer<typeof worklist>,
  ): Promise<object> {
    const institution = asked.institution ?? '';
    const standIns = await this.standIns.of(institution, asked.actor.id, asked.at);
    const waiting = await this.desk.worklist(institution, asked, standIns);
    return { items: waiting.slice(0, limit), total: waiting.length };
  }

  @Post('cases/:case/steps/:step')
  @Permission('{step}')
  async step(
    @Param('case', caseParam) id: string,
    @Param('step') step: string,
    @Body({ schema: StepRequest }) { fields, letter }: z.infer<typeof StepRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { runtime, subject, stream } = await this.services.partOf(id, step, asked);
    const lookedUp = await designationOf(runtime, asked, step, fields);
    return written(
      await runtime.give(subject, stream, asked, {
        ...{ type: 'RecordStep', step, fields },
        ...(letter ? { letter } : {}),
        ...(lookedUp ? { lookedUp } : {}),
      }),
    );
  }

  @Post('cases/:case/parts/:part/corrections')
  @Permission('{part}.correct')
  async correct(
    @Param('case', caseParam) id: string,
    @Param('part') part: string,
    @Body({ schema: CorrectionRequest }) body: z.infer<typeof CorrectionRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { runtime, subject, stream } = await this.services.partOf(id, `${part}.`, asked);
    const { told, state } = await runtime.streams.load(subject, stream);
    const pinned = subject.pinned(state);
    if (!pinned) throw new NotFound();
    const wrong = wrongIn(subject, told, body, runtime.policies.get(pinned.policy));
    const { event: corrects, field, value, reason } = body;
    return written(
      await runtime.give(subject, stream, asked, {
        ...{ type: 'Correct', corrects, found: wrong === undefined, field, value, reason },
        ...(wrong && { wrong }),
      }),
    );
  }
}
