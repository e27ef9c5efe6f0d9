import { describe, expect, it } from '@jest/globals';
import type { CaseEvent } from '../case/case.js';
import { chester } from '../../testing/chester.js';
import { assessment, categorise, openCase, student, type Act } from '../../testing/students.js';
import {
  ai1,
  by,
  chair,
  did,
  having,
  misconduct,
  needsReason,
  open,
  practice,
  stateHaving,
} from '../../testing/university.js';
import { reportDecider } from './decisions.js';

const opened = [{ type: 'CaseOpenedFromReport' }, { type: 'CaseOpened' }] as const;
const recorded = [{ type: 'StepRecorded' }] as const;
const taken = [{ type: 'ReportSubmitted' }, { type: 'InformantIdentified' }] as const;

describe('a suspicion in coursework', () => {
  it('is reported once, in an office of whoever reports it [UC-3.2] [UC-6.2]', () => {
    having()
      .when(ai1())
      .then(...taken);
    having()
      .when({ ...ai1(), ...by('chair-mab') })
      .thenRefused('not-yours-to-do', 'UC-6.2');
    having()
      .when({ ...ai1(), ...by('invigilator') })
      .thenRefused('by-who-marks', 'UC-3.2');
    having(ai1()).when(ai1()).thenRefused('new-report', 'UC-6.2');
  });

  it('says what is suspected, with evidence; an invigilator’s comes with the materials later [UC-6.2]', () => {
    having()
      .when(ai1({ allegation: { nature: { what: ' ', dates: [] } } }))
      .thenRefused('suspected-breach-detailed', 'UC-6.2');
    having()
      .when(ai1({ evidenceKinds: [] }))
      .thenRefused('evidence-with-it', 'UC-6.2');
    having()
      .when(ai1({ attachments: [] }))
      .thenRefused('evidence-enclosed', 'UC-6.2');
    const papers = [{ paper: 'paper:1', what: 'The essay.', keptAt: 'Room 5.', heldBy: 'The examiner.' }];
    having()
      .when(ai1({ attachments: [], papers }))
      .then(...taken);
    for (const unsaid of [null, assessment({ module: null })])
      having()
        .when(ai1({ assessment: unsaid }))
        .thenRefused('work-named', 'UC-6.2');
    having()
      .when(ai1({ evidenceKinds: [], assessment: assessment({ kind: 'examination' }) }, 'invigilator'))
      .then(...taken);
  });

  it('may be added to once it is there [UC-6.2]', () => {
    const added = { ...by('examiner'), type: 'AddInformation', information: 'Another source.', items: [] } as const;
    having()
      .when({ ...added, attachments: [] })
      .thenRefused('report-received', 'UC-6.2');
    having(ai1())
      .when({ ...added, attachments: [] })
      .then({ type: 'InformationAdded' });
  });

  it('without a student says that none is named, and names one when a case is opened', () => {
    expect(stateHaving(ai1({ students: [] }))).toMatchObject({ missing: ['student'] });
    expect(stateHaving(ai1())).toMatchObject({ missing: [] });
    having(ai1({ students: [], directEvidence: true }), practice('plagiarism'))
      .when(open)
      .then(...opened);
  });
});

describe('the category', () => {
  it('is provisional, and the Chair’s, on advice where the Chair takes any [UC-5.1] [UC-5.4]', () => {
    having(ai1())
      .when({ ...practice('plagiarism'), ...by('examiner') })
      .thenRefused('not-yours-to-do', 'UC-5.1');
    const advised = did('take-advice', 'chair-mab', { advice: 'Treat it as cheating.' });
    having(ai1())
      .when(advised)
      .then(...recorded);
    having(ai1(), advised).when(misconduct('cheating')).then({ type: 'ReportCategorised' });
    having(ai1(), practice('plagiarism')).when(advised).thenRefused('before-categorising', 'UC-5.4');
    having(ai1())
      .when({ ...advised, ...by('examiner') })
      .thenRefused('not-yours-to-do', 'UC-5.4');
  });

  it('is one of two [UC-2.3]', () => {
    having(ai1())
      .when(categorise('malpractice', ['plagiarism'], { given: chair }))
      .thenRefused('one-of-two-categories', 'UC-2.3');
  });

  it('of a breach that is not on the lists describes it [UC-2.6]', () => {
    const other = chester.offences.find(({ needsDescription }) => needsDescription)?.code ?? '';
    having(ai1()).when(misconduct(other)).thenRefused('known-or-described', 'UC-2.6');
    having(ai1()).when(misconduct('telepathy')).thenRefused('known-or-described', 'UC-2.6');
    const described = { ...misconduct(other), offences: [{ code: other, description: 'He bribed the marker.' }] };
    having(ai1())
      .when(described as never)
      .then({ type: 'ReportCategorised' });
  });

  it('is no reuse in a resubmission of the same component, unless it was prohibited [UC-2.4.2]', () => {
    const of = (more: object) => ai1({ assessment: assessment({ resubmission: true, ...more }) });
    having(of({})).when(practice('reuse')).thenRefused('resubmission-is-no-reuse', 'UC-2.4.2');
    having(of({ reuseProhibited: true }))
      .when(practice('reuse'))
      .then({ type: 'ReportCategorised' });
    having(ai1()).when(practice('reuse')).then({ type: 'ReportCategorised' });
  });

  it('is collusion between two students or more, who are two people [UC-2.4.3]', () => {
    const on = (...ids: string[]) => ai1({ students: ids.map((id) => student(id)) });
    having(on('ST-1')).when(practice('collusion')).thenRefused('collusion-takes-two', 'UC-2.4.3');
    having(on('ST-1', 'ST-1')).when(practice('collusion')).thenRefused('collusion-takes-two', 'UC-2.4.3');
    having(on('ST-1', 'ST-2')).when(practice('collusion')).then({ type: 'ReportCategorised' });
  });

  it('is normally that of the lists, and another with a reason [UC-5.2] [UC-5.3]', () => {
    needsReason(misconduct('plagiarism'), 'normally-unacceptable-practice', 'UC-5.2', ai1());
    needsReason(practice('commissioning'), 'normally-misconduct', 'UC-5.3', ai1());
  });
});

describe('a case', () => {
  const shown = ai1({ directEvidence: true });

  it('is opened once the suspicion is categorised, on a student of the register, once [UC-5.1] [UC-2.8]', () => {
    having(shown).when(open).thenRefused('provisionally-categorised', 'UC-5.1');
    having(shown, practice('plagiarism'))
      .when({ ...open, ...by('examiner') })
      .thenRefused('not-yours-to-do', 'UC-2.8');
    having(shown, practice('plagiarism'))
      .when({ ...openCase('ST-9', { subjectName: null, student: null }), ...chair })
      .thenRefused('student-of-the-register', 'UC-2.8');
    having(shown, practice('plagiarism'))
      .when({ ...openCase('C-1', { subject: { kind: 'centre', id: 'C-1', centre: 'C-1' }, student: null }), ...chair })
      .thenRefused('on-a-student', 'UC-2.8');
    having(shown, practice('plagiarism'))
      .when(open)
      .then(...opened);
    having(shown, practice('plagiarism'), open).when(open).thenRefused('one-case-a-student', 'UC-2.8');
  });

  it('is on a student whom the report names, or on another with a reason, which is kept [UC-2.8]', () => {
    const another = { ...openCase('ST-7'), ...chair };
    having(shown, practice('plagiarism')).when(another).thenRefused('named-in-the-report', 'UC-2.8');
    const [, { data } = { data: {} }] = having(shown, practice('plagiarism'))
      .when({ ...another, reasons: { 'named-in-the-report': 'The number was another’s.' } })
      .then(...opened);
    expect(data).toMatchObject({ ruling: { departures: [{ code: 'named-in-the-report' }] } });
    having(ai1({ directEvidence: true, students: [] }), practice('plagiarism'))
      .when(open)
      .then(...opened);
  });

  it('is the relevant Chair’s, by the register, and no other’s [UC-2.8]', () => {
    const near = (...elsewhere: readonly string[]) => ({
      ...chair,
      actor: { ...chair.actor, nearTo: () => ({ elsewhere, teaches: undefined, examines: undefined }) },
    });
    having(shown)
      .when({ ...practice('plagiarism'), ...near('chair-mab') })
      .thenRefused('relevant-chair', 'UC-2.8');
    having(shown, practice('plagiarism'))
      .when({ ...open, ...near('chair-mab') })
      .thenRefused('relevant-chair', 'UC-2.8');
    having(shown, practice('plagiarism'))
      .when({ ...open, ...near() })
      .then(...opened);
  });

  it('waits for the level of the module, on which the procedure turns [UC-6.1]', () => {
    const unknown = ai1({ directEvidence: true, assessment: assessment({ moduleLevel: null }) });
    expect(() => having(unknown, practice('plagiarism')).when(open).thenNothing()).toThrow('assessment.moduleLevel');
    having(unknown, misconduct('commissioning'))
      .when(open)
      .then(...opened);
  });

  it('without documents on who wrote the work waits for the Chair to be consulted [UC-6.3]', () => {
    const consulted = did('consult-chair', 'examiner', { suspicion: 'Another hand.', vivaNeeded: true });
    having(ai1(), misconduct('commissioning')).when(open).thenRefused('evidence-or-consulted', 'UC-6.3');
    having(ai1(), consulted, misconduct('commissioning'))
      .when(open)
      .then(...opened);
    having(shown).when(consulted).thenRefused('no-documentary-evidence', 'UC-6.3');
    having(ai1())
      .when({ ...consulted, ...by('invigilator') })
      .thenRefused('not-yours-to-do', 'UC-6.3');
  });

  it('is opened on each of two students of one report [UC-2.4.3]', () => {
    const both = ai1({ directEvidence: true, students: [student('ST-1'), student('ST-2')] });
    const second = { ...openCase('ST-2', { case: '0198f000-0000-7000-8000-0000000000c2' }), ...chair };
    having(both, practice('collusion'), open)
      .when(second)
      .then(...opened);
  });

  const openedOf = (...commands: readonly Act[]) => {
    const [last] = commands.slice(-1);
    const [, event] = last ? reportDecider.decide(last, stateHaving(...commands.slice(0, -1)), chester) : [];
    return (event as unknown as Extract<CaseEvent, { type: 'CaseOpened' }>).data;
  };

  it('names who made the allegation, who is not hidden here [UC-4.2.1]', () => {
    expect(openedOf(shown, practice('plagiarism'), open)).toMatchObject({ accuser: 'S-examiner' });
  });

  it('has the attempt of its own student, and what the report says of the work [UC-13.1.4]', () => {
    const submittedAt = '2026-09-28T12:00:00Z';
    const work = ai1({ directEvidence: true, assessment: assessment({ component: 'essay', submittedAt }) });
    const last = { ...open, attempts: { attempt: 3, attemptsAllowed: 3 } } as typeof open;
    expect(openedOf(work, practice('plagiarism'), last).assessment).toMatchObject({
      ...{ component: 'essay', attempt: 3, attemptsAllowed: 3, submittedAt },
    });
    expect(openedOf(work, practice('plagiarism'), open).assessment?.attempt ?? null).toBeNull();
  });
});

describe('documents in support of mitigation or an appeal', () => {
  const offices = ['chair-mcb', 'deputy-registrar', 'senior-assistant-registrar'];
  const doubted = (office: string, about = 'circumstances', kind?: string) =>
    ai1({ about, assessment: kind === undefined ? null : assessment({ kind }) }, office);
  const looked = (office: string) =>
    did('verify-documents', office, { document: 'A certificate.', finding: 'No such practice.' });

  it('are doubted by three offices, on form AI-1 [UC-6.4]', () => {
    for (const office of offices)
      for (const about of ['circumstances', 'appeal'])
        having()
          .when(doubted(office, about))
          .then(...taken);
    having().when(doubted('examiner')).thenRefused('who-doubts-documents', 'UC-6.4');
    having()
      .when({ ...doubted('chair-mcb'), evidenceKinds: [] } as never)
      .thenRefused('evidence-with-it', 'UC-6.2');
  });

  it('are looked into as often as it takes, by them [UC-6.4]', () => {
    for (const office of offices)
      having(doubted(office), looked(office))
        .when(looked(office))
        .then(...recorded);
    having(doubted('chair-mcb')).when(looked('chair-mab')).thenRefused('not-yours-to-do', 'UC-6.4');
    having(ai1()).when(looked('deputy-registrar')).thenRefused('documents-in-support', 'UC-6.4');
  });

  it('come to a case as if the examiner had reported it, of an examination too [UC-6.4] [UC-12.10]', () => {
    having(doubted('deputy-registrar'), misconduct('falsification'))
      .when(open)
      .then(...opened);
    having(doubted('deputy-registrar', 'appeal', 'examination'), misconduct('falsification'))
      .when(open)
      .then(...opened);
  });
});

describe('what was recorded', () => {
  const correct = { type: 'Correct', corrects: 'e-1', field: 'nature.what', value: 'A.', reason: 'Mistyped.' } as const;

  it('is corrected by its holder, with a reason [UC-5.6.2]', () => {
    const right = { ...by('aqss'), ...correct, found: true };
    having(ai1())
      .when(right as never)
      .then({ type: 'FactCorrected' });
    having(ai1())
      .when({ ...right, found: false } as never)
      .thenRefused('fact-exists', 'UC-5.6.2');
    having(ai1())
      .when({ ...right, reason: '' } as never)
      .thenRefused('correction-reasoned', 'UC-5.6.2');
    having(ai1())
      .when({ ...right, ...by('examiner') } as never)
      .thenRefused('not-yours-to-do', 'UC-5.6.2');
  });
});
