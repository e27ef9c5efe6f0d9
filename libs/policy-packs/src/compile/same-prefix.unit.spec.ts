import { expect, it } from '@jest/globals';
import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { problemsIn } from '../testing/changed-pack.js';

const another = (change: (text: string) => string) => (folder: string) => {
  const other = join(folder, '../../croquet-club/1982');
  cpSync(folder, other, { recursive: true });
  const path = join(other, 'identity.yaml');
  writeFileSync(path, change(readFileSync(path, 'utf8')).replaceAll(': tennis-club', ': croquet-club'));
};

it('two institutions whose references begin alike', () => {
  expect(problemsIn(another((text) => text))).toEqual([
    'identity.yaml:1:1: its references begin with LOVE, as those of croquet-club/1982 do: which case is meant could not be told',
  ]);
  expect(problemsIn(another((text) => text.replace('LOVE', 'HOOP')))).toEqual([]);
});
