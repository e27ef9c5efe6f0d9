import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Services } from '@probity/shell';
import { until, type Body } from '@probity/standalone';
import { College, type Why } from './college.js';
import {
  accuser,
  appeal,
  committee,
  convened,
  decidedCases,
  decision,
  ended,
  evidence,
  interviewer,
  lastMinute,
  minuteAfter,
  nextDay,
  onCommittee,
  others,
  seated,
  teacher,
  votesOf,
} from './appealed.js';
import { people } from './decided.js';

let college: College;
let first: string;
let again: string;
let bought: string;
let absent: string;
let declined: string;
let quiet: string;

beforeAll(async () => {
  college = await College.start('2026-06-15T09:00:00Z');
  [bought = '', first = '', again = '', absent = '', declined = '', quiet = ''] = await decidedCases(college);
}, 300_000);
afterAll(() => college.stop());

const grounds = ['procedural-irregularity', 'disproportionate-penalty'];

const lodge = (who: string, path: string, by: string): Promise<Body> =>
  college.does(who, undefined, `${path}/appeals`, { by, grounds, statement: 'See enclosed.', against: ['penalty'] });

const completes = (path: string, body: object): Promise<Body> =>
  college.does('registrar', appeal(path), `${appeal(path)}/completion`, body);

const offered = async (who: string, path: string, act: string): Promise<Body> => {
  const { acts } = await college.reads(who, `${path}/acts`);
  return acts.find((one: Body) => one.act === act);
};
const said = async (path: string): Promise<readonly string[]> =>
  (await college.reads('registrar', `${path}/timeline`)).entries.map(({ says }: Body) => says);

const entry = async (path: string, type: string): Promise<Body> =>
  (await college.reads('registrar', `${path}/timeline`)).entries.findLast((one: Body) => one.type === type);
const instructions = async (path: string): Promise<readonly Body[]> =>
  (await college.reads('student-system', '/student-system/instructions')).items.filter(
    (one: Body) => path === `/cases/${one.case}`,
  );
const decides = (who: string, path: string, body: object) =>
  college.does(who, appeal(path), `${appeal(path)}/decision`, body);
const refusedAt = async (who: string, path: string, route: string, body: object, why: Why): Promise<void> => {
  await college.refused(who, appeal(path), `${appeal(path)}/${route}`, body, why);
};
const notTaken = async (who: string, path: string, step: string, fields: object, why: Why): Promise<void> => {
  await college.refused(who, appeal(path), `${path}/steps/appeal.${step}`, { fields }, why);
};
const takes = (who: string, path: string, step: string, fields: object = {}): Promise<Body> =>
  college.step(who, appeal(path), path, `appeal.${step}`, fields);

describe('a decision that was sent', () => {
  it('may be appealed against until the end of the fifteenth working day, a holiday not counted [IBC-117.1]', async () => {
    expect(await offered('director', first, 'appeal.lodge')).toMatchObject({
      ...{ open: true, by: { date: '2026-07-23', clauses: ['IBC-117.1'] } },
      who: { roles: ['student'] },
    });
    const seen = await college.reads('student-1', appeal(first));
    expect(seen).toMatchObject({ lodged: null, original: { participated: true, penalty: { codes: ['f'] } } });
  });

  it('is nothing that another student may know of, by whichever route', async () => {
    const paths = ['', '/acts', '/timeline', '/letters', '/file', '/parked', '/appeal', '/hearing', '/investigation'];
    for (const path of paths) {
      const reply = await (await college.as('student-2')).get(`${first}${path}`);
      expect({ path, status: reply.status }).toEqual({ path, status: 404 });
    }
    const step = { fields: {} };
    const lodged = { by: 'IBC-0002', grounds };
    for (const [path, body] of [
      ['/steps/appeal.ask-for-completion', step],
      ['/steps/investigation.ask-for-interview-record', step],
      ['/appeals', lodged],
    ] as const) {
      const reply = await college.tries('student-2', undefined, `${first}${path}`, body);
      expect({ path, status: reply.status }).toEqual({ path, status: 404 });
    }
    const { letters } = await college.reads('registrar', `${first}/letters`);
    const letter = await (await college.as('student-2')).get(`/letters/${letters[0].id}`);
    expect(letter.status).toBe(404);
    // Their own they may know of: what is not theirs to do there is refused as such.
    expect((await (await college.as('student-1')).get(`${first}/timeline`)).status).toBe(403);
  });

  it('leaves the procedures unfinished while it can be appealed against [IBC-124.1]', async () => {
    const early = { code: 'nothing-left-to-appeal', clause: 'IBC-124.1', status: 409 } as const;
    await notTaken('student-2', quiet, 'ask-for-completion', {}, early);
    const unfinished = { code: 'procedures-finished', clause: 'IBC-124.1', status: 409 } as const;
    await refusedAt('registrar', quiet, 'completion', { externalReviewTold: false, letter: ended }, unfinished);
  });

  it('is appealed against by the student concerned, in writing, on one of three grounds [IBC-115] [IBC-117.1]', async () => {
    college.set(lastMinute);
    const path = `${first}/appeals`;
    const whole = { by: 'IBC-0001', grounds };
    const paper = { ...whole, inWriting: true, submittedAt: lastMinute };
    for (const [body, code, clause] of [
      [{ ...paper, inWriting: false }, 'in-writing', 'IBC-117.1'],
      [{ ...paper, by: 'IBC-0002' }, 'by-the-student', 'IBC-117.1'],
      [{ ...paper, grounds: [] }, 'grounds-stated', 'IBC-117.1'],
    ] as const)
      await college.refused('director', undefined, path, body, { code, clause });
    const unknown = await college.tries('student-1', undefined, path, { ...whole, grounds: ['it-is-unfair'] });
    expect(unknown).toMatchObject({ status: 422, body: { refusals: [{ field: '/grounds', clauses: ['IBC-115'] }] } });
    const other = await college.tries('registrar', undefined, path, paper);
    expect(other.status).toBe(403);
  });

  it('is appealed against in time in the last minute of that day, and late in the next [IBC-117.1]', async () => {
    expect(await lodge('student-1', first, 'IBC-0001')).toMatchObject({ happened: ['AppealLodged'], breaches: [] });
    await lodge('student-1', again, 'IBC-0001');
    expect(await entry(first, 'AppealLodged')).toMatchObject({
      says: 'An appeal was lodged: procedural irregularity; disproportionate penalty.',
      ...{ actor: 'student', by: 'person', breaches: [] },
      clauses: expect.arrayContaining(['IBC-115', 'IBC-117.1']),
    });
    const twice = { by: 'IBC-0001', grounds: ['new-evidence'] };
    const once = { code: 'lodged-once', clause: 'IBC-118.2', status: 409 } as const;
    await college.refused('student-1', undefined, `${first}/appeals`, twice, once);
    college.set(minuteAfter);
    for (const [who, path, by] of [
      ['student-3', bought, 'IBC-0003'],
      ['student-2', declined, 'IBC-0002'],
    ] as const)
      expect(await lodge(who, path, by)).toMatchObject({ breaches: [{ code: 'in-time', clauses: ['IBC-117.1'] }] });
    expect(await entry(bought, 'AppealLodged')).toMatchObject({ breaches: [{ clauses: ['IBC-117.1'] }] });
  });

  it('is appealed against on the record only by one who took no part in the hearing [IBC-117.3]', async () => {
    college.set('2026-07-24T08:00:00Z');
    const { breaches } = await lodge('student-6', absent, 'IBC-0006');
    expect(breaches).toEqual(
      expect.arrayContaining([expect.objectContaining({ code: 'took-part', clauses: ['IBC-117.3'] })]),
    );
  });
});

describe('an appeal', () => {
  it('is handed on by the Director of Training, who is told so [IBC-116]', async () => {
    college.set(nextDay);
    expect(await offered('director', first, 'appeal.refer')).toMatchObject({ open: true, due: true });
    const { items } = await college.sees('director', '/worklist', (list) =>
      list.items.some(({ act, case: of }: Body) => act === 'appeal.refer' && first.endsWith(of)),
    );
    const waiting = items.find(({ act, case: of }: Body) => act === 'appeal.refer' && first.endsWith(of));
    expect(waiting).toMatchObject({ clauses: ['IBC-116'] });
    const early = { code: 'appeal-referred', clause: 'IBC-116', status: 409 } as const;
    await refusedAt('registrar', first, 'body', { body: 'special-cases-appeal-committee' }, early);
    await convened(college, first);
    expect(await offered('registrar', first, 'appeal.refer')).toMatchObject({ due: false });
    expect(await offered('registrar', first, 'appeal.decide')).toMatchObject({
      who: { people: expect.arrayContaining(committee.map(([person]) => person)) },
    });
  });

  it('is heard by four, of whom none came to it before [IBC-121] [IBC-8.5]', async () => {
    await convened(college, bought, []);
    const members = `${appeal(bought)}/members`;
    const barred = { code: 'not-previously-involved', clause: 'IBC-121' };
    // Of the first Committee; an interviewer; who made the allegation.
    for (const person of [onCommittee, interviewer, accuser])
      await refusedAt('registrar', bought, 'members', { person, seat: 'teaching-staff' }, barred);
    const chair = { person: people.principal, seat: 'chair' };
    await refusedAt('registrar', bought, 'members', chair, { code: 'came-to-it-before', clause: 'IBC-8.5' });
    const unfit = await college.tries('registrar', appeal(bought), members, { person: teacher, seat: 'student' });
    expect(unfit).toMatchObject({ status: 422, body: { refusals: [{ clauses: ['IBC-121'] }] } });
    for (const member of others.slice(0, 3)) await seated(college, bought, member);
    await takes('principal-substitute', bought, 'weigh-new-evidence', evidence(false));
    const three = { code: 'committee-complete', clause: 'IBC-121', status: 409 } as const;
    await refusedAt('principal-substitute', bought, 'decision', decision('confirmed'), three);
    await refusedAt('principal-substitute', bought, 'refusal', { reason: 'Late.' }, three);
    const last = others[3];
    await college.does('registrar', appeal(bought), members, { person: last[0], seat: last[1] });
    // Nobody counts who has not said whether there is an interest.
    await refusedAt('principal-substitute', bought, 'decision', decision('confirmed'), three);
    await seated(college, bought, last);
    await college.sees('registrar', appeal(bought), ({ body }) => body.complete);
  });

  it('that is late is heard only when those who hear it admit it, for good cause [IBC-117.2]', async () => {
    const late = { code: 'in-time-or-admitted', clause: 'IBC-117.2', status: 409 } as const;
    expect(await offered('registrar', bought, 'appeal.admit')).toMatchObject({ due: true, clauses: ['IBC-117.2'] });
    await notTaken('teacher-3', bought, 'choose-mode', { mode: 'documents' }, late);
    await refusedAt('teacher-3', bought, 'decision', decision('confirmed'), late);
    const noCause = { code: 'good-cause', clause: 'IBC-117.2' };
    await refusedAt('teacher-3', bought, 'admission', { cause: '', votes: votesOf(others) }, noCause);
    const outsider = await college.tries('director', appeal(bought), `${appeal(bought)}/admission`, { cause: 'Ill.' });
    expect(outsider.status).toBe(403);
    await college.does('teacher-3', appeal(bought), `${appeal(bought)}/admission`, {
      cause: 'In hospital.',
      votes: votesOf(others),
    });
    await takes('teacher-3', bought, 'choose-mode', { mode: 'documents' });
  });

  it('that is late may be declined, with reasons; that is final, and one in time is heard [IBC-117.2] [IBC-118.2]', async () => {
    await convened(college, declined);
    const unreasoned = { code: 'reasons-recorded', clause: 'IBC-123.1' };
    await refusedAt('principal', declined, 'refusal', { reason: '' }, unreasoned);
    const inTime = { code: 'heard-by-permission-only', clause: 'IBC-117.2', status: 409 } as const;
    await refusedAt('principal', first, 'refusal', { reason: 'It is weak.' }, inTime);
    const alone = { reason: 'No cause was shown.', votes: { [people.principal]: 'for' } };
    await refusedAt('principal', declined, 'refusal', alone, { code: 'no-quorum', clause: 'IBC-121' });
    const reason = { ...alone, votes: votesOf(committee, ['for', 'for', 'for', 'against']) };
    await college.does('principal', appeal(declined), `${appeal(declined)}/refusal`, reason);
    expect(await entry(declined, 'AppealDeclined')).toMatchObject({ says: 'The appeal was not admitted.' });
    const over = { code: 'before-the-decision', clause: 'IBC-118.2', status: 409 } as const;
    await refusedAt('principal', declined, 'admission', { cause: 'After all.' }, over);
    const final = { code: 'no-appeal-before', clause: 'IBC-118.2', status: 409 } as const;
    await college.refused('student-2', undefined, `${declined}/appeals`, { by: 'IBC-0002', grounds }, final);
    expect(await offered('registrar', declined, 'appeal.complete')).toMatchObject({ open: true, due: true });
  });

  it('of one who took no part in the hearing is heard by special permission [IBC-117.3]', async () => {
    await convened(college, absent);
    expect(await offered('registrar', absent, 'appeal.permit-non-participant')).toMatchObject({ due: true });
    await college.does('principal', appeal(absent), `${appeal(absent)}/admission`, {
      cause: 'Hours late.',
      votes: votesOf(committee),
    });
    const without = { code: 'took-part-or-permitted', clause: 'IBC-117.3', status: 409 } as const;
    await notTaken('principal', absent, 'choose-mode', { mode: 'documents' }, without);
    await takes('principal', absent, 'permit-non-participant', { why: 'The letter went to another address.' });
    await takes('principal', absent, 'choose-mode', { mode: 'documents' });
  });
});

describe('those who hear an appeal', () => {
  it('do not hear the case afresh: new evidence counts where it could not come before, and matters [IBC-119]', async () => {
    const known = { code: 'new-and-material', clause: 'IBC-119' };
    await notTaken('teacher-3', bought, 'weigh-new-evidence', evidence(true), known);
    const partly = decision('confirmed', {
      review: { procedures: 'Followed.', penalty: 'Fair.' },
      votes: votesOf(others),
    });
    const reply = await college.tries('teacher-3', appeal(bought), `${appeal(bought)}/decision`, partly);
    expect(reply).toMatchObject({ status: 422, body: { refusals: [{ clauses: ['IBC-119'] }] } });
  });

  it('decide on the balance of probabilities, with reasons, and nothing but four things [IBC-122] [IBC-123.1] [IBC-118.1]', async () => {
    for (const [more, code, clause] of [
      [{ standard: 'beyond-reasonable-doubt' }, 'standard-of-proof', 'IBC-122'],
      [{ reasons: ' ' }, 'reasons-recorded', 'IBC-123.1'],
      [{ outcome: 'quashed' }, 'lawful-outcome', 'IBC-118.1'],
    ] as const) {
      const body = { ...decision('confirmed'), votes: votesOf(others), ...more };
      await refusedAt('teacher-3', bought, 'decision', body, { code, clause });
    }
  });

  it('decide by majority, all four of them, and the chair has a casting vote [IBC-121] [IBC-122]', async () => {
    const confirmed = (votes: object) => ({ ...decision('confirmed'), votes });
    const { [others[1][0]]: _, ...three } = votesOf(others);
    await refusedAt('teacher-3', bought, 'decision', confirmed(three), { code: 'no-quorum', clause: 'IBC-121' });
    const lost = { code: 'not-carried', clause: 'IBC-122' };
    for (const votes of [
      ['for', 'against', 'against', 'against'],
      ['against', 'against', 'for', 'for'],
    ] as const)
      await refusedAt('teacher-3', bought, 'decision', confirmed(votesOf(others, votes)), lost);
    // Two of each: the chair's is for it.
    await decides('teacher-3', bought, confirmed(votesOf(others, ['for', 'against', 'against', 'for'])));
    expect(await entry(bought, 'AppealDecided')).toMatchObject({
      says: 'The appeal was decided: confirmed.',
      clauses: expect.arrayContaining(['IBC-118.1', 'IBC-122']),
    });
    expect((await instructions(bought)).filter(({ undoes }) => undoes !== null)).toEqual([]);
  });

  it('increase no penalty to one reserved for repeats, where it is none [IBC-93.gate] [IBC-118.1]', async () => {
    await takes('principal', first, 'choose-mode', { mode: 'documents' });
    const expulsion = decision('increased', { chosen: [{ code: 'n' }] });
    await refusedAt('principal', first, 'decision', expulsion, { code: 'repeat-only', clause: 'IBC-93.gate' });
  });

  it('reduce it: what was instructed is undone, and what holds now instructed [IBC-118.1] [IBC-87]', async () => {
    const [before] = await instructions(first);
    expect(before).toMatchObject({ effect: 'zero-for-module', undoes: null });
    const lighter = { code: 'e', parameters: { work: 'The talk', resit: 'full-range' } };
    await decides('principal', first, decision('reduced', { chosen: [lighter] }));
    await college.sees('registrar', `${first}/sanctions`, () => true);
    const after = await until(
      () => instructions(first),
      (all) => all.some(({ effect, undoes }) => effect === 'zero-for-work' && undoes === null),
    );
    expect(after).toEqual(
      expect.arrayContaining([expect.objectContaining({ effect: 'zero-for-module', undoes: before?.id })]),
    );
    const varied = (await said(first)).find((says) => says.startsWith('In place of what was decided before: '));
    expect(varied).toContain('A recorded mark of zero for the assessed work');
  });

  it('set it aside: nothing of it is left to be done, and no offence on record [IBC-118.1]', async () => {
    const chosen = [{ code: 'a' }];
    const nothing = await college.tries(
      'principal',
      appeal(absent),
      `${appeal(absent)}/decision`,
      decision('set-aside', { chosen }),
    );
    expect(nothing).toMatchObject({ status: 422, body: { refusals: [{ code: 'nothing-to-choose' }] } });
    await decides('principal', absent, decision('set-aside', { findingFalls: true }));
    const all = await until(
      () => instructions(absent),
      (some) => some.some(({ undoes }) => undoes !== null),
    );
    const standing = all.filter(({ id, undoes }) => undoes === null && !all.some((one) => one.undoes === id));
    expect(standing).toEqual([]);
    expect(await said(absent)).toContain('What was decided before holds no more.');
    // The student system undoes it, and nothing is due.
    for (const { id } of all)
      await college.does('student-system', undefined, `/student-system/instructions/${id}/acknowledgement`, {
        done: true,
      });
    expect(await offered('registrar', absent, 'sanctions.put-into-effect')).toMatchObject({ due: false });
    expect(await offered('registrar', absent, 'sanctions.record-decision')).toMatchObject({ due: false });
  });

  it('may call a meeting, of which the appellant has a week notice [IBC-120.1] [IBC-120.2] [IBC-120.3]', async () => {
    await convened(college, again);
    const letter = {
      companion: 'A fellow student or a member of staff, who may speak.',
      'procedure-and-role': 'Come.',
    };
    const uncalled = { code: 'meeting-called', clause: 'IBC-120.1', status: 409 } as const;
    const at = '2026-07-31T09:30:00Z';
    await refusedAt('registrar', again, 'invitation', { at, letter }, uncalled);
    await takes('principal', again, 'choose-mode', { mode: 'meeting', why: 'The accounts differ.' });
    const short = { code: 'week-notice', clause: 'IBC-120.2' };
    await refusedAt('registrar', again, 'invitation', { at: '2026-07-30T09:30:00Z', letter }, short);
    await college.does('registrar', appeal(again), `${appeal(again)}/invitation`, { at, letter });
    const unheld = { code: 'mode-chosen', clause: 'IBC-120.1', status: 409 } as const;
    await refusedAt('principal', again, 'decision', decision('confirmed'), unheld);
    const early = { code: 'at-the-time', clause: 'IBC-120.2', status: 409 } as const;
    await notTaken('registrar', again, 'hold-meeting', { companion: 'nobody', heard: 'Both.' }, early);
    college.set(at);
    const lawyer = { code: 'permitted-companion', clause: 'IBC-120.3' };
    await notTaken('registrar', again, 'hold-meeting', { companion: 'other', heard: 'Both.' }, lawyer);
    await takes('registrar', again, 'hold-meeting', { companion: 'fellow-student', heard: 'Both.' });
  });

  it('increase that of a repeat offence beyond what a first may get [IBC-93.gate] [IBC-118.1]', async () => {
    const chosen = [{ code: 'g', parameters: { of: 'OT101' } }];
    await decides('principal', again, decision('increased', { chosen }, ['for', 'for', 'for', 'against']));
    const all = await until(
      () => instructions(again),
      (some) => some.some(({ effect }) => effect === 'no-reassessment'),
    );
    expect(all.filter(({ code, undoes }) => code === 'e' && undoes === null)).toHaveLength(
      all.filter(({ code, undoes }) => code === 'e' && undoes !== null).length,
    );
  });

  it('have it recorded, and send all of it to the Registrar [IBC-123.1] [IBC-123.2]', async () => {
    for (const act of ['appeal.write-minutes', 'appeal.hand-over'])
      expect(await offered('registrar', again, act)).toMatchObject({ due: true });
    const minutes = { proceedings: 'The appellant spoke.', decisions: 'Increased.', reasons: ' ' };
    const why = { code: 'reasons-recorded', clause: 'IBC-123.1' };
    await notTaken('registrar', again, 'write-minutes', minutes, why);
    await takes('registrar', again, 'write-minutes', { ...minutes, reasons: 'A repeat.' });
    const some = { code: 'all-documentation', clause: 'IBC-123.2' };
    await notTaken('principal', again, 'hand-over', { allDocuments: false }, some);
    await takes('principal', again, 'hand-over', { allDocuments: true });
  });
});

describe('the Completion of Procedures letter', () => {
  it('is due in two weeks from the decision of the appeal [IBC-124.1]', async () => {
    expect(await offered('registrar', bought, 'appeal.complete')).toMatchObject({
      ...{ open: true, due: true, by: { date: '2026-08-07', clauses: ['IBC-124.1'] } },
    });
    const missing = { externalReviewTold: true, letter: { ...ended, issues: '' } };
    const reply = await college.tries('registrar', appeal(first), `${appeal(first)}/completion`, missing);
    expect(reply).toMatchObject({ status: 422, body: { clause: 'IBC-124.2' } });
    expect(reply.body.refusals[0].field).toBe('/letter/issues');
    college.set('2026-08-07T22:00:00Z');
    const inTime = await completes(first, { externalReviewTold: false, letter: ended });
    expect(inTime).toMatchObject({ happened: ['ProceduresCompleted', 'LetterSent'], breaches: [] });
  });

  it('is sent late all the same, and that is on record [IBC-124.1]', async () => {
    college.set('2026-08-08T09:00:00Z');
    const late = [{ code: 'letter-in-time', clauses: ['IBC-124.1'] }];
    expect(await completes(declined, { externalReviewTold: false, letter: ended })).toMatchObject({ breaches: late });
    expect(await entry(declined, 'ProceduresCompleted')).toMatchObject({ breaches: late });
  });

  it('tells a student of a course that the university validates that they may turn there [IBC-125]', async () => {
    const silent = { code: 'external-review-told', clause: 'IBC-125' };
    const { 'external-review': _, ...letter } = ended;
    await refusedAt('registrar', bought, 'completion', { externalReviewTold: false, letter }, silent);
    await completes(bought, { externalReviewTold: true, letter });
    const isIt = ({ title }: Body): boolean => title === 'Completion of Procedures';
    const { letters } = await college.sees('registrar', `${bought}/letters`, (all) => all.letters.some(isIt));
    const sentLast = letters.find(isIt);
    const { text } = await college.reads('registrar', `/letters/${sentLast.id}`);
    expect(JSON.stringify(text)).toContain("Spurgeon's College");
    expect(JSON.stringify(text)).toContain('confirmed');
  });

  it('is sent without an appeal when the time has passed, and the student asks for it [IBC-124.1]', async () => {
    expect(await offered('registrar', quiet, 'appeal.complete')).toMatchObject({ open: false, due: false });
    await takes('student-2', quiet, 'ask-for-completion');
    expect(await offered('registrar', quiet, 'appeal.complete')).toMatchObject({ open: true });
    const letter = { ...ended, decision: 'The penalty stands.' };
    expect(await completes(quiet, { externalReviewTold: false, letter })).toMatchObject({ breaches: [] });
    expect(await said(quiet)).toContain('The internal procedures are at an end.');
  });
});

it('leaves no case parked, in any service', async () => {
  const { all } = college.system.part(Services);
  for (const { name, inbox } of all)
    expect({ name, parked: (await inbox?.parked()) ?? [] }).toEqual({ name, parked: [] });
  expect(await college.reads('director', `${first}/parked`)).toMatchObject({ parked: [] });
});
