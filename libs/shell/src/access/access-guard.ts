import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import type { Deployment } from '../runtime/service-runtime.js';
import { deployment } from '../runtime/tokens.js';
import { NoSuchAct, NotFound } from '../commands/errors.js';
import { Authenticator, Unauthenticated } from './authenticator.js';
import { covers, policyInForce } from './in-force.js';
import { StandIns } from '../standing-in/stand-ins.js';
import { anyCaseKey, orPermissionKey, outlivesCaseKey, permissionKey, publicRoute, signInKey } from './permission.js';
import type { Principal } from './principal.js';
import { Whereabouts, type Whose } from './whereabouts.js';

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
    private readonly standIns: StandIns,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const permission = this.reflector.get<string | undefined>(permissionKey, context.getHandler());
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (permission === publicRoute) {
      const maySignIn = this.reflector.get<boolean | undefined>(signInKey, context.getHandler()) ?? false;
      if (maySignIn && request.headers.authorization !== undefined) request.principal = await this.principalOf(request);
      return true;
    }
    const known = await this.principalOf(request);
    // Said before anything is looked up: whether what was destroyed is told of, turns on who asks.
    request.principal = known;
    await this.mayKnowOf(known, request, this.reflector.get(outlivesCaseKey, context.getHandler()) ?? false);
    const params = request.params as Record<string, string>;
    const principal = params['case'] === undefined ? known : await this.standingIn(known, params['case']);
    request.principal = principal;
    const needed = named(permission, params);
    this.isKnown(permission, params, principal);
    const or = this.reflector.get<string | undefined>(orPermissionKey, context.getHandler());
    if (this.may(principal, needed) || (or !== undefined && this.may(principal, or))) return true;
    const isOfAnyCase = this.reflector.get<boolean | undefined>(anyCaseKey, context.getHandler()) ?? false;
    if (isOfAnyCase && this.may(await this.standingIn(principal), needed)) return true;
    throw new NotPermitted(needed, principal.offices);
  }

  /** What a step may be called is no secret: whoever reads the policy reads it. @throws NoSuchAct */
  private isKnown(permission: string | undefined, { step }: Record<string, string>, { institution }: Principal): void {
    if (step === undefined || !permission?.includes('{step}')) return;
    const own = this.shared.policies.all.filter((policy) => policy.institution === institution);
    if (own.some((policy) => policy.act(step) !== undefined)) return;
    const names = own.flatMap((policy) => policy.subjects.flatMap((subject) => policy.steps(subject)));
    throw new NoSuchAct([...new Set(names.map(({ name }) => name))].filter((name) => name.endsWith(`.${step}`)));
  }

  /** With the offices that they stand in for: on that case, or on any. */
  private async standingIn(principal: Principal, caseId?: string): Promise<Principal> {
    if (principal.kind !== 'staff') return principal;
    const { institution, id, offices } = principal;
    const more = await this.standIns.of(institution, id, this.shared.clock.instant(), caseId);
    return more.length === 0
      ? principal
      : // Of the holder it counts to which faculty they belong, and not of whoever stands in.
        { ...principal, offices: [...new Set([...offices, ...more.map(({ office }) => office)])], nearTo: undefined };
  }

  /** @throws Unauthenticated, IdentityUnavailable */
  private async principalOf(request: FastifyRequest): Promise<Principal> {
    const subject = await this.authenticator.subjectOf(request.headers.authorization);
    const principal = (await this.shared.registers.person(subject)) ?? (await this.firstWriter(subject, request));
    if (!principal) throw new Unauthenticated('nobody here is known by this token');
    return principal;
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

  /** Nothing of another institution; no case of their own, whatever their office; and students, of their own alone, and once they were told of it. */
  private async mayKnowOf(principal: Principal, request: FastifyRequest, outlivesCase: boolean): Promise<void> {
    const { institution, case: caseId, ...params } = request.params as Record<string, string>;
    if (institution !== undefined && institution !== principal.institution) throw new NotFound();
    const naming = caseId === undefined || outlivesCase ? params : { ...params, case: caseId };
    const whose = await this.whereabouts.of(naming);
    if (whose && !isFor(principal, whose)) throw new NotFound();
  }
}

const isFor = ({ institution, kind, id }: Principal, whose: Whose): boolean =>
  whose.institution === institution &&
  (kind === 'student' ? whose.studentsTold !== false && (whose.students ?? []).includes(id) : whose.about !== id);
