import { describe, expect, it } from '@jest/globals';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { FORCES, readClauses, SERVICES } from './load/clause-table.js';
import { shapes } from './load/schema.js';
import { keptFrom } from './catalogue/hidden.js';

const library = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(library, file), 'utf8');
const blocksIn = (text: string) =>
  [...text.matchAll(/```yaml\n([^]*?)```/g)].map(([, yaml = '']) => parse(yaml) as unknown);
const format = read('FORMAT.md');
const readme = read('README.md');

describe('FORMAT.md', () => {
  const [identity, offices, step] = blocksIn(format);

  it('has examples that are right', () => {
    expect(shapes.identity.parse(identity)).toMatchObject({ pack: 'tennis-club' });
    expect(shapes.offices.parse(offices)).toMatchObject({ offices: { umpire: {} } });
    const ring = {
      title: 'Ring',
      clauses: ['TC-1'],
      who: { anyone: true },
      fields: (step as { readonly fields: unknown }).fields,
    };
    const { steps } = shapes.acts.parse({ steps: { 'courtside.ring': ring } });
    expect(steps['courtside.ring']?.fields).toHaveLength(4);
  });

  it.each(Object.keys(shapes).filter((file) => file !== 'acts'))('tells of %s.yaml', (file) => {
    expect(format).toContain(`${file}.yaml`);
  });

  it('names every key that a file may have', () => {
    const schemas = readdirSync(join(library, 'schema')).map((file) => JSON.parse(read(`schema/${file}`)) as unknown);
    const missing = [...new Set(schemas.flatMap(keysOf))].filter((key) => !new RegExp(`\\b${key}\\b`).test(format));
    expect(missing).toEqual([]);
  });

  it('names what the columns of clauses.csv may hold', () => {
    for (const word of [...FORCES, ...SERVICES]) expect(format).toContain(`\`${word}\``);
  });

  it('leads to files that are there', () => {
    for (const text of [format, readme]) {
      const links = [...text.matchAll(/\]\(([^)#:]+)(?:#[^)]*)?\)/g)].map(([, path = '']) => path);
      expect(links.filter((path) => !existsSync(join(library, path)))).toEqual([]);
    }
    for (const path of ['src/catalogue/hidden.ts', 'src/catalogue/permissions.ts', 'src/facts.ts']) {
      expect(format).toContain(path);
      expect(existsSync(join(library, path))).toBe(true);
    }
    expect(Object.keys(keptFrom).filter((what) => format.includes(`\`${what}\``))).toEqual([
      'student-identity',
      'malpractice-file',
    ]);
  });
});

/** Of every object, at any depth. */
function keysOf(schema: unknown): readonly string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  const { properties = {} } = schema as { readonly properties?: object };
  return [...Object.keys(properties), ...Object.values(schema).flatMap(keysOf)];
}

it('the act in README.md names what there is in the pack that it is of', () => {
  const pack = (file: string) => parse(read(`packs/imi/8/${file}.yaml`)) as Record<string, Record<string, unknown>>;
  const [example] = blocksIn(readme);
  const act = Object.values(shapes.acts.parse(example).acts)[0];
  const clauses = readClauses('clauses.csv', read('packs/imi/8/clauses.csv'), []);
  const { offices = {}, roles = {} } = pack('offices');
  const all = readdirSync(join(library, 'packs/imi/8/acts')).map((file) => pack(`acts/${file.replace('.yaml', '')}`));
  const acts = Object.assign({}, ...all, ...all.map(({ steps }) => steps ?? {})) as object;
  expect(act?.who.offices.filter((office) => !(office in offices))).toEqual([]);
  expect(act?.who.roles.filter((role) => !(role in roles))).toEqual([]);
  const rules = [...(act?.available ?? []), ...(act?.acceptable ?? [])];
  expect([act?.clauses, ...rules.map((rule) => rule.clauses)].flat().filter((id) => !clauses?.has(id ?? ''))).toEqual(
    [],
  );
  expect(Object.keys(pack('deadlines'))).toContain(act?.by);
  expect(Object.keys(pack('documents'))).toContain(act?.contains);
  expect(act?.follows.filter((name) => !(name in acts))).toEqual([]);
  const facts = JSON.stringify(acts);
  for (const name of ['manager.assigned', 'lead.assigned', 'proposed.training']) expect(facts).toContain(name);
});
