import { nearest } from '../load/near.js';
import type { PackFiles } from '../load/pack-files.js';
import type { ActShape, StepShape } from '../load/schema.js';
import type { PackFile, Path } from '../load/yaml-file.js';
import { isTimeZone } from './settings.js';

/** Reports every name in the pack that stands for nothing: clauses, deadlines, documents, offices, roles, what follows. */
export function reportReferences(files: PackFiles): void {
  reportClauses(files);
  reportIdentity(files);
  reportChannels(files);
  const entries = entriesOf(files);
  reportRepeated(entries);
  for (const entry of entries) reportActReferences(entry, files, entries);
}

interface Entry {
  readonly name: string;
  readonly act: ActShape | StepShape;
  readonly path: Path;
  readonly file: PackFile<unknown>;
}

function entriesOf({ acts }: PackFiles): readonly Entry[] {
  return [...(acts?.values() ?? [])].flatMap((file) => [
    ...Object.entries(file.value.acts).map(([name, act]) => ({ name, act, path: [name], file })),
    ...Object.entries(file.value.steps).map(([name, act]) => ({ name, act, path: ['steps', name], file })),
  ]);
}

function reportRepeated(entries: readonly Entry[]): void {
  const seen = new Set<string>();
  for (const { name, path, file } of entries) {
    if (seen.has(name)) file.report(path, `${name} stands twice among the acts and steps`);
    seen.add(name);
  }
}

function reportActReferences({ act, path, file }: Entry, files: PackFiles, entries: readonly Entry[]): void {
  const expect = (known: object | undefined, name: string, what: string, at: Path) => {
    if (known === undefined || Object.hasOwn(known, name)) return;
    const suggestion = nearest(name, Object.keys(known));
    file.report([...path, ...at], `there is no ${what} ${name}`, { suggestion });
  };
  const { offices, deadlines, documents, notices, bodies } = files;
  act.who.offices.forEach((office, i) => expect(offices?.value.offices, office, 'office', ['who', 'offices', i]));
  act.who.roles.forEach((role, i) => expect(offices?.value.roles, role, 'role', ['who', 'roles', i]));
  if ('designates' in act && act.designates !== undefined) {
    const named = Object.fromEntries(act.fields.map((field) => [field.name, field]));
    const { as, ...inFields } = act.designates;
    if (as !== undefined) expect(offices?.value.offices, as, 'office', ['designates', 'as']);
    for (const [key, field = ''] of Object.entries(inFields)) expect(named, field, 'field', ['designates', key]);
  }
  if ('arranges' in act && act.arranges !== undefined) {
    const days = act.fields.filter(({ type }) => type === 'date').map((field) => [field.name, field]);
    expect(Object.fromEntries(days), act.arranges.day, 'date', ['arranges', 'day']);
  }
  if ('staff' in act) {
    const named = Object.fromEntries(act.fields.map((field) => [field.name, field]));
    act.staff?.forEach((field, i) => expect(named, field, 'field', ['staff', i]));
  }
  if ('gives' in act && act.gives !== undefined) expect(offices?.value.roles, act.gives, 'role', ['gives']);
  if ('decides' in act && act.decides !== undefined) {
    const { body, field, breach, none } = act.decides;
    const options = act.fields.find(({ name }) => name === field)?.choices;
    const known = options && Object.fromEntries(options.map((option) => [option, option]));
    expect(bodies?.value, body, 'body', ['decides', 'body']);
    expect(Object.fromEntries(act.fields.map(({ name }) => [name, name])), field, 'field', ['decides', 'field']);
    expect(known, breach, 'choice', ['decides', 'breach']);
    expect(known, none, 'choice', ['decides', 'none']);
  }
  if (act.by !== undefined) expect(deadlines?.value, act.by, 'deadline', ['by']);
  if (act.contains !== undefined) expect(documents?.value, act.contains, 'document', ['contains']);
  if (files.acts === undefined || notices === undefined || deadlines === undefined) return;
  const mayFollow = {
    ...notices.value,
    ...deadlines.value,
    ...Object.fromEntries(entries.map(({ name }) => [name, 1])),
  };
  act.follows.forEach((name, i) => expect(mayFollow, name, 'act, step, notice or deadline', ['follows', i]));
}

function reportIdentity({ folder, identity }: PackFiles): void {
  if (identity === undefined) return;
  const { pack, version, timeZone, inForce } = identity.value;
  const [folderPack, folderVersion] = folder.split('/');
  if (pack !== folderPack) identity.report(['pack'], `the pack ${pack} lies in the folder of ${folderPack}`);
  if (version !== folderVersion) identity.report(['version'], `the version ${version} lies in the folder ${folder}`);
  if (inForce.until !== undefined && inForce.until < inForce.from)
    identity.report(['inForce', 'until'], 'is before from');
  if (!isTimeZone(timeZone)) identity.report(['timeZone'], `there is no time zone ${timeZone}`);
}

function reportChannels({ identity, deadlines }: PackFiles): void {
  if (identity === undefined || deadlines === undefined) return;
  for (const [name, { received }] of Object.entries(deadlines.value)) {
    if (received === undefined || Object.hasOwn(identity.value.receipt, received)) continue;
    const suggestion = nearest(received, Object.keys(identity.value.receipt));
    deadlines.report([name, 'received'], `the identity has no receipt by ${received}`, { suggestion });
  }
}

function reportClauses(files: PackFiles): void {
  const { clauses, folder: _folder, digest: _digest, readings: _readings, acts, ...citing } = files;
  if (clauses === undefined) return;
  for (const file of [...Object.values(citing), ...(acts?.values() ?? [])]) {
    if (file !== undefined) reportUnknownClauses(file.raw, [], clauses, file);
  }
}

/** Whatever stands under `clauses`, at any depth. */
function reportUnknownClauses(
  at: unknown,
  path: Path,
  known: ReadonlyMap<string, unknown>,
  file: PackFile<unknown>,
): void {
  if (typeof at !== 'object' || at === null) return;
  for (const [key, value] of Object.entries(at)) {
    if (key !== 'clauses' || !Array.isArray(value)) reportUnknownClauses(value, [...path, key], known, file);
    else {
      value.forEach((id: unknown, i) => {
        if (known.has(String(id))) return;
        const suggestion = nearest(String(id), known.keys());
        file.report([...path, key, i], `there is no clause ${id}`, { suggestion });
      });
    }
  }
}
