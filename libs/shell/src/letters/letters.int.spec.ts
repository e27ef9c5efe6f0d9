import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventOf, type Given } from '@probity/decider';
import { MemoryEventStore } from '@probity/event-store';
import type { LetterSent } from '@probity/contracts';
import { busMigrations, derivedId, messagingMigrations } from '@probity/messaging';
import type { Policies } from '@probity/policy-packs';
import { connect, createTestDatabase, migrate, SturdyClient, type TestDatabase } from '@probity/postgres';
import { MemoryVault, SealedCodec } from '@probity/record';
import type { Register } from '@probity/registers';
import { SMTPServer } from 'smtp-server';
import { DataSource } from 'typeorm';
import { handleCommand } from '../commands/handle-command.js';
import { Streams } from '../commands/streams.js';
import type { Subject } from '../commands/subject.js';
import { SystemClock } from '../runtime/clock.js';
import type { ServiceContext } from '../runtime/service-context.js';
import type { ServiceDefinition } from '../runtime/service-definition.js';
import { erasures } from '../sealing/erasures.js';
import { SealedTexts } from '../sealing/sealed-texts.js';
import { asked, counterSubject, policies as counting, type CounterCommand } from '../testing/counter-subject.js';
import { deliveries, type Delivering } from './delivery.js';
import { Letters } from './letters.js';
import { lettersProjection } from './letters.projection.js';
import { smtpMail, type Mail } from './mail.js';

const words = 'Persephone, you are asked to come to the meeting about your essay.';
const student = 'p.angstrom@student.example';
const why = { by: 'st-1', why: 'C-1', at: '2031-10-06T09:00:00.000Z' };
const { signal } = new AbortController();
const migrations = (of: string): string => fileURLToPath(new URL(`../../migrations/${of}`, import.meta.url));

/** Counting, with a step that sends a letter to whom it is about, and to the registrar. */
let to: string[];
let about: string | null = null;
const fact = eventOf<LetterSent>();
const { decider } = counterSubject;
const subject: typeof counterSubject = {
  ...counterSubject,
  decider: {
    ...decider,
    decide: (command: CounterCommand & Given, state, policy) =>
      command.type === 'RecordStep'
        ? [
            fact(
              'LetterSent',
              {
                ...{ notice: 'invitation', act: 'counter.tell', title: 'Invitation', to: [...to], text: words },
                ...{ clauses: ['C-1'], sentAt: command.at },
              },
              { authority: ['C-1'] },
            ),
          ]
        : decider.decide(command, state, policy),
  },
  pinned: (state) => {
    const pinned = counterSubject.pinned(state);
    return pinned && { ...pinned, about };
  },
  addressees: () => ({ subjects: [{ kind: 'student', id: 'su-1' }] }),
};
const who = { anyone: false, offices: ['clerk'], roles: [] };
const pack = {
  ...counting.all[0],
  steps: () => [{ name: 'counter.tell', who }],
  describe: () => ({ offices: { roles: { student: {} } } }),
  office: (id: string) => (id === 'registrar' ? { may: ['letters.*'] } : undefined),
};
const policies = { ...counting, get: () => pack, inForce: () => pack } as unknown as Policies;

/** What a mail system does with one that comes. */
type Doing = 'takes' | 'refuses' | 'is-busy' | 'cuts-off';

/** A real mail system on a port of its own. */
class MailSystem {
  readonly taken: { readonly to: string; readonly id: string; readonly source: string }[] = [];
  does: Doing = 'takes';
  /** Milliseconds before it answers. */
  slow = 0;
  private readonly sockets: Socket[] = [];
  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    onRcptTo: (_address, _session, done) => {
      if (this.does === 'refuses')
        return done(Object.assign(new Error('5.1.1 <p.angstrom> unknown'), { responseCode: 550 }));
      if (this.does === 'is-busy') return done(Object.assign(new Error('Later'), { responseCode: 451 }));
      return done();
    },
    onData: (stream, session, done) => {
      void text(stream).then((source) => {
        const id = /^Message-ID: <(.*)>\r$/m.exec(source)?.[1] ?? '';
        this.taken.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), id, source });
        if (this.does === 'cuts-off') for (const socket of this.sockets) socket.destroy();
        else setTimeout(done, this.slow);
      });
    },
  });

  async start(host = '127.0.0.1'): Promise<string> {
    const listening = this.server.listen(0, host);
    listening.on('connection', (socket) => this.sockets.push(socket));
    await once(listening, 'listening');
    return `smtp://${host}:${(listening.address() as AddressInfo).port}`;
  }
  async stop(): Promise<void> {
    await new Promise<void>((resolve) => this.server.close(resolve));
  }
}

describe('letters', () => {
  let database: TestDatabase;
  let views: DataSource;
  let elsewhere: DataSource;
  let mailSystem: MailSystem;
  let mail: { send: Mail['send'] };
  let vault: MemoryVault;
  let streams: Streams;
  let register: Register;
  let letters: Letters;
  let nth = 0;

  const opened = (): Promise<DataSource> =>
    new DataSource({
      type: 'postgres',
      url: database.url,
      schema: 'counting',
      extra: { options: '-c search_path=counting', Client: SturdyClient },
    }).initialize();
  beforeAll(async () => {
    database = await createTestDatabase();
    const admin = connect(database.url, { max: 1 });
    await migrate(admin, { schema: 'counting', directory: migrations('service') });
    await migrate(admin, { schema: 'counting', ...messagingMigrations });
    await migrate(admin, busMigrations);
    await migrate(admin, { schema: 'deployment', directory: migrations('deployment') });
    await admin.end();
    [views, elsewhere] = await Promise.all([opened(), opened()]);
  });
  beforeEach(async () => {
    await views.query('TRUNCATE letters_v1, letter_history_v1, deployment.tombstones, erased');
    mailSystem = new MailSystem();
    mail = smtpMail(await mailSystem.start(), 'Probity <letters@probity.example>');
    vault = new MemoryVault();
    streams = new Streams(new MemoryEventStore(), new SealedCodec(vault), [subject as unknown as Subject]);
    to = ['student'];
    about = null;
    register = { staff: [], modules: [], students: [{ id: 'su-1', email: student }] } as unknown as Register;
    letters = new Letters({
      views,
      texts: new SealedTexts(vault),
      hashOf: (...told) => told.join(),
      maySendAgain: (_institution, { offices }) => offices.includes('registrar'),
    });
  });
  afterEach(() => mailSystem.stop());
  afterAll(async () => {
    await Promise.all([views.destroy(), elsewhere.destroy()]);
    await database.drop();
  });

  const stream = (): string => derivedId('stream', String(nth));
  const request = (name: string): string => derivedId('request', stream(), name);
  /** @returns the letter's id */
  const tell = async (): Promise<string> => {
    nth += 1;
    const give = (name: string, command: CounterCommand) =>
      handleCommand(streams, policies, subject, stream(), asked(request(name)), command);
    await give('open', { type: 'Open' });
    await give('tell', { type: 'RecordStep', step: 'counter.tell', fields: {} });
    return project();
  };
  /** From the start, as after a crash that lost the checkpoint. */
  const project = async (): Promise<string> => {
    const page = await streams.openAll(await streams.store.readAll('0' as never));
    const fold = { subjects: [subject as unknown as Subject], streams, policies, texts: new SealedTexts(vault) };
    const projection = lettersProjection({ ...fold, hashOf: (...told) => told.join() });
    await views.transaction((manager) => projection.project(page, manager));
    return page.at(-1)?.recorded.id ?? '';
  };
  const round = async (by: DataSource = views): Promise<string> => {
    const delivering: Delivering = {
      ...{ name: 'counting', subjects: [subject as unknown as Subject], streams, policies, views: by },
      ...{ texts: new SealedTexts(vault), clock: new SystemClock(), hashOf: (...told) => told.join() },
      registers: { latest: async () => ({ digest: '', receivedAt: '', register }) },
    };
    return deliveries(delivering, mail)
      .act(signal)
      .then(
        () => 'made',
        (error: { code: string }) => error.code,
      );
  };
  const pauseIsOver = () => views.query("UPDATE letters_v1 SET next_try = now() - interval '1 second'");
  const now = async (id: string) => (await letters.find(id)) ?? { state: 'gone', error: null, version: 0 };
  const by = (name: string, more: object = {}) => asked(request(name), { needsIfMatch: true, ...more });
  const worklist = async (office: string) =>
    (await letters.undelivered('imi', { id: 'st-9', offices: [office] })).map(({ title, explained, offices }) => ({
      title,
      explained,
      offices,
    }));

  it('are delivered once, as they were sent, under the id of their event, to each address by itself', async () => {
    to = ['student', 'registrar'];
    register = {
      ...register,
      staff: [{ id: 'st-2', offices: ['registrar'], email: 'registrar@staff.example' }] as Register['staff'],
    };
    const id = await tell();
    expect(await round()).toBe('made');
    await project();
    await round();
    expect(mailSystem.taken.map((one) => one.to)).toEqual([student, 'registrar@staff.example']);
    expect(mailSystem.taken.map((one) => one.id)).toEqual([`${id}@probity.example`, `${id}@probity.example`]);
    expect(mailSystem.taken[0]?.source).toContain(words);
    expect(mailSystem.taken[0]?.source).not.toContain('registrar@staff.example');
    expect(await now(id)).toMatchObject({ state: 'delivered', attempts: 1, error: null, version: 2 });
    expect(await letters.text((await letters.find(id)) as never)).toBe(words);
  });

  it('are tried again after a pause, the same letter, where the connection was cut', async () => {
    mailSystem.does = 'cuts-off';
    const id = await tell();
    expect(await round()).toMatch(/^E/);
    expect(await now(id)).toMatchObject({ state: 'waiting', attempts: 1 });
    mailSystem.does = 'takes';
    expect(await round()).toBe('made');
    expect(mailSystem.taken).toHaveLength(1);
    await pauseIsOver();
    await round();
    expect(mailSystem.taken.map((one) => one.id)).toEqual([`${id}@probity.example`, `${id}@probity.example`]);
    expect(await now(id)).toMatchObject({ state: 'delivered', attempts: 2 });
  });

  it('do not reach again whom they reached, where only another is busy', async () => {
    to = ['student', 'registrar'];
    const id = await tell();
    await round();
    expect(await now(id)).toMatchObject({ state: 'nobody', error: 'No address is known of: registrar.' });
    register = {
      ...register,
      staff: [{ id: 'st-2', offices: ['registrar'], email: 'registrar@staff.example' }] as Register['staff'],
    };
    await letters.sendAgain(id, undefined, by('again', { ifMatch: 2 }));
    mailSystem.does = 'is-busy';
    expect(await round()).toBe('made');
    mailSystem.does = 'takes';
    await pauseIsOver();
    await round();
    expect(mailSystem.taken.map((one) => one.to)).toEqual([student, 'registrar@staff.example']);
    expect(await now(id)).toMatchObject({ state: 'delivered' });
  });

  it('are work for whoever may do the act, where they are refused for good or three days long', async () => {
    mailSystem.does = 'refuses';
    const id = await tell();
    await round();
    const refused = 'The mail system refused it: 550 5.1.1 at RCPT TO.';
    expect(await now(id)).toMatchObject({ state: 'bounced', error: refused });
    const item = { title: 'Not delivered: Invitation', explained: refused, offices: ['clerk'] };
    expect(await worklist('clerk')).toEqual([item]);
    expect(await worklist('registrar')).toEqual([item]);
    expect(await worklist('porter')).toEqual([]);
    mailSystem.does = 'is-busy';
    const late = await tell();
    await round();
    await pauseIsOver();
    await views.query("UPDATE letters_v1 SET first_try = now() - interval '73 hours'");
    await round();
    expect(await now(late)).toMatchObject({ state: 'bounced', error: expect.stringContaining('for three days: 451') });
  });

  it('are nobody’s work who they are about, whatever their office', async () => {
    about = 'st-9';
    mailSystem.does = 'refuses';
    await tell();
    await round();
    expect(await worklist('clerk')).toEqual([]);
  });

  it('do not go out in clear to another machine, unless the setting says so', async () => {
    const beyond = new MailSystem();
    const url = await beyond.start('127.0.0.2');
    const message = { id: 'x', at: why.at, to: student, subject: 'Invitation', text: words };
    await expect(smtpMail(url, 'letters@probity.example').send(message)).rejects.toMatchObject({ code: 'ETLS' });
    expect(beyond.taken).toEqual([]);
    await smtpMail(`${url}?requireTLS=false`, 'letters@probity.example').send(message);
    expect(beyond.taken).toHaveLength(1);
    await beyond.stop();
  });

  it('are work where there is nobody to send them to', async () => {
    to = ['student', 'porter'];
    register = { ...register, students: [] };
    const id = await tell();
    await round();
    expect(await now(id)).toMatchObject({ state: 'nobody', error: 'No address is known of: student, porter.' });
    expect(await worklist('clerk')).toHaveLength(1);
  });

  it('are sent again by a named person, under another Message-ID, once for a request, on the version seen', async () => {
    mailSystem.does = 'refuses';
    const id = await tell();
    await round();
    await expect(letters.sendAgain(id, undefined, by('again'))).rejects.toThrow('If-Match is required');
    await expect(letters.sendAgain(id, undefined, by('again', { ifMatch: 1 }))).rejects.toThrow('has changed');
    const address = 'persephone@home.example';
    const first = await letters.sendAgain(id, [address], by('again', { ifMatch: 2 }));
    expect(await letters.sendAgain(id, [address], by('again', { ifMatch: 2 }))).toEqual(first);
    await expect(letters.sendAgain(id, [address], by('more', { ifMatch: 3 }))).rejects.toThrow('not been sent yet');
    const other = by('more', { institution: 'elsewhere', ifMatch: 3 });
    await expect(letters.sendAgain(id, [address], other)).rejects.toThrow('');
    mailSystem.does = 'takes';
    await round();
    const [sent] = mailSystem.taken;
    expect(sent).toMatchObject({ to: address, id: expect.not.stringContaining(id) });
    const row = await letters.find(sent?.id.split('@')[0] ?? '');
    expect(row).toMatchObject({ id, state: 'delivered' });
    const history = await letters.historyOf(row as never);
    expect(history.map(({ what, by: actor, words: said }) => [what, actor, said])).toEqual([
      ['bounced', 'system:counting', null],
      ['resent', 'st-1', JSON.stringify([address])],
      ['delivered', 'system:counting', null],
    ]);
    expect(await worklist('clerk')).toEqual([]);
  });

  it('that the mail system reports later are work; of an earlier sending that is kept, and changes nothing', async () => {
    const id = await tell();
    await round();
    const system = { actor: { id: 'mail', offices: ['mail-system'] } };
    await letters.bounced(id, `${student} has left`, by('bounce', system));
    expect(await worklist('clerk')).toEqual([
      expect.objectContaining({ explained: 'The mail system reported that it did not arrive.' }),
    ]);
    await letters.sendAgain(id, undefined, by('again', { ifMatch: 3 }));
    await round();
    expect(mailSystem.taken.map((one) => one.to)).toEqual([student, student]);
    expect(await letters.bounced(id, 'Late', by('late', system))).toMatchObject({ state: 'delivered', version: 6 });
    const message = mailSystem.taken[1]?.id.split('@')[0] ?? '';
    expect(await letters.bounced(message, 'Again', by('again-2', system))).toMatchObject({ id, state: 'bounced' });
  });

  it('are handled by hand: by whom, when and how', async () => {
    mailSystem.does = 'refuses';
    const id = await tell();
    await round();
    const occurredAt = '2026-10-04T09:00:00.000Z';
    await letters.handled(id, 'Handed over at the desk.', by('hand', { ifMatch: 2, occurredAt }));
    const row = await letters.find(id);
    expect(row).toMatchObject({ state: 'handled', settled_at: occurredAt });
    expect((await letters.historyOf(row as never)).at(-1)).toMatchObject({
      what: 'handled',
      by: 'st-1',
      words: 'Handed over at the desk.',
    });
    expect(await worklist('clerk')).toEqual([]);
  });

  it('lie sealed: no word of them, no address and no reason in clear', async () => {
    const id = await tell();
    await round();
    await letters.bounced(id, `Percival of ${student}`, by('bounce'));
    await letters.sendAgain(id, ['persephone@home.example'], by('again', { ifMatch: 3 }));
    const rows = JSON.stringify([
      await views.query('SELECT * FROM letters_v1'),
      await views.query('SELECT * FROM letter_history_v1'),
    ]);
    expect(rows).toContain('Invitation');
    for (const needle of ['Persephone', 'meeting', 'angstrom', 'Percival', 'persephone@'])
      expect(rows.replaceAll(`imi,${student}`, 'hash')).not.toContain(needle);
  });

  it('go with their scope, and what waits is not sent any more', async () => {
    const id = await tell();
    const scope = subject.scope(stream());
    await vault.destroy(scope, why);
    await round();
    expect(mailSystem.taken).toEqual([]);
    await views.query(`INSERT INTO deployment.tombstones VALUES ($1, $2, 'st-1', 'C-1')`, [scope, why.at]);
    const definition: Partial<ServiceDefinition> = {
      name: 'counting',
      subjects: [],
      scopes: { seals: ['case'], opens: ['case'] },
    };
    const evidence = { removeDestroyed: async () => {} };
    const noStreams = { store: { readStream: async () => [] } };
    const context = { views, evidence, streams: noStreams, texts: new SealedTexts(vault) } as unknown as ServiceContext;
    await erasures(context, definition as ServiceDefinition).act(signal);
    expect(await now(id)).toMatchObject({ state: 'gone' });
    await project();
    expect(await now(id)).toMatchObject({ state: 'gone' });
  });

  it('are the same letter again where a process ended after the mail system took it, and before it could note that', async () => {
    const { send } = mail;
    mail.send = async (message) => {
      await send(message);
      mail.send = send;
      await elsewhere.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE datname = current_database() AND state = 'idle in transaction'`);
    };
    const id = await tell();
    await round();
    expect(await now(id)).toMatchObject({ state: 'waiting', attempts: 0 });
    expect(await round()).toBe('made');
    expect(mailSystem.taken.map((one) => one.id)).toEqual([`${id}@probity.example`, `${id}@probity.example`]);
    expect(await now(id)).toMatchObject({ state: 'delivered' });
  });

  it('are sent once by two processes side by side', async () => {
    mailSystem.slow = 200;
    const ids = [await tell(), await tell(), await tell()];
    await Promise.all([round(views), round(elsewhere), round(views), round(elsewhere)]);
    expect(mailSystem.taken.map((one) => one.id.split('@')[0]).toSorted()).toEqual(ids.toSorted());
  });
});
