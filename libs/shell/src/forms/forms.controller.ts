import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import type { Policy } from '@probity/policy-packs';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { mayIn } from '../access/in-force.js';
import { OrPermission, Permission, Public } from '../access/permission.js';
import { isKeptFrom } from '../cases/kept-from.js';
import type { Asked } from '../commands/asked.js';
import { NotFound } from '../commands/errors.js';
import { asPage } from '../http/html.js';
import { Ask } from '../http/requests.js';
import type { Deployment } from '../runtime/service-runtime.js';
import { Services } from '../runtime/services.js';
import { deployment } from '../runtime/tokens.js';
import type { CaseForm, Reader } from './case-on-paper.js';
import { blank, type FilledItem } from './form.js';
import { formPage } from './form-page.js';
import { onPaper, openCase, type OpenCase } from './papers.js';

const caseParam = { schema: z.uuid() };
const named = { schema: z.string().max(100) };
const reads = z.object({ 'at-least': z.string().optional() });

/** The policy's forms on paper: of a case, for whoever reads its file and for whoever was sent one; and blank, for anybody. */
@Controller()
export class FormsController {
  constructor(
    @Inject(deployment) private readonly shared: Deployment,
    private readonly services: Services,
  ) {}

  @Get('cases/:case/forms')
  @Permission('case.read')
  @OrPermission('forms.read')
  async ofCase(
    @Param('case', caseParam) id: string,
    @Ask() asked: Asked,
    @Query({ schema: reads }) _query: z.infer<typeof reads>,
  ): Promise<object> {
    const { open, reader } = await this.open(id, asked);
    const forms = open.paper.forms(reader);
    // Whoever was sent nothing does not learn that there is a case.
    if (forms.length === 0 && !reader.readsFile) throw new NotFound();
    return { case: id, forms: forms.map((form) => told(form, `/cases/${id}/forms/${form.name}`)) };
  }

  @Get('cases/:case/forms/:form')
  @Permission('case.read')
  @OrPermission('forms.read')
  async one(
    @Param('case', caseParam) id: string,
    @Param('form', named) name: string,
    @Ask() asked: Asked,
    @Query({ schema: reads }) _query: z.infer<typeof reads>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { open, reader } = await this.open(id, asked);
    const form = open.paper.forms(reader).find((one) => one.name === name);
    if (!form) throw new NotFound();
    const page = formPage(await onPaper(open, form, reader));
    void asPage(reply).header('cache-control', 'no-store');
    return page;
  }

  @Get('policies/:institution/:version/forms')
  @Public()
  ofPolicy(@Param('institution', named) institution: string, @Param('version', named) version: string): object {
    const { forms } = this.policy(institution, version);
    const at = `/policies/${encodeURIComponent(institution)}/${encodeURIComponent(version)}/forms`;
    return {
      forms: forms.map(({ name, title, clauses }) => ({ form: name, title, clauses, href: `${at}/${name}` })),
    };
  }

  @Get('policies/:institution/:version/forms/:form')
  @Public()
  blank(
    @Param('institution', named) institution: string,
    @Param('version', named) version: string,
    @Param('form', named) name: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): string {
    const policy = this.policy(institution, version);
    const form = policy.forms.find((one) => one.name === name);
    if (!form) throw new NotFound();
    asPage(reply);
    return formPage({ policy, form: blank(form, policy), reference: null, heading: null, names: new Map() });
  }

  /** The file is kept from the same people as its timeline. @throws NotFound */
  private async open(id: string, asked: Asked): Promise<{ readonly open: OpenCase; readonly reader: Reader }> {
    const institution = asked.institution ?? '';
    const { policies } = this.shared;
    const readsFile = mayIn(policies, institution, asked.at, asked.actor.offices, 'case.read');
    if (readsFile && (await isKeptFrom(this.services, id, asked))) throw new NotFound();
    const open = await openCase(this.services, id, institution);
    return { open, reader: { actor: asked.actor, at: asked.at, readsFile } };
  }

  /** @throws NotFound */
  private policy(institution: string, version: string): Policy {
    const found = this.shared.policies.all.find((one) => one.institution === institution && one.version === version);
    if (!found) throw new NotFound();
    return found;
  }
}

const told = ({ name, title, clauses, state, completed, items, sent }: CaseForm, href: string): object => ({
  form: name,
  title,
  clauses,
  state,
  completed,
  missing: items.filter(({ is }) => is === 'missing').map(inBrief),
  withheld: items.filter(({ is }) => is === 'withheld').map(inBrief),
  sent: sent.map(({ to, at }) => ({ to, at })),
  href,
});

const inBrief = ({ code, says, clauses }: FilledItem): object => ({ code, says, clauses });
