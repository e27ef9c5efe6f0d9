import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Services } from '@probity/shell';
import { sampleRegister, until, type Body, type Caller } from '@probity/standalone';
import { SMTPServer } from 'smtp-server';
import { System } from '../support/system.js';
import { opened } from './a-report.js';

const words = 'Persephone, you are asked to come to the meeting.';
const taken: { readonly to: string; readonly source: string }[] = [];
const smtp = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS', 'AUTH'],
  logger: false,
  onRcptTo: ({ address }, _session, done) =>
    address.startsWith('gone@') ? done(Object.assign(new Error('Gone'), { responseCode: 550 })) : done(),
  onData: (stream, { envelope }, done) => {
    void text(stream).then((source) => {
      taken.push({ to: envelope.rcptTo.map(({ address }) => address).join(), source });
      done();
    });
  },
});

let system: System;
let officer: Caller;
let head: Caller;
let mailSystem: Caller;
let caseId: string;
/** Whom letters to an office go to. */
const nameAddress = async (email: string): Promise<void> => {
  const register = await sampleRegister();
  const staff = register.staff.map((row) => (row.offices.includes('records-officer') ? { ...row, email } : row));
  const systems = register.systems.map((row) => ({ ...row, offices: [...row.offices, 'mail-system'] }));
  const { registers } = system.part(Services).all[0] ?? {};
  await registers?.replace('imi', { ...register, staff, systems }, 'system:samples');
};

beforeAll(async () => {
  const listening = smtp.listen(0, '127.0.0.1');
  await once(listening, 'listening');
  system = await System.start(undefined, {
    PROBITY_SMTP_URL: `smtp://127.0.0.1:${(listening.address() as AddressInfo).port}`,
    PROBITY_MAIL_FROM: 'letters@probity.example',
  });
  await nameAddress('gone@staff.example');
  [officer, head, mailSystem] = (await Promise.all(
    ['imi-intake', 'imi-head', 'imi-certificates'].map((subject) => system.as(subject)),
  )) as [Caller, Caller, Caller];
  ({ case: caseId } = await opened(system.anyone(), officer));
});
afterAll(async () => {
  await system.stop();
  await new Promise<void>((resolve) => smtp.close(resolve));
});

/** As an act of the case would send it. */
const send = async (): Promise<string> => {
  const { streams } = system.part(Services).all.find(({ name }) => name === 'intake') ?? {};
  if (!streams) throw new Error('intake does not run');
  const stream = `intake-${caseId}`;
  const [first, ...rest] = await streams.store.readStream(stream);
  if (!first) throw new Error('there is no case');
  const { institution, policy, keyId } = first;
  const at = system.clock.instant();
  const around = {
    ...{ id: randomUUID(), type: 'LetterSent', schemaVersion: 1, institution, case: caseId, keyId, policy },
    ...{ actedAt: at, occurredAt: at, actor: 'IMI-S01', correlationId: randomUUID(), causationId: randomUUID() },
    ...{ requestDigest: 'x', authority: ['IMI/invrep/contents'] },
  };
  const data = {
    ...{ notice: 'invitation', act: 'case.correct', title: 'Invitation', to: ['records-officer'], text: words },
    ...{ clauses: ['IMI/invrep/contents'], sentAt: at },
  };
  const version = rest.length + 1;
  const sealed = await streams.encode({ ...around, stream, version: version + 1 }, data);
  await streams.store.append([{ stream, expected: version, events: [{ ...around, data: sealed }] }]);
  return around.id;
};
const letters = async (): Promise<readonly Body[]> => (await officer.get(`/cases/${caseId}/letters`)).body.letters;
const becomes = async (state: string): Promise<Body> => (await until(letters, (found) => found[0]?.state === state))[0];

it('a letter that is refused is work, is sent again, bounces, and is handled in the end; the text stays as it was', async () => {
  const id = await send();
  expect(await becomes('bounced')).toMatchObject({
    ...{ id, act: 'case.correct', to: ['records-officer'], title: 'Invitation' },
    because: 'The mail system refused it: 550 at RCPT TO.',
  });
  const { items } = (await officer.get('/worklist')).body;
  expect(items).toContainEqual(
    expect.objectContaining({
      title: 'Not delivered: Invitation',
      case: caseId,
      route: `POST /letters/${id}/resending`,
    }),
  );

  await nameAddress('records@staff.example');
  const path = `/letters/${id}`;
  expect((await officer.post(`${path}/resending`, {})).status).toBe(428);
  const again = await officer.post(`${path}/resending`, {}, { of: path });
  expect({ status: again.status, ...again.body }).toMatchObject({ status: 201, id, state: 'waiting' });
  const delivered = await becomes('delivered');
  expect(taken.map(({ to }) => to)).toEqual(['records@staff.example']);
  expect(taken[0]?.source).toContain(`Message-ID: <${delivered.message}@probity.example>`);
  expect(taken[0]?.source).toContain(words);

  const bounce = await mailSystem.post(`/letters/${delivered.message}/bounces`, { reason: 'The mailbox is full.' });
  expect(bounce.body).toMatchObject({ id, state: 'bounced' });
  await officer.post(`${path}/handled`, { how: 'Handed over at the desk.' }, { of: path });
  const { body } = await officer.get(path);
  expect(body).toMatchObject({ id, state: 'handled', text: words });
  expect(body.history.map(({ what, by }: Body) => `${what} by ${by}`)).toEqual([
    'bounced by system:intake',
    'resent by IMI-S06',
    'delivered by system:intake',
    expect.stringMatching(/^bounced by /),
    'handled by IMI-S06',
  ]);
  expect((await officer.get('/worklist')).body.items.filter(({ act }: Body) => act === 'letters.resend')).toEqual([]);
});

it('a letter is for those whom the policy lets, and for nobody elsewhere', async () => {
  const [{ id }] = (await letters()) as [Body];
  expect((await head.get(`/letters/${id}`)).status).toBe(403);
  expect((await mailSystem.get(`/letters/${id}`)).status).toBe(403);
  expect((await officer.get(`/letters/${randomUUID()}`)).status).toBe(404);
  const other = await system.as('northmoor-officer');
  expect((await other.get(`/letters/${id}`)).status).toBe(404);
  expect((await other.get(`/cases/${caseId}/letters`)).status).toBe(404);
});
