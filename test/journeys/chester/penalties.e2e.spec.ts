import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Body } from '@probity/standalone';
import { Decided, sanctions } from './decided.js';
import { uploaded } from './final-attempts.js';
import { misconduct, practice, type Hearing } from './heard.js';
import { University, type Why } from './university.js';

const hearingAt = '2026-11-05T10:00:00.000Z';
const essay = { module: 'HI5002', component: 'essay' };
let university: University;
let decided: Decided;
let nineteen: Hearing;
let twenty: Hearing;
let cleared: Hearing;
let twice: Hearing;

const enters = (who: string, of: Hearing) => university.step(who, sanctions(of), of.path, 'sanctions.enter-penalty');
const mayNotEnter = (who: string, of: Hearing, why: Why) =>
  university.refused(who, sanctions(of), `${of.path}/steps/sanctions.enter-penalty`, { fields: {} }, why);

beforeAll(async () => {
  university = await University.start('2026-10-05T10:00:00.000Z');
  decided = new Decided(university);
  const final = { ...essay, attempt: 3, attemptsAllowed: 3 };
  await uploaded(university, [
    { student: 'CHESTER-0005', ...final },
    { student: 'CHESTER-0006', ...final, mark: 20, ratifiedOn: '2026-10-30' },
    {
      ...{ student: 'CHESTER-0015', module: 'BU5001', component: 'report', attempt: 1, attemptsAllowed: 3 },
      ...{ mark: 61, ratifiedOn: '2026-06-18' },
    },
  ]);
  [nineteen, twenty, cleared] = (await decided.before(
    { students: ['CHESTER-0005', 'CHESTER-0006', 'CHESTER-0014'], ...essay },
    '2026-10-05T10:00:00.000Z',
    hearingAt,
  )) as [Hearing, Hearing, Hearing];
  const bought = { ...essay, offence: 'commissioning', also: ['falsification'], category: misconduct } as const;
  [twice] = (await decided.before(
    { students: ['CHESTER-0015'], ...bought },
    '2026-10-13T10:00:00.000Z',
    hearingAt,
  )) as [Hearing];
}, 240_000);
afterAll(() => university.stop());

describe('a first breach in the final attempt', () => {
  it('is looked at by the department before the hearing, which does not open without [UC-21.7]', async () => {
    university.set(hearingAt);
    const unasked = { code: 'final-attempt-looked-at', clause: 'UC-21.7', status: 409 } as const;
    const opening = { student: true, companion: 'none', presenter: true };
    await decided.refused('panel-chair', nineteen, 'opening', opening, unasked);
    const known = { compensates: true, passPossible: true };
    await nineteen.step('aqss', 'check-final-attempt', { ...known, mark: 19 });
    await twenty.step('aqss', 'check-final-attempt', { ...known, mark: 20 });
  });

  it('has its penalty after the breach is decided, and after the Panel is told what is on record [UC-20.1, UC-21.1]', async () => {
    await nineteen.firstPart(true);
    await twenty.firstPart(false);
    await cleared.firstPart(false);
    const breachFirst = { code: 'breach-first', clause: 'UC-20.1', status: 409 } as const;
    await decided.noPenalty(twenty, 'component-zero', breachFirst);
    const early = { code: 'breach-decided', clause: 'UC-21.1', status: 409 } as const;
    await decided.refused('advisor', twenty, 'history-release', {}, early);
    for (const one of [nineteen, twenty]) await one.decides({ plagiarism: practice });
    const untold = { code: 'history-told-for-practice', clause: 'UC-21.1', status: 409 } as const;
    await decided.noPenalty(twenty, 'component-zero', untold);
    for (const one of [nineteen, twenty]) await one.does('advisor', 'history-release');
  });

  it('with a mark of nineteen is of group C only, whatever the reasons [UC-21.6.2, UC-a5]', async () => {
    const bar = { code: 'group-a-applies', clause: 'UC-21.6.2' };
    const reasons = { groupReasons: [{ code: 'extenuating-circumstances', parameters: { circumstances: 'Ill.' } }] };
    await decided.noPenalty(nineteen, 'component-zero', bar);
    await decided.noPenalty(nineteen, 'component-zero', bar, reasons);
    const { advice } = await university.reads('panel-2', nineteen.part);
    expect(advice.group).toMatchObject({ applicable: ['c'], mayDiffer: false });
    await nineteen.penalty('terminated-with-exit-award');
  });

  it('with a mark of twenty is of group A or C, as the Panel decides [UC-21.6.1]', async () => {
    const { advice } = await university.reads('panel-2', twenty.part);
    expect(advice.group).toMatchObject({ applicable: ['a', 'c'], clauses: expect.arrayContaining(['UC-21.6.1']) });
    const bar = { code: 'group-b-applies', clause: 'UC-21.6.2' };
    await decided.noPenalty(twenty, 'modules-zero', bar, { parameters: { modules: 'HI5003' } });
    await twenty.penalty('component-zero');
    const once = { code: 'not-yet-decided', clause: 'UC-20.1', status: 409 } as const;
    await decided.noPenalty(twenty, 'module-zero', once);
  });
});

describe('a breach that the Panel does not find', () => {
  it('is referred back to the Chair of the board once that is confirmed, and has no penalty [UC-20.2]', async () => {
    await cleared.decides({ plagiarism: 'not-shown' });
    const none = { code: 'breach-first', clause: 'UC-20.1', status: 409 } as const;
    await decided.noPenalty(cleared, 'component-zero', none);
    const back = `${cleared.path}/steps/hearing.refer-back`;
    const fields = { instruction: 'Mark it as any other.' };
    const unconfirmed = { code: 'decision-stands', clause: 'UC-20.2', status: 409 } as const;
    await university.refused('aqss', cleared.part, back, { fields }, unconfirmed);
    await decided.confirmedAndTold(cleared);
    await cleared.step('aqss', 'refer-back', fields);
    expect(await decided.letterTo(cleared)).not.toMatch(/zero|terminated/);
    const breach = { code: 'no-breach', clause: 'UC-20.2', status: 409 } as const;
    await university.refused('aqss', twenty.part, `${twenty.path}/steps/hearing.refer-back`, { fields }, breach);
  });

  it('closes the case, with nothing put into effect [UC-24.1]', async () => {
    await university.sees('aqss', `${cleared.path}/file`, ({ noted }) =>
      noted.some(({ type }: Body) => type === 'CommunicationNoted'),
    );
    await university.does('aqss', `${cleared.path}/file`, `${cleared.path}/closure`);
    expect(await decided.instructions(cleared)).toEqual([]);
  });
});

describe('academic misconduct', () => {
  const ofMisconduct = 'misconduct-penalties';
  const parameters = { modules: 'HI5003', cap: 40 };

  it('is of one category, is weighed before it is penalised, and has its allegations considered one after another [UC-20.1.2, UC-22.2, UC-22.2.2]', async () => {
    await twice.firstPart(true);
    const mixed = await twice.finding({ commissioning: misconduct, falsification: practice });
    const uncategorised = { ...mixed, category: undefined };
    await decided.refused('panel-chair', twice, 'findings', uncategorised, {
      code: 'category-decided',
      clause: 'UC-20.1',
    });
    await twice.decides({ commissioning: misconduct, falsification: misconduct });
    const untold = { code: 'history-told-for-misconduct', clause: 'UC-22.1', status: 409 } as const;
    await decided.noPenalty(twice, '', untold, {}, ofMisconduct);
    await twice.does('advisor', 'history-release');
    const unweighed = { code: 'misconduct-weighed', clause: 'UC-22.2', status: 409 } as const;
    await decided.noPenalty(twice, '', unweighed, {}, ofMisconduct);
    const weighed = { earlierBreaches: 'None.', provenAllegations: 2, seriousness: 'Bought.', extenuation: 'None.' };
    await twice.step('panel-chair', 'weigh-misconduct', weighed);
    const inTurn = { code: 'one-after-another', clause: 'UC-22.2.2' };
    await decided.noPenalty(twice, '', inTurn, {}, ofMisconduct);
  });

  it('fails all components, and besides at most one more penalty applies [UC-22.3.0]', async () => {
    const two = {
      ...{ tariff: ofMisconduct, inTurn: true },
      chosen: [
        { code: 'modules-capped', parameters },
        { code: 'modules-zero', parameters: { modules: 'HI5003' } },
      ],
    };
    await decided.refused('panel-chair', twice, 'penalty', two, { code: 'not-so-many', clause: 'UC-20.1' });
    const practiceToo = { code: 'tariff-of-the-category', clause: 'UC-20.1' };
    await decided.noPenalty(twice, 'component-zero', practiceToo, { inTurn: true });
  });

  it('touches marks only of modules and components that no board has ratified [UC-22.3.1, UC-22.3.2, UC-22.3.3]', async () => {
    const ratified = (clause: string) => ({ code: 'not-yet-ratified', clause });
    for (const [code, named, clause] of [
      ['components-zero', { components: 'BU5001/report' }, 'UC-22.3.1'],
      ['modules-capped', { modules: 'HI5003, BU5001', cap: 40 }, 'UC-22.3.2'],
      ['modules-zero', { modules: 'BU5001' }, 'UC-22.3.3'],
    ] as const)
      await decided.noPenalty(twice, code, ratified(clause), { parameters: named, inTurn: true }, ofMisconduct);
    await twice.penalty('modules-capped', { parameters, inTurn: true }, ofMisconduct);
    await decided.confirmedAndTold(twice);
    expect(await decided.letterTo(twice)).toMatch(/academic misconduct[^]*zero for all components/i);
  });
});

describe('what binds the Module Assessment Board', () => {
  it('waits until the decision is confirmed [UC-24.3]', async () => {
    expect(await decided.instructions(twenty)).toEqual([]);
    await twenty.confirmed();
    await nineteen.confirmed();
  });

  it('is at once an instruction that the student system fetches [UC-24.3]', async () => {
    for (const [of, effects] of [
      [twenty, ['component-zero']],
      [twice, ['module-zero', 'modules-capped']],
      [nineteen, ['module-zero']],
    ] as const) {
      expect(await decided.effectsOf(of, effects[0])).toEqual([...effects].toSorted());
    }
    const [zero] = await decided.instructions(twenty);
    expect(zero).toMatchObject({
      ...{ student: 'CHESTER-0006', module: 'HI5002', component: 'essay', undoes: null },
      clauses: expect.arrayContaining(['UC-21.8.2', 'UC-24.3']),
    });
    const acknowledged = `/student-system/instructions/${zero?.id}/acknowledgement`;
    await university.does('student-system', undefined, acknowledged, { done: true });
  });

  it('is entered by the Chair where the board has not met, and by Registry where it has [UC-24.3.1, UC-24.3.2]', async () => {
    const chair = { code: 'for-the-chair', clause: 'UC-24.3.1', status: 409 } as const;
    await mayNotEnter('registry-officer', twice, chair);
    await enters('chair-mab', twice);
    await university.sees('registry-officer', sanctions(twenty), ({ boards }) => Boolean(boards?.ratifiedOn));
    const registry = { code: 'for-registry', clause: 'UC-24.3.2', status: 409 } as const;
    await mayNotEnter('chair-mab', twenty, registry);
    await enters('registry-officer', twenty);
  });

  it('is told to the student and the Chair of the board within fourteen days, and later with that on record [UC-24.1]', async () => {
    university.set('2026-11-19T12:00:00.000Z');
    expect(await twenty.letter()).toMatchObject({ breaches: [] });
    expect(await decided.letterTo(twenty)).toMatch(/zero for the component[^]*academic judgment/i);
    university.set('2026-11-20T12:00:00.000Z');
    expect(await nineteen.letter()).toMatchObject({
      breaches: [expect.objectContaining({ code: 'fourteen-days', clauses: ['UC-24.1'] })],
    });
    const { entries } = await university.reads('aqss', `${nineteen.path}/timeline`);
    expect(entries.findLast(({ type }: Body) => type === 'DecisionLetterSent')).toMatchObject({
      breaches: [{ clauses: ['UC-24.1'] }],
    });
  });
});

describe('what relates to the programme or the award', () => {
  it('is recommended only: the student system is told nothing of it [UC-24.4, UC-a22]', async () => {
    expect(await decided.effectsOf(nineteen)).toEqual(['module-zero']);
    const effect = { action: 'terminated-with-exit-award', effect: 'programme-terminated', what: 'Terminated.' };
    const unconsented = { code: 'consented', clause: 'UC-24.4' };
    await university.refused(
      'registry-officer',
      sanctions(nineteen),
      `${sanctions(nineteen)}/effects`,
      { ...effect, on: '2026-11-20' },
      unconsented,
    );
  });

  it('is reported to the Board that has not met; to act sooner is said [UC-24.4.1, UC-24.4.2]', async () => {
    const reported = { board: 'Humanities', reportedOn: '2026-11-20' };
    await university.step(
      'deputy-registrar',
      sanctions(nineteen),
      nineteen.path,
      'sanctions.report-recommendation',
      reported,
    );
    const whole = {
      by: 'assessment-board-chair',
      given: true,
      needed: ['assessment-board-chair', 'chief-external-examiner'],
      ...{ person: 'Prof. A. Ashe', on: '2026-11-20' },
    };
    const to = `${sanctions(nineteen)}/consents`;
    const early = { code: 'board-met-or-sooner', clause: 'UC-24.4.2' };
    await university.refused('deputy-registrar', sanctions(nineteen), to, whole, early);
    const chair = { code: 'of-the-chair', clause: 'UC-24.4.2' };
    const sooner = { ...whole, actSooner: true, whySooner: 'The student is to graduate next week.' };
    const unsaid = { code: 'who-consented', clause: 'UC-24.4.2' };
    await university.refused('deputy-registrar', sanctions(nineteen), to, { ...sooner, person: '' }, unsaid);
    await university.refused(
      'deputy-registrar',
      sanctions(nineteen),
      to,
      { ...sooner, needed: ['chief-external-examiner'] },
      chair,
    );
    await decided.consents(nineteen, sooner);
    expect(await decided.effectsOf(nineteen)).toEqual(['module-zero']);
    await decided.consents(nineteen, { ...sooner, by: 'chief-external-examiner', person: 'Prof. E. Marsh' });
    await university.sees('student-system', '/student-system/instructions?limit=200', ({ items }) =>
      items.some(({ effect }: Body) => effect === 'programme-terminated'),
    );
    expect(await decided.effectsOf(nineteen)).toEqual(['module-zero', 'programme-terminated']);
  });
});
