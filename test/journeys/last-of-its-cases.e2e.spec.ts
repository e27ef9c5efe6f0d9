import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { connect } from '@probity/postgres';
import { ScopeDestroyed } from '@probity/record';
import { Services, type ServiceRuntime } from '@probity/shell';
import { act, until, type Caller } from '@probity/standalone';
import { text } from 'node:stream/consumers';
import { System } from '../support/system.js';
import { aReport, opened } from './a-report.js';

const why = { by: 'IMI-S09', why: 'IMI/timelines/retain-5y', at: '2031-10-06T09:00:00.000Z' };

let system: System;
let officer: Caller;
let report: string;
let cases: readonly string[];
let digest: string;

beforeAll(async () => {
  system = await System.start();
  const anyone = system.anyone();
  officer = await system.as('imi-intake');
  const upload = await anyone.upload('/files', Buffer.from('Who sold the answers.'), 'text/plain');
  digest = upload.body.digest;
  const attachments = [{ digest, name: 'answers.txt', mediaType: 'text/plain' }];
  const first = await opened(anyone, officer, { attachments });
  report = `/reports/${first.report}`;
  const subject = { kind: 'centre-staff', id: 'P-01', centre: 'C-1042' };
  const second = await act(officer, report, `${report}/cases`, { subject });
  cases = [first.case, second.body.case];
}, 60_000);
afterAll(() => system.stop());

const service = (name: string): ServiceRuntime => {
  const found = system.part(Services).all.find((one) => one.name === name);
  if (!found) throw new Error(`${name} does not run`);
  return found;
};
const statusOf = async (path: string): Promise<number> => (await officer.get(path)).status;
const contentOf = async (name: string): Promise<string | undefined> => {
  const stream = await service(name).evidence.get(digest);
  return stream && text(stream);
};
const tombstones = async (): Promise<readonly string[]> => {
  const pool = connect(system.database.url, { max: 1 });
  const { rows } = await pool
    .query<{ scope: string }>('SELECT scope FROM deployment.tombstones')
    .finally(() => pool.end());
  return rows.map(({ scope }) => scope.replace(/:.*/, '')).toSorted();
};

describe('a report with two cases and a file', () => {
  it('is whole, and so is the file, when the first of its cases is destroyed', async () => {
    await service('records').destroy(`case:${cases[0]}`, why);
    expect(await statusOf(`/cases/${cases[0]}`)).toBe(410);
    expect(await statusOf(`/cases/${cases[1]}`)).toBe(200);
    expect(await statusOf(report)).toBe(200);
    expect(await contentOf('investigation')).toBe('Who sold the answers.');
    expect(await tombstones()).toEqual(['case']);
  });

  it('can be held for a case more', async () => {
    const subject = { kind: 'learner', id: 'L-01', centre: 'C-1042' };
    const { status, body } = await act(officer, report, `${report}/cases`, { subject });
    expect(status).toBe(201);
    cases = [...cases, body.case];
    await service('records').destroy(`case:${cases[1]}`, why);
    expect(await statusOf(report)).toBe(200);
    expect(await contentOf('intake')).toBe('Who sold the answers.');
  });

  it('goes with the last of them, and with it the file and whoever reported', async () => {
    await service('records').destroy(`case:${cases[2]}`, why);
    expect(await statusOf(report)).toBe(410);
    expect(await tombstones()).toEqual(['case', 'case', 'case', 'evidence', 'informant', 'report']);
    const again = await aReport({ attachments: [{ digest, name: 'answers.txt', mediaType: 'text/plain' }] });
    expect([410, 422]).toContain((await system.anyone().post('/reports', again)).status);
  });

  it('leaves a file that nothing can name any more: what would is not stored', async () => {
    const { hold } = service('intake').streams;
    const away = `sha256:${'0'.repeat(64)}`;
    await expect(hold([away], 'report:0198f000-0000-7000-8000-0000000000a1')).rejects.toThrow(new ScopeDestroyed(away));
  });

  it('leaves not even the sealed file', async () => {
    await until(
      () => service('intake').evidence.size(digest),
      (bytes) => bytes === undefined,
    );
    for (const name of ['intake', 'investigation']) expect(await contentOf(name)).toBeUndefined();
  });

  it('stands in the list without what kind of person reported', async () => {
    const { body } = await until(
      () => officer.get('/reports'),
      (reply) => reply.status === 200,
    );
    expect(body.items).toEqual([expect.objectContaining({ id: report.replace('/reports/', ''), reporterKind: null })]);
  });
});

describe('a file that nothing names', () => {
  it('goes a day after it was sent, and is listed as destroyed', async () => {
    const sent = await system.anyone().upload('/files', Buffer.from('Nobody named it.'), 'text/plain');
    const intake = service('intake');
    const scope = await intake.evidence.scopeOf(sent.body.digest);
    const round = intake.definition.rounds?.(intake).find(({ name }) => name === 'uncited files');
    await round?.act(new AbortController().signal);
    expect(await intake.evidence.size(sent.body.digest)).toBe('Nobody named it.'.length);
    system.clock.advance(2);
    await round?.act(new AbortController().signal);
    await until(
      () => intake.evidence.size(sent.body.digest),
      (bytes) => bytes === undefined,
    );
    expect(await intake.texts.isDestroyed(scope ?? '')).toBe(true);
    expect((await tombstones()).filter((kind) => kind === 'evidence')).toHaveLength(2);
  });
});
