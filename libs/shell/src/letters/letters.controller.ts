import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { z } from 'zod';
import { Permission } from '../access/permission.js';
import type { Asked } from '../commands/asked.js';
import { isKeptFrom } from '../cases/kept-from.js';
import { Destroyed, NotFound } from '../commands/errors.js';
import { Answer, seen } from '../http/answer.js';
import { Ask } from '../http/requests.js';
import { Services } from '../runtime/services.js';
import type { LetterRow } from './letter.js';
import type { LetterNow, Letters } from './letters.js';
import { BounceRequest, HandledRequest, ResendingRequest } from './letters.requests.js';

const id = { schema: z.uuid() };
const reads = z.object({ 'at-least': z.string().optional() });

/** What was sent, what became of it, and what is done about what did not arrive. */
@Controller()
export class LettersController {
  constructor(private readonly services: Services) {}

  @Get('cases/:case/letters')
  @Permission('case.read')
  async ofCase(
    @Param('case', id) of: string,
    @Ask() asked: Asked,
    @Query({ schema: reads }) _query: z.infer<typeof reads>,
  ): Promise<object> {
    if (await isKeptFrom(this.services, of, asked)) throw new NotFound();
    const found = await Promise.all(
      this.services.all.map(({ letters }) => letters.ofCase(asked.institution ?? '', of)),
    );
    return { case: of, letters: inOrder(found.flat()) };
  }

  @Get('reports/:report/letters')
  @Permission('report.read')
  async ofReport(
    @Param('report', id) of: string,
    @Ask() { institution }: Asked,
    @Query({ schema: reads }) _query: z.infer<typeof reads>,
  ): Promise<object> {
    const stream = `report-${of}`;
    const found = await Promise.all(
      this.services.all.map(({ letters }) => letters.ofStream(institution ?? '', stream)),
    );
    return { report: of, letters: inOrder(found.flat()) };
  }

  @Get('letters/:letter')
  @Permission('letters.read')
  async read(
    @Param('letter', id) of: string,
    @Ask() asked: Asked,
    @Query({ schema: reads }) _query: z.infer<typeof reads>,
  ): Promise<Answer> {
    const { letters, letter } = await this.letter(of, asked);
    const text = await letters.text(letter);
    if (text === null) throw new Destroyed(letter.institution);
    const history = await letters.historyOf(letter);
    return seen({ ...told(letter), text, history: history.map(({ number: _, ...one }) => one) }, letter.version);
  }

  /** `letter` is what precedes the @ of the Message-ID. */
  @Post('letters/:letter/bounces')
  @Permission('letters.report')
  async bounced(
    @Param('letter', id) of: string,
    @Body({ schema: BounceRequest }) { reason }: z.infer<typeof BounceRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { letters } = await this.letter(of, asked);
    return now(await letters.bounced(of, reason, asked));
  }

  @Post('letters/:letter/resending')
  @Permission('letters.resend')
  async sendAgain(
    @Param('letter', id) of: string,
    @Body({ schema: ResendingRequest }) { to }: z.infer<typeof ResendingRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { letters } = await this.letter(of, asked);
    return now(await letters.sendAgain(of, to, asked));
  }

  @Post('letters/:letter/handled')
  @Permission('letters.handle')
  async handled(
    @Param('letter', id) of: string,
    @Body({ schema: HandledRequest }) { how }: z.infer<typeof HandledRequest>,
    @Ask() asked: Asked,
  ): Promise<Answer> {
    const { letters } = await this.letter(of, asked);
    return now(await letters.handled(of, how, asked));
  }

  /** Kept from the same people as the timeline of its case. @throws NotFound */
  private async letter(of: string, asked: Asked): Promise<{ letters: Letters; letter: LetterRow }> {
    const found = await this.services.letter(of, asked.institution);
    const { case_id: caseId } = found.letter;
    if (caseId !== null && (await isKeptFrom(this.services, caseId, asked))) throw new NotFound();
    return found;
  }
}

const now = ({ id: of, version, state }: LetterNow): Answer => new Answer({ id: of, version, state }, version);

const inOrder = (rows: readonly LetterRow[]): readonly object[] =>
  rows.toSorted((a, b) => a.sent_at.localeCompare(b.sent_at)).map(told);

/** Without its text, and without an address. */
const told = (row: LetterRow): object => ({
  id: row.id,
  ...(row.case_id === null ? {} : { case: row.case_id }),
  notice: row.notice,
  act: row.act,
  title: row.title,
  to: row.recipients,
  clauses: row.clauses,
  sentAt: row.sent_at,
  state: row.state,
  since: row.settled_at ?? row.sent_at,
  attempts: row.attempts,
  because: row.error,
  message: row.message,
  version: row.version,
});
