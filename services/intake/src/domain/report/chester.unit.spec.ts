import { describe, expect, it } from '@jest/globals';
import { fold, given, type Given } from '@probity/decider';
import { chester } from '../../testing/chester.js';
import { assessment, categorise, openCase, step, student, submit, type Act } from '../../testing/students.js';
import { reportDecider } from './decisions.js';
import type { ReportEvent } from './events.js';

const by = (id: string, office: string): Given => ({
  actor: { id, offices: [office] },
  at: '2026-10-05T09:00:00.000Z',
});
const examiner = by('S-1', 'examiner');
const chair = by('S-2', 'chair-mab');
const reporter = { kind: 'examiner', name: null, contact: null, relationship: null };
const form = (more: Parameters<typeof submit>[1] = {}) =>
  submit(examiner, { reporter, evidenceKinds: ['source'], ...more });
const practice = (...codes: string[]) => categorise('unacceptable-academic-practice', codes, { given: chair });

const having = (...commands: readonly Act[]) =>
  given(
    reportDecider,
    chester,
    ...commands.reduce<readonly ReportEvent[]>(
      (events, command) => [
        ...events,
        ...reportDecider
          .decide(command, fold(reportDecider, events), chester)
          .flatMap(({ type, data, on }) => (on ? [] : [{ type, data } as ReportEvent])),
      ],
      [],
    ),
  );

describe('the same acts under another policy', () => {
  it('take form AI-1 with evidence [UC-6.2], from whoever marks [UC-3.2]', () => {
    having()
      .when(form({ evidenceKinds: [] }))
      .thenRefused('evidence-with-it', 'UC-6.2');
    having()
      .when({ ...form(), ...by('S-3', 'invigilator') })
      .thenRefused('by-who-marks', 'UC-3.2');
    having()
      .when(form())
      .then({ type: 'ReportSubmitted', data: { accuser: 'S-1' } }, { type: 'InformantIdentified' });
  });

  it('leave doubts on documents to three offices [UC-6.4]', () => {
    having()
      .when(form({ about: 'circumstances' }))
      .thenRefused('who-doubts-documents', 'UC-6.4');
  });

  it('know collusion between two, and no reuse in a resubmission [UC-2.4.3] [UC-2.4.2]', () => {
    having(form()).when(practice('collusion')).thenRefused('collusion-takes-two', 'UC-2.4.3');
    having(form({ students: [student('ST-1'), student('ST-2')] }))
      .when(practice('collusion'))
      .then({ type: 'ReportCategorised' });
    having(form({ assessment: assessment({ resubmission: true }) }))
      .when(practice('reuse'))
      .thenRefused('resubmission-is-no-reuse', 'UC-2.4.2');
  });

  it('open a case once the Chair was consulted, where no document shows it [UC-6.3] [UC-2.8]', () => {
    const open = { ...openCase('ST-1'), ...chair };
    having(form(), practice('plagiarism')).when(open).thenRefused('evidence-or-consulted', 'UC-6.3');
    having(form({ directEvidence: true }), practice('plagiarism'))
      .when(open)
      .then(
        { type: 'CaseOpenedFromReport' },
        { type: 'CaseOpened', data: { classification: 'unacceptable-academic-practice', directEvidence: true } },
      );
    const consulted = step('consult-chair', examiner, { suspicion: 'Another hand.', vivaNeeded: false });
    having(form(), practice('plagiarism'), consulted)
      .when(open)
      .then({ type: 'CaseOpenedFromReport' }, { type: 'CaseOpened' });
    having(form({ directEvidence: true }), practice('plagiarism'), open)
      .when(open)
      .thenRefused('one-case-a-student', 'UC-2.8');
  });

  it('are withdrawn only where the policy has that', () => {
    const withdraw = { ...examiner, type: 'Withdraw', reason: 'A mistake.' } as const;
    expect(() => having(form()).when(withdraw).thenNothing()).toThrow('no-such-act');
  });
});
