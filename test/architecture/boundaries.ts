import type { Import } from './imports.js';

/** The services that stand for themselves; `standalone` composes them, the reading room reads what it composes, and tests look at everything. */
const SERVICES = ['intake', 'investigation', 'hearings', 'sanctions', 'regulator-notification', 'records', 'console'];
const COMPOSERS = ['services/standalone/', 'services/reading-room/', 'test/'];

const KNOW_SQL = [
  'infra/postgres/',
  'libs/event-store/src/controls/',
  'libs/event-store/src/postgres/',
  'libs/messaging/',
  'libs/record/src/vault/',
  'libs/registers/',
  'libs/shell/',
  'test/',
];

const PURE = ['@probity/contracts', '@probity/decider', '@probity/policy-packs', '@probity/record/retention', 'zod'];

const isSpec = ({ file }: Import): boolean => file.endsWith('.spec.ts');
const isBelow = (folders: readonly string[], path: string): boolean =>
  folders.some((folder) => path.startsWith(folder));
const isPackage = (target: string, name: string): boolean => target === name || target.startsWith(`${name}/`);

const serviceOf = (path: string): string | undefined => /^services\/([^/]+)\//.exec(path)?.[1];

function importedService({ isPath, target }: Import): string | undefined {
  if (isPath) return serviceOf(target);
  return [...SERVICES, 'standalone'].find((service) => isPackage(target, `@probity/${service}`));
}

/** Services share `contracts` and nothing else; what they all stand on knows none of them. */
export function crossesServices(found: Import): boolean {
  const service = importedService(found);
  return service !== undefined && service !== serviceOf(found.file) && !isBelow(COMPOSERS, found.file);
}

/** A decider sees its facts, the types, the pure evaluator, the words that services share, and arithmetic on dates. */
export function leavesDomain(found: Import): boolean {
  const domain = /^services\/[^/]+\/src\/domain\//.exec(found.file)?.[0];
  if (domain === undefined || isSpec(found)) return false;
  if (found.isPath) return !found.target.startsWith(domain);
  return !PURE.includes(found.target);
}

/** SQL is spoken by the adapters and the views. */
export function reachesSql(found: Import): boolean {
  if (found.isPath || isSpec(found)) return false;
  if (!['pg', 'pg-pool', 'typeorm'].some((name) => isPackage(found.target, name))) return false;
  return !isBelow(KNOW_SQL, found.file) && !/^services\/[^/]+\/src\/views\//.test(found.file);
}
