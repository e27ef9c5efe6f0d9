import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import {
  asPage,
  Ask,
  NotFound,
  OutlivesCase,
  page,
  pageOf,
  Permission,
  prefers,
  ServiceContext,
  type Asked,
  type Reply,
} from '@probity/shell';
import type { Policy } from '@probity/policy-packs';
import { z } from 'zod';
import { destructionSubject } from '../subjects.js';
import { DestructionRow } from '../views/destruction.entity.js';
import { erasedOf } from '../views/destructions.query.js';
import { certificatePage, type InWords } from './certificate-page.js';
import { certificateOf, type Certificate } from './certificate.js';

/** What is left of records that were destroyed. */
@Controller()
export class DestructionsController {
  constructor(private readonly records: ServiceContext) {}

  @Get('destructions')
  @Permission('file.read')
  async list(@Query({ schema: page }) query: z.infer<typeof page>, @Ask() { institution }: Asked): Promise<object> {
    const rows = this.records.views.getRepository(DestructionRow);
    const { items, next } = await pageOf(rows, { institution, by: 'begunAt' }, query);
    const told = items.map(({ id, institution: _, completedAt, ...row }) => {
      const status: Certificate['status'] = completedAt === null ? 'destroying' : 'destroyed';
      return { case: id, ...row, completedAt, status, href: `/cases/${id}/destruction` };
    });
    return { items: told, next };
  }

  @Get('cases/:case/destruction')
  @Permission('file.read')
  @OutlivesCase()
  async read(
    @Param('case', { schema: z.uuid() }) id: string,
    @Headers('accept') accept: string | undefined,
    @Ask() asked: Asked,
    @Res({ passthrough: true }) reply: Reply,
  ): Promise<Certificate | string> {
    const { state } = await this.records.read(destructionSubject, id, asked.institution);
    if (state.status === 'none') throw new NotFound();
    const waitingFor = state.completed ? [] : (await erasedOf(this.records.views, id)).waitingFor;
    const policy = this.records.policies.get(state.policy);
    const certificate = certificateOf(state, policy, waitingFor);
    void reply.header('vary', 'accept');
    if (!prefers('text/html', accept)) return certificate;
    void asPage(reply);
    return certificatePage(certificate, await this.inWords(certificate, policy));
  }

  /** By the register as it is now; who is not in it any more has their id. */
  private async inWords({ institution, by }: Certificate, policy: Policy): Promise<InWords> {
    const { registers } = this.records;
    const snapshot = await registers.latest(institution);
    const staff = await registers.staff(institution, by);
    const office = staff?.offices.flatMap((held) => policy.office(held)?.title ?? [])[0];
    const { timeZone } = policy;
    return {
      ...{ name: snapshot?.register.institution.name ?? institution, timeZone },
      by: staff ? [staff.name, office].filter(Boolean).join(', ') : by,
    };
  }
}
