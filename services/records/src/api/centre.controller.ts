import { Controller, Get, Param, Query } from '@nestjs/common';
import { Ask, NotFound, Permission, ServiceContext, type Asked } from '@probity/shell';
import { z } from 'zod';
import { readCentreRecord } from '../views/centre-record.query.js';
import { period } from './file.requests.js';

@Controller('centres/:centre')
export class CentreController {
  constructor(private readonly records: ServiceContext) {}

  /** @throws NotFound for what is no centre of the institution's register */
  @Get('record')
  @Permission('centre.read')
  async record(
    @Param('centre') centre: string,
    @Query({ schema: period }) query: z.infer<typeof period>,
    @Ask() asked: Asked,
  ): Promise<object> {
    const institution = asked.institution ?? '';
    if (!(await this.records.registers.centre(institution, centre))) throw new NotFound();
    const { from = null, until = null } = query;
    return { centre, from, until, ...(await readCentreRecord(this.records, institution, centre, query)) };
  }
}
