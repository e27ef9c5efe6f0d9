import type { Facts } from '@probity/policy-packs';

const as = (offices: readonly string[], roles: readonly string[] = []): Facts => ({ actor: { offices, roles } });

/** Who asks. */
export const manager = as(['appropriate-manager'], ['manager']);
export const anotherManager = as(['appropriate-manager']);
export const lead = as(['investigator'], ['lead']);
export const intakeOfficer = as(['intake-officer']);
export const recordsOfficer = as(['records-officer']);
export const headOfDepartment = as(['head-of-department']);
export const certificateSystem = as(['certificate-system']);
export const outsider = as(['investigator']);
export const member = as([]);
