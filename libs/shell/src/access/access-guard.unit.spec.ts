import type { ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';
import { describe, expect, it } from '@jest/globals';
import type { Policies } from '@probity/policy-packs';
import { policies } from '../testing/counter-subject.js';
import type { Deployment } from '../runtime/service-runtime.js';
import { AccessGuard } from './access-guard.js';
import { Unauthenticated, type Authenticator } from './authenticator.js';
import type { Whereabouts } from './whereabouts.js';

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
