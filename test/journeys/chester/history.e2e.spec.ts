import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Body } from '@probity/standalone';
import { Decided, sanctions } from './decided.js';
import { uploaded } from './final-attempts.js';
import { misconduct, practice, type Hearing } from './heard.js';
import { University } from './university.js';

/** A hearing of one Panel; and three months later two of another. */
const first = '2026-11-05T10:00:00.000Z';
const second = '2027-02-11T10:00:00.000Z';
const portfolio = { module: 'HI5003', component: 'portfolio' };
let university: University;
let decided: Decided;
let bought: Hearing;
let lent: Hearing;
let twice: Hearing;

beforeAll(async () => {
  university = await University.start('2026-10-05T10:00:00.000Z');
  decided = new Decided(university);
  const report = { module: 'BU5001', component: 'report', attempt: 1, attemptsAllowed: 3, mark: 61 };
  await uploaded(university, [{ student: 'CHESTER-0008', ...report, ratifiedOn: '2026-06-18' }]);
  const essay = { module: 'HI5002', component: 'essay', category: misconduct } as const;
  [bought, lent, twice] = (await decided.before(
    {
      students: ['CHESTER-0007', 'CHESTER-0008', 'CHESTER-0015'],
      ...essay,
      offence: 'commissioning',
      also: ['falsification'],
    },
    '2026-10-13T10:00:00.000Z',
    first,
  )) as [Hearing, Hearing, Hearing];
  university.set(first);
}, 240_000);
afterAll(() => university.stop());

describe('a suspicion of misconduct that the Panel finds to be unacceptable practice', () => {
  it('is decided by the Panel, whatever the provisional category was [UC-20.1.2, UC-5.5]', async () => {
    await bought.firstPart(true);
    await lent.firstPart(false);
    await twice.firstPart(false);
    for (const one of [bought, lent]) {
      await one.decides({ commissioning: practice, falsification: 'not-shown' });
      await one.does('advisor', 'history-release');
    }
  });

  it('has a penalty of group A, and not the course alone, which is for what was provisionally practice [UC-21.2.1, UC-a20]', async () => {
    const { advice } = await university.reads('panel-2', bought.part);
    expect(advice.group).toMatchObject({ applicable: ['a'], only: '' });
    const ofPractice = { code: 'tariff-of-the-category', clause: 'UC-20.1' };
    await decided.noPenalty(bought, '', ofPractice, {}, 'misconduct-penalties');
    const suggested = { code: 'other-group-than-b', clause: 'UC-21.5' };
    await decided.noPenalty(bought, 'classification-lowered', suggested);
    await bought.penalty('component-zero');
    await lent.penalty('module-zero');
    await twice.decides({ commissioning: misconduct, falsification: misconduct });
    await twice.does('advisor', 'history-release');
    const weighed = { earlierBreaches: 'None.', provenAllegations: 2, seriousness: 'Bought.', extenuation: 'None.' };
    await twice.step('panel-chair', 'weigh-misconduct', weighed);
    await twice.penalty('', { inTurn: true }, 'misconduct-penalties');
    for (const one of [bought, lent, twice]) await decided.confirmedAndTold(one);
    expect(await decided.effectsOf(twice, 'module-zero')).toEqual(['module-zero']);
  });
});

describe('a student with offences on record', () => {
  const chair = 'panel-chair-2';
  let once: Hearing;
  let more: Hearing;
  let pair: Hearing;
  const earlier: string[] = [];
  const routes = [
    ...['', '/hearing', '/hearing/comparables', '/timeline', '/acts', '/letters', '/forms', '/file'],
    ...['/investigation', '/sanctions', '/appeal'],
  ];
  /** By which a group of penalties is told of earlier offences: what can be done cites them whoever is before the Panel. */
  const groupClauses = ['UC-21.2.', 'UC-21.3', 'UC-21.4'];
  const ofEarlier = () => [...earlier, 'commissioning', 'Commissioning', ...groupClauses];
  const tellsNothing = async (who: string, path: string, needles: readonly string[]): Promise<void> => {
    const { status, body } = await (await university.as(who)).get(path);
    const words = JSON.stringify(body);
    const asked = path.endsWith('/acts') ? needles.filter((one) => !groupClauses.includes(one)) : needles;
    const leaks = asked.filter((one) => words.includes(one));
    expect({ who, path, status, leaks }).toEqual({ who, path, status, leaks: [] });
  };

  it('comes before a Panel of others, whose hearing begins as any other [UC-16.1.2]', async () => {
    for (const past of [bought, lent, twice])
      earlier.push(String((await university.reads('aqss', past.path)).reference), past.path.replace('/cases/', ''));
    university.set('2027-01-18T10:00:00.000Z');
    [once, more] = (await decided.before(
      { students: ['CHESTER-0008', 'CHESTER-0015'], ...portfolio },
      '2027-01-18T10:00:00.000Z',
      second,
      chair,
    )) as [Hearing, Hearing];
    [pair] = (await decided.before(
      { students: ['CHESTER-0007'], ...portfolio, also: ['reuse'] },
      '2027-01-26T10:00:00.000Z',
      second,
      chair,
    )) as [Hearing];
    university.set(second);
    for (const [one, opens] of [
      [once, true],
      [more, false],
      [pair, true],
    ] as const)
      await one.firstPart(opens);
  }, 120_000);

  it('has them told to no member through any route of the case before the breach is decided [UC-21.1, UC-22.1]', async () => {
    for (const who of [chair, 'panel-4', 'panel-5'])
      for (const path of [...routes.map((route) => `${once.path}${route}`), '/worklist', '/reports'])
        await tellsNothing(who, path, ofEarlier());
    const reads = await university.reads('panel-4', once.part);
    expect(reads).toMatchObject({ history: null });
    expect(reads.advice).toBeUndefined();
    expect((await university.reads('senior-assistant-registrar', once.part)).history.offences).toHaveLength(1);
  });

  it('nor to whoever presents it, nor to the department, in the hearing [UC-21.1, UC-22.1, UC-a19]', async () => {
    for (const who of ['chair-mab', 'examiner', 'monitor']) {
      for (const route of ['', '/hearing', '/timeline', '/acts', '/letters', '/forms', '/investigation', '/sanctions'])
        await tellsNothing(who, `${once.path}${route}`, ofEarlier());
      // The monitor had no part in this case.
      const read = await university.reads(who, once.part);
      expect(read.history ?? null).toBeNull();
      expect('body' in read).toBe(who !== 'monitor');
    }
  });

  it('nor through the list of cases, on any of its pages [UC-21.1, UC-22.1]', async () => {
    const own = [once, more, pair].map(({ path }) => path.replace('/cases/', ''));
    for (const who of [chair, 'panel-4', 'panel-5']) {
      let seen = 0;
      for (let after = ''; ;) {
        const { items, next } = await university.reads(who, `/cases?limit=2${after}`);
        const others = items.filter(({ id }: Body) => !own.includes(id));
        expect(JSON.stringify(others)).not.toMatch(/CHESTER-00|proven|UC-2[12]\.|commissioning|plagiarism|academic-/);
        seen += items.length;
        if (next === null) break;
        after = `&after=${next}`;
      }
      expect(seen).toBeGreaterThan(5);
    }
  });

  it('nor through the earlier cases themselves, in which they had no part: neither of whom they are nor what was done [UC-21.1, UC-22.1]', async () => {
    const student = 'CHESTER-0008';
    for (const who of [chair, 'panel-4', 'panel-5']) {
      const { items } = await university.reads(who, '/cases');
      expect(items.length).toBeGreaterThan(3);
      const own = [once, more, pair].map(({ path }) => path.replace('/cases/', ''));
      expect(JSON.stringify(items.filter(({ id }: Body) => !own.includes(id)))).not.toContain(student);
      for (const past of [bought, lent, twice])
        for (const route of routes)
          await tellsNothing(who, `${past.path}${route}`, [
            ...[student, 'CHESTER-0015', 'CHESTER-0007', '"proven"', '"finding":{'],
            ...groupClauses,
          ]);
      expect(await university.reads(who, once.path)).toMatchObject({ subject: { id: student } });
    }
  });

  it('nor through what can be done in them: pool members read what is theirs to do there, and no reasons [UC-21.1, UC-22.1]', async () => {
    for (const who of [chair, 'panel-4', 'panel-5'])
      for (const past of [bought, lent, twice]) {
        const { acts } = await university.reads(who, `${past.path}/acts`);
        expect(acts.map(({ act }: Body) => act)).toEqual([
          ...['investigation.declare-involvement', 'hearing.record-influence'],
        ]);
        expect(JSON.stringify(acts)).not.toMatch(/breach|finding|penalty/i);
        expect(await university.reads(who, past.path)).toMatchObject({ offences: null, classification: null });
      }
    const { acts } = await university.reads(chair, `${once.path}/acts`);
    expect(acts.length).toBeGreaterThan(10);
  });

  it('nor by a refusal, which says no more than that it is not told yet [UC-21.1]', async () => {
    const breachFirst = { code: 'breach-first', clause: 'UC-20.1', status: 409 } as const;
    const body = await decided.noPenalty(once, 'component-zero', breachFirst);
    expect(JSON.stringify(body)).not.toMatch(/unspent|offences|commissioning/);
  });

  it('has them told after it, in either category, spent or unspent [UC-21.1, UC-5.7]', async () => {
    await once.decides({ plagiarism: practice });
    await more.decides({ plagiarism: practice });
    await pair.decides({ plagiarism: practice, reuse: practice });
    expect(await university.reads('panel-4', once.part)).toMatchObject({ history: null });
    for (const one of [once, more, pair]) await one.does('advisor', 'history-release');
    const { history } = await university.reads('panel-4', once.part);
    expect(history.offences).toEqual([
      expect.objectContaining({ category: practice, offences: ['commissioning'], spent: false }),
    ]);
    expect((await university.reads('panel-5', more.part)).history.offences).toEqual([
      expect.objectContaining({ category: misconduct, offences: ['commissioning', 'falsification'], spent: false }),
    ]);
  });

  it('with one unspent and one allegation is of group B [UC-21.2.2.1], for modules that no board ratified [UC-21.9.2, UC-21.9.3], and of another only with reasons [UC-21.5]', async () => {
    const { advice } = await university.reads('panel-4', once.part);
    expect(advice.group).toMatchObject({ applicable: ['b'], clauses: ['UC-21.2.2.1'] });
    const a = { code: 'other-group-than-a', clause: 'UC-21.5' };
    await decided.noPenalty(once, 'module-zero', a);
    const graver = { groupReasons: [{ code: 'extenuating-circumstances', parameters: { circumstances: 'Ill.' } }] };
    const lesser = { code: 'to-a-lesser-group', clause: 'UC-21.5.2' };
    await decided.noPenalty(once, 'terminated-with-exit-award', lesser, graver);
    const earlierMisconduct = { groupReasons: [{ code: 'earlier-misconduct' }] };
    const unknown = { code: 'misconduct-on-record', clause: 'UC-21.5.1' };
    await decided.noPenalty(once, 'terminated-with-exit-award', unknown, earlierMisconduct);
    for (const [code, parameters, clause] of [
      ['modules-capped', { modules: 'BU5001', cap: 40 }, 'UC-21.9.2'],
      ['modules-zero', { modules: 'HI5002, BU5001' }, 'UC-21.9.3'],
    ] as const)
      await decided.noPenalty(once, code, { code: 'not-yet-ratified', clause }, { parameters });
    await once.penalty('classification-lowered');
    await decided.confirmedAndTold(once);
  });

  it('with one unspent and two proven allegations is of group C [UC-21.2.2.2], of a lesser with reasons on record [UC-21.5.2]', async () => {
    const { advice } = await university.reads('panel-4', pair.part);
    expect(advice.group).toMatchObject({ applicable: ['c'], clauses: ['UC-21.2.2.2'] });
    const groupReasons = [{ code: 'extenuating-circumstances', parameters: { circumstances: 'A bereavement.' } }];
    const done = await pair.penalty('classification-lowered', { groupReasons });
    expect(done).toMatchObject({ departures: [expect.objectContaining({ code: 'other-group-than-b' })] });
    await decided.confirmedAndTold(pair);
    expect(await decided.letterTo(pair)).toMatch(/final degree classification lowered by one class/);
  });

  it('has a lower class only where the Chair of a Board that has met consents [UC-21.9.1, UC-24.4.2]', async () => {
    await university.sees('deputy-registrar', sanctions(pair), ({ actionNoted, boards }) =>
      Boolean(actionNoted && boards?.awardsBoardOn),
    );
    const reported = { fields: { board: 'Humanities', reportedOn: '2027-02-11' } };
    const report = `${pair.path}/steps/sanctions.report-recommendation`;
    const notMet = { code: 'board-not-met', clause: 'UC-24.4.1', status: 409 } as const;
    await university.refused('deputy-registrar', sanctions(pair), report, reported, notMet);
    expect(await decided.effectsOf(pair)).not.toContain('classification-lowered');
    const chairs = { by: 'assessment-board-chair', given: true, needed: ['assessment-board-chair'] };
    const said = { ...chairs, person: 'Prof. A. Ashe', on: '2027-02-11' };
    const alone = { code: 'examiner-not-required', clause: 'UC-24.4.2' };
    await university.refused('deputy-registrar', sanctions(pair), `${sanctions(pair)}/consents`, said, alone);
    await decided.consents(pair, { ...said, whyNoOthers: 'No external examiner is appointed to this board.' });
    expect(await decided.effectsOf(pair, 'classification-lowered')).toContain('classification-lowered');
    expect(await decided.effectsOf(once, 'module-zero')).toEqual(['module-zero']);
  });

  it('with two unspent, of misconduct, is of group C [UC-21.2.3, UC-21.5.1]', async () => {
    const { advice } = await university.reads('panel-4', more.part);
    expect(advice.group).toMatchObject({ applicable: ['c'], clauses: ['UC-21.2.3'] });
    await more.penalty('terminated-without-award');
    await decided.confirmedAndTold(more);
    expect(await decided.letterTo(more)).toMatch(/without any award/);
  });
});

describe('an appeal to the Panel’s decision', () => {
  it('has to wait for the edition of Handbook F, Section 10, that applies [UC-25.4]', async () => {
    const irregularity = { code: 'irregularity', parameters: { irregularity: 'I was not told.' } };
    const appeal = { by: 'CHESTER-0007', kind: 'appeal', grounds: [irregularity] };
    const socket = { code: 'appeals-policy-configured', clause: 'UC-25.4' };
    await university.refused('student-7', undefined, `${bought.path}/appeals`, appeal, socket);
    const review = { ...appeal, kind: 'review', grounds: 'It is mine.' };
    const level = { code: 'review-at-level-3-or-4', clause: 'UC-9.1' };
    await university.refused('student-7', undefined, `${bought.path}/appeals`, review, level);
  });

  it('ends with the file closed, once all that binds is in effect [UC-24.3]', async () => {
    const [zero] = await decided.instructions(bought, 'component-zero');
    const unfinished = { code: 'effects-complete', clause: 'UC-24.3', status: 409 } as const;
    await university.refused('aqss', `${bought.path}/file`, `${bought.path}/closure`, {}, unfinished);
    const acknowledged = `/student-system/instructions/${zero?.id}/acknowledgement`;
    await university.does('student-system', undefined, acknowledged, { done: true });
    await university.sees('aqss', `${bought.path}/file`, ({ noted }) =>
      noted.some(({ type }: Body) => type === 'EffectsCompletionNoted'),
    );
    await university.does('aqss', `${bought.path}/file`, `${bought.path}/closure`);
    expect(await university.reads('aqss', `${bought.path}/file`)).toMatchObject({ closed: expect.anything() });
  });
});
