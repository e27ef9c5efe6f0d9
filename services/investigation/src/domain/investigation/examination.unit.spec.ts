import { describe, expect, it } from '@jest/globals';
import {
  after,
  assign,
  chair,
  coursework,
  day,
  decide,
  done,
  examiner,
  factsOf,
  inExamination,
  monday,
  noCase,
  opened,
  refer,
  step,
} from '../../testing/university-case.js';

const taken = (fact = inExamination()) => done([fact], [{ ...assign(), ...chair() }]);
const determine = (found: boolean) => step('determine-prima-facie', { found, reasons: 'Notes were on the desk.' });
const determined = (found: boolean, fact = inExamination()) =>
  done(taken(fact), [{ ...determine(found), ...chair(day(5)) }]);
const caseFile = ['brief-report', 'examinations-officer-submission', 'correspondence'];

describe('whether there is prima facie evidence', () => {
  it('is determined within ten days of the submission, which came before the case was opened, or with a reason [UC-12.6.1]', () => {
    const later = inExamination({ reportCompletedAt: monday, openedAt: day(4) });
    expect(factsOf([later], chair())).toMatchObject({ report: { completedAt: monday } });
    expect(decide(taken(later), { ...determine(true), ...chair('2017-11-16T23:59:59.000Z') })).toHaveLength(1);
    const late = { ...determine(true), ...chair('2017-11-17T00:00:00.000Z') };
    after(taken(later)).when(late).thenRefused('within-ten-days', 'UC-12.6.1');
    const [kept] = decide(taken(later), { ...late, reasons: { 'within-ten-days': 'The Chair was ill.' } });
    expect(kept?.data).toMatchObject({ ruling: { departures: [{ code: 'within-ten-days' }] } });
    // Of a report of which that is not told: from the opening.
    const untold = inExamination({ openedAt: day(4) });
    expect(decide(taken(untold), late)).toHaveLength(1);
  });

  it('is for an examination, a class test among them, and for the Chair [UC-12.6.1, UC-11.1]', () => {
    after(taken(opened()))
      .when({ ...determine(true), ...chair() })
      .thenRefused('in-an-examination', 'UC-12.6.1');
    after(taken())
      .when({ ...determine(true), ...examiner() })
      .thenRefused('not-yours-to-do', 'UC-12.6.1');
    const inClass = inExamination({ assessment: { ...coursework, kind: 'class-test' } });
    expect(determined(true, inClass)).toHaveLength(3);
  });

  it('may follow an interview with the candidate or the invigilator, and no interview follows it [UC-12.6.2]', () => {
    const interview = (whom: string) => step('interview-first', { whom, account: 'The notes were mine.' });
    const both = done(taken(), [
      { ...interview('candidate'), ...chair() },
      { ...interview('invigilator'), ...chair() },
    ]);
    expect(both).toHaveLength(4);
    after(taken())
      .when({ ...interview('witness'), ...chair() })
      .thenRefused('wrong-whom', 'UC-12.6.2');
    after(determined(true))
      .when({ ...interview('candidate'), ...chair(day(6)) })
      .thenRefused('before-determining', 'UC-12.6.2');
  });
});

describe('on insufficient evidence', () => {
  it('no breach occurred, and the script is marked or the assessment deferred [UC-12.7]', () => {
    for (const instruction of ['mark', 'defer'])
      after(determined(false))
        .when({ ...noCase({ instruction }), ...chair(day(5)) })
        .then({ type: 'NoCaseFound', data: { instruction, stage: 'examination' } }, { type: 'LetterSent' });
    for (const instruction of [null, 'destroy'])
      after(determined(false))
        .when({ ...noCase({ instruction }), ...chair(day(5)) })
        .thenRefused('insufficient-evidence', 'UC-12.7');
  });

  it('that is what the Chair has determined, and not that there is prima facie evidence [UC-12.7]', () => {
    for (const facts of [taken(), determined(true)])
      after(facts)
        .when({ ...noCase(), ...chair(day(5)) })
        .thenRefused('determined-insufficient', 'UC-12.7');
  });
});

describe('on prima facie evidence', () => {
  it('the case is referred with a file of three parts [UC-12.8]', () => {
    after(determined(true))
      .when({ ...refer(...caseFile), ...chair(day(6)) })
      .then({ type: 'CaseReferred', data: { to: 'aqss', enclosed: caseFile, category: 'academic-misconduct' } });
    for (const left of caseFile)
      after(determined(true))
        .when({ ...refer(...caseFile.filter((one) => one !== left)), ...chair(day(6)) })
        .thenRefused('case-file-in-three-parts', 'UC-12.8');
    for (const facts of [taken(), determined(false)])
      after(facts)
        .when({ ...refer(...caseFile), ...chair(day(6)) })
        .thenRefused('prima-facie', 'UC-12.8');
  });

  it('the category is academic misconduct, and nothing else provisionally [UC-12.9]', () => {
    after(taken())
      .when({
        ...{ type: 'Recategorise', category: 'unacceptable-academic-practice', reason: 'It was only a note.' },
        ...chair(),
      })
      .thenRefused('examination-is-misconduct', 'UC-12.9');
  });
});
