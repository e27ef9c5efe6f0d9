import { open, settingsFrom, type Running, type ServiceDefinition } from '@probity/shell';
import { pino } from 'pino';
import type { System } from '../support/system.js';

/** A further process on the system's database, with settings or ports of its own. */
export const beside = (
  system: System,
  services: readonly ServiceDefinition[],
  settings: Readonly<Record<string, string>>,
  packs?: string,
): Promise<Running> => {
  const more = settingsFrom({ PORT: '0', PROBITY_DATA: system.data, PUBLIC_REPORTS_PER_MINUTE: '1000', ...settings });
  return open(
    { ...more, DATABASE_URL: system.database.url, OIDC_ISSUER: settings['OIDC_ISSUER'] ?? system.identity.issuer },
    services,
    { clock: system.clock, log: pino({ level: 'silent' }), ...(packs === undefined ? {} : { packs }) },
  );
};
