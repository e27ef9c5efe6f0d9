import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Body } from '@probity/standalone';
import { Decided } from './decided.js';
import { asks } from './disputed.js';
import { Hearing, misconduct, practice } from './heard.js';
import { met, referred } from './met.js';
import { convened, forThePanel, there } from './panel.js';
import { suspected } from './reported.js';
import { University } from './university.js';

const on = '2026-10-05T10:00:00.000Z';
const hearingAt = '2026-11-05T10:00:00.000Z';
const ofMisconduct = 'misconduct-penalties';
const students = ['CHESTER-0005'];
const weighed = { earlierBreaches: 'None.', provenAllegations: 2, seriousness: 'Bought.', extenuation: 'None.' };

let university: University;
let decided: Decided;
/** By two reports: an essay that is suspected of plagiarism, and a portfolio that was bought. */
let essay: Hearing;
let portfolio: Hearing;

beforeAll(async () => {
  university = await University.start(on);
  decided = new Decided(university);
  const plagiarised = await suspected(university, { students, module: 'HI5002', component: 'essay' });
  const bought = await suspected(university, {
    ...{ students, module: 'HI5003', component: 'portfolio', offence: 'commissioning', category: misconduct },
  });
  const paths = await met(university, [plagiarised, bought], on);
  for (const path of paths) {
    await asks(university, 'student-5', `${path}/investigation/answer`, { accepts: false, answer: 'It is mine.' });
    await referred(university, path);
    await forThePanel(university, path);
  }
  [essay, portfolio] = paths.map((path) => new Hearing(university, path)) as [Hearing, Hearing];
}, 120_000);
afterAll(() => university.stop());

describe('two reports about one student', () => {
  it('are two cases, of which each has forms AI-1 and AI-2 of its own', async () => {
    for (const [{ path }, offence] of [
      [essay, 'plagiarism'],
      [portfolio, 'commissioning'],
    ] as const) {
      expect(await university.reads('aqss', path)).toMatchObject({ subject: { id: students[0] }, offences: [offence] });
      const { forms } = await university.reads('aqss', `${path}/forms`);
      expect(forms.map(({ form }: Body) => form)).toEqual(expect.arrayContaining(['ai-1', 'ai-2']));
      expect(await university.reads('aqss', `${path}/forms/ai-2`)).toContain('They met on it.');
    }
    const { items } = await university.reads('student-5', '/own-cases');
    expect(items).toHaveLength(2);
  });

  it('are heard by one Panel, to which the student is invited once, with the evidence of both [UC-16.2, UC-17.2.1]', async () => {
    await convened(university, essay.path, { at: hearingAt, together: [portfolio.path] });
    const [first, second] = [
      await university.reads('aqss', essay.part),
      await university.reads('aqss', portfolio.part),
    ];
    expect(first.sitting.cases).toHaveLength(2);
    expect(second.sitting).toMatchObject({ id: first.sitting.id, date: { at: hearingAt } });
    expect(second.body.members).toEqual(first.body.members);
  });
});

describe('at the hearing', () => {
  it('one is considered after the other: opened once, with a first part and a decision of its own for each [UC-22.2.2, UC-19.4.1]', async () => {
    university.set(hearingAt);
    await essay.firstPart(true);
    expect(await portfolio.does('panel-chair', 'opening', there)).toMatchObject({ happened: [] });
    await essay.decides({ plagiarism: misconduct });
    const first = { code: 'first-part-held', clause: 'UC-19.4.1', status: 409 } as const;
    const body = await portfolio.finding({ commissioning: misconduct });
    await decided.refused('panel-chair', portfolio, 'findings', body, first);
  });

  it('is misconduct where it was put as unacceptable practice: the Panel decides on the category [UC-20.1]', async () => {
    const { referral, finding } = await university.reads('panel-2', essay.part);
    expect([referral.category, finding.category]).toEqual([practice, misconduct]);
  });

  it('has no penalty before it is decided on both whether there was a breach [UC-20.1]', async () => {
    await essay.does('advisor', 'history-release');
    await essay.step('panel-chair', 'weigh-misconduct', weighed);
    const both = { code: 'found-in-all', clause: 'UC-20.1' };
    await decided.noPenalty(essay, '', both, { inTurn: true }, ofMisconduct);
    await portfolio.firstPart(false);
    await portfolio.decides({ commissioning: misconduct });
  });

  it('does not count what was found at it as an earlier offence of the student [UC-22.1, UC-22.2.2]', async () => {
    await portfolio.does('advisor', 'history-release');
    await portfolio.step('panel-chair', 'weigh-misconduct', weighed);
    for (const { part } of [essay, portfolio])
      expect((await university.reads('panel-2', part)).history.offences).toEqual([]);
  });
});

describe('the penalties', () => {
  it('are for each allegation, normally one after the other, and otherwise with a reason on record [UC-22.2.2]', async () => {
    const inTurn = { code: 'one-after-another', clause: 'UC-22.2.2' };
    for (const one of [essay, portfolio]) await decided.noPenalty(one, '', inTurn, {}, ofMisconduct);
    await essay.penalty('', { inTurn: true }, ofMisconduct);
    const reasons = { 'one-after-another': 'Both were bought from one person.' };
    const done = await portfolio.penalty('', { reasons }, ofMisconduct);
    expect(done).toMatchObject({ departures: [expect.objectContaining({ code: 'one-after-another' })] });
  });

  it('are each for the module of its allegation, and told in a letter for each [UC-22.3.0, UC-24.1]', async () => {
    for (const one of [essay, portfolio]) await decided.confirmedAndTold(one);
    for (const [of, module] of [
      [essay, 'HI5002'],
      [portfolio, 'HI5003'],
    ] as const) {
      expect(await decided.letterTo(of)).toMatch(/academic misconduct[^]*zero for all components/i);
      await decided.effectsOf(of, 'module-zero');
      expect(await decided.instructions(of)).toMatchObject([{ effect: 'module-zero', module, student: students[0] }]);
    }
  });
});
