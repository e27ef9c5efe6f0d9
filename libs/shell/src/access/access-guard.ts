import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Deployment } from '../runtime/service-runtime.js';
import { deployment } from '../runtime/tokens.js';
import { NotFound } from '../commands/errors.js';
import { Authenticator, Unauthenticated } from './authenticator.js';
import { policyInForce } from './in-force.js';
import { permissionKey, publicRoute } from './permission.js';
import type { Principal } from './principal.js';
import { Whereabouts } from './whereabouts.js';

declare module 'fastify' {
  interface FastifyRequest {
    principal?: Principal;
  }
}

/** Their office may not do this here. */
export class NotPermitted extends Error {
  override readonly name = 'NotPermitted';
  constructor(
    readonly permission: string,
    readonly offices: readonly string[],
  ) {
    super(`no office of this person may ${permission}`);
  }
}

/** `report.*` covers every act on a report. */
const covers = (granted: string, permission: string): boolean =>
  granted === permission || (granted.endsWith('.*') && permission.startsWith(granted.slice(0, -1)));

/** `{step}` in a permission is the route's parameter of that name. */
const named = (permission: string | undefined, params: Readonly<Record<string, string>>): string =>
  (permission ?? 'undeclared').replace(/\{(\w+)\}/g, (_, name: string) => params[name] ?? 'undeclared');

/** Every route: the token says who, the register which offices, the pack what they may. What one may not know of is 404. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly authenticator: Authenticator,
    @Inject(deployment) private readonly shared: Deployment,
    private readonly whereabouts: Whereabouts,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const permission = this.reflector.get<string | undefined>(permissionKey, context.getHandler());
    if (permission === publicRoute) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const subject = await this.authenticator.subjectOf(request.headers.authorization);
    const principal = (await this.shared.registers.person(subject)) ?? (await this.firstWriter(subject, request));
    if (!principal) throw new Unauthenticated('nobody here is known by this token');
    request.principal = principal;
    await this.mayKnowOf(principal, request);
    const needed = named(permission, request.params as Record<string, string>);
    if (!this.may(principal, needed)) throw new NotPermitted(needed, principal.offices);
    return true;
  }

  /** Before an institution has a register, somebody must be let in to upload it: the deployment's settings name whom. */
  private async firstWriter(subject: string, request: FastifyRequest): Promise<Principal | undefined> {
    const { institution } = request.params as { institution?: string };
    if (institution === undefined || this.shared.registerWriters[institution] !== subject) return undefined;
    if (await this.shared.registers.latest(institution)) return undefined;
    return { institution, kind: 'system', id: 'register-writer', offices: ['register-writer'] };
  }

  private may(principal: Principal, permission: string): boolean {
    const policy = policyInForce(this.shared.policies, principal.institution, this.shared.clock.instant());
    if (!policy) throw new NotFound();
    return principal.offices.some(
      (office) => policy.office(office)?.may.some((granted) => covers(granted, permission)) ?? false,
    );
  }

  /** Nothing of another institution; and no case of their own, whatever their office. */
  private async mayKnowOf(principal: Principal, request: FastifyRequest): Promise<void> {
    const { institution, ...params } = request.params as Record<string, string>;
    if (institution !== undefined && institution !== principal.institution) throw new NotFound();
    const whose = await this.whereabouts.of(params);
    if (whose && (whose.institution !== principal.institution || whose.about === principal.id)) throw new NotFound();
  }
}
