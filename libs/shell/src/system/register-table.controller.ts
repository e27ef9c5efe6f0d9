import { Controller, Inject, Param, Put, Query, Req, UseInterceptors } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { tables, tableTypes } from '@probity/registers';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Permission } from '../access/permission.js';
import { NotFound } from '../commands/errors.js';
import { mediaTypeOf, UnsupportedFile } from '../http/bodies.js';
import { LargeFile } from '../http/large-file.js';
import { mostErrors } from '../http/requests.js';
import type { Deployment } from '../runtime/service-runtime.js';
import { deployment } from '../runtime/tokens.js';

const query = z.strictObject({ keep: z.literal('good').optional() });

/** One table of a register, as a spreadsheet or a student system can export it, checked line by line. */
@Controller('registers')
export class RegisterTableController {
  constructor(@Inject(deployment) private readonly shared: Deployment) {}

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
    if (!table || principal?.institution !== institution) throw new NotFound();
    const read = tableTypes.get(mediaTypeOf(headers));
    if (!read) throw new UnsupportedFile();
    const uploaded = await read(table, body as Uint8Array);
    const options = { keepGood: keep === 'good', by: principal.id };
    const { faults, ...replaced } = await this.shared.registers.replaceTable(institution, uploaded, options);
    return { ...replaced, faults: faults.slice(0, mostErrors), faultsInAll: faults.length };
  }
}
