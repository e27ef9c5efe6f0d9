import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Temporal } from 'temporal-polyfill';
import { readPack } from '../load/pack-files.js';
import { PackError, wholeFile, type Problem } from '../load/problems.js';
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
}

/**
 * Loads every pack below the directories, `<pack>/<version>/`, each with the calendars in its `../calendars`, or else those
 * beside the first.
 *
 * @param catalogues of the services that run here; the acts of others are checked for their structure only
 * @throws PackError with all that is wrong in all packs, by file and line
 */
export function compilePacks(
  directories: string | readonly string[],
  catalogues: readonly ActCatalogue[],
  options: CompileOptions = {},
): Policies {
  const { settings = {}, isWhole = false, only } = options;
  const problems: Problem[] = [];
  const all = [directories].flat();
  const calendars = all.map((directory) => join(directory, '..', 'calendars'));
  const folders = all.flatMap((directory, i) => foldersIn(directory).map((folder) => ({ directory, folder, i })));
  reportTwice(
    folders.map(({ folder }) => folder),
    problems,
  );
  const wanted = folders.filter(({ folder }) => only === undefined || folder === only);
  const packs = wanted.flatMap(({ directory, folder, i }) => {
    const files = readPack(directory, folder, problems);
    const near = [calendars[i], calendars[0]].flatMap((path) => path ?? []);
    const pack = compilePack(files, near, { catalogues, isWhole }, settings);
    return pack === undefined ? [] : [pack];
  });
  const known = packs.flatMap(({ identity, settings: names }) =>
    [...names.keys()].map((name) => `${identity.pack}/${name}`),
  );
  reportUnknownSettings(settings, new Set(known), problems);
  reportTwoInForce(packs, problems);
  reportSamePrefix(packs, problems);
  if (problems.length > 0) throw new PackError(problems);
  return policiesOf(
    packs.flatMap((pack) => (pack.reckoning ? [{ pack, policy: policyOf(pack, pack.reckoning) }] : [])),
  );
}

function foldersIn(directory: string): readonly string[] {
  const folders = (path: string) =>
    readdirSync(path)
      .filter((name) => statSync(join(path, name), { throwIfNoEntry: false })?.isDirectory())
      .sort();
  return folders(directory).flatMap((pack) => folders(join(directory, pack)).map((version) => `${pack}/${version}`));
}

function reportTwice(folders: readonly string[], problems: Problem[]): void {
  for (const [i, folder] of folders.entries()) {
    if (folders.indexOf(folder) === i) continue;
    problems.push(wholeFile(`${folder}/identity.yaml`, 'stands in two folders of packs'));
  }
}

const endless = '9999-12-31';

export function reportTwoInForce(packs: readonly Pick<CompiledPack, 'identity'>[], problems: Problem[]): void {
  packs.forEach(({ identity: later }, i) => {
    for (const { identity: other } of packs.slice(0, i)) {
      const isSame = later.institution === other.institution;
      const { from, until = endless } = later.inForce;
      if (!isSame || from > (other.inForce.until ?? endless) || other.inForce.from > until) continue;
      // Without an end, one is in force until the next begins.
      const [first, second] = from < other.inForce.from ? [later, other] : [other, later];
      if (first.inForce.until === undefined && first.inForce.from < second.inForce.from) continue;
      const message = `is in force together with ${other.pack}/${other.version}, and ${later.institution} can have one`;
      problems.push(wholeFile(`${later.pack}/${later.version}/identity.yaml`, message));
    }
  });
}

/** The versions of a policy share their prefix; two institutions cannot. */
export function reportSamePrefix(packs: readonly Pick<CompiledPack, 'identity'>[], problems: Problem[]): void {
  packs.forEach(({ identity: later }, i) => {
    const other = packs
      .slice(0, i)
      .find(({ identity }) => identity.referencePrefix === later.referencePrefix)?.identity;
    if (other === undefined || other.institution === later.institution) return;
    const alike = `its references begin with ${later.referencePrefix}, as those of ${other.pack}/${other.version} do`;
    problems.push(
      wholeFile(`${later.pack}/${later.version}/identity.yaml`, `${alike}: which case is meant could not be told`),
    );
  });
}

interface Loaded {
  readonly pack: CompiledPack;
  readonly policy: Policy;
}

function policiesOf(loaded: readonly Loaded[]): Policies {
  const all = loaded.map(({ policy }) => policy);
  return {
    all: all.toSorted((a, b) => a.institution.localeCompare(b.institution) || a.version.localeCompare(b.version)),
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
  const then = own.filter(({ pack, policy }) => {
    const { from, until = endless } = pack.identity.inForce;
    const date = Temporal.Instant.from(at).toZonedDateTimeISO(policy.timeZone).toPlainDate().toString();
    return from <= date && date <= until;
  });
  const latest = then
    .toSorted((a, b) => a.pack.identity.inForce.from.localeCompare(b.pack.identity.inForce.from))
    .at(-1);
  if (latest !== undefined) return latest.policy;
  const versions = own.map(({ pack: { identity } }) => ({ version: identity.version, from: identity.inForce.from }));
  const [earliest] = versions.sort((a, b) => a.from.localeCompare(b.from));
  throw new NoPolicyInForce(institution, at, earliest);
}
