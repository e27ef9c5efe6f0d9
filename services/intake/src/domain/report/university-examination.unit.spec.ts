import { describe, expect, it } from '@jest/globals';
import { chester } from '../../testing/chester.js';
import { assessment, type Act } from '../../testing/students.js';
import {
  ai1,
  by,
  did,
  eventsAfter,
  having,
  misconduct,
  monday,
  needsReason,
  open,
  practice,
  stateHaving,
} from '../../testing/university.js';
import type { CaseEvent } from '../case/case.js';
import { reportDecider } from './decisions.js';
import { reportFacts } from './facts.js';
import { noReport } from './report.js';

const recorded = [{ type: 'StepRecorded' }] as const;
const opened = [{ type: 'CaseOpenedFromReport' }, { type: 'CaseOpened' }] as const;
const exam = (kind = 'examination') => ai1({ evidenceKinds: [], assessment: assessment({ kind }) }, 'invigilator');

const continued = did('let-candidate-continue', 'invigilator', {
  ...{ othersDisturbed: false, witness: 'Second Invigilator', materials: 'removed' },
});
const endorsed = { practical: false, atPoint: true, onCover: true };
const withdrawn = did('withdraw-candidate', 'invigilator', {
  ...{ othersDisturbed: true, scriptEndorsed: true, terminationNoted: true },
});
const appointed = did('appoint-examinations-officer', 'deputy-registrar', { officer: 'S-examinations-officer' });
const met = did('meet-candidate', 'examinations-officer', { account: 'The notes were not hers.' });
const circumstances = did('record-circumstances', 'examinations-officer', {
  ...{ circumstances: 'Notes under the script.', materialsRetained: true },
});
const report = (at = monday) => did('invigilator-report', 'invigilator', { report: 'At ten past ten.' }, at);
const aiEx = (at = monday, more: object = {}) =>
  did('submit-ai-ex', 'examinations-officer', { reportEnclosed: true, materialsEnclosed: true, ...more }, at);

describe('in the examination room', () => {
  it('a candidate who disturbs nobody continues, before another invigilator as witness [UC-12.1.1a]', () => {
    having(exam())
      .when(continued)
      .then(...recorded);
    having(exam())
      .when(did('let-candidate-continue', 'invigilator', { othersDisturbed: true, witness: 'W', materials: 'none' }))
      .thenRefused('nobody-disturbed', 'UC-12.1.1a');
    having(exam())
      .when(did('let-candidate-continue', 'invigilator', { othersDisturbed: false, materials: 'none' }))
      .thenRefused('missing-witness', 'UC-12.1.1a');
    having(exam())
      .when({ ...continued, ...by('examiner') })
      .thenRefused('not-yours-to-do', 'UC-12.1.1a');
    const oneself = { othersDisturbed: false, witness: 'S-invigilator', materials: 'none' };
    having(exam())
      .when(did('let-candidate-continue', 'invigilator', oneself))
      .thenRefused('another-invigilator', 'UC-12.1.1a');
  });

  it('the script is endorsed twice; in a practical examination the point is noted [UC-12.1.1b]', () => {
    const endorse = (more: object) => did('endorse-script', 'invigilator', { ...endorsed, ...more });
    having(exam())
      .when(endorse({}))
      .then(...recorded);
    having(exam())
      .when(endorse({ atPoint: false }))
      .thenRefused('endorsed-twice', 'UC-12.1.1b');
    having(exam())
      .when(endorse({ onCover: false }))
      .thenRefused('endorsed-twice', 'UC-12.1.1b');
    const practical = { practical: true, atPoint: false, onCover: false };
    having(exam()).when(endorse(practical)).thenRefused('point-noted', 'UC-12.1.1b');
    having(exam())
      .when(endorse({ ...practical, point: 'The second station.' }))
      .then(...recorded);
  });

  it('who disturbs others withdraws; the script is endorsed and the end noted [UC-12.1.2a]', () => {
    having(exam())
      .when(withdrawn)
      .then(...recorded);
    for (const [field, code] of [
      ['othersDisturbed', 'others-disturbed'],
      ['scriptEndorsed', 'endorsed-and-noted'],
      ['terminationNoted', 'endorsed-and-noted'],
    ] as const) {
      const all = { othersDisturbed: true, scriptEndorsed: true, terminationNoted: true, [field]: false };
      having(exam())
        .when(did('withdraw-candidate', 'invigilator', all))
        .thenRefused(code, 'UC-12.1.2a');
    }
  });

  it('the chief invigilator adds as long as it took, or says why not [UC-12.1.2b]', () => {
    const extended = (extension: number) =>
      did('extend-examination', 'chief-invigilator', { disturbance: 7, extension });
    having(exam())
      .when(extended(7))
      .then(...recorded);
    needsReason(extended(5), 'as-long-as-the-disturbance', 'UC-12.1.2b', exam());
    having(exam())
      .when({ ...extended(7), ...by('invigilator') })
      .thenRefused('not-yours-to-do', 'UC-12.1.2b');
  });
});

describe('after the examination', () => {
  it('an officer who was appointed meets the candidate, and makes the record [UC-12.2] [UC-12.3.1]', () => {
    having(exam()).when(met).thenRefused('officer-appointed', 'UC-12.2');
    const another = did('appoint-examinations-officer', 'deputy-registrar', { officer: 'S-another' });
    having(exam(), another).when(met).thenRefused('the-one-appointed', 'UC-12.2');
    having(exam(), another, appointed)
      .when(met)
      .then(...recorded);
    having(exam(), appointed)
      .when(met)
      .then(...recorded);
    having(exam(), appointed, met)
      .when(circumstances)
      .then(...recorded);
    having(exam())
      .when({ ...appointed, ...by('invigilator') })
      .thenRefused('not-yours-to-do', 'UC-12.2');
    // Not whoever suspects it; and nobody makes the record in the place of the one who was appointed.
    having(exam())
      .when(did('appoint-examinations-officer', 'deputy-registrar', { officer: 'S-invigilator' }))
      .thenRefused('not-the-accuser', 'UC-12.2');
    having(exam(), another).when(circumstances).thenRefused('the-one-appointed', 'UC-12.2');
  });

  it('what cannot be retained is described, with why [UC-12.4]', () => {
    const gone = { circumstances: 'Writing on the hand.', materialsRetained: false };
    const noted = { ...gone, materials: 'Ink.', whyNotRetained: 'It is a hand.' };
    having(exam())
      .when(did('record-circumstances', 'examinations-officer', gone))
      .thenRefused('notes-of-what-is-not-retained', 'UC-12.4');
    having(exam())
      .when(did('record-circumstances', 'examinations-officer', noted))
      .then(...recorded);
    const without = did('record-circumstances', 'examinations-officer', noted);
    having(exam(), without, report())
      .when(aiEx(monday, { materialsEnclosed: false }))
      .then(...recorded);
  });

  it('the invigilator reports once asked, normally within three days [UC-12.3.1] [UC-12.3.2]', () => {
    having(exam()).when(report()).thenRefused('asked-for', 'UC-12.3.1');
    having(exam(), circumstances)
      .when(report('2026-10-08T22:59:59.000Z'))
      .then(...recorded);
    having(exam(), circumstances)
      .when({ ...report(), actor: { id: 'S-other', offices: ['invigilator'] } })
      .thenRefused('who-suspected', 'UC-12.3.2');
    needsReason(report('2026-10-08T23:00:00.000Z'), 'within-three-days', 'UC-12.3.2', exam(), circumstances);
  });

  it('form AI-EX follows, with report and materials, normally within four days of it [UC-12.5.1] [UC-12.5.2]', () => {
    const before = [exam(), circumstances, report()] as const;
    having(exam(), circumstances).when(aiEx()).thenRefused('report-received-first', 'UC-12.5.1');
    having(exam()).when(aiEx()).thenRefused('report-received-first', 'UC-12.5.1');
    having(...before)
      .when(aiEx(monday, { reportEnclosed: false }))
      .thenRefused('with-report-and-materials', 'UC-12.5.1');
    having(...before)
      .when(aiEx(monday, { materialsEnclosed: false }))
      .thenRefused('with-report-and-materials', 'UC-12.5.1');
    having(...before)
      .when(aiEx('2026-10-09T22:59:59.000Z'))
      .then(...recorded);
    needsReason(aiEx('2026-10-09T23:00:00.000Z'), 'within-four-days', 'UC-12.5.2', ...before);
  });

  it('a withdrawal was reported to the Deputy Registrar by then, or it is said why not [UC-12.1.2c]', () => {
    const told = did('tell-deputy-registrar', 'chief-invigilator', { account: 'He shouted.' });
    const before = [exam(), withdrawn, circumstances, report()] as const;
    needsReason(aiEx(), 'deputy-registrar-told', 'UC-12.1.2c', ...before);
    having(...before, told)
      .when(aiEx())
      .then(...recorded);
  });
});

describe('a case from an examination', () => {
  const all = [exam(), circumstances, report('2026-10-06T09:00:00.000Z')] as const;

  it('is provisionally misconduct [UC-12.9], and waits for form AI-EX [UC-12.5.1]', () => {
    having(exam()).when(practice('plagiarism')).thenRefused('examination-is-misconduct', 'UC-12.9');
    having(...all, misconduct('cheating'))
      .when(open)
      .thenRefused('examination-submission-complete', 'UC-12.5.1');
    having(...all, aiEx(), misconduct('cheating'))
      .when(open)
      .then(...opened);
    having(exam('class-test'), misconduct('cheating'))
      .when(open)
      .thenRefused('examination-submission-complete', 'UC-12.5.1');
  });

  const openedOf = (...commands: readonly Act[]) => {
    const [, event] = reportDecider.decide(open, stateHaving(...commands), chester);
    return (event as unknown as Extract<CaseEvent, { type: 'CaseOpened' }>).data;
  };

  it('says when the form was submitted, from which the ten days count [UC-12.6.1]', () => {
    const at = '2026-10-07T10:00:00.000Z';
    expect(openedOf(...all, aiEx(at), misconduct('cheating')).reportCompletedAt).toBe(at);
    expect(openedOf(ai1({ directEvidence: true }), practice('plagiarism')).reportCompletedAt).toBeNull();
  });

  it('in doubt waits for the Chair to determine the part, and is what was determined [UC-11.2]', () => {
    const unclear = ai1({ directEvidence: true, assessment: assessment({ kind: 'unclear' }) });
    const part = (code: string) => did('determine-part', 'chair-mab', { part: code });
    having(unclear, misconduct('cheating')).when(open).thenRefused('part-determined', 'UC-11.2');
    having(unclear)
      .when({ ...part('C'), ...by('examiner') })
      .thenRefused('not-yours-to-do', 'UC-11.2');
    having(unclear)
      .when(did('determine-part', 'chair-mab', { part: 'E' }))
      .thenRefused('wrong-part', 'UC-11.2');
    expect(openedOf(unclear, part('C'), practice('plagiarism')).assessment).toMatchObject({ kind: 'coursework' });
    having(unclear, part('D')).when(practice('plagiarism')).thenRefused('examination-is-misconduct', 'UC-12.9');
    having(unclear, part('D'), misconduct('cheating'))
      .when(open)
      .thenRefused('examination-submission-complete', 'UC-12.5.1');
    const submitted = [unclear, part('D'), circumstances, report(), aiEx(), misconduct('cheating')] as const;
    expect(openedOf(...submitted).assessment).toMatchObject({ kind: 'examination' });
  });
});

describe('what can be done with a report, and what waits', () => {
  const offices = [
    ...new Set([...chester.acts('report'), ...chester.steps('report')].flatMap(({ who }) => who.offices)),
  ];
  const paths = [
    [ai1(), did('consult-chair', 'examiner', { suspicion: 'A.', vivaNeeded: false }), practice('plagiarism'), open],
    [exam(), continued, appointed, met, circumstances, report(), aiEx(), misconduct('cheating'), open],
    [ai1({ about: 'appeal', assessment: null }, 'chair-mcb'), misconduct('falsification'), open],
    [ai1({ students: [], directEvidence: true }), practice('plagiarism'), open],
  ] as const;

  it('can be told to everybody at every point: no rule stops for a fact [UC-6.2] [UC-12.5.1]', () => {
    for (const path of paths)
      for (let done = 0; done <= path.length; done += 1) {
        const state = done === 0 ? noReport : stateHaving(...path.slice(0, done));
        for (const office of offices)
          for (const { name } of [...chester.acts('report'), ...chester.steps('report')]) {
            const facts = reportFacts(state, by(office));
            expect(() => chester.available(name, facts)).not.toThrow();
            expect(() => chester.isDue(name, facts)).not.toThrow();
          }
      }
    expect(eventsAfter(...paths[1]).length).toBeGreaterThan(8);
  });

  it('waits for the report, then for the form [UC-12.3.2] [UC-12.5.2]', () => {
    const due = (...commands: readonly Act[]) => {
      const facts = reportFacts(stateHaving(...commands), by('invigilator'));
      return chester.steps('report').flatMap(({ name }) => (chester.isDue(name, facts) ? [name] : []));
    };
    expect(due(exam())).toEqual([]);
    expect(due(exam(), circumstances)).toEqual(['report.invigilator-report']);
    expect(due(exam(), circumstances, report())).toEqual(['report.submit-ai-ex']);
    expect(due(exam(), circumstances, report(), aiEx())).toEqual([]);
    expect(due(ai1({ assessment: assessment({ kind: 'unclear' }) }))).toEqual(['report.determine-part']);
  });
});
