import { readFile } from 'node:fs/promises';
import { expect, it } from '@jest/globals';
import { sampleRealm } from './sample-realm.js';

it('is in infra/keycloak as the samples are now', async () => {
  const file = new URL('../../../../infra/keycloak/realm.json', import.meta.url);
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(await sampleRealm());
});
