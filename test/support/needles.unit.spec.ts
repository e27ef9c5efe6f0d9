import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { Needles } from './needles.js';

const name = 'Wilhelmina "Quill" Quäckenbush';
const needles = new Needles([name, 'nobody of that name']);

it.each([
  ['as it is', Buffer.from(`…${name}…`)],
  ['as JSON', Buffer.from(JSON.stringify({ name }))],
  ['in hexadecimal digits', Buffer.from(Buffer.from(`x${name}`).toString('hex'))],
  ['in capital hexadecimal digits', Buffer.from(Buffer.from(name).toString('hex').toUpperCase())],
  ['in base64', Buffer.from(Buffer.from(`${name}y`).toString('base64'))],
  ['in base64, after one byte', Buffer.from(Buffer.from(`x${name}yz`).toString('base64'))],
  ['in base64, after two bytes', Buffer.from(Buffer.from(`xx${name}`).toString('base64url'))],
])('a name is found %s', (_, bytes) => {
  expect([...needles.within(bytes)]).toEqual([name]);
});

it('and what is not there is not', async () => {
  expect([...needles.within(Buffer.from(`${name.slice(0, -1)} and more`))]).toEqual([]);
  const directory = await mkdtemp(join(tmpdir(), 'probity-needles-'));
  await writeFile(join(directory, 'a'), 'Nothing of it.');
  await writeFile(join(directory, 'b'), name);
  expect([...(await needles.inFilesBelow(directory))]).toEqual([[name, join(directory, 'b')]]);
  await rm(directory, { recursive: true });
});
