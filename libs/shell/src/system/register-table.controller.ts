import { Controller, Get, Headers, Inject, Param, Put, Query, Req, Res, UseInterceptors } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import {
  NotInThisFormat,
  tables,
  tableTypes,
  writeCsvTable,
  writeJsonLinesTable,
  type Row,
  type Table,
} from '@probity/registers';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Permission } from '../access/permission.js';
import { Invalid, NotFound } from '../commands/errors.js';
import { mediaTypeOf } from '../http/bodies.js';
import { prefers } from '../http/html.js';
import { LargeFile } from '../http/large-file.js';
import { mostErrors } from '../http/requests.js';
import type { Deployment } from '../runtime/service-runtime.js';
import { Services } from '../runtime/services.js';
import { deployment } from '../runtime/tokens.js';
import { droppedWithCases } from './dropped.js';
import { NoSuchTable, UnsupportedTable } from './register-faults.js';

const query = z.strictObject({ keep: z.literal('good').optional() });

/** One table of a register, as a spreadsheet or a student system can export it, checked line by line. */
@Controller('registers')
export class RegisterTableController {
  constructor(
    @Inject(deployment) private readonly shared: Deployment,
    private readonly services: Services,
  ) {}

  /** As it can be uploaded again: JSON Lines, or CSV where that is asked for. */
  @Get(':institution/:table')
  @Permission('register.replace')
  async read(
    @Param('institution') institution: string,
    @Param('table') name: string,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const table = tables.get(name);
    if (!table) throw new NoSuchTable();
    const snapshot = await this.shared.registers.latest(institution);
    if (!snapshot) throw new NotFound();
    const isCsv = prefers('text/csv', accept);
    void reply
      .type(isCsv ? 'text/csv; charset=utf-8' : 'application/x-ndjson')
      .headers({ vary: 'accept', 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' })
      .header('content-disposition', `attachment; filename="${table.name}.${isCsv ? 'csv' : 'ndjson'}"`);
    const rows = snapshot.register[table.name];
    return isCsv ? asCsv(table, rows) : writeJsonLinesTable(table, rows);
  }

  @Put(':institution/:table')
  @Permission('register.replace')
  @RouteConfig({ takes: 'table' })
  @UseInterceptors(LargeFile)
  async replace(
    @Param('institution') institution: string,
    @Param('table') name: string,
    @Query({ schema: query }) { keep }: z.infer<typeof query>,
    @Req() { principal, headers, body }: FastifyRequest,
  ): Promise<object> {
    const table = tables.get(name);
    if (principal?.institution !== institution) throw new NotFound();
    if (!table) throw new NoSuchTable();
    const read = tableTypes.get(mediaTypeOf(headers));
    if (!read) throw new UnsupportedTable();
    const uploaded = await read(table, body as Uint8Array);
    const options = { keepGood: keep === 'good', by: principal.id };
    const { registers } = this.shared;
    const before = await registers.latest(institution);
    const { faults, ...replaced } = await registers.replaceTable(institution, uploaded, options);
    const after = await registers.latest(institution);
    const dropped = await droppedWithCases(this.services, institution, before?.register, after?.register);
    return { ...replaced, faults: faults.slice(0, mostErrors), faultsInAll: faults.length, dropped };
  }
}

/** @throws Invalid where a cell has no place for it */
const asCsv = (table: Table, rows: readonly Row[]): string => {
  try {
    return writeCsvTable(table, rows);
  } catch (error) {
    if (!(error instanceof NotInThisFormat)) throw error;
    const says = 'An entry of a list has ; or | in it, which a cell cannot say: ask for application/x-ndjson.';
    throw new Invalid('/headers/accept', 'not-in-csv', says);
  }
};
