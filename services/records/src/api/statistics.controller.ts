import { Controller, Get, Headers, Query, Res } from '@nestjs/common';
import type { Policies } from '@probity/policy-packs';
import { Ask, Invalid, NotFound, Permission, prefers, ServiceContext, type Asked, type Reply } from '@probity/shell';
import { z } from 'zod';
import { byYear, type Statistics, type YearTold } from '../domain/statistics/statistics.js';
import { countedCases } from '../views/counted-cases.query.js';
import { statisticsAsCsv } from './statistics-csv.js';

/** Reports are counted by the calendar year in which they were received, and by nothing shorter. */
const year = z.string().regex(/^\d{4}$/);

const query = z.object({
  /** One's own, and no other. */
  institution: z.string().max(200).optional(),
  from: year.optional(),
  to: year.optional(),
  'at-least': z.string().optional(),
});

export interface StatisticsAnswer {
  readonly institution: string;
  /** Years, both included; null where none was named. */
  readonly period: { readonly from: string | null; readonly to: string | null };
  readonly smallNumbersBelow: number;
  /** Each by itself, without a sum over them. */
  readonly years: readonly YearTold[];
}

/** What a registrar is asked for: what the cases of an institution add up to. */
@Controller()
export class StatisticsController {
  constructor(private readonly records: ServiceContext) {}

  @Get('statistics')
  @Permission('statistics.read')
  async read(
    @Query({ schema: query }) asking: z.infer<typeof query>,
    @Headers('accept') accept: string | undefined,
    @Ask() asked: Asked,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<StatisticsAnswer | string> {
    void reply.header('vary', 'accept');
    return prefers('text/csv', accept) ? this.asCsv(asking, asked, reply) : this.answer(asking, asked);
  }

  @Get('statistics.csv')
  @Permission('statistics.read')
  async asCsv(
    @Query({ schema: query }) asking: z.infer<typeof query>,
    @Ask() asked: Asked,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<string> {
    const answer = await this.answer(asking, asked);
    void reply
      .type('text/csv; charset=utf-8')
      .header('content-disposition', 'attachment; filename="statistics.csv"')
      .header('x-content-type-options', 'nosniff');
    return statisticsAsCsv(answer);
  }

  /** @throws NotFound for another institution's */
  private async answer(
    { institution: of, from, to }: z.infer<typeof query>,
    { institution }: Asked,
  ): Promise<StatisticsAnswer> {
    if (institution === null || (of ?? institution) !== institution) throw new NotFound();
    if (from !== undefined && to !== undefined && from > to)
      throw new Invalid('/query/to', 'before-from', 'The period ends no earlier than it begins.');
    const { smallNumbersBelow } = this.records.chosen;
    const cases = await countedCases(this.records.views, institution, { from: from ?? '0000', to: to ?? '9999' });
    const words = wordsOf(this.records.policies, institution);
    const years = byYear(cases, smallNumbersBelow).map((one) => ({
      ...one,
      breachesOfTimeLimits: words(one.breachesOfTimeLimits),
      otherBreaches: words(one.otherBreaches),
    }));
    return { institution, period: { from: from ?? null, to: to ?? null }, smallNumbersBelow, years };
  }
}

type Breaches = Statistics['otherBreaches'];

/** With what each clause asks for, in whichever version of the policy has it. */
const wordsOf =
  ({ all }: Policies, institution: string) =>
  (breaches: Breaches): Breaches => {
    const own = all.filter((policy) => policy.institution === institution);
    const says = (id: string): string | null =>
      own.flatMap((policy) => policy.clause(id)?.requirement ?? []).at(-1) ?? null;
    const byClause = breaches.byClause?.map((cell) => ({ ...cell, says: says(cell.value) })) ?? null;
    return { ...breaches, byClause };
  };
