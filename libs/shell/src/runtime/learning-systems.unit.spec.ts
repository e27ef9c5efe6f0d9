import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { learningSystemsIn } from './learning-systems.js';
import { SettingsWrong } from './settings.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const fileWith = (content: string): string => {
  const file = join(mkdtempSync(join(tmpdir(), 'probity-learning-')), 'systems.json');
  writeFileSync(file, content);
  return file;
};
const wrongOf = (content: string): string => {
  try {
    learningSystemsIn(fileWith(content));
  } catch (error) {
    if (error instanceof SettingsWrong) return error.message;
    throw error;
  }
  return '';
};

describe('the learning systems of a deployment', () => {
  it('are none without a file, and one an institution with it', () => {
    expect(learningSystemsIn(undefined)).toEqual({});
    const systems = { somewhere: { url: 'https://learning.example/hooks', secret } };
    expect(learningSystemsIn(fileWith(JSON.stringify(systems)))).toEqual(systems);
  });

  it('are refused by the field that is wrong, and never tell a secret', () => {
    const short = 'whsec_c2hvcnQ=';
    expect(wrongOf(JSON.stringify({ somewhere: { url: 'https://learning.example', secret: short } }))).toMatch(
      /^PROBITY_LEARNING_SYSTEMS is .* in which \/somewhere\/secret is wrong/,
    );
    expect(wrongOf(JSON.stringify({ somewhere: { url: 'learning.example', secret } }))).toContain('/somewhere/url');
    for (const content of [JSON.stringify({ somewhere: { url: 'x', secret } }), `{"somewhere":"${secret}`])
      expect(wrongOf(content)).not.toContain(secret);
    expect(() => learningSystemsIn('/nowhere/systems.json')).toThrow('which cannot be read');
  });
});
