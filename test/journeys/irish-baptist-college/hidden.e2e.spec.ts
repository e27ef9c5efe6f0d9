import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { packsDirectory } from '@probity/policy-packs';
import { until, type Body, type Reply } from '@probity/standalone';
import pg from 'pg';
import { SMTPServer } from 'smtp-server';
import { College } from './college.js';
import { invited, referred, sat, told, type Referred } from './decided.js';
import { addresses, filled, readsAll, routes, where, type Names } from './everything.js';

const institution = 'irish-baptist-college';
const version = '2026-06-01';

let college: College;
let folder: string;
const mails: { readonly to: string; readonly source: string }[] = [];
const smtp = new SMTPServer({
  ...{ authOptional: true, disabledCommands: ['STARTTLS', 'AUTH'], logger: false },
  onData: (stream, { envelope }, done) => {
    void text(stream).then((source) => {
      mails.push({ to: envelope.rcptTo.map(({ address }) => address).join(), source: readable(source) });
      done();
    });
  },
});

/** A mail as its reader has it: quoted-printable, and base64, undone. */
const readable = (source: string): string => {
  const plain = source
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
  const coded = source.replaceAll(/[\r\n]/g, '').match(/[A-Za-z0-9+/]{60,}={0,2}/g) ?? [];
  return [plain, ...coded.map((one) => Buffer.from(one, 'base64').toString())].join('\n');
};

/** The College's own policy, and the same with one line more from 1 June 2026: what was decided before is kept from the Committee. */
const withHistoryHidden = async (): Promise<string> => {
  const pack = join(folder, institution, version);
  await cp(join(packsDirectory, institution, '2023-08-21'), pack, { recursive: true });
  const change = async (file: string, edit: (from: string) => string): Promise<void> => {
    const before = await readFile(join(pack, file), 'utf8');
    const after = edit(before);
    expect(after).not.toBe(before);
    await writeFile(join(pack, file), after);
  };
  await change('identity.yaml', (yaml) => yaml.replaceAll("'2023-08-21'", `'${version}'`));
  await change(
    'hidden.yaml',
    (yaml) => `${yaml}
earlier-offences:
  title: What was decided before
  clauses: [IBC-78]
  what: earlier-offences
  from: [committee-member, committee-chair]
  on: hearing
  until: finding.reached
  says: The history is looked at when the penalty is determined.
`,
  );
  return folder;
};

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'probity-hidden-'));
  await once(smtp.listen(0, '127.0.0.1'), 'listening');
  college = await College.start('2026-05-04T09:00:00Z', {
    PROBITY_POLICIES: await withHistoryHidden(),
    PROBITY_SMTP_URL: `smtp://127.0.0.1:${(smtp.server.address() as AddressInfo).port}`,
    PROBITY_MAIL_FROM: 'letters@probity.example',
  });
}, 60_000);
afterAll(async () => {
  await college.stop();
  await new Promise<void>((resolve) => smtp.close(resolve));
  await rm(folder, { recursive: true });
});

/** Whatever anybody may name in an address, but for what belongs to one case. */
const general: Names = {
  ...{ institution, version, number: 'CERT-0001', centre: 'C-1042', regulator: 'ofqual', code: 'not-found' },
};
const everywhere = async (more: Names): Promise<readonly string[]> => addresses(college, { ...general, ...more });

/** Where somebody is shown any of these. */
const shownTo = async (who: string, at: readonly string[], texts: readonly string[]): Promise<readonly string[]> =>
  where(await readsAll(await college.as(who), at), texts);

/** Mail to a person of the College that has any of these. */
const mailedTo = (who: string, texts: readonly string[]): readonly string[] =>
  mails
    .filter(({ to, source }) => to.startsWith(`ibc-${who}@`) && texts.some((one) => source.includes(one)))
    .map(({ source }) => source);

describe('who the student is', () => {
  /** The lecturer has a candidate number before them, and nothing else. */
  const candidate = 'IBC-C765';
  const identity = ['IBC-0005', 'Student Five', 'ibc-student-5'];
  const assessment = { kind: 'coursework', module: 'OT101', marksReleasedAt: '2026-05-04T09:00:00Z' };
  const said = {
    ...{ institution, reporter: { kind: 'lecturer' }, nature: { what: 'Footnotes are missing.' }, assessment },
    students: [candidate],
  };
  let report: string;
  let path: string;
  const names: { report?: string; case?: string } = {};

  const answered: [who: string, reply: Reply][] = [];
  const does = async (who: string, of: string | undefined, at: string, body: object = {}): Promise<Body> => {
    const reply = await college.tries(who, of, at, body);
    answered.push([who, reply]);
    if (reply.status >= 300) throw new Error(`${who} ${at}: ${reply.status} ${JSON.stringify(reply.body, null, 2)}`);
    return reply.body;
  };

  const suspicion = async (): Promise<string> => {
    const { id } = await does('lecturer', undefined, '/reports', said);
    const at = `/reports/${id}`;
    await does('director', at, `${at}/scope`, { inScope: true, reason: 'It counts.' });
    const category = {
      ...{ offences: [{ code: 'inadequate-referencing' }], classification: 'poor-practice', extentLimited: true },
    };
    await does('lecturer', at, `${at}/category`, category);
    return at;
  };
  const form = { fields: { markedAsNormal: true }, letter: { nature: 'Footnotes.', meeting: 'Ask for one.' } };
  const keptFrom = async (...who: readonly string[]): Promise<void> => {
    const at = await everywhere(names);
    for (const one of who) {
      expect([one, await shownTo(one, at, identity)]).toEqual([one, []]);
      expect([one, mailedTo(one, identity)]).toEqual([one, []]);
      const answers = answered.filter(([to]) => to === one).map(([, reply], nth) => [`answer ${nth}`, reply] as const);
      expect([one, where(new Map(answers), identity)]).toEqual([one, []]);
    }
  };
  const isShownTo = async (who: string): Promise<void> =>
    expect([who, await shownTo(who, await everywhere(names), identity)]).not.toEqual([who, []]);

  /** No clause names them, whatever they may read. */
  const others = ['principal', 'invigilator', 'teacher-1', 'professional', 'postgraduate-director'];
  const substitutes = ['director-substitute', 'principal-substitute'];

  it('is kept from whoever marks, from the Registrar, the Director and everybody else, on every route [IBC-46.1] [IBC-46.2] [IBC-75]', async () => {
    const first = await suspicion();
    names.report = first.slice('/reports/'.length);
    await keptFrom('lecturer', 'lecturer-2', 'examiner', 'registrar', 'director', ...others);
    await does('lecturer', first, `${first}/steps/report.feedback-form`, form);
    await does('lecturer', first, `${first}/local-handling`);
    report = await suspicion();
    names.report = report.slice('/reports/'.length);
    await keptFrom('lecturer', 'lecturer-2', 'examiner', 'registrar', 'director');
  }, 60_000);

  it('is open to the Registrar once there is a form to send, and to nobody else [IBC-46.1]', async () => {
    await does('lecturer', report, `${report}/steps/report.feedback-form`, form);
    await isShownTo('registrar');
    await keptFrom('lecturer', 'lecturer-2', 'examiner', 'director');
    const letter = { nature: 'Footnotes.', meeting: 'Ask.', 'procedure-and-role': 'Nothing is asked of you.' };
    await does('registrar', report, `${report}/steps/report.send-feedback-form`, { fields: {}, letter });
    await keptFrom('lecturer', 'examiner', 'director');
  }, 60_000);

  it('is still kept from lecturers and the Director in the case that is opened [IBC-46.2] [IBC-75]', async () => {
    await does('director', report, `${report}/steps/report.reiterate-seriousness`, { fields: { said: 'So.' } });
    const subject = { kind: 'student', id: candidate };
    const wrong = await college.tries('director', report, `${report}/cases`, {
      subject: { ...subject, id: 'IBC-C713' },
    });
    answered.push(['director', wrong]);
    const opened = await does('director', report, `${report}/cases`, { subject });
    path = `/cases/${opened.case}`;
    names.case = opened.case;
    await college.sees('director', `${path}/investigation`, ({ status }) => status === 'open');
    for (const part of ['hearing', 'sanctions', 'file']) await college.sees('principal', `${path}/${part}`, () => true);
    await keptFrom('lecturer', 'lecturer-2', 'examiner', 'director', ...others, ...substitutes);
    await isShownTo('registrar');
  }, 90_000);

  it('is open to lecturers once the mark and the comments are uploaded, and not to the Director [IBC-46.2]', async () => {
    await does('lecturer', report, `${report}/steps/report.upload-mark`, { fields: { mark: 52, comments: 'Good.' } });
    await isShownTo('lecturer');
    await keptFrom('director');
  }, 60_000);

  it('is open to the Director once there is a case to answer [IBC-75]', async () => {
    const part = `${path}/investigation`;
    await college.refused(
      'director',
      part,
      `${part}/anonymity`,
      {},
      { code: 'case-to-answer', clause: 'IBC-75', status: 409 },
    );
    await does('director', part, `${path}/steps/investigation.find-prima-facie`, { fields: { caseToAnswer: true } });
    await keptFrom('director');
    await does('director', part, `${part}/anonymity`);
    await isShownTo('director');
    await isShownTo('principal');
  }, 60_000);
});

describe('what was decided of a student before', () => {
  let before: Referred;
  let now: Referred;
  let names: Names;
  /** Of the first case: what it is called, and what was imposed. */
  let marks: readonly string[];
  let mailedBefore: number;
  let at: readonly string[];
  const habakkuk = { code: 'e', parameters: { work: 'The talk on Habakkuk', resit: 'capped' } };
  const committee = ['director', 'teacher-1'];
  /** They have no part in what becomes of it. */
  const others = ['lecturer', 'lecturer-2', 'examiner', 'invigilator', 'student-representative'];
  const isListed = (address: string): boolean => !/\/(cases|reports|letters)\//.test(address);

  beforeAll(async () => {
    before = await referred(college, { student: 'IBC-0001', offence: 'fabricated-references' });
    await invited(college, before, '2026-05-14T09:00:00Z');
    college.set('2026-05-14T09:00:00Z');
    await sat(college, before.path, { penalty: habakkuk });
    await told(college, before.path);
    const { reference } = await college.reads('registrar', before.path);
    marks = [idIn(before.path), reference, 'Habakkuk'];
    await until(
      async () => mails,
      () => mailedTo('student-1', ['Habakkuk']).length > 0,
    );
    college.set('2026-06-10T09:00:00Z');
    mailedBefore = mails.length;
    now = await referred(college, { student: 'IBC-0001', offence: 'ghost-writing' });
    await invited(college, now, '2026-06-22T09:00:00Z');
    await college.sees('registrar', `${now.path}/hearing`, ({ history }) => history !== null);
    const { letters } = await college.reads('registrar', `${now.path}/letters`);
    const { report } = await college.reads('registrar', now.path);
    names = { case: idIn(now.path), report, letter: letters[0].id };
    at = await everywhere(names);
  }, 60_000);

  it('is shown of the second case to the Registrar: the sweep finds what is there', async () => {
    expect(at.filter((one) => !isListed(one)).length).toBeGreaterThan(15);
    expect(
      (
        await shownTo(
          'registrar',
          at.filter((one) => !isListed(one)),
          marks,
        )
      ).join(),
    ).toContain('/hearing: 200');
  });

  it('is shown to the Committee on no route of the case before it has found, where a policy hides it so', async () => {
    for (const who of committee)
      expect([
        who,
        await shownTo(
          who,
          at.filter((one) => !isListed(one)),
          marks,
        ),
      ]).toEqual([who, []]);
  });

  it('is in no refusal and in no letter that reaches them', async () => {
    const part = `${now.path}/hearing`;
    const refused = new Map<string, Reply>();
    const asks: readonly (readonly [string, object])[] = [
      [
        'penalty',
        {
          tariff: 'malpractice-penalties',
          chosen: [{ code: 'e', parameters: {} }],
          factors: {},
          comparables: '"x"',
          votes: {},
        },
      ],
      ['findings', { findings: [], standard: 'x', grounds: [], votes: {} }],
      ['opening', { student: true, companion: 'none', offices: [], presenter: false }],
      ['decision-letter', { suggestsAdvice: true, warnsOfRepeat: true, letter: {} }],
      ['members', { person: 'IBC-S13', seat: 'director' }],
    ];
    for (const who of [...committee, ...others])
      for (const [act, body] of asks)
        refused.set(`${who} ${act}`, await college.tries(who, part, `${part}/${act}`, body));
    expect([...refused].filter(([, { status }]) => status < 400)).toEqual([]);
    expect(where(refused, marks)).toEqual([]);
    const since = mails.slice(mailedBefore);
    expect(since.length).toBeGreaterThan(0);
    expect(since.filter(({ source }) => marks.some((mark) => source.includes(mark)))).toEqual([]);
  });

  it('is shown to lecturers, examiners, invigilators and student representatives nowhere, and no list says whose it was [IBC-97.4]', async () => {
    for (const who of others) {
      const replies = await readsAll(await college.as(who), at);
      const own = new Map([...replies].filter(([one]) => !isListed(one)));
      expect([who, where(own, marks)]).toEqual([who, []]);
      expect([who, where(replies, ['Habakkuk'])]).toEqual([who, []]);
      if (who !== 'invigilator') expect([who, where(replies, ['IBC-0001', 'Student One'])]).toEqual([who, []]);
    }
  });

  it('stands in clear nowhere, and beside the second case not even by its id', async () => {
    const pool = new pg.Pool({ connectionString: college.system.database.url, max: 1 });
    try {
      const { rows: tables } = await pool.query<{ name: string }>(
        `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname !~ '^(pg_|information_schema)'`,
      );
      const found: string[] = [];
      let beside = 0;
      for (const { name } of tables) {
        const all = `SELECT count(*)::int AS rows FROM ${name} t WHERE t::text LIKE '%' || $1 || '%'`;
        beside += (await pool.query<{ rows: number }>(all, [names['case']])).rows[0]?.rows ?? 0;
        const { rows } = await pool.query<{ row: string }>(
          `SELECT t::text AS row FROM ${name} t WHERE t::text ~ 'Habakkuk|Student (One|Five)|ibc-student-[0-9]@'
           OR (t::text LIKE '%' || $1 || '%' AND (t::text LIKE '%' || $2 || '%' OR t::text LIKE '%' || $3 || '%'))`,
          [names['case'], ...marks.slice(0, 2)],
        );
        found.push(...rows.map(({ row }) => `${name}: ${row.slice(0, 600)}`));
      }
      expect(beside).toBeGreaterThan(30);
      expect(found).toEqual([]);
    } finally {
      await pool.end();
    }
  });

  it('is open to the Committee once it has found', async () => {
    college.set('2026-06-22T09:00:00Z');
    await sat(college, now.path, { offence: 'ghost-writing' });
    for (const who of committee) expect((await shownTo(who, [`${now.path}/hearing`], marks)).length).toBe(1);
    for (const who of others)
      expect([
        who,
        await shownTo(
          who,
          at.filter((one) => !isListed(one)),
          marks,
        ),
      ]).toEqual([who, []]);
  });

  describe('the Malpractice files', () => {
    it('are not there for lecturers, examiners, invigilators and student representatives [IBC-97.4]', async () => {
      for (const who of others) {
        const caller = await college.as(who);
        for (const part of ['timeline', 'file', 'retention', 'letters', 'hearing/comparables']) {
          const { status, body } = await caller.get(`${now.path}/${part}`);
          expect([who, part, status]).toEqual([who, part, body.permission === undefined ? 404 : 403]);
        }
        const { status, body } = await caller.get(`${now.path}/hearing`);
        if (status === 200)
          expect(Object.keys(body).toSorted()).toEqual(['case', 'hidden', 'id', 'institution', 'policy', 'status']);
      }
    });

    it('are not there for the rest of the staff, who have no part in the case [IBC-97.4] [IBC-113.1]', async () => {
      for (const who of ['teacher-3', 'professional', 'postgraduate-director', 'director-substitute'])
        for (const part of ['timeline', 'letters', 'investigation', 'hearing']) {
          const { status, body } = await (await college.as(who)).get(`${now.path}/${part}`);
          if (status === 200)
            expect([who, part, Object.keys(body).toSorted()]).toEqual([
              ...[who, part],
              ['case', 'hidden', 'id', 'institution', 'policy', 'status'],
            ]);
          else expect([who, part, status]).toEqual([who, part, body.permission === undefined ? 404 : 403]);
        }
    });

    it('are there for whoever sits on the Committee [IBC-97.4]', async () => {
      for (const part of ['timeline', 'letters']) {
        const { status, body } = await (await college.as('teacher-1')).get(`${now.path}/${part}`);
        expect([part, status]).toEqual([part, body.permission === undefined ? 200 : 403]);
      }
    });

    it('are there for the Registrar, the Director and the Principal [IBC-97.4]', async () => {
      for (const part of ['timeline', 'file', 'retention', 'letters'])
        for (const who of ['registrar', 'director', 'principal']) await college.reads(who, `${now.path}/${part}`);
    });
  });

  describe('the staff of another institution', () => {
    it('are told of every route that names something of the College’s that it is not there', async () => {
      const imi = await college.system.as('imi-quality-manager');
      const all = (await routes(college)).filter(
        ({ isPublic, path }) => !isPublic && /\{(case|report|letter)\}/.test(path),
      );
      expect(all.length).toBeGreaterThan(80);
      const wrong: string[] = [];
      for (const { method, path, takes } of all) {
        const headers = { 'content-type': takes, 'idempotency-key': randomUUID(), 'if-match': '"1"' };
        const address = filled(path, {
          ...names,
          step: 'hearing.hand-over',
          part: 'case',
          person: 'IBC-S01',
          digest: now.documents[0] ?? '',
          service: 'hearings',
        });
        const { status, body } = await imi.send(method, address, method === 'GET' ? {} : { headers, body: '{}' });
        if (status !== 404 || body.type !== '/problems/not-found')
          wrong.push(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
      }
      expect(wrong).toEqual([]);
    });

    it('find nothing of it in any list, and the College nothing of theirs', async () => {
      for (const who of ['imi-quality-manager', 'imi-intake', 'imi-head', 'ofqual-feed']) {
        const replies = await readsAll(await college.system.as(who), at.filter(isListed));
        expect([who, where(replies, [...marks, names['case'] ?? '', 'IBC-'])]).toEqual([who, []]);
      }
    });
  });
});

const idIn = (path: string): string => path.split('/').at(-1) ?? '';
