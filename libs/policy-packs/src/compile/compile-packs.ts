import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { readPack } from '../load/pack-files.js';
import { PackError, type Problem } from '../load/problems.js';
import { NoPolicyInForce, type ActCatalogue, type Policies, type Policy } from '../policy.js';
import { compilePack, type CompiledPack } from './compile-pack.js';
import { policyOf } from './policy-of.js';
import { reportUnknownSettings, type SettingValues } from './settings.js';

export interface CompileOptions {
  /** What the deployment chose, by `<pack>/<setting>`; for every version of the pack that has the setting. */
  readonly settings?: SettingValues;
  /** Whether every service runs here: then an act or a table that no catalogue declares is a mistake. */
  readonly isWhole?: boolean;
  /** Only this one, `<pack>/<version>`. */
  readonly only?: string;
  /** A clause: to see what fails, whatever rests on it is taken out, and what is wrong then is not reported. */
  readonly without?: string;
}

/**
 * Loads every pack below the directory, `<pack>/<version>/`, with the calendars in `../calendars`.
 *
 * @param catalogues of the services that run here; the acts of others are checked for their structure only
 * @throws PackError with all that is wrong in all packs, by file and line
 */
export function compilePacks(
  directory: string,
  catalogues: readonly ActCatalogue[],
  options: CompileOptions = {},
): Policies {
  const { settings = {}, isWhole = false, only, without } = options;
  const problems: Problem[] = [];
  const folders = foldersIn(directory).filter((folder) => only === undefined || folder === only);
  const packs = folders.flatMap((folder) => {
    const files = readPack(directory, folder, problems, without);
    const pack = compilePack(files, directory, { catalogues, isWhole }, settings);
    return pack === undefined ? [] : [pack];
  });
  const known = packs.flatMap(({ identity, settings: names }) =>
    [...names.keys()].map((name) => `${identity.pack}/${name}`),
  );
  reportUnknownSettings(settings, new Set(known), problems);
  reportTwoInForce(packs, problems);
  if (problems.length > 0 && without === undefined) throw new PackError(problems);
  return policiesOf(
    packs.flatMap((pack) => (pack.reckoning ? [{ pack, policy: policyOf(pack, pack.reckoning) }] : [])),
  );
}

function foldersIn(directory: string): readonly string[] {
  const folders = (path: string) =>
    readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => entry.name)
      .sort();
  return folders(directory).flatMap((pack) => folders(join(directory, pack)).map((version) => `${pack}/${version}`));
}

const endless = '9999-12-31';

function reportTwoInForce(packs: readonly CompiledPack[], problems: Problem[]): void {
  packs.forEach(({ identity: later }, i) => {
    for (const { identity: other } of packs.slice(0, i)) {
      const isSame = later.institution === other.institution;
      const { from, until = endless } = later.inForce;
      if (!isSame || from > (other.inForce.until ?? endless) || other.inForce.from > until) continue;
      const message = `is in force together with ${other.pack}/${other.version}, and ${later.institution} can have one`;
      problems.push({ file: `${later.pack}/${later.version}/identity.yaml`, line: 1, clauses: [], message });
    }
  });
}

interface Loaded {
  readonly pack: CompiledPack;
  readonly policy: Policy;
}

function policiesOf(loaded: readonly Loaded[]): Policies {
  return {
    institutions: [...new Set(loaded.map(({ policy }) => policy.institution))].sort(),
    get({ pack, version }) {
      const found = loaded.find(({ policy }) => policy.pack === pack && policy.version === version);
      if (found === undefined) throw new Error(`the policy ${pack}/${version} is not loaded`);
      return found.policy;
    },
    inForce: (institution, at) => inForce(loaded, institution, at),
  };
}

function inForce(loaded: readonly Loaded[], institution: string, at: string): Policy {
  const own = loaded.filter(({ policy }) => policy.institution === institution);
  const found = own.find(({ pack, policy }) => {
    const { from, until = endless } = pack.identity.inForce;
    const date = Temporal.Instant.from(at).toZonedDateTimeISO(policy.timeZone).toPlainDate().toString();
    return from <= date && date <= until;
  });
  if (found !== undefined) return found.policy;
  const versions = own.map(({ pack: { identity } }) => ({ version: identity.version, from: identity.inForce.from }));
  const [earliest] = versions.sort((a, b) => a.from.localeCompare(b.from));
  throw new NoPolicyInForce(institution, at, earliest);
}
