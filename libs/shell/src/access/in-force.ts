import type { Policies, Policy } from '@probity/policy-packs';

/** The institution has policies, and none for that day. */
export const isNoPolicyInForce = (error: unknown): boolean =>
  error instanceof Error && error.name === 'NoPolicyInForce';

/** Undefined where the institution has no policy then, or is not known here. */
export const policyInForce = (policies: Policies, institution: string, at: string): Policy | undefined => {
  if (!policies.institutions.includes(institution)) return undefined;
  try {
    return policies.inForce(institution, at);
  } catch (error) {
    if (isNoPolicyInForce(error)) return undefined;
    throw error;
  }
};
