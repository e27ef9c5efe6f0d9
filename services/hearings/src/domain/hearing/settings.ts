import type { Policy } from '@probity/policy-packs';

export const isSet = (setting: string, policy: Policy): boolean => policy.setting(setting).value !== null;
