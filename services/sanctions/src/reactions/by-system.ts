import type { Asked, ServiceContext } from '@probity/shell';

/** What the service notes by itself, or was told by a system of the institution's: once for each request. */
export const bySystem = (
  { name, clock }: Pick<ServiceContext, 'name' | 'clock'>,
  institution: string,
  requestId: string,
  requestDigest = requestId,
): Asked => ({
  actor: { id: `system:${name}`, offices: [] },
  ...{ institution, at: clock.instant(), requestId, requestDigest, correlationId: requestId, needsIfMatch: false },
});
