import { describe, expect, it } from '@jest/globals';
import type { ServiceContext } from '@probity/shell';
import { chester } from '../testing/chester.js';
import { assessment, director, stateAfter, submit } from '../testing/students.js';
import { ai1, having, stateHaving } from '../testing/university.js';
import { reportSubject } from '../subjects.js';
import { correctionOf } from './report.lookups.js';

const modules = [
  { code: 'HI4001', level: 4, components: ['essay'] },
  { code: 'HI0000', components: [] },
];
const registers = { latest: () => ({ register: { modules } }) } as unknown as ServiceContext['registers'];
const corrected = (field: string, value: Parameters<typeof correctionOf>[3]['value'], report = stateHaving(ai1())) =>
  correctionOf({ registers }, chester, report, { field, value });

describe('what a report is told afterwards of the assessment [UC-5.6.2]', () => {
  it('is as if it had been said at first: the register says the level', async () => {
    const work = { kind: 'coursework', module: 'HI4001', component: 'essay' };
    expect(await corrected('/assessment', work)).toMatchObject({
      ...{ field: '/assessment', value: { ...work, moduleLevel: 4, formative: false } },
    });
    expect(await corrected('/assessment/module', 'HI4001')).toMatchObject({
      ...{ field: '/assessment', value: { kind: 'coursework', module: 'HI4001', moduleLevel: 4 } },
    });
  });

  it('is the level where the register does not say it, and no other than the register says', async () => {
    const unknown = stateHaving(ai1({ assessment: assessment({ module: 'HI0000', moduleLevel: null }) }));
    expect(await corrected('/assessment/moduleLevel', 4, unknown)).toMatchObject({ value: { moduleLevel: 4 } });
    const known = stateHaving(ai1({ assessment: assessment({ module: 'HI4001', component: 'essay' }) }));
    expect(await corrected('/assessment/moduleLevel', 6, known)).toMatchObject({ value: { moduleLevel: 4 } });
  });

  it('is of a module that there is, in the policy’s words', async () => {
    await expect(corrected('/assessment/module', 'XX')).rejects.toMatchObject({ code: 'no-such-module' });
    await expect(corrected('/assessment/kind', 'tea')).rejects.toMatchObject({ code: 'no-such-assessment' });
  });

  it('leaves what is not of it as it was said', async () => {
    expect(await corrected('/allegation/nature/what', 'Three pages.')).toEqual({
      ...{ field: '/allegation/nature/what', value: 'Three pages.' },
    });
  });
});

describe('a report that says nothing of the assessment', () => {
  it('is refused where the procedure turns on it [UC-6.2], and is told what is missing elsewhere', () => {
    having()
      .when(ai1({ assessment: null }))
      .thenRefused('work-named', 'UC-6.2');
    expect(stateAfter(submit(undefined, { assessment: null }))).toMatchObject({ missing: ['assessment'] });
    expect(stateAfter(submit(undefined, { about: 'circumstances', assessment: null }))).toMatchObject({ missing: [] });
  });

  it('says how it can be told where a rule turns on it [IBC-10.1]', () => {
    const report = stateAfter(submit(director, { assessment: null }));
    const remedy = (fact: string, of = report) => reportSubject.remedyFor?.(of, fact);
    expect(remedy('assessment.requiredForAward')).toMatchObject({ field: '/assessment' });
    expect(remedy('student.registeredLevel')).toBeUndefined();
    expect(remedy('assessment.moduleLevel', stateHaving(ai1()))).toBeUndefined();
  });
});
