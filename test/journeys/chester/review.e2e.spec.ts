import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Body } from '@probity/standalone';
import { letterOf } from './letters.js';
import { met, warned } from './on-ai-x.js';
import { people } from './reported.js';
import { University, type Why } from './university.js';

const dean = 'dean-aqe';
const [ofLanguages, ofBusiness, ofSciences] = people.panelChairs;
let university: University;
let french: string;
let history: string;

const at = (path: string): string => `${path}/appeal`;
const does = (who: string, path: string, to: string, body: object = {}): Promise<Body> =>
  university.does(who, at(path), `${at(path)}/${to}`, body);
const refused = (who: string, path: string, to: string, body: object, why: Why): Promise<Body> =>
  university.refused(who, at(path), `${at(path)}/${to}`, body, why);
const reads = (who: string, path: string): Promise<Body> => university.reads(who, at(path));
const lodge = { by: 'CHESTER-0004', kind: 'review', grounds: 'I named them, at the end of each paragraph.' };
const outcome = { outcome: 'set-aside', reasons: 'The sources are named at the end of each paragraph.' };
const end = { externalReviewTold: false, letter: { procedure: 'The work is marked as any other.' } };
beforeAll(async () => {
  university = await University.start('2026-11-02T10:00:00Z', {
    PROBITY_POLICY_SETTINGS: 'chester/appeals-policy=2017-18',
  });
  french = await warned(university, { student: 'CHESTER-0004', module: 'LA3001', component: 'coursework' });
  history = await warned(university, { student: 'CHESTER-0001', module: 'HI4001', component: 'essay' });
}, 90_000);
afterAll(() => university.stop());

describe('a breach that was found on form AI-X', () => {
  it('may be reviewed, and only the student is offered that [UC-9.1, UC-9.2.0]', async () => {
    const seen = await university.sees('student-4', at(french), ({ original }) => Boolean(original));
    expect(seen).toMatchObject({ lodged: null, original: { decidedBy: 'department', attendedMeeting: null } });
    const { acts } = await university.reads(dean, `${french}/acts`);
    expect(acts.find(({ act }: Body) => act === 'appeal.lodge')).toMatchObject({
      ...{ who: { roles: ['student'] }, because: [{ code: 'not-yours-to-do' }] },
      accepts: expect.arrayContaining([expect.objectContaining({ clauses: ['UC-9.2.0'] })]),
    });
  });

  it('is reviewed on the request of the student concerned, and of nobody else [UC-9.1]', async () => {
    const path = `${french}/appeals`;
    expect((await university.tries('chair-mab', undefined, path, lodge)).status).toBe(403);
    expect((await university.tries('student-1', undefined, path, lodge)).status).toBe(404);
    expect((await (await university.as('student-1')).get(at(french))).status).toBe(404);
  });

  it('is asked to be reviewed by the end of the seventh day, once [UC-9.1, UC-9.2.0]', async () => {
    university.set('2026-11-09T23:00:00Z');
    await university.does('student-4', undefined, `${french}/appeals`, lodge);
    const once = { code: 'lodged-once', clause: 'UC-9.1', status: 409 } as const;
    const again = { ...lodge, grounds: 'I named them in the list of sources.' };
    await university.refused('student-4', undefined, `${french}/appeals`, again, once);
    await university.does('student-1', undefined, `${history}/appeals`, { ...lodge, by: 'CHESTER-0001' });
    const { acts } = await university.reads(dean, `${french}/acts`);
    const admits = acts.filter(({ act }: Body) => act === 'appeal.admit').map(({ of }: Body) => of);
    expect(admits.toSorted()).toEqual(['appeal', 'review']);
  });
});

describe('the request for a review', () => {
  const admission = { cause: 'The sources are named.', reasonableCase: true };

  it('is considered after the meeting [UC-9.2.1]', async () => {
    const early = { code: 'after-the-meeting', clause: 'UC-9.2.1', status: 409 } as const;
    await refused(dean, french, 'admission', admission, early);
    await refused(dean, french, 'refusal', { reason: 'No case.' }, early);
    university.set('2026-11-12T12:00:00Z');
    await met(university, french, true);
    await met(university, history, false);
    for (const [path, attended] of [
      [french, true],
      [history, false],
    ] as const)
      await university.sees(dean, at(path), ({ original }) => original.attendedMeeting === attended);
  });

  it('is not considered of a student who did not attend it, who is told so [UC-9.2.1]', async () => {
    const why = { code: 'meeting-attended', clause: 'UC-9.2.1' };
    await refused(dean, history, 'admission', admission, why);
    await refused(dean, history, 'refusal', {}, { code: 'refusal-reasoned', clause: 'UC-9.2.1' });
    await does(dean, history, 'refusal', { reason: 'You did not come to the meeting.' });
    expect(await reads(dean, history)).toMatchObject({ decided: { outcome: 'declined' } });
    await does('aqss', history, 'completion', { ...end, letter: { procedure: 'The warning stands.' } });
    const { to, text } = await letterOf(university, history, 'review-decision-letter');
    expect([to, text]).toEqual([['student', 'chair-mab'], expect.stringContaining('You did not come')]);
  });

  it('advances a reasonable case; that the Chair was mistaken is none [UC-9.2.2]', async () => {
    const mistaken = { cause: 'The Chair was mistaken.', reasonableCase: false };
    await refused(dean, french, 'admission', mistaken, { code: 'reasonable-case', clause: 'UC-9.2.2' });
    const { status } = await university.tries('chair-mab', at(french), `${at(french)}/admission`, admission);
    expect(status).toBe(403);
    await does(dean, french, 'admission', admission);
  });

  it('goes to one Chair of the Panel, who is of another department than hosts the programme [UC-9.3]', async () => {
    const alone = { code: 'by-one-chair', clause: 'UC-9.3' };
    await refused(dean, french, 'body', { body: 'airp' }, alone);
    await does(dean, french, 'body', { body: 'independent-review' });
    const member = (person: string) => ({ person, seat: 'reviewer' });
    const host = { code: 'independent-of-department', clause: 'UC-9.3' };
    await refused(dean, french, 'members', member(ofLanguages), host);
    const decided = { code: 'no-involvement', clause: 'UC-9.3' };
    await refused(dean, french, 'members', member(people.chair), decided);
  });

  it('goes to one without involvement in the case, and to another where there was some [UC-9.3]', async () => {
    await does(dean, french, 'members', { person: ofBusiness, seat: 'reviewer' });
    await does('panel-chair-2', french, `members/${ofBusiness}/declaration`, { conflict: false, involved: true });
    const independent = { code: 'independent-reviewer', clause: 'UC-9.3', status: 409 } as const;
    await refused(dean, french, 'referral', {}, independent);
    await does(dean, french, `members/${ofBusiness}/replacement`, { why: 'Advised the examiner.' });
    await does(dean, french, 'members', { person: ofSciences, seat: 'reviewer' });
    const unsent = { code: 'referred-first', clause: 'UC-9.3', status: 409 } as const;
    await refused('panel-chair-3', french, 'decision', outcome, unsent);
    await refused(dean, french, 'referral', {}, independent);
    await does('panel-chair-3', french, `members/${ofSciences}/declaration`, { conflict: false, involved: false });
    await does(dean, french, 'referral');
  });

  it('may have the student and the examiner heard before it is decided [UC-9.4]', async () => {
    const heard = { whom: 'student', account: 'The number is that of the page.' };
    await university.step('panel-chair-3', at(french), french, 'appeal.interview', heard);
    const { status } = await university.tries('panel-chair-2', at(french), `${french}/steps/appeal.interview`, {
      fields: heard,
    });
    expect(status).toBe(403);
  });

  it('is decided by that Chair alone, once [UC-9.3, UC-9.5.1]', async () => {
    for (const who of ['panel-chair', 'panel-chair-2', dean, 'chair-mab'])
      expect((await university.tries(who, at(french), `${at(french)}/decision`, outcome)).status).toBe(403);
    const unlawful = { code: 'lawful-outcome', clause: 'UC-9.5.1' };
    await refused('panel-chair-3', french, 'decision', { ...outcome, outcome: 'half' }, unlawful);
    const unreasoned = { code: 'decision-reasoned', clause: 'UC-9.5.2' };
    await refused('panel-chair-3', french, 'decision', { outcome: 'set-aside' }, unreasoned);
    const open = { code: 'decided-first', clause: 'UC-9.5.2', status: 409 } as const;
    await refused('panel-chair-3', french, 'completion', end, open);
    await does('panel-chair-3', french, 'decision', outcome);
    const once = { code: 'decided-once', clause: 'UC-9.5.1', status: 409 } as const;
    await refused('panel-chair-3', french, 'decision', { ...outcome, outcome: 'confirmed' }, once);
  });

  it('is answered in writing within twenty-eight days, and later only with a reason [UC-9.5.2]', async () => {
    university.set('2026-12-08T10:00:00Z');
    const late = { code: 'within-28-days', clause: 'UC-9.5.2', status: 409 } as const;
    await refused('panel-chair-3', french, 'completion', end, late);
    university.set('2026-12-07T10:00:00Z');
    await does('panel-chair-3', french, 'completion', end);
    const { to, text } = await letterOf(university, french, 'review-decision-letter');
    expect([to, text]).toEqual([['student', 'chair-mab'], expect.stringMatching(/set aside[^]*final and binding/)]);
  });

  it('is final, and binds all [UC-9.5.1]', async () => {
    const final = { code: 'review-is-final', clause: 'UC-9.5.1' };
    await university.refused('student-4', undefined, `${french}/appeals`, lodge, final);
    await university.refused('student-1', undefined, `${history}/appeals`, { ...lodge, by: 'CHESTER-0001' }, final);
  });
});

describe('an appeal after the review', () => {
  const appeal = (grounds: readonly unknown[]) => ({ by: 'CHESTER-0001', kind: 'appeal', grounds });
  const irregularity = { code: 'irregularity', parameters: { irregularity: 'I was not told of the meeting.' } };
  const refusedAppeal = async (grounds: readonly unknown[], why: Why) =>
    university.refused('student-1', undefined, `${history}/appeals`, appeal(grounds), why);

  it('is not on a disagreement, nor of a mark, nor that the mark was disclosed before [UC-25.2, UC-25.3, UC-6.5.2]', async () => {
    await refusedAppeal(['disagreement'], { code: 'not-solely-disagreement', clause: 'UC-25.2' });
    await refusedAppeal([irregularity, 'mark'], { code: 'no-appeal-against-mark', clause: 'UC-25.3' });
    await refusedAppeal([irregularity, 'mark-disclosed-first'], { code: 'mark-disclosed-first', clause: 'UC-6.5.2' });
    await refusedAppeal([], { code: 'irregularity', clause: 'UC-25.4' });
  });

  it('is on an irregularity in the procedure: the merits are closed, the procedure is open [UC-25.4, UC-a28]', async () => {
    await university.does('student-1', undefined, `${history}/appeals`, appeal([irregularity]));
    expect(await reads('student-1', history)).toMatchObject({ lodged: { kind: 'appeal' }, decided: null });
  });

  it('is dealt with elsewhere, and what came of it is recorded by the officer for appeals [UC-25.4]', async () => {
    const stands = { outcome: 'confirmed', reasons: 'The invitation was sent.' };
    expect((await university.tries('panel-chair-3', at(history), `${at(history)}/decision`, stands)).status).toBe(403);
    await does('appeals', history, 'decision', stands);
    expect(await reads('student-1', history)).toMatchObject({ decided: { outcome: 'confirmed' } });
  });
});
