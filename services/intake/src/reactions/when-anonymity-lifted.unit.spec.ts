import { describe, expect, it } from '@jest/globals';
import type { PublicEvent } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { given } from '@probity/decider';
import { reportDecider } from '../domain/report/decisions.js';
import {
  aCase,
  after,
  assessment,
  director,
  examiner,
  malpractice,
  openCase,
  policy,
  report,
  scope,
  step,
  submit,
  type Act,
} from '../testing/students.js';
import { whenAnonymityLifted } from './when-anonymity-lifted.js';

const form = step('referral-form', examiner, {}, { suspicion: 'Copied.', evidence: 'Sources.', form: 'Enclosed.' });
const opened = [
  submit(examiner, { assessment: assessment({ kind: 'group' }) }),
  ...[scope(), malpractice, form, openCase('ST-1')],
];
const noting = (id: string): Act => ({ ...director, type: 'NoteAnonymityLifted', case: id, liftedAt: director.at });

describe('that anonymity was lifted', () => {
  it('is noted on the report that the case came of', async () => {
    const asked: unknown[] = [];
    const intake = {
      read: async () => ({ state: { status: 'open', report } }),
      askedBy: () => ({}),
      give: async (...all: unknown[]) => void asked.push(all[1], all[3]),
    } as unknown as ServiceContext;
    const event = { case: aCase, institution: 'x', data: { liftedAt: director.at } } as unknown as PublicEvent;
    await whenAnonymityLifted(intake)(event);
    expect(asked).toEqual([report, { type: 'NoteAnonymityLifted', case: aCase, liftedAt: director.at }]);
  });

  it('is noted once, and of no case of another report [IBC-75]', () => {
    const having = (...commands: readonly Act[]) => given(reportDecider, policy, ...after(...commands));
    having(...opened)
      .when(noting(aCase))
      .then({ type: 'AnonymityLiftedNoted', data: { case: aCase } });
    having(...opened, noting(aCase))
      .when(noting(aCase))
      .thenNothing();
    having(...opened)
      .when(noting(report))
      .thenNothing();
  });
});
