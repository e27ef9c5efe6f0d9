import type { Policy } from '@probity/policy-packs';

export const isSet = (setting: string, policy: Policy): boolean => policy.setting(setting).value !== null;

/** A policy of which nothing is open by this does not have the setting. */
export const hasSetting = (setting: string, policy: Policy): boolean => {
  try {
    policy.setting(setting);
    return true;
  } catch {
    return false;
  }
};
