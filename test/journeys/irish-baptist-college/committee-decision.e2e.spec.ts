import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { sampleFile, until, type Body } from '@probity/standalone';
import { College, type Why } from './college.js';
import { invited, people, referred } from './decided.js';

const offence = 'fabricated-references';
const [teacher] = people.teachers;
const votes = { [people.director]: 'for', [teacher]: 'for' };
let college: College;
let path: string;

beforeAll(async () => {
  college = await College.start('2026-06-15T09:00:00.000Z');
  path = await heardAndFound('2026-06-23T09:00:00.000Z');
}, 120_000);
afterAll(() => college.stop());

/** A case of the first student, to a finding of malpractice on that day. */
const heardAndFound = async (at: string): Promise<string> => {
  const one = await referred(college, { student: 'IBC-0001', offence });
  await invited(college, one, at);
  college.set(at);
  const hearing = `${one.path}/hearing`;
  const attending = { student: true, companion: 'none', offices: ['registrar'], presenter: true };
  await college.does('registrar', hearing, `${hearing}/opening`, attending);
  await college.step('director', hearing, one.path, 'hearing.present-case', { summary: 'Four do not exist.' });
  await college.step('director', hearing, one.path, 'hearing.hear-response', { heardAll: true, by: 'student' });
  await college.step('director', hearing, one.path, 'hearing.parties-leave');
  await college.does('director', hearing, `${hearing}/findings`, {
    ...{ standard: 'balance-of-probabilities', grounds: ['evidence'], votes },
    findings: [{ point: offence, outcome: 'malpractice', reasons: 'None can be found.', evidence: one.documents }],
  });
  return one.path;
};

const factors = {
  'level-of-study': 'First year.',
  proportion: 'A third of the talk.',
  weighting: 'Half of the module.',
  history: 'As the record has it.',
  intention: 'It was admitted when asked.',
  seriousness: 'A third without a source.',
  consistency: 'As in like cases.',
  proportionality: 'The module can still be passed.',
  impact: 'None on the degree.',
};
const zero = { code: 'e', parameters: { work: 'The talk', resit: 'capped' } };
const noReassessment = { code: 'g', parameters: { of: 'The talk' } };
type Chosen = { readonly code: string; readonly parameters?: object };

const deciding = async (chosen: readonly Chosen[], more: object = {}): Promise<object> => {
  const { etag } = await college.reads('director', `${path}/hearing/comparables`);
  return { tariff: 'malpractice-penalties', chosen, factors, votes, comparables: etag, ...more };
};
const refusedPenalty = async (why: Why, chosen: readonly Chosen[], more: object = {}): Promise<Body> =>
  refused('director', 'hearing', 'hearing/penalty', await deciding(chosen, more), why);
const decides = async (chosen: Chosen, more: object = {}): Promise<Body> =>
  does('director', 'hearing', 'hearing/penalty', await deciding([chosen], more));

const does = (who: string, part: string, to: string, body: unknown = {}) =>
  college.does(who, `${path}/${part}`, `${path}/${to}`, body);
const refused = (who: string, part: string, to: string, body: unknown, why: Why) =>
  college.refused(who, `${path}/${part}`, `${path}/${to}`, body, why);
const partOf = (step: string): string => step.split('.')[0] ?? '';
const step = (who: string, name: string, fields: object = {}, letter?: object) =>
  college.step(who, `${path}/${partOf(name)}`, path, name, fields, letter);
const refusedStep = (who: string, name: string, said: { fields?: object; letter?: object }, why: Why) =>
  refused(who, partOf(name), `steps/${name}`, { fields: {}, ...said }, why);

interface Offer {
  readonly act: string;
  readonly due: boolean;
  readonly by: { readonly date: string } | null;
}
const due = async (who: string): Promise<Readonly<Record<string, string | null>>> => {
  const { acts } = (await college.reads(who, `${path}/acts`)) as { acts: readonly Offer[] };
  return Object.fromEntries(acts.filter((one) => one.due).map(({ act, by }) => [act, by?.date ?? null]));
};

interface Instruction {
  readonly id: string;
  readonly cursor: string;
  readonly case: string;
  readonly effect: string;
}
/** The instructions of the case that are there once these are. */
const instructions = async (...effects: readonly string[]): Promise<readonly Instruction[]> => {
  const own = ({ items }: Body): readonly Instruction[] => items.filter((one: Instruction) => path.endsWith(one.case));
  const seen = await college.sees('student-system', '/student-system/instructions', (body) =>
    effects.every((effect) => own(body).some((one) => one.effect === effect)),
  );
  return own(seen);
};
const acknowledges = (id: string | undefined, body: object) =>
  college.does('student-system', undefined, `/student-system/instructions/${id}/acknowledgement`, body);

describe('the penalty', () => {
  it('is exactly one of the list, with what it needs to be told [IBC-93.0] [IBC-93.e]', async () => {
    expect(await due('director')).toMatchObject({ 'hearing.decide-penalty': null, 'hearing.write-minutes': null });
    const one = { code: 'not-so-many', clause: 'IBC-93.0' };
    await refusedPenalty(one, []);
    await refusedPenalty(one, [{ code: 'a' }, zero]);
    await refusedPenalty({ code: 'missing-resit', clause: 'IBC-93.e' }, [{ code: 'e', parameters: { work: 'It.' } }]);
  });

  it('from (g) on is for repeats: not for a first offence [IBC-93.gate] [IBC-84]', async () => {
    const gate = { code: 'repeat-only', clause: 'IBC-93.gate' };
    await refusedPenalty(gate, [noReassessment]);
    for (const code of ['h', 'm', 'n', 'g-without-loss-of-credit']) await refusedPenalty(gate, [{ code }]);
  });

  it('rests on the five factors, on like cases, and on both members [IBC-78] [IBC-86] [IBC-77] [IBC-37.1]', async () => {
    for (const factor of ['level-of-study', 'proportion', 'weighting', 'history', 'intention']) {
      const why = { code: `missing-${factor}`, clause: 'IBC-78' };
      await refusedPenalty(why, [zero], { factors: { ...factors, [factor]: ' ' } });
    }
    await refusedPenalty({ code: 'missing-impact', clause: 'IBC-86' }, [zero], { factors: { ...factors, impact: '' } });
    await refusedPenalty({ code: 'comparable-cases', clause: 'IBC-77' }, [zero], { comparables: '"of yesterday"' });
    const divided = { [people.director]: 'for', [teacher]: 'against' };
    await refusedPenalty({ code: 'not-carried', clause: 'IBC-37.1' }, [zero], { votes: divided });
    await refused('registrar', 'hearing', 'hearing/penalty', await deciding([zero]), {
      ...{ code: 'not-yours-to-do', clause: 'IBC-83.1', status: 403 },
    });
  });

  it('is a zero with a re-sit, and what follows is waited for [IBC-94.1] [IBC-107.1]', async () => {
    await decides(zero);
    const waiting = await until(
      () => due('registrar'),
      (acts) => 'sanctions.record-decision' in acts,
    );
    expect(waiting).toMatchObject({
      'hearing.communicate': '2026-06-30',
      ...{ 'hearing.confirm-meeting': null, 'hearing.write-minutes': null, 'sanctions.open-resubmission': null },
    });
  });
});

describe('after the meeting', () => {
  it('the minutes have the factors, the impact intended and other matters, on the template [IBC-80.1] [IBC-79]', async () => {
    const fields = {
      ...{ onTemplate: true, proceedings: 'Heard and decided.', factors: 'All five, the proportion most.' },
      ...{ intendedImpact: 'None on the degree.', otherMatters: 'None.' },
    };
    const without = (more: object) => ({ fields: { ...fields, ...more } });
    for (const [code, clause, more] of [
      ['agreed-template', 'IBC-80.1', { onTemplate: false }],
      ['factors-recorded', 'IBC-79', { factors: '' }],
      ['impact-recorded', 'IBC-79', { intendedImpact: ' ' }],
      ['other-matters-recorded', 'IBC-79', { otherMatters: '' }],
    ] as const)
      await refusedStep('registrar', 'hearing.write-minutes', without(more), { code, clause });
    await step('registrar', 'hearing.write-minutes', fields);
  });

  it('the student is told that it took place, with the penalty and the deadlines [IBC-97.2]', async () => {
    const letter = { 'meeting-held': 'It was held.', deadlines: '20 August.', 'procedure-and-role': 'Resubmit.' };
    const missing = { code: 'missing-deadlines', clause: 'IBC-97.2' };
    await refusedStep('registrar', 'hearing.confirm-meeting', { letter: { ...letter, deadlines: '' } }, missing);
    await step('registrar', 'hearing.confirm-meeting', {}, letter);
  });

  it('the decision is recorded with the deadline of the resubmission, which is open at once [IBC-97.3] [IBC-96]', async () => {
    const deadline = { code: 'resubmission-deadline', clause: 'IBC-97.3' };
    await refusedStep('registrar', 'sanctions.record-decision', { fields: { decision: 'A zero.' } }, deadline);
    expect(await instructions('zero-for-work')).toHaveLength(1);
    await step('registrar', 'sanctions.record-decision', { decision: 'A zero.', resubmitBy: '2026-08-20' });
    await step('registrar', 'sanctions.open-resubmission', { what: 'The talk' });
  });

  it('the student system fetches the zero and the re-sit, with what becomes of the credit [IBC-87] [IBC-104]', async () => {
    const [mark, resit] = await instructions('zero-for-work', 'resit-permitted');
    expect(mark).toMatchObject({
      ...{ effect: 'zero-for-work', code: 'e', student: 'IBC-0001', module: 'OT101', acknowledged: null },
      credit: { credit: 'at-risk', regained: true, clauses: ['IBC-104'] },
    });
    expect(resit).toMatchObject({
      effect: 'resit-permitted',
      parameters: { resit: 'capped', resubmitBy: '2026-08-20' },
    });
    const { status } = await (await college.as('registrar')).get('/student-system/instructions');
    expect(status).toBe(403);
    const rest = await college.reads('student-system', `/student-system/instructions?after=${mark?.cursor}`);
    expect(rest.items.map(({ id }: Instruction) => id)).toEqual([resit?.id]);
    await acknowledges(mark?.id, { done: true });
    expect(await due('registrar')).not.toHaveProperty(['sanctions.put-into-effect']);
  });

  it('what the student system could not do is the Registrar’s work [IBC-87]', async () => {
    const [, resit] = await instructions('resit-permitted');
    await acknowledges(resit?.id, { done: false, note: 'The period is locked.' });
    expect(await due('registrar')).toHaveProperty(['sanctions.put-into-effect']);
    await college.sees('registrar', '/worklist', ({ items }) =>
      items.some(({ act }: Offer) => act === 'sanctions.put-into-effect'),
    );
    const other = { code: 'this-penalty-decided', clause: 'IBC-87' };
    await refused('registrar', 'sanctions', 'sanctions/effects', { action: 'f', what: 'By hand.' }, other);
    const byHand = { action: 'e', effect: 'resit-permitted', what: 'Entered by hand.' };
    await does('registrar', 'sanctions', 'sanctions/effects', byHand);
    expect(await due('registrar')).not.toHaveProperty(['sanctions.put-into-effect']);
  });
});

const words = {
  consequences: 'The module can be passed by the resubmission.',
  'appeals-procedure': 'In writing to the Director of Training, in 15 working days.',
  'right-of-appeal': 'You may appeal.',
  'procedure-and-role': 'Submit again by 20 August.',
};
const letter = { suggestsAdvice: true, warnsOfRepeat: true, letter: words };
const sends = (body: object = letter) => does('registrar', 'hearing', 'hearing/decision-letter', body);

describe('the decision letter', () => {
  it('says all that it must, and normally advises and warns [IBC-107.2] [IBC-108]', async () => {
    for (const item of ['consequences', 'appeals-procedure', 'right-of-appeal']) {
      const why = { code: `missing-${item}`, clause: 'IBC-107.2' };
      await refused(
        'registrar',
        'hearing',
        'hearing/decision-letter',
        { ...letter, letter: { ...words, [item]: '' } },
        why,
      );
    }
    await refused(
      'registrar',
      'hearing',
      'hearing/decision-letter',
      { ...letter, suggestsAdvice: false },
      {
        ...{ code: 'study-advice', clause: 'IBC-108' },
      },
    );
    await refused(
      'registrar',
      'hearing',
      'hearing/decision-letter',
      { ...letter, warnsOfRepeat: false },
      {
        ...{ code: 'repeat-warning', clause: 'IBC-108' },
      },
    );
    await refusedStep('registrar', 'file.keep-letter', {}, { code: 'letter-sent', clause: 'IBC-109.1', status: 409 });
  });

  it('goes out late, and that it was late is on record [IBC-107.1]', async () => {
    college.set('2026-07-01T09:00:00.000Z');
    await sends();
    const { entries } = await college.reads('registrar', `${path}/timeline`);
    const sent = entries.filter((entry: object) => JSON.stringify(entry).includes('letter-in-time'));
    expect(sent).toHaveLength(1);
    expect(JSON.stringify(sent)).toContain('IBC-107.1');
    const isDecision = ({ notice }: Body): boolean => notice === 'decision-letter';
    const { letters } = await college.sees('registrar', `${path}/letters`, (body) => body.letters.some(isDecision));
    const { id } = letters.find(isDecision);
    const { text } = await college.reads('registrar', `/letters/${id}`);
    for (const part of [...Object.values(words), factors.intention, 'A recorded mark of zero for the assessed work'])
      expect(text).toContain(part);
  });

  it('is kept on file, and the case entered in the record with its penalty, before it is closed [IBC-109.1] [IBC-110.1] [IBC-97.4]', async () => {
    await until(
      () => due('registrar'),
      (acts) => 'file.keep-letter' in acts && 'file.enter-in-record' in acts,
    );
    const close = ['registrar', 'file', 'closure', {}] as const;
    await refused(...close, { code: 'letter-kept', clause: 'IBC-109.1', status: 409 });
    await step('registrar', 'file.keep-letter');
    await refused(...close, { code: 'case-counted', clause: 'IBC-110.1', status: 409 });
    const level = { code: 'level-of-penalty', clause: 'IBC-110.1' };
    await refusedStep('registrar', 'file.enter-in-record', { fields: { nature: 'References' } }, level);
    await step('registrar', 'file.enter-in-record', { nature: 'References', level: 'e' });
    expect(await due('registrar')).toHaveProperty(['file.close']);
    await does(...(close.slice(0, 3) as ['registrar', 'file', 'closure']), {});
    expect(await due('registrar')).toEqual({});
  });
});

/** The record of the first case, which another service keeps, is told to this one. */
const historyOf = (count: number) =>
  college.sees('director', `${path}/hearing`, ({ history }) => history?.offences.length === count);

describe('the second offence', () => {
  it('of an undergraduate opens the penalties for repeats [IBC-84] [IBC-93.gate]', async () => {
    path = await heardAndFound('2026-07-08T09:00:00.000Z');
    const { history } = await historyOf(1);
    expect(history.offences).toMatchObject([{ career: 'undergraduate', offences: [offence], penalties: ['e'] }]);
    const limit = { code: 'wrong-months', clause: 'IBC-93.l' };
    await refusedPenalty(limit, [{ code: 'l', parameters: { months: 13 } }]);
  });

  it('is no like case of a first one; no re-assessment, and the credit is not regained [IBC-77] [IBC-104]', async () => {
    const { penalties } = await college.reads('director', `${path}/hearing/comparables`);
    expect(penalties).toMatchObject([{ codes: ['e'], cases: 1, repeated: false }]);
    await decides(noReassessment);
    const [mark] = await instructions('zero-for-work-or-module', 'no-reassessment');
    expect(mark).toMatchObject({ credit: { credit: 'lost-or-at-risk', regained: false } });
    await sends();
  });
});

describe('the third, as a postgraduate', () => {
  beforeAll(async () => {
    const register = JSON.parse(await readFile(sampleFile('irish-baptist-college.json'), 'utf8'));
    for (const student of register.students) if (student.id === 'IBC-0001') student.career = 'postgraduate';
    const { status } = await (await college.as('registry')).put('/registers/irish-baptist-college', register);
    if (status !== 200) throw new Error(`the register was not taken: ${status}`);
    path = await heardAndFound('2026-07-22T09:00:00.000Z');
  }, 60_000);

  it('is a first one: what was done as an undergraduate opens nothing [IBC-85] [IBC-93.gate]', async () => {
    await historyOf(2);
    await refusedPenalty({ code: 'repeat-only', clause: 'IBC-85' }, [noReassessment], {
      reasons: { consistent: 'As before.' },
    });
  });

  it('is treated as like cases were, or it is said why not; a zero without loss of credit, as the Board is directed [IBC-77] [IBC-94.2] [IBC-105]', async () => {
    const kept = { modules: 'OT101', disproportion: 'It is the last semester.' };
    const unlike = { code: 'consistent', clause: 'IBC-77' };
    await refusedPenalty(unlike, [{ code: 'f-without-loss-of-credit', parameters: kept }]);
    await decides(
      { code: 'f-without-loss-of-credit', parameters: kept },
      { reasons: { consistent: 'The first here.' } },
    );
    await until(
      () => instructions('credit-kept'),
      (all) => all.length > 0,
    );
    const [zeroed] = await instructions('zero-for-module', 'credit-kept');
    expect(zeroed).toMatchObject({ credit: { credit: 'kept', regained: false, clauses: ['IBC-94.2'] } });
    const direction = { direction: 'The zero is without loss of credit.' };
    await refusedStep(
      'director',
      'sanctions.direct-board',
      { letter: direction },
      {
        ...{ code: 'disproportion-stated', clause: 'IBC-105' },
      },
    );
    await refusedStep(
      'registrar',
      'sanctions.direct-board',
      { letter: direction },
      {
        ...{ code: 'not-yours-to-do', clause: 'IBC-105', status: 403 },
      },
    );
    await step('director', 'sanctions.direct-board', { disproportion: 'The last semester.' }, direction);
  });
});
