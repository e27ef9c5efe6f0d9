import { describe, expect, it } from '@jest/globals';
import {
  after,
  examiner,
  lecturer,
  malpractice,
  openCase,
  policy,
  scope,
  stateAfter,
  step,
  submit,
  workEnclosed,
} from '../../testing/students.js';
import { reportDecider } from './decisions.js';
import { holds } from './report.js';

const script = { paper: 'paper:1', what: 'The script.', keptAt: 'room 5', heldBy: 'the office' };
const notes = { paper: 'paper:2', what: 'Notes.', keptAt: 'the safe', heldBy: 'the office' };
const added = { ...lecturer, type: 'AddInformation', information: 'More.', items: [], attachments: [] } as const;
const form = step('referral-form', examiner, {}, { suspicion: 'Copied.', evidence: 'Sources.', form: 'Enclosed.' });

describe('what a report has on paper', () => {
  it('is in the case with what was added since, and holds no key', () => {
    const told = [submit(examiner, { papers: [script] }), { ...added, papers: [notes] }, scope(), malpractice, form];
    const events = reportDecider.decide(openCase('ST-1'), stateAfter(...told), policy);
    const opened = events.find(({ type }) => type === 'CaseOpened');
    expect(opened?.data).toMatchObject({ papers: [script, notes], attachments: [workEnclosed] });
    for (const event of events) expect(JSON.stringify(holds(event))).not.toContain('paper:');
  });

  it('is left out of what is stored where there is none', () => {
    for (const { data } of after(submit(examiner), added)) expect(data).not.toHaveProperty('papers');
  });
});
