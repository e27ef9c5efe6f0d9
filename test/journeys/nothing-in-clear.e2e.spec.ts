import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  act,
  reportAndTriage,
  sampleRegister,
  scenes,
  Stage,
  until,
  type Body,
  type Caller,
  type Opened,
} from '@probity/standalone';
import { clearVaults } from '../support/clear-vaults.js';
import { Needles } from '../support/needles.js';
import { policyText } from '../support/policy-text.js';
import { OwnSystem } from '../support/own-system.js';
import { Said } from '../support/said.js';
import { aReport, opened } from './a-report.js';

/** Names and words that stand nowhere else. */
const names = {
  told: 'Zebulon Okonkwo-Fahrenheit sold the answers in the "Blue Anchor"',
  learner: 'Persephone Ångström',
  attached: 'Statement of Ignatius Thistlethwaite about the keys of the exam room',
  fileName: 'statement of I. Thistlethwaite.txt',
} as const;
const informant = {
  name: 'Wilhelmina Quackenbush',
  contact: 'w.quackenbush@informant.example',
  relationship: 'lodger of the assessor Zebulon',
  interest: 'Owns half of the rival centre Marmalade Motors',
} as const;

/** Each by itself, as it may stand where a name was taken apart. */
const words = [
  ...['Zebulon', 'Okonkwo-Fahrenheit', 'Persephone', 'Ångström', 'Ignatius', 'Thistlethwaite'],
  ...['Wilhelmina', 'Quackenbush', 'lodger', 'Marmalade'],
] as const;

interface Told {
  readonly stage: Stage;
  readonly played: Opened;
  /** A report with an attachment; two cases were opened from it. */
  readonly own: { readonly report: string; readonly case: string; readonly beside: string; readonly file: string };
  /** Every text that anybody sent, and that was taken in; and what was in the file. */
  readonly texts: readonly string[];
  /** Of these, what was said about the case that is destroyed later, and about nothing else. */
  readonly ofCase: readonly string[];
  /** Rows of the inbox in which a message was parked. */
  readonly parked: string;
}

const stageOf = ({ url, identity }: OwnSystem): Stage => new Stage(url, identity.issuer, () => {});

/** A whole case and more; on the way a message is parked, and a request comes twice. */
const tell = async (system: OwnSystem): Promise<Told> => {
  const stage = stageOf(system);
  const said = new Said();
  said.start();
  try {
    // Compressed, what is in clear would not be found.
    await storeUncompressed(system);
    // The register came before.
    await system.query(`UPDATE registers.snapshots SET sealed = sealed || ''::bytea`);
    const played = await reportAndTriage(stage);
    const own = await ownReport(stage);
    const { investigate, withhold, tellRegulators, writeReport, decide, ...rest } = scenes;
    for (const scene of [investigate, withhold, tellRegulators, writeReport, decide]) await scene(stage, played);
    await system.query('REVOKE EXECUTE ON FUNCTION event_store.append FROM probity_regulator_notification');
    await rest.putIntoEffect(stage, played);
    const parked = await untilParked(system, stage, played);
    await system.query('GRANT EXECUTE ON FUNCTION event_store.append TO probity_regulator_notification');
    const manager = await stage.as('imi-quality-manager');
    const redriven = await manager.post(`/cases/${played.centre.id}/parked/regulator-notification/redrive`, {
      reason: mended,
    });
    expect(redriven.body).toMatchObject({ parkedAgain: false });
    await rest.regulatorReads(stage, played);
    await rest.keepTheRecord(stage, played);
    const texts = [...said.texts, names.attached].filter(isTelling);
    // That stands beside the streams, in an inbox.
    const ofCase = said.only(`/cases/${played.centre.id}`).filter((text) => isTelling(text) && text !== mended);
    return { stage, played, own, parked, texts, ofCase };
  } finally {
    said.stop();
  }
};

/** What somebody is called, or what somebody wrote: not a code, a number, an id or a date, nor words of the policy's own. */
const mended = 'Its register was mended.';
const isTelling = (text: string): boolean =>
  text.length >= 10 && /[ @]/.test(text.trim()) && !policyWords.includes(text);
const policyWords = await policyText();

/** Of the register, what is nobody's id or token: names, addresses, dates of birth, numbers in a register elsewhere. */
const register = await sampleRegister();
const registered = [
  ...register.staff.map(({ name }) => name),
  ...register.centres.flatMap(({ name, address, staff }) => [name, address, ...staff.map((one) => one.name)]),
  ...register.learners.flatMap(({ name, dateOfBirth, registrationNumber }) => [name, dateOfBirth, registrationNumber]),
];

const storeUncompressed = async (system: OwnSystem): Promise<void> => {
  const columns = await system.query<{ change: string }>(
    `SELECT format('ALTER TABLE %s ALTER %I SET STORAGE EXTERNAL', attrelid::regclass, attname) AS change
     FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
     WHERE relkind = 'r' AND attnum > 0 AND NOT attisdropped AND attstorage = 'x' AND relnamespace::regnamespace::text !~ '^(pg_|information)'`,
  );
  expect(columns.length).toBeGreaterThan(20);
  await system.query(columns.map(({ change }) => change).join(';'));
};

const ownReport = async (stage: Stage): Promise<Told['own']> => {
  const { anyone } = stage;
  const officer = await stage.as('imi-intake');
  const { digest } = (await anyone.upload('/files', Buffer.from(`${names.attached}.\n`), 'text/plain')).body;
  const { name, contact, relationship, interest } = informant;
  const more = {
    reporter: { kind: 'third-party', name, email: contact, relationship },
    interests: { has: true, detail: interest },
    nature: { what: names.told, dates: ['2025-09-15'] },
    learners: [{ name: names.learner }],
    attachments: [{ digest, name: names.fileName, mediaType: 'text/plain' }],
  };
  const first = await opened(anyone, officer, more);
  const path = `/reports/${first.report}`;
  const subject = { kind: 'centre-staff', id: 'P-01', centre: 'C-1042' };
  const second = await act(officer, path, `${path}/cases`, { subject });
  expect(second.status).toBe(201);
  await reportTwice(anyone, more);
  return { ...first, beside: second.body.case, file: digest };
};

const reportTwice = async (anyone: Caller, more: object): Promise<void> => {
  const key = randomUUID();
  const [first, again] = [await aReport(more), await aReport(more)].map((report) =>
    anyone.post('/reports', report, { key }),
  );
  expect((await again)?.body).toEqual((await first)?.body);
};

const untilParked = async (system: OwnSystem, stage: Stage, { centre }: Opened): Promise<string> => {
  const manager = await stage.as('imi-quality-manager');
  await until(
    () => manager.get(`/cases/${centre.id}/parked`),
    ({ body }) => body.parked.length > 0,
  );
  const kept = 'SELECT event::text AS event FROM regulator_notification.inbox_messages WHERE event IS NOT NULL';
  return until(
    async () => (await system.query<{ event: string }>(kept)).map(({ event }) => event).join('\n'),
    (events) => events.includes('CertificatesInvalidated'),
  );
};

const readers = { manager: 'imi-quality-manager', intake: 'imi-intake', records: 'imi-records' } as const;
const partsOf = (id: string): readonly string[] =>
  ['', '/timeline', '/investigation', '/hearing', '/sanctions', '/notification', '/file'].map(
    (part) => `/cases/${id}${part}`,
  );

/** Each path, and what a reader is answered there. */
const read = async (stage: Stage, who: string, paths: readonly string[]): Promise<ReadonlyMap<string, Body>> => {
  const caller = await stage.as(who);
  const replies = paths.map(async (path) => {
    const { status, body } = await caller.get(path);
    return [path, { status, body }] as const;
  });
  return new Map(await Promise.all(replies));
};

const readAll = async (stage: Stage, { played, own }: Told): Promise<ReadonlyMap<string, Body>> => {
  const cases = [played.centre.id, played.staff.id, own.case, own.beside];
  const manager = await read(stage, readers.manager, [...cases.flatMap(partsOf), '/cases?limit=100']);
  const reports = [played.report, own.report].map((id) => (id.startsWith('/') ? id : `/reports/${id}`));
  const intake = await read(stage, readers.intake, [...reports, '/reports?limit=100']);
  return new Map([...manager, ...intake]);
};

/** Once the services have taken note of all that the others told. */
const readSettled = async (stage: Stage, story: Told): Promise<ReadonlyMap<string, Body>> => {
  for (let last = ''; ;) {
    const answers = await readAll(stage, story);
    if (told(answers) === last) return answers;
    last = told(answers);
    await sleep(1_000);
  }
};

const told = (answers: ReadonlyMap<string, Body>): string => JSON.stringify([...answers.values()]);

describe('with sealing off', () => {
  let system: OwnSystem;
  let story: Told;
  beforeAll(async () => {
    system = await OwnSystem.start(clearVaults);
    story = await tell(system);
    await system.stop();
  }, 180_000);
  afterAll(() => system.remove());

  it('every name and every word is found in the data directory', async () => {
    const all = [...story.texts, ...Object.values(informant), ...words, ...registered];
    const found = await new Needles(all).inFilesBelow(system.directory);
    const missed = all.filter((text) => !found.has(text));
    // A register is kept in pieces of two thousand bytes: of its names, a few lie across two.
    expect(missed.filter((text) => !registered.includes(text))).toEqual([]);
    expect(missed.length).toBeLessThan(registered.length / 10);
    expect(all.length).toBeGreaterThan(100);
    expect(found.get(names.attached)).toContain('/evidence/');
  });

  it('and in the row of a parked message', () => {
    const [reason] = [...new Needles(story.texts).within(Buffer.from(story.parked))];
    expect(reason).toBe('Claimed before the learner had finished.');
  });
});

describe('with sealing on', () => {
  let system: OwnSystem;
  let story: Told;
  let before: ReadonlyMap<string, Body>;
  beforeAll(async () => {
    system = await OwnSystem.start();
    story = await tell(system);
    before = await readSettled(story.stage, story);
    await system.stop();
  }, 180_000);
  afterAll(() => system.remove());

  it('none of them is: in no table, no write-ahead log, no file; and none was logged', async () => {
    const needles = new Needles([...story.texts, ...Object.values(informant), ...words, ...registered]);
    expect([...(await needles.inFilesBelow(system.directory))]).toEqual([]);
    expect([...needles.within(Buffer.from(system.logged.join('\n')))]).toEqual([]);
    expect([...needles.within(Buffer.from(story.parked))]).toEqual([]);
    expect(story.parked).toContain('"sealed"');
  }, 60_000);

  it('started again, whoever may see them sees them, and the informant nobody', async () => {
    await system.startAgain();
    const now = await readAll(stageOf(system), story);
    expect(Object.fromEntries(now)).toEqual(Object.fromEntries(before));
    expect([...now.values()].filter(({ status }) => status !== 200)).toEqual([]);
    for (const name of [names.told, names.learner, names.fileName])
      expect(told(now)).toContain(JSON.stringify(name).slice(1, -1));
    for (const name of Object.values(informant)) expect(told(now)).not.toContain(name);
    const file = await read(stageOf(system), readers.manager, [`/cases/${story.own.case}/files/${story.own.file}`]);
    expect([...file.values()]).toEqual([{ status: 200, body: `${names.attached}.\n` }]);
    expect(await system.contentOf('intake', story.own.file)).toBe(`${names.attached}.\n`);
    expect(await system.contentOf('investigation', story.own.file)).toBe(`${names.attached}.\n`);
  }, 60_000);

  describe('once the record of a case is disposed of', () => {
    let stage: Stage;
    let gone: string;
    let openedBefore: string;
    beforeAll(async () => {
      gone = story.played.centre.id;
      await system.stopServices();
      await system.query('CREATE DATABASE backup TEMPLATE postgres_keys');
      await system.startServices();
      stage = stageOf(system);
      openedBefore = await system.opened();
      const officer = await stage.as(readers.records);
      const { body: retention } = await officer.get(`/cases/${gone}/retention`);
      system.clock.set(`${retention.earliest}T12:00:00.000Z`);
      system.clock.advance(2);
      const disposal = await act(officer, `/cases/${gone}/file`, `/cases/${gone}/disposal`, {
        reason: 'The years are over.',
      });
      if (disposal.status !== 201) throw new Error(JSON.stringify(disposal.body));
      await until(
        () => officer.get(`/cases/${gone}/file`),
        ({ status }) => status === 410,
      );
    }, 60_000);

    const isGone = async (): Promise<void> => {
      const answers = await read(stage, readers.manager, partsOf(gone));
      for (const { status, body } of answers.values()) {
        expect(status).toBe(410);
        expect(Object.keys(body).toSorted()).toEqual(['instance', 'status', 'title', 'type']);
        expect(body.type).toBe('/problems/destroyed');
      }
    };

    it('nobody is told anything of it but that it was destroyed', async () => {
      await isGone();
      const officer = await stage.as(readers.records);
      const late = await officer.post(`/cases/${gone}/holds`, { reason: 'Too late.' }, { ifMatch: '"1"' });
      expect(late.status).toBe(410);
    });

    it('nothing that was said about it can be opened with any key that is left, on whichever stream it stands', async () => {
      const { ofCase } = story;
      expect(ofCase.length).toBeGreaterThan(30);
      const within = (json: string) => new Needles(ofCase).within(Buffer.from(json));
      expect(ofCase.filter((text) => !within(openedBefore).has(text))).toEqual([]);
      expect([...within(await system.opened())]).toEqual([]);
    });

    it('the record of its centre is without it', async () => {
      const rows = 'SELECT id FROM records.centre_cases_v2';
      const left = await until(
        () => system.query<{ id: string }>(rows),
        (found) => !found.some(({ id }) => id === gone),
      );
      expect(left.map(({ id }) => id)).toContain(story.played.staff.id);
    });

    it('lists have it without whom it was about, nothing waits in it, and no feed tells of it', async () => {
      const manager = await stage.as(readers.manager);
      const { body } = await until(
        () => manager.get('/cases?limit=100'),
        (reply) => reply.body.items.find(({ id }: Body) => id === gone)?.subjectId === null,
      );
      expect(body.items.find(({ id }: Body) => id === story.played.staff.id).subjectId).toBe('P-01');
      await until(
        () => system.query(`SELECT FROM intake.cases_v2 WHERE id = '${gone}' AND subject_hash IS NOT NULL`),
        (rows) => rows.length === 0,
      );
      const staff = `SELECT row_to_json(c)::text AS row FROM intake.cases_v2 c WHERE id = '${story.played.staff.id}'`;
      const [row] = await system.query<{ row: string }>(staff);
      expect(row?.row).toContain('"subject_kind":"centre-staff"');
      expect(row?.row).not.toContain('"P-01"');
      for (const who of Object.values(readers))
        expect(told(await read(stage, who, ['/worklist?limit=200']))).not.toContain(gone);
      const feed = told(await read(stage, 'ofqual-feed', ['/regulators/ofqual/notifications?limit=200']));
      expect(feed).not.toContain(gone);
      expect(told(before)).toContain(gone);
    });

    const othersAreWhole = async (): Promise<void> => {
      const { played, own } = story;
      const paths = [played.staff.id, own.case, own.beside].flatMap(partsOf);
      const now = await read(stage, readers.manager, paths);
      for (const path of paths) expect({ path, ...now.get(path) }).toEqual({ path, ...before.get(path) });
      const { body } = (await read(stage, readers.manager, [`/cases/${played.staff.id}`])).get(
        `/cases/${played.staff.id}`,
      );
      expect(body.attachments).toEqual([expect.objectContaining({ digest: played.digest })]);
      expect(await system.contentOf('intake', played.digest)).toContain('%PDF');
    };

    it('the bus and the inboxes, where ids of the register stand in clear, say nothing of it any more', async () => {
      const left = ['intake', 'investigation', 'hearings', 'sanctions', 'regulator_notification', 'records']
        .map((service) => `SELECT id FROM ${service}.inbox_messages WHERE event IS NOT NULL AND case_id = '${gone}'`)
        .join(' UNION ALL ');
      const onBus = (id: string) => `SELECT id FROM bus.messages WHERE case_id = '${id}'`;
      await until(
        () => system.query(`${onBus(gone)} UNION ALL ${left}`),
        (rows) => rows.length === 0,
      );
      expect((await system.query(onBus(story.played.staff.id))).length).toBeGreaterThan(0);
    });

    it('the other case of the same report, with the same piece of evidence, is whole', othersAreWhole, 30_000);

    it('views and parked messages of the others stand, and no projection has left anything out', async () => {
      for (const service of ['intake', 'investigation', 'hearings', 'sanctions', 'regulator_notification', 'records'])
        expect(await system.query(`SELECT * FROM ${service}.projection_parked`)).toEqual([]);
    });

    it('and a backup of the keys from before does not bring it back', async () => {
      await system.stopServices();
      await system.query('DROP DATABASE postgres_keys');
      await system.query('ALTER DATABASE backup RENAME TO postgres_keys');
      await system.startServices();
      stage = stageOf(system);
      await isGone();
      await othersAreWhole();
    }, 60_000);
  });
});
