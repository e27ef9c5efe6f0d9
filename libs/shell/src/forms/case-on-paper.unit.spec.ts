import { describe, expect, it } from '@jest/globals';
import type { DomainEvent } from '@probity/decider';
import type { RecordedEvent } from '@probity/event-store';
import type { FormDefinition, Hidden, Policy } from '@probity/policy-packs';
import type { Subject, Told } from '../commands/subject.js';
import { counterSubject } from '../testing/counter-subject.js';
import { CaseOnPaper, type PaperPart, type Reader } from './case-on-paper.js';

const form: FormDefinition = {
  ...{ name: 'card', title: 'The card', clauses: ['C-1'], breach: 'refuse', on: 'counter.tick', sent: ['card-copy'] },
  items: [
    {
      code: 'words',
      says: 'The words.',
      clauses: ['C-1'],
      from: { act: 'counter.tick', told: 'words' },
      fact: undefined,
      what: undefined,
    },
    {
      code: 'mark',
      says: 'The mark.',
      clauses: ['C-1'],
      from: { act: 'counter.mark', told: 'mark' },
      fact: undefined,
      what: 'mark',
    },
  ],
};
const elsewhere = { ...form, name: 'other', on: 'other.tick' };

const policyWhere = ({ hasForm = true, hidden = [] as readonly Hidden[] } = {}): Policy =>
  ({
    forms: [form, elsewhere],
    hasForm: () => hasForm,
    hidden: (from: readonly string[]) => (from.includes('student') ? hidden : []),
    step: () => undefined,
  }) as unknown as Policy;

let position = 0;
const told = (type: string, data: object): Told => ({
  recorded: {
    id: `e-${(position += 1)}`,
    position: String(position),
    actor: 'S-1',
    actedAt: '2026-10-05T09:00:00.000Z',
  } as unknown as RecordedEvent,
  event: { type, data },
});
const opened = told('Opened', { institution: 'imi' });
const step = (name: string, fields: object) =>
  told('StepRecorded', { step: name, title: name, fields, by: 'S-2', at: '2026-10-06T09:00:00.000Z' });
const letter = (notice: string, to: readonly string[]) =>
  told('LetterSent', { notice, to, sentAt: '2026-10-07T09:00:00.000Z' });

const subject = {
  ...counterSubject,
  roles: () => ({ student: ['U-1'], monitor: ['S-9'] }),
} as unknown as Subject<never, unknown, DomainEvent>;
const part = (...events: readonly Told[]): PaperPart => ({ subject, told: [opened, ...events], isOfCase: true });
const reader = (id: string, readsFile: boolean): Reader => ({
  ...{ actor: { id, offices: id.startsWith('U') ? ['student'] : ['dean'] }, at: '2026-10-08T09:00:00.000Z', readsFile },
});
const staff = reader('S-1', true);
const student = reader('U-1', false);
const of = (policy: Policy, ...events: readonly Told[]) => new CaseOnPaper(policy, [part(...events)]);

describe('whoever reads the file', () => {
  it('sees the forms that the case has, filled or not, as they stand', () => {
    const [card, ...more] = of(policyWhere()).forms(staff);
    expect([card?.name, card?.state, more]).toEqual(['card', 'blank', []]);
  });

  it('sees what was recorded last, by whom and when', () => {
    const forms = of(
      policyWhere(),
      step('counter.tick', { words: 'First.' }),
      step('counter.tick', { words: 'Second.' }),
    ).forms(staff);
    expect(forms[0]?.items[0]).toMatchObject({ line: 'Second.', by: 'S-2', at: '2026-10-06T09:00:00.000Z' });
  });

  it('sees words as they were corrected', () => {
    const tick = step('counter.tick', { words: 'Frist.' });
    const correction = told('FactCorrected', {
      corrects: tick.recorded.id,
      field: '/fields/words',
      value: 'First.',
      reason: 'A slip.',
    });
    expect(of(policyWhere(), tick, correction).forms(staff)[0]?.items[0]?.line).toBe('First.');
  });

  it('sees no form that the case has not, unless it was sent', () => {
    expect(of(policyWhere({ hasForm: false })).forms(staff)).toEqual([]);
    const [card] = of(policyWhere({ hasForm: false }), letter('card-copy', ['student'])).forms(staff);
    expect(card?.sent).toEqual([{ notice: 'card-copy', to: ['student'], at: '2026-10-07T09:00:00.000Z' }]);
  });

  it('sees no form of a subject that is elsewhere', () => {
    expect(
      of(policyWhere())
        .forms(staff)
        .map(({ name }) => name),
    ).not.toContain('other');
  });
});

describe('the student', () => {
  const tick = step('counter.tick', { words: 'First.' });

  it('sees no form before a copy was sent', () => {
    expect(of(policyWhere(), tick).forms(student)).toEqual([]);
    expect(of(policyWhere(), tick, letter('card-copy', ['monitor'])).forms(student)).toEqual([]);
    expect(of(policyWhere(), tick, letter('another', ['student'])).forms(student)).toEqual([]);
  });

  it('sees a form that was sent to them, as it was then', () => {
    const copy = letter('card-copy', ['student']);
    const later = step('counter.tick', { words: 'Second.' });
    const [card] = of(policyWhere(), tick, copy, later).forms(student);
    expect(card?.items[0]?.line).toBe('First.');
    expect(of(policyWhere(), tick, copy, later).forms(staff)[0]?.items[0]?.line).toBe('Second.');
  });

  it('does not see in it what the policy keeps from students', () => {
    const policy = policyWhere({ hidden: [{ what: 'mark', says: 'No mark.', clauses: ['C-2'] }] });
    const events = [tick, step('counter.mark', { mark: 55 }), letter('card-copy', ['student'])];
    expect(of(policy, ...events).forms(student)[0]?.items[1]).toMatchObject({ is: 'withheld', line: undefined });
    expect(of(policy, ...events).forms(staff)[0]?.items[1]).toMatchObject({ is: 'told', line: 55 });
  });

  it('is told of no copy but their own, and somebody with another part of theirs', () => {
    const events = [tick, letter('card-copy', ['monitor']), letter('card-copy', ['student'])];
    expect(of(policyWhere(), ...events).forms(student)[0]?.sent).toHaveLength(1);
    expect(
      of(policyWhere(), ...events)
        .forms(reader('S-9', false))[0]
        ?.sent.map(({ to }) => to),
    ).toEqual([['monitor']]);
  });
});
