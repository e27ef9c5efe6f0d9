import { expect, it } from '@jest/globals';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packsDirectory } from '../packs-directory.js';
import { jsonSchemas } from './json-schema.js';

const folder = join(packsDirectory, '../schema');

it('the schemas for editors are those of the shapes: npm run policy -- schema', () => {
  const files = readdirSync(folder).map(
    (file) => [file, JSON.parse(readFileSync(join(folder, file), 'utf8'))] as const,
  );
  const made = [...jsonSchemas()].map(
    ([name, schema]) => [`${name}.schema.json`, JSON.parse(JSON.stringify(schema))] as const,
  );
  expect(Object.fromEntries(files)).toEqual(Object.fromEntries(made));
});

it('what has a default may be left out, and what is no key may not stand', () => {
  const schema = jsonSchemas().get('deadlines') as {
    additionalProperties: { required: string[]; additionalProperties: unknown };
  };
  const { required, additionalProperties } = schema.additionalProperties;
  expect([required.includes('title'), required.includes('direction'), additionalProperties]).toEqual([
    true,
    false,
    false,
  ]);
});
