import type { Asked, ServiceContext } from '@probity/shell';

/** Nobody's request: whoever comes in between is heard first. */
export const askedBySystem = (
  { name, clock }: Pick<ServiceContext, 'name' | 'clock'>,
  institution: string,
  requestId: string,
): Asked => ({
  actor: { id: `system:${name}`, offices: [] },
  ...{ institution, at: clock.instant(), needsIfMatch: false },
  ...{ requestId, requestDigest: requestId, correlationId: requestId },
});
