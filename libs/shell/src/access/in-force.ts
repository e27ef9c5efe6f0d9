import { NoPolicyInForce, type Policies, type Policy } from '@probity/policy-packs';

/** `report.*` covers every act on a report. */
export const covers = (granted: string, permission: string): boolean =>
  granted === permission || (granted.endsWith('.*') && permission.startsWith(granted.slice(0, -1)));

/** Whether one of these offices may, by the policy in force there then. */
export const mayIn = (
  policies: Policies,
  institution: string,
  at: string,
  offices: readonly string[],
  permission: string,
): boolean => {
  const policy = policyInForce(policies, institution, at);
  return offices.some((office) => policy?.office(office)?.may.some((granted) => covers(granted, permission)) ?? false);
};

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
