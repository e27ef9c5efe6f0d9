import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allServices, until, type Body, type Reply } from '@probity/standalone';
import { beside } from '../beside.js';
import { accusation } from './disputed.js';
import { letterOf } from './letters.js';
import { people } from './reported.js';
import { University, type Why } from './university.js';

const at = '2026-11-02T10:00:00.000Z';
const vivaAt = '2026-11-09T10:00:00.000Z';
const kind = 'viva';

const onlyInvestigation = allServices.filter(({ name }) => name === 'investigation');

let university: University;
let report: string;
let evidence: string;
/** Student 9, who comes; student 12, who has withdrawn and does not. */
let comes: string;
let gone: string;

const step = (who: string, path: string, name: string, fields: object = {}): Promise<Body> =>
  university.step(who, `${path}/investigation`, path, `investigation.${name}`, fields);
const stepRefused = (who: string, path: string, name: string, fields: object, why: Why): Promise<Body> =>
  university.refused(who, `${path}/investigation`, `${path}/steps/investigation.${name}`, { fields }, why);
const does = (who: string, path: string, to: string, body: object = {}): Promise<Body> =>
  university.does(who, `${path}/investigation`, `${path}/investigation/${to}`, body);
const refused = (who: string, path: string, to: string, body: object, why: Why): Promise<Body> =>
  university.refused(who, `${path}/investigation`, `${path}/investigation/${to}`, body, why);

beforeAll(async () => {
  university = await University.start(at, { PROBITY_POLICY_SETTINGS: 'chester/viva-procedure=2017-18' });
  const file = Buffer.from('Two dissertations in one hand.');
  ({ digest: evidence } = (await university.system.anyone().upload('/files', file, 'text/plain')).body);
  const { id } = await university.does('examiner', undefined, '/reports', {
    ...{ institution: 'chester', reporter: { kind: 'examiner' }, nature: { what: 'Neither reads as its author.' } },
    assessment: { kind: 'coursework', module: 'HI6003', component: 'dissertation' },
    ...{ students: ['CHESTER-0009', 'CHESTER-0012'], evidenceKinds: ['earlier-work'], directEvidence: false },
    attachments: [{ digest: evidence, name: 'dissertations.txt', mediaType: 'text/plain' }],
  });
  report = `/reports/${id}`;
}, 60_000);
afterAll(() => university.stop());

describe('work that somebody else may have completed, which no document shows', () => {
  it('is consulted on with the Chair before there is a case [UC-6.3]', async () => {
    const said = { offences: [{ code: 'commissioning' }], classification: 'academic-misconduct' };
    await university.does('chair-mab', report, `${report}/category`, said);
    const subject = (student: string) => ({ subject: { kind: 'student', id: student } });
    const why = { code: 'evidence-or-consulted', clause: 'UC-6.3', status: 409 } as const;
    await university.refused('chair-mab', report, `${report}/cases`, subject('CHESTER-0009'), why);
    const suspicion = { suspicion: 'They could not say what the first chapter is about.', vivaNeeded: true };
    await university.does('examiner', report, `${report}/steps/report.consult-chair`, { fields: suspicion });
    const cases: string[] = [];
    for (const student of ['CHESTER-0009', 'CHESTER-0012']) {
      const { case: opened } = await university.does('chair-mab', report, `${report}/cases`, subject(student));
      const path = `/cases/${opened}`;
      await university.sees('chair-mab', `${path}/investigation`, ({ status }) => status === 'open');
      cases.push(path);
    }
    [comes = '', gone = ''] = cases;
  });
});

describe('instead of the Chair of the Module Assessment Board', () => {
  const nomination = { post: 'chair-mab', holder: people.chair, nominee: 'CHESTER-S04', from: '2026-11-02' };
  const manager = { staff: 'CHESTER-S04' };

  it('nobody acts who was not nominated [UC-3.3]', async () => {
    const { status } = await university.tries(
      'academic',
      `${gone}/investigation`,
      `${gone}/investigation/manager`,
      manager,
    );
    expect(status).toBe(403);
  });

  /** Who nominates reads nothing of the case. */
  const nominates = (who: string, more: object = {}): Promise<Reply> =>
    university.asks(who, `${gone}/steps/investigation.nominate-substitute`, { fields: { ...nomination, ...more } });

  it('a line manager of somebody else may not nominate, nor the Chair, nor for a post that is not held [UC-3.3]', async () => {
    const why = (code: string) => [expect.objectContaining({ code, clauses: ['UC-3.3'] })];
    const told = async (who: string, more: object = {}) => (await nominates(who, more)).body.refusals;
    expect(await told('line-manager-2')).toEqual(why('line-manager-of-the-holder'));
    expect(await told('line-manager', { post: 'registry' })).toEqual(why('holder-of-the-post'));
    expect(await told('line-manager', { nominee: people.chair })).toEqual(why('another-person'));
    expect((await nominates('chair-mab')).status).toBe(403);
    expect((await (await university.as('line-manager')).get(gone)).status).toBe(403);
  });

  it("the line manager's nominee acts, in that case and in no other [UC-3.3]", async () => {
    expect((await nominates('line-manager')).status).toBe(201);
    // Who stands in for whom is read from a projection, which takes a moment.
    const acts = () => university.tries('academic', `${gone}/investigation`, `${gone}/investigation/manager`, manager);
    const { body } = await until(acts, ({ status }) => status === 200);
    expect(body).toMatchObject({ happened: ['ManagerAssigned'] });
    const elsewhere = `${comes}/investigation`;
    expect((await university.tries('academic', elsewhere, `${elsewhere}/manager`, manager)).status).toBe(403);
    await does('chair-mab', comes, 'manager', { staff: people.chair });
    expect(await university.reads('academic', `${gone}/investigation`)).toMatchObject({ manager: 'CHESTER-S04' });
  });
});

describe('a viva voce', () => {
  const ask = { why: 'They could not say what the first chapter is about.' };
  const invitation = { kind, at: vivaAt, purpose: 'Whether you wrote the dissertation.' };

  it('is asked for by the examiner, and authorised by the Chair [UC-7.1]', async () => {
    const authorship = { ground: 'authorship-suspected' };
    const why = { code: 'asked-by-examiner', clause: 'UC-7.1' };
    await stepRefused('chair-mab', comes, 'authorise-viva', authorship, why);
    const early = { code: 'viva-authorised', clause: 'UC-7.1' };
    await refused('chair-mab', comes, 'invitations', invitation, early);
    for (const [path, chair] of [
      [comes, 'chair-mab'],
      [gone, 'academic'],
    ] as const) {
      await step('examiner', path, 'ask-for-viva', ask);
      await step(chair, path, 'authorise-viva', authorship);
    }
    const to = `${comes}/steps/investigation.authorise-viva`;
    const { status } = await university.tries('examiner', `${comes}/investigation`, to, { fields: authorship });
    expect(status).toBe(403);
  });

  it('is only on who wrote the work, by the procedure of appendix 6D, where that is there [UC-7.2, UC-7.3]', async () => {
    const { purpose: _, ...unsaid } = invitation;
    await refused('chair-mab', comes, 'invitations', unsaid, { code: 'viva-purpose-given', clause: 'UC-7.2' });
    const without = await beside(university.system, onlyInvestigation, {});
    try {
      const chair = await university.as('chair-mab');
      const { headers } = await chair.get(`${comes}/investigation`);
      const there = await university.system.as('chester-chair-mab', without.url);
      const to = `${comes}/investigation/invitations`;
      const { status, body } = await there.post(to, invitation, { ifMatch: headers.get('etag') ?? '' });
      expect(status).toBe(422);
      expect(body.refusals).toMatchObject([{ code: 'viva-procedure-configured', clauses: ['UC-7.3'] }]);
    } finally {
      await without.close();
    }
    for (const [path, chair] of [
      [comes, 'chair-mab'],
      [gone, 'academic'],
    ] as const)
      await does(chair, path, 'invitations', invitation);
  });

  it('has no allegation put during it, nor at once after it [UC-7.4.1, UC-7.4.2]', async () => {
    university.set(vivaAt);
    const put = accusation([evidence]);
    const never = { code: 'not-at-a-viva', clause: 'UC-7.4.1', status: 409 } as const;
    await refused('chair-mab', comes, 'accusation', put, never);
    university.set('2026-11-09T11:00:00.000Z');
    const held = { kind, attended: true, startedAt: vivaAt, endedAt: '2026-11-09T10:50:00.000Z' };
    await does('examiner', comes, 'meetings', held);
    await refused('chair-mab', comes, 'accusation', put, never);
    const unreported = { code: 'viva-reported', clause: 'UC-7.4.2', status: 409 } as const;
    await refused('chair-mab', comes, 'start', {}, unreported);
    expect(await university.reads('student-9', '/own-cases')).toEqual({ items: [] });
    await does('examiner', gone, 'meetings', { kind, attended: false });
  });

  it('is reported on to the Chair, who decides on the report [UC-7.4.2, UC-7.2]', async () => {
    const said = { attended: true, onlyAuthorship: true, author: 'no', account: 'They named none of the sources.' };
    const more = { code: 'only-authorship', clause: 'UC-7.2' };
    await stepRefused('examiner', comes, 'send-viva-report', { ...said, onlyAuthorship: false }, more);
    await step('examiner', comes, 'send-viva-report', said);
    await step('examiner', gone, 'send-viva-report', { ...said, attended: false, author: 'undecided' });
    await does('chair-mab', comes, 'start');
    await does('chair-mab', comes, 'accusation', accusation([evidence]));
    const { text } = await letterOf(university, comes, 'allegation-letter');
    expect(text).toContain('It is alleged that work of yours breaches the Academic Integrity Policy.');
    const own = await university.sees('student-9', '/own-cases', ({ items }) => items.length === 1);
    expect(own.items[0]).toMatchObject({ offences: [{ code: 'commissioning' }] });
  });

  it('to which nobody came allows any conclusion, for the decision whether to investigate [UC-7.5]', async () => {
    const conclusion = { conclusion: 'Nobody was there who could say what is in it.' };
    const attended = { code: 'viva-not-attended', clause: 'UC-7.5', status: 409 } as const;
    await stepRefused('chair-mab', comes, 'draw-conclusion', conclusion, attended);
    await step('academic', gone, 'draw-conclusion', conclusion);
    await does('academic', gone, 'start');
    const decided = { code: 'only-for-the-decision', clause: 'UC-7.5', status: 409 } as const;
    await stepRefused('academic', gone, 'draw-conclusion', { conclusion: 'More.' }, decided);
  });
});

describe('a student who withdraws', () => {
  const leaves = { signalled: 'They wrote that they leave at Christmas.' };
  const withdrawn = { code: 'withdrawal-ends-nothing', clause: 'UC-5.8' };
  const because = { reason: 'The student has left.', onEvidence: false, instruction: 'mark' };

  it('ends nothing by that: the matter goes on, to the mark on the transcript [UC-5.8]', async () => {
    const to = `${comes}/steps/investigation.record-withdrawal`;
    const { status } = await university.tries('examiner', `${comes}/investigation`, to, { fields: leaves });
    expect(status).toBe(403);
    await university.step(
      'registry-officer',
      `${comes}/investigation`,
      comes,
      'investigation.record-withdrawal',
      leaves,
    );
    await refused('chair-mab', comes, 'no-case', because, withdrawn);
    await refused('academic', gone, 'no-case', because, withdrawn);
    await does('academic', gone, 'accusation', accusation([evidence]));
    const meeting = { kind: 'meeting', at: '2026-11-18T10:00:00.000Z' };
    await does('chair-mab', comes, 'invitations', meeting);
    expect(await university.reads('aqss', `${comes}/investigation`)).toMatchObject({ status: 'open' });
    const { items } = await university.reads('student-12', '/own-cases');
    expect(items).toHaveLength(1);
  });
});
