import { NoPolicyInForce, type Policies, type Policy } from '@probity/policy-packs';

/** Undefined where the institution has no policy then, or is not known here. */
export const policyInForce = (policies: Policies, institution: string, at: string): Policy | undefined => {
  if (!policies.institutions.includes(institution)) return undefined;
  try {
    return policies.inForce(institution, at);
  } catch (error) {
    if (error instanceof NoPolicyInForce) return undefined;
    throw error;
  }
};
