import type { ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { describe, expect, it } from '@jest/globals';
import type { Policies } from '@probity/policy-packs';
import { policies } from '../testing/counter-subject.js';
import type { Deployment } from '../runtime/service-runtime.js';
import { NotFound } from '../commands/errors.js';
import { problemOf } from '../http/problem-of.js';
import { AccessGuard, NotPermitted } from './access-guard.js';
import { Unauthenticated, type Authenticator } from './authenticator.js';
import { permissionKey, publicRoute, signInKey } from './permission.js';
import type { StandIns } from '../standing-in/stand-ins.js';
import type { Whereabouts } from './whereabouts.js';

const nobodyStandsIn = { of: async () => [] } as unknown as StandIns;
const allowing = { office: () => ({ may: ['register.replace'] }) } as unknown as ReturnType<Policies['inForce']>;

/** `writer` asks to replace IMI's register; nobody is in any register. */
const asks = (latest: object | undefined): Promise<boolean> => {
  const shared = {
    registers: { person: async () => undefined, latest: async () => latest },
    registerWriters: { imi: 'writer' },
    policies: { ...policies, inForce: () => allowing },
    clock: { instant: () => '2026-10-05T09:00:00.000Z' },
  } as unknown as Deployment;
  const guard = new AccessGuard(
    { get: () => 'register.replace' } as unknown as Reflector,
    { subjectOf: async () => 'writer' } as unknown as Authenticator,
    shared,
    { of: async () => undefined } as unknown as Whereabouts,
    nobodyStandsIn,
  );
  const request = { headers: {}, params: { institution: 'imi' } };
  return guard.canActivate({
    getHandler: () => asks,
    switchToHttp: () => ({ getRequest: () => request }),
  } as unknown as ExecutionContext);
};

describe('whom the settings name for the first register', () => {
  it('is let in while the institution has none', async () => {
    expect(await asks(undefined)).toBe(true);
  });

  it('is nobody once it has one', async () => {
    await expect(asks({ digest: 'sha256:0' })).rejects.toThrow(Unauthenticated);
  });
});

/** A public route is asked for with this header; `known` is the token of somebody in the register. */
const asksPublicly = async (authorization: string | undefined, maySignIn: boolean) => {
  const shared = {
    registers: { person: async (subject: string) => (subject === 'known' ? { id: 'S-1' } : undefined) },
    registerWriters: {},
  } as unknown as Deployment;
  const guard = new AccessGuard(
    {
      get: (key: string) => (key === permissionKey ? publicRoute : key === signInKey && maySignIn),
    } as unknown as Reflector,
    { subjectOf: async (header: string) => header } as unknown as Authenticator,
    shared,
    { of: async () => undefined } as unknown as Whereabouts,
    nobodyStandsIn,
  );
  const request: { headers: object; params: object; principal?: { id: string } } = {
    headers: authorization === undefined ? {} : { authorization },
    params: {},
  };
  const context = { getHandler: () => asks, switchToHttp: () => ({ getRequest: () => request }) };
  await guard.canActivate(context as unknown as ExecutionContext);
  return request.principal?.id;
};

describe('a public route at which one may sign in', () => {
  it('knows whoever sends a token, and takes whoever sends none', async () => {
    expect(await asksPublicly('known', true)).toBe('S-1');
    expect(await asksPublicly(undefined, true)).toBeUndefined();
  });

  it('refuses a token that stands for nobody', async () => {
    await expect(asksPublicly('somebody', true)).rejects.toThrow(Unauthenticated);
  });

  it('is the only one that looks at a token', async () => {
    expect(await asksPublicly('somebody', false)).toBeUndefined();
  });
});

describe('a request that names a step', () => {
  /** Whoever may do everything on a report, and nothing else. */
  const asksFor = (step: string): Promise<boolean> => {
    const principal = { institution: 'imi', kind: 'staff', id: 'S-1', offices: ['lecturer'] };
    const steps = [{ name: 'report.annotate-script', title: 'Annotate the script' }];
    const known = {
      ...{ institution: 'imi', office: () => ({ may: ['report.*'] }), subjects: ['report', 'hearing'] },
      act: (name: string) => [...steps, { name: 'hearing.open' }].find((one) => one.name === name),
      steps: (subject: string) => (subject === 'report' ? steps : []),
    } as unknown as ReturnType<Policies['inForce']>;
    const shared = {
      registers: { person: async () => principal },
      policies: { ...policies, all: [known], inForce: () => known },
      clock: { instant: () => '2026-10-05T09:00:00.000Z' },
    } as unknown as Deployment;
    const guard = new AccessGuard(
      { get: (key: string) => (key === permissionKey ? '{step}' : undefined) } as unknown as Reflector,
      { subjectOf: async () => 'S-1' } as unknown as Authenticator,
      shared,
      { of: async () => undefined } as unknown as Whereabouts,
      nobodyStandsIn,
    );
    return guard.canActivate({
      getHandler: () => asks,
      switchToHttp: () => ({ getRequest: () => ({ headers: {}, params: { step } }) }),
    } as unknown as ExecutionContext);
  };

  it('is let through where it is theirs, and 403 where it is not', async () => {
    expect(await asksFor('report.annotate-script')).toBe(true);
    await expect(asksFor('hearing.open')).rejects.toThrow(NotPermitted);
  });

  it('is 404 where no policy has it, whoever asks, and says the whole name of one that is called so', async () => {
    for (const step of ['report.nonsense', 'nonsense', 'hearing.nonsense', '__proto__'])
      expect(problemOf(await asksFor(step).catch((error: unknown) => error))).toMatchObject({
        ...{ type: '/problems/no-such-act', status: 404, detail: 'The policy has no act or step of this name.' },
      });
    expect(problemOf(await asksFor('annotate-script').catch((error: unknown) => error))).toMatchObject({
      detail: 'The policy has no act or step of this name. Its whole name is report.annotate-script.',
    });
  });
});

describe('a request that names a case', () => {
  /** `U-1` asks, a student or of the staff; what is known of the case is `whose`. */
  const asksOf = (kind: 'student' | 'staff', whose: object | undefined): Promise<boolean> => {
    const principal = { institution: 'imi', kind, id: 'U-1', offices: [kind] };
    const shared = {
      registers: { person: async () => principal },
      policies: { ...policies, inForce: () => allowing },
      clock: { instant: () => '2026-10-05T09:00:00.000Z' },
    } as unknown as Deployment;
    const guard = new AccessGuard(
      { get: () => 'register.replace' } as unknown as Reflector,
      { subjectOf: async () => 'U-1' } as unknown as Authenticator,
      shared,
      { of: async () => whose } as unknown as Whereabouts,
      nobodyStandsIn,
    );
    return guard.canActivate({
      getHandler: () => asks,
      switchToHttp: () => ({ getRequest: () => ({ headers: {}, params: { case: 'c' } }) }),
    } as unknown as ExecutionContext);
  };
  const own = { institution: 'imi', about: null, students: ['U-1'] };

  it('is a student their own only, before anything else is said of it', async () => {
    expect(await asksOf('student', own)).toBe(true);
    await expect(asksOf('student', { ...own, students: ['U-2'] })).rejects.toThrow(NotFound);
    await expect(asksOf('student', { ...own, students: [] })).rejects.toThrow(NotFound);
    await expect(asksOf('student', { institution: 'imi' })).rejects.toThrow(NotFound);
    await expect(asksOf('student', { ...own, institution: 'other' })).rejects.toThrow(NotFound);
    expect(await asksOf('student', undefined)).toBe(true);
  });

  it('is a student their own once they were told of it, and until then as if it were not there', async () => {
    await expect(asksOf('student', { ...own, studentsTold: false })).rejects.toThrow(NotFound);
    expect(await asksOf('student', { ...own, studentsTold: true })).toBe(true);
    expect(await asksOf('staff', { ...own, studentsTold: false })).toBe(true);
  });

  it('is any of the institution for its staff, but for one about themselves', async () => {
    expect(await asksOf('staff', own)).toBe(true);
    expect(await asksOf('staff', { institution: 'imi' })).toBe(true);
    await expect(asksOf('staff', { ...own, about: 'U-1' })).rejects.toThrow(NotFound);
    await expect(asksOf('staff', { ...own, institution: 'other' })).rejects.toThrow(NotFound);
  });
});
