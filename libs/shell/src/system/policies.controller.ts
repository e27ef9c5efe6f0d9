import { Body, Controller, Get, Headers, HttpCode, Inject, Param, Post, Res } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { policyAsHtml, policyAsJson, type Policy, type PolicyJson } from '@probity/policy-packs';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { Public } from '../access/permission.js';
import { definitions } from '../cases/acts.js';
import { NotFound } from '../commands/errors.js';
import { asPage, prefers } from '../http/html.js';
import type { Deployment } from '../runtime/service-runtime.js';
import { deployment } from '../runtime/tokens.js';
import { explain, ExplainRequest } from './explain.js';
import { policiesPage, policyPath } from './policies-page.js';

const named = { schema: z.string().max(100) };

/** The policies that cases run under, for anybody to read: they are published; and what they would say of given facts. */
@Controller('policies')
export class PoliciesController {
  /** A policy does not change while it is loaded. */
  private readonly pages = new WeakMap<Policy, string>();
  private readonly json = new WeakMap<Policy, PolicyJson>();

  constructor(@Inject(deployment) private readonly shared: Deployment) {}

  @Get()
  @Public()
  list(
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): object | string {
    const { all } = this.shared.policies;
    void reply.header('vary', 'accept');
    if (!prefers('text/html', accept)) return { policies: all.map(inBrief) };
    asPage(reply);
    return policiesPage(all);
  }

  /** The whole of it, clause by clause with what the system does for it: a page, or JSON for who accepts that before. */
  @Get(':institution/:version')
  @Public()
  read(
    @Param('institution', named) institution: string,
    @Param('version', named) version: string,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): unknown {
    const policy = this.policy(institution, version);
    void reply.header('vary', 'accept');
    if (!prefers('text/html', accept)) return once(this.json, policy, () => policyAsJson(policy.describe()));
    asPage(reply);
    return once(this.pages, policy, () => policyAsHtml(policy.describe()));
  }

  @Get(':institution/:version/acts')
  @Public()
  acts(@Param('institution', named) institution: string, @Param('version', named) version: string): object {
    const policy = this.policy(institution, version);
    const acts = policy.subjects.flatMap((name) => definitions({ name }, policy));
    return { ...inBrief(policy), acts: acts.map((act) => ({ ...act, facts: policy.facts(act.name) ?? null })) };
  }

  @Post(':institution/:version/explain')
  @Public()
  @RouteConfig({ rateLimit: {}, computes: true })
  @HttpCode(200)
  explain(
    @Param('institution', named) institution: string,
    @Param('version', named) version: string,
    @Body({ schema: ExplainRequest }) body: z.infer<typeof ExplainRequest>,
  ): object {
    return explain(this.policy(institution, version), body);
  }

  /** @throws NotFound */
  private policy(institution: string, version: string): Policy {
    const found = this.shared.policies.all.find((one) => one.institution === institution && one.version === version);
    if (!found) throw new NotFound();
    return found;
  }
}

const once = <T>(kept: WeakMap<Policy, T>, policy: Policy, make: () => T): T => {
  const made = kept.get(policy) ?? make();
  kept.set(policy, made);
  return made;
};

const inBrief = ({ institution, pack, version, title, inForce }: Policy): object => ({
  institution,
  pack,
  version,
  title,
  inForce: { from: inForce.from, until: inForce.until ?? null },
  href: policyPath({ institution, version }),
});
