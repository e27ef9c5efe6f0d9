import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { act, reportAndTriage, Stage, until, type Caller, type Opened } from '@probity/standalone';
import { System } from '../support/system.js';

let system: System;
let manager: Caller;
let lead: Caller;
let opened: Opened;
let at: string;
const does = (who: Caller, path: string, body: unknown) => act(who, at, `${at}${path}`, body);

beforeAll(async () => {
  system = await System.start();
  // Monday; Good Friday and Easter Monday are the 3rd and the 6th of April 2026.
  system.clock.set('2026-03-23T09:30:00.000Z');
  manager = await system.as('imi-quality-manager');
  lead = await system.as('imi-lead');
  opened = await reportAndTriage(new Stage(system.url, system.identity.issuer, () => {}));
  at = `/cases/${opened.centre.id}/investigation`;
  await until(
    () => manager.get(at),
    ({ status }) => status === 200,
  );
}, 60_000);
afterAll(() => system.stop());

it('counts ten working days from receipt, skips Easter, and says so [IMI/timelines/10wd]', async () => {
  const { body } = await manager.get(`/cases/${opened.centre.id}/acts`);
  const { by } = body.acts.find(({ act: name }: { act: string }) => name === 'investigation.start');
  expect(by.date).toBe('2026-04-08');
  expect(by.explained).toMatch(/Good Friday/);
  expect(by.explained).toMatch(/Easter Monday/);
});

it('a late start is a departure on record, never a refusal [IMI/timelines/10wd]', async () => {
  system.clock.set('2026-04-20T09:30:00.000Z');
  expect((await does(manager, '/manager', { staff: 'IMI-S01' })).status).toBeLessThan(300);
  await does(manager, '/declarations', { staff: 'IMI-S01', previousInvolvement: false, personalInterest: false });
  await does(lead, '/declarations', { staff: 'IMI-S03', previousInvolvement: false, personalInterest: false });
  await does(manager, '/lead', { staff: 'IMI-S03' });
  const plan = Object.fromEntries(
    [
      'facts',
      'cause-and-people',
      'scale',
      'action-by-centre',
      'remedial-action',
      'certificates-issued',
      'evidence-for-action',
      'patterns-and-trends',
    ].map((objective) => [objective, 'As planned.']),
  );
  const { status, body } = await does(lead, '/start', { plan });
  expect(status).toBeLessThan(300);
  expect(body.departures).toEqual([
    expect.objectContaining({ clauses: expect.arrayContaining(['IMI/timelines/10wd']), reason: null }),
  ]);
});

it('whose reason then waits to be given [IMI/timelines/10wd]', async () => {
  const { body } = await until(
    () => manager.get('/worklist'),
    (reply) => reply.body.items.some(({ act: name }: { act: string }) => name === 'investigation.explain-late-start'),
  );
  expect(
    body.items.find(({ act: name }: { act: string }) => name === 'investigation.explain-late-start').clauses,
  ).toContain('IMI/timelines/10wd');
  const step = await act(manager, at, `/cases/${opened.centre.id}/steps/investigation.explain-late-start`, {
    fields: { reason: 'The lead was ill.' },
  });
  expect(step.status).toBe(201);
});

it('the final report waits for the window to close, and no longer [IMI/invrep/respond]', async () => {
  await does(lead, '/evidence', {
    digest: opened.digest,
    name: 'claims.pdf',
    mediaType: 'application/pdf',
    description: 'The claims',
    source: 'the report',
  });
  const notice = { recipient: 'centre-coordinator', person: 'P-01' };
  const untimely = await does(manager, '/notices', notice);
  expect(JSON.stringify(untimely.body.refusals)).toContain('IMI/notify/coordinator-implicated');
  expect((await does(manager, '/implicated', { centreStaff: [] })).status).toBeLessThan(300);
  expect((await does(manager, '/notices', notice)).status).toBeLessThan(300);
  await does(manager, '/sufficient-evidence', { sufficient: true, reason: 'Twelve claims without records.' });
  const contents = Object.fromEntries(
    [
      'evidence',
      'where',
      'who',
      'remedial-action',
      'sharing',
      'facts-and-mitigation',
      'opportunity-to-respond',
      'appeals-policy',
    ].map((item) => [item, 'As found.']),
  );
  await does(lead, '/report/drafts', { contents, evidence: [opened.digest] });
  expect((await does(lead, '/report/served', { to: 'P-01' })).status).toBeLessThan(300);
  const established = [
    { point: '1', offence: 'claims-before-completion', outcome: 'malpractice', reasons: 'Claimed knowingly.' },
  ];
  const early = await does(lead, '/report/final', { established });
  expect(early.status).toBe(409);
  expect(JSON.stringify(early.body.refusals)).toContain('IMI/invrep/respond');
  system.clock.advance(21);
  expect((await does(lead, '/report/final', { established })).status).toBeLessThan(300);
});

it('what happened cannot have happened later than now', async () => {
  const { status, body } = await does(manager, '/issues', {
    issue: 'Too slow.',
    occurredAt: '2031-01-01T00:00:00.000Z',
  });
  expect(status).toBe(422);
  expect(body.errors[0].field).toBe('/occurredAt');
});

it('a correction is a new fact that names what it corrects; what was stored stays', async () => {
  const { body: timeline } = await manager.get(`/cases/${opened.centre.id}/timeline`);
  const started = timeline.entries.find(({ type }: { type: string }) => type === 'EvidenceAdded');
  const corrections = `/cases/${opened.centre.id}/parts/investigation/corrections`;
  const reply = await act(manager, at, corrections, {
    event: started.event,
    field: '/description',
    value: 'The claims of September',
    reason: 'The month was left out.',
  });
  expect(reply.status).toBe(201);
  expect(JSON.stringify((await manager.get(at)).body)).toContain('The claims of September');
  const wrong = await act(manager, at, corrections, {
    event: started.event,
    field: '/nothing',
    value: 'x',
    reason: 'y',
  });
  expect(wrong.status).toBe(422);
  const { body: after } = await manager.get(`/cases/${opened.centre.id}/timeline`);
  expect(after.entries.find(({ event }: { event: string }) => event === started.event)).toEqual(started);
});
