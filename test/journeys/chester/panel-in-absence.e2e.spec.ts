import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { asks, disputed } from './disputed.js';
import { letterOf } from './letters.js';
import { anotherPanel, aPanel, convened, forThePanel, inviting, notThere, seats, there, votesOf } from './panel.js';
import { suspected } from './reported.js';
import { University, type Why } from './university.js';

const practice = 'unacceptable-academic-practice';
const hearingAt = '2026-11-05T10:00:00.000Z';
let university: University;
let ill: string;
let married: string;
let silent: string;

const does = (who: string, path: string, to: string, body: object = {}) =>
  university.does(who, `${path}/hearing`, `${path}/hearing/${to}`, body);
const refused = (who: string, path: string, to: string, body: object, why: Why) =>
  university.refused(who, `${path}/hearing`, `${path}/hearing/${to}`, body, why);
const step = (who: string, path: string, name: string, fields: object, letter?: object) =>
  university.step(who, `${path}/hearing`, path, `hearing.${name}`, fields, letter);
const reads = (path: string) => university.reads('senior-assistant-registrar', `${path}/hearing`);

/** As the student asks, who does not read the proceedings. */
const refusedTo = async (who: string, path: string, body: object, why: Why): Promise<void> => {
  const { status, body: said } = await university.asks(who, path, body);
  const found = (said.refusals ?? []).filter(({ code }: { code: string }) => code === why.code);
  expect({ status, said, clauses: found.flatMap(({ clauses }: { clauses: string[] }) => clauses) }).toMatchObject({
    status: why.status ?? 422,
    clauses: expect.arrayContaining([why.clause]),
  });
};

const secondPart = { inPrivate: true, record: 'It was considered.' };
const breach = async (path: string) => {
  const { referral } = await reads(path);
  const finding = { point: 'plagiarism', outcome: practice, reasons: 'As shown.', evidence: referral.evidence };
  return { findings: [finding], category: practice, sources: ['case-file'], votes: votesOf(aPanel) };
};
const noBreach = {
  findings: [{ point: 'plagiarism', outcome: 'not-shown', reasons: 'It is quoted.' }],
  sources: ['case-file'],
  votes: votesOf(aPanel, 'against'),
};
/** What was decided in the first student's absence, in whichever of these somebody may read it. */
const decidedThen = ['FindingReached', 'PenaltyDecided', 'HistoryReleased', 'Found:', 'As shown.', 'integrity-course'];
const actsThen = ['hearing.decide-finding', 'hearing.decide-penalty', 'hearing.release-history'];
const groups = ['The body was told of', 'UC-21.2.', 'UC-21.3', 'UC-21.4', 'UC-21.8'];
const toldOf = async (who: string, routes: readonly string[]): Promise<readonly string[]> => {
  const caller = await university.as(who);
  const replies = await Promise.all(routes.map((route) => caller.get(`${ill}${route}`)));
  const needles = [...decidedThen, ...actsThen, ...groups];
  return replies.flatMap(({ body }, at) =>
    needles.filter((one) => JSON.stringify(body).includes(one)).map((one) => `${routes[at]}: ${one}`),
  );
};
const dueOf = async (who: string): Promise<readonly string[]> => {
  const { acts } = await university.reads(who, `${ill}/acts`);
  return acts.filter(({ due }: { due: boolean }) => due).map(({ act }: { act: string }) => act);
};

const clearsInAbsence = async (path: string): Promise<void> => {
  await step('advisor', path, 'close-first-part', { recording: 'rec-2' });
  await does('panel-chair', path, 'findings', noBreach);
  await step('advisor', path, 'close-second-part', secondPart);
};

beforeAll(async () => {
  university = await University.start('2026-10-05T08:00:00.000Z');
  const one = await suspected(university, {
    ...{ students: ['CHESTER-0005', 'CHESTER-0006', 'CHESTER-0014'], module: 'HI5002', component: 'essay' },
  });
  const who = { students: ['student-5', 'student-6', 'student-14'], on: '2026-10-05T10:00:00.000Z', joined: true };
  [ill = '', married = '', silent = ''] = await disputed(university, one, who);
  for (const path of [ill, married, silent]) await forThePanel(university, path);
  await convened(university, ill, { at: hearingAt });
  await convened(university, married, { at: hearingAt, together: [silent] });
}, 90_000);
afterAll(() => university.stop());

describe('the student who does not come', () => {
  it('is waited for until the time of the letter, and the hearing then goes ahead [UC-19.1]', async () => {
    university.set('2026-11-05T09:55:00.000Z');
    const early = { code: 'at-the-time-given', clause: 'UC-19.1' };
    await refused('panel-chair', ill, 'opening', notThere, early);
    university.set(hearingAt);
    await does('panel-chair', ill, 'opening', notThere);
    expect((await reads(ill)).sitting.opened).toMatchObject({ student: false });
  });

  it('has nobody in their place [UC-19.3.1]', async () => {
    const somebody = { ...notThere, inPlaceOfStudent: true };
    const nobody = { code: 'nobody-in-place-of-student', clause: 'UC-19.3.1' };
    await refused('panel-chair', married, 'opening', somebody, nobody);
    await does('panel-chair', married, 'opening', notThere);
    expect((await reads(silent)).sitting.opened).toMatchObject({ student: false });
  });

  it('is decided on in both parts, with what is on record told after the breach [UC-19.4.1, UC-19.4.2, UC-21.1]', async () => {
    const decided = await breach(ill);
    const first = { code: 'first-part-held', clause: 'UC-19.4.1', status: 409 } as const;
    await refused('panel-chair', ill, 'findings', decided, first);
    await step('advisor', ill, 'close-first-part', { recording: 'rec-1' });
    await does('panel-chair', ill, 'findings', decided);
    await does('advisor', ill, 'history-release');
    const course = { tariff: 'practice-penalties', chosen: [{ code: 'academic-integrity-course' }] };
    const zero = { tariff: 'practice-penalties', chosen: [{ code: 'component-zero' }] };
    await refused('panel-chair', ill, 'penalty', zero, { code: 'only-the-course', clause: 'UC-21.4' });
    await does('panel-chair', ill, 'penalty', { ...course, votes: votesOf(aPanel) });
    await step('advisor', ill, 'close-second-part', secondPart);
  });

  it('hears nothing of a decision that is provisional for three days [UC-18.3, UC-19.1, UC-24.1]', async () => {
    const provisional = { code: 'absent-student-may-be-ill', clause: 'UC-18.3', status: 409 } as const;
    await refused('panel-chair', ill, 'confirmation', {}, provisional);
    const unconfirmed = { code: 'decision-confirmed', clause: 'UC-24.1', status: 409 } as const;
    await refused('aqss', ill, 'decision-letter', {}, unconfirmed);
    const { letters } = await university.reads('aqss', `${ill}/letters`);
    expect(letters.map(({ notice }: { notice: string }) => notice)).not.toContain('panel-decision');
    const own = await university.reads('student-5', '/own-cases');
    expect(JSON.stringify(own)).not.toContain('integrity-course');
  });

  it('nor do others hear of it: nobody but the Panel, its advisor and the Senior Assistant Registrar [UC-18.3, UC-19.1, UC-a18]', async () => {
    // The monitor had no part in this case.
    expect(await university.reads('monitor', `${ill}/hearing`)).not.toHaveProperty('finding');
    for (const who of ['chair-mab', 'examiner', 'aqss', 'deputy-registrar'])
      expect(await university.reads(who, `${ill}/hearing`)).toMatchObject({ finding: null, penalty: null });
    for (const who of ['chair-mab', 'examiner', 'monitor', 'aqss', 'deputy-registrar']) {
      expect(await toldOf(who, ['', '/hearing', '/timeline', '/letters', '/forms', '/sanctions'])).toEqual([]);
      expect(await dueOf(who)).not.toContain('hearing.confirm');
    }
    for (const who of ['panel-chair', 'panel-2', 'advisor', 'senior-assistant-registrar']) {
      expect(await university.reads(who, `${ill}/hearing`)).toMatchObject({ finding: { proven: true } });
      expect(await toldOf(who, ['/timeline'])).toContain('/timeline: FindingReached');
    }
    expect(await dueOf('panel-chair')).toContain('hearing.confirm');
  });
});

describe('the student who was ill', () => {
  it('shows it within three days, with a certificate [UC-18.3, UC-18.5]', async () => {
    university.set('2026-11-07T10:00:00.000Z');
    const ask = { ground: 'illness', evidenced: true, channel: 'email' };
    const to = `${ill}/hearing/deferrals`;
    const certificate = { code: 'medical-certificate', clause: 'UC-18.3' };
    await refusedTo('student-5', to, { ...ask, evidenced: false }, certificate);
    await refusedTo('student-5', to, { ...ask, channel: 'phone' }, { code: 'by-email', clause: 'UC-18.5' });
    await asks(university, 'student-5', to, ask);
    const first = { code: 'deferral-decided-first', clause: 'UC-18.3', status: 409 } as const;
    await refused('panel-chair', ill, 'confirmation', {}, first);
  });

  it('has another date granted, and what was decided without them lapses [UC-18.3, UC-19.1]', async () => {
    await does('senior-assistant-registrar', ill, 'deferrals/decision', { granted: true, reason: 'As certified.' });
    expect(await reads(ill)).toMatchObject({
      ...{ finding: null, penalty: null, confirmedAt: null, historyReleased: null },
      body: { name: null, members: [] },
      sitting: { date: null, opened: null },
    });
    const { entries } = await university.reads('aqss', `${ill}/timeline`);
    expect(entries.map(({ type }: { type: string }) => type)).toContain('DecisionLapsed');
    const { acts } = await university.reads('senior-assistant-registrar', `${ill}/acts`);
    expect(acts).toContainEqual(expect.objectContaining({ act: 'hearing.convene', due: true }));
    await refused(
      'panel-chair-2',
      ill,
      'confirmation',
      {},
      { code: 'not-yours-to-do', clause: 'UC-19.4.2', status: 403 },
    );
  });
});

describe('the student who was elsewhere', () => {
  it('asks, and is refused: the decision stands at once [UC-18.3, UC-19.1]', async () => {
    await clearsInAbsence(married);
    const ask = { ground: 'illness', evidenced: true, channel: 'email' };
    await asks(university, 'student-6', `${married}/hearing/deferrals`, ask);
    const wait = { code: 'deferral-decided-first', clause: 'UC-18.3', status: 409 } as const;
    await refused('panel-chair', married, 'confirmation', {}, wait);
    const no = { granted: false, reason: 'The certificate is of another week.' };
    const theirs = { code: 'not-yours-to-do', clause: 'UC-18.5', status: 403 } as const;
    await refused('aqss', married, 'deferrals/decision', no, theirs);
    await does('senior-assistant-registrar', married, 'deferrals/decision', no);
    expect((await reads(married)).finding).toMatchObject({ proven: false });
    await does('panel-chair', married, 'confirmation');
    expect((await reads(married)).confirmedAt).toMatch(/^2026-11-07/);
  });
});

describe('the student who says nothing', () => {
  it('has until the third day, and not after [UC-18.3]', async () => {
    await clearsInAbsence(silent);
    university.set('2026-11-08T22:00:00.000Z');
    const provisional = { code: 'absent-student-may-be-ill', clause: 'UC-18.3', status: 409 } as const;
    await refused('panel-chair', silent, 'confirmation', {}, provisional);
    university.set('2026-11-09T09:00:00.000Z');
    const late = { code: 'three-days-after', clause: 'UC-18.3' };
    const ask = { ground: 'illness', evidenced: true, channel: 'email' };
    await refusedTo('student-14', `${silent}/hearing/deferrals`, ask, late);
  });

  it('has a decision that stands then, and is told of it within 14 days [UC-19.1, UC-24.1, UC-25.4]', async () => {
    await does('panel-chair', silent, 'confirmation');
    await does('aqss', silent, 'decision-letter', {});
    const { text, to } = await letterOf(university, silent, 'panel-decision');
    expect(to).toEqual(['student', 'chair-mab']);
    expect(text).toContain('No breach was found.');
    expect(text).toContain('It is quoted.');
  });

  it('has the work assessed as any other [UC-20.2]', async () => {
    await step('aqss', silent, 'refer-back', { instruction: 'Complete the assessment as usual.' });
  });
});

describe('the Panel of others', () => {
  it('is of nobody who sat, or knows what was on record [UC-18.3, UC-19.1, UC-21.1]', async () => {
    const anew = 'senior-assistant-registrar';
    await does(anew, ill, 'body', { body: 'airp' });
    const before = { code: 'not-of-the-earlier-panel', clause: 'UC-18.3' };
    await refused(anew, ill, 'members', { person: aPanel.chair, seat: 'chair' }, before);
    const saw = { code: 'has-not-seen-history', clause: 'UC-21.1' };
    for (const person of aPanel.members) await refused(anew, ill, 'members', { person, seat: 'member' }, saw);
    await seats(university, ill, anotherPanel);
    await does('aqss', ill, 'date', { at: '2026-11-19T10:00:00.000Z', place: 'Binks 015', nextAvailable: true });
    await does('aqss', ill, 'invitation', inviting);
    const { referral } = await reads(ill);
    await does('aqss', ill, 'evidence', { to: 'members', documents: referral.evidence });
    expect((await reads(ill)).body).toMatchObject({ complete: true });
  });

  it('reads nothing of what was decided before, nor anybody else to whom it was not told [UC-21.1, UC-22.1, UC-18.3]', async () => {
    const routes = ['', '/hearing', '/hearing/comparables', '/timeline', '/letters', '/forms', '/sanctions'];
    for (const who of ['panel-chair-2', 'panel-4', 'panel-5', 'chair-mab', 'examiner', 'aqss'])
      expect({ who, told: await toldOf(who, routes) }).toEqual({ who, told: [] });
    const { entries } = await university.reads('panel-chair-2', `${ill}/timeline`);
    expect(entries.map(({ type }: { type: string }) => type)).toContain('DecisionLapsed');
    expect(await toldOf('senior-assistant-registrar', ['/timeline'])).toContain('/timeline: PenaltyDecided');
  });

  it('is not put off a second time [UC-18.1.0]', async () => {
    university.set('2026-11-16T10:00:00.000Z');
    const again = { ground: 'field-trip-or-placement', evidenced: true, channel: 'email' };
    const once = { code: 'once', clause: 'UC-18.1.0', status: 409 } as const;
    await refusedTo('student-5', `${ill}/hearing/deferrals`, again, once);
  });

  it('lets another student come, who speaks in support and does not answer for them [UC-17.4, UC-19.3.2]', async () => {
    university.set('2026-11-19T10:00:00.000Z');
    const whom = { code: 'companion-allowed', clause: 'UC-17.4' };
    for (const companion of ['parent-or-guardian', 'legal', 'staff'])
      await refused('panel-chair-2', ill, 'opening', { ...there, companion }, whom);
    await does('panel-chair-2', ill, 'opening', { ...there, companion: 'student' });
    const support = `${ill}/steps/hearing.hear-companion`;
    const said = (fields: object) => ({ fields: { generalSupport: true, answeredQuestions: false, ...fields } });
    for (const [fields, code] of [
      [{ generalSupport: false }, 'general-support-only'],
      [{ answeredQuestions: true }, 'no-answers'],
    ] as const)
      await university.refused('panel-chair-2', `${ill}/hearing`, support, said(fields), {
        ...{ code, clause: 'UC-19.3.2' },
      });
    await step('panel-chair-2', ill, 'hear-companion', said({}).fields);
  });

  it('hears the student anew, and its decision stands at once [UC-19.4, UC-20.1, UC-24.1]', async () => {
    const stale = { code: 'first-part-held', clause: 'UC-19.4.1', status: 409 } as const;
    await refused('panel-chair-2', ill, 'findings', noBreach, stale);
    await step('advisor', ill, 'close-first-part', { response: 'It is mine.', recording: 'rec-3' });
    await does('panel-chair-2', ill, 'findings', { ...noBreach, votes: votesOf(anotherPanel, 'against') });
    const unwritten = { code: 'second-part-recorded', clause: 'UC-19.4.2', status: 409 } as const;
    await refused('panel-chair-2', ill, 'confirmation', {}, unwritten);
    await step('advisor', ill, 'close-second-part', secondPart);
    await does('panel-chair-2', ill, 'confirmation');
    await does('aqss', ill, 'decision-letter', {});
  });
});
