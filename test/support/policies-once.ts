import type { Policies } from '@probity/policy-packs';
import { policiesFor, type ServiceDefinition, type Settings } from '@probity/shell';

type Chosen = Pick<Settings, 'PROBITY_POLICIES' | 'PROBITY_POLICY_SETTINGS'>;

const compiled = new WeakMap<readonly ServiceDefinition[], Map<string, Promise<Policies>>>();

/** Probity's own packs, compiled once for all systems of the same services and settings: what compiles them has tests of its own. */
export const policiesOnce = (services: readonly ServiceDefinition[], settings: Chosen): Promise<Policies> => {
  if (settings.PROBITY_POLICIES !== undefined) return policiesFor(settings, services);
  const known = compiled.get(services) ?? new Map<string, Promise<Policies>>();
  compiled.set(services, known);
  const policies = known.get(settings.PROBITY_POLICY_SETTINGS) ?? policiesFor(settings, services);
  known.set(settings.PROBITY_POLICY_SETTINGS, policies);
  return policies;
};
