import type { Body } from '@probity/standalone';
import { sampleFile } from '@probity/standalone';
import { readFile } from 'node:fs/promises';
import type { University } from './university.js';

/** The sample's results with these rows instead of theirs, as Registry uploads them. */
export const uploaded = async (university: University, rows: readonly Body[]): Promise<void> => {
  const { results } = JSON.parse(await readFile(sampleFile('chester.json'), 'utf8')) as { results: Body[] };
  const isOf = (a: Body) => (b: Body) =>
    (['student', 'module', 'component'] as const).every((key) => a[key] === b[key]);
  const all = [...results.filter((one) => !rows.some(isOf(one))), ...rows];
  const registry = await university.as('registry');
  const { status, body } = await registry.send('PUT', '/registers/chester/results', {
    headers: { 'content-type': 'application/x-ndjson' },
    body: all.map((row) => JSON.stringify(row)).join('\n'),
  });
  if (status >= 300) throw new Error(JSON.stringify(body));
};
