import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { allServices, act, reportAndTriage, Stage, until, type Opened } from '@probity/standalone';
import { System } from '../support/system.js';

const without = (name: string) => allServices.filter((service) => service.name !== name);
const only = (name: string) => allServices.filter((service) => service.name === name);

let system: System;
let opened: Opened;

beforeAll(async () => {
  system = await System.start(without('sanctions'));
  opened = await reportAndTriage(new Stage(system.url, system.identity.issuer, () => {}));
}, 60_000);
afterAll(() => system.stop());

it('a service is off: the others work', async () => {
  const manager = await system.as('imi-quality-manager');
  const at = `/cases/${opened.centre.id}/investigation`;
  await until(
    () => manager.get(at),
    ({ status }) => status === 200,
  );
  expect((await act(manager, at, `${at}/manager`, { staff: 'IMI-S01' })).status).toBeLessThan(300);
  expect((await manager.get(`/cases/${opened.centre.id}/sanctions`)).status).toBe(404);
});

it('the service is turned on again, as a process of its own: everything catches up', async () => {
  const { url } = await system.run(only('sanctions'));
  const manager = await system.as('imi-quality-manager', url);
  for (const { id, reference } of [opened.centre, opened.staff]) {
    const { body } = await until(
      () => manager.get(`/cases/${id}/sanctions`),
      ({ status }) => status === 200,
    );
    expect(body.noted.reference).toBe(reference);
  }
  const at = `/cases/${opened.centre.id}/sanctions`;
  const held = await act(manager, at, `${at}/holds`, {
    certificates: opened.certificates.slice(2, 3),
    reason: 'In question.',
    reviewOn: new Date(Date.now() + 14 * 86_400_000).toISOString().slice(0, 10),
  });
  expect(held.status).toBe(201);
});

it('and answers for its own part only', async () => {
  const alone = await system.run(only('records'));
  const officer = await system.as('imi-records', alone.url);
  expect((await officer.get(`/cases/${opened.centre.id}/investigation`)).status).toBe(404);
  await until(
    () => officer.get(`/cases/${opened.centre.id}/file`),
    ({ status }) => status === 200,
  );
});
