import { expect, it } from '@jest/globals';
import type { Told } from '@probity/shell';
import {
  aims,
  convened,
  found,
  invalidate,
  manager,
  noted,
  ofCase,
  onlyEvent,
  policyWith,
} from '../testing/samples.js';
import { toPublic } from './to-public.js';

const tell = (event: unknown) => toPublic({ recorded: { stream: `hearing-${ofCase.case}-1` }, event } as Told);

it('tells what was found by codes, and no reasons', () => {
  const told = tell(found('malpractice', 'not-shown'));
  expect(told).toMatchObject({ type: 'FindingReached', data: { hearing: `${ofCase.case}-1`, proven: true } });
  expect(JSON.stringify(told)).not.toContain('claims came before');
});

it('tells what was decided by codes, numbers and dates, and nothing said in words', () => {
  const training = {
    code: 'staff-training',
    parameters: { person: 'Assessor One Example', requirement: 'Refresher', dueOn: '2027-01-31' },
  };
  const facts = [noted(), convened, found('malpractice', 'not-shown')] as const;
  const command = {
    type: 'DecideAction',
    actions: [invalidate, training],
    aims,
    rationale: 'Why.',
    ...manager,
  } as const;
  const told = tell(onlyEvent(policyWith(), facts, command));
  expect(told).toMatchObject({
    type: 'ActionDecided',
    data: {
      actions: [
        { code: 'invalidate-certificates', effect: 'certificates-invalid', parameters: { count: 12 } },
        { code: 'staff-training', effect: 'centre-action', parameters: { dueOn: '2027-01-31' } },
      ],
    },
  });
  expect(JSON.stringify(told)).not.toMatch(/Assessor|Refresher|Why/);
});

it('tells that the student knows of the case, whom the invitation may be the first to tell [UC-12.8, UC-17.2.1]', () => {
  const invited = {
    type: 'StudentInvited',
    data: { to: '2026-12-07T10:00:00.000Z', invitedAt: '2026-11-24T10:00:00.000Z' },
  };
  expect(tell(invited)).toMatchObject({ type: 'StudentTold', data: { toldAt: '2026-11-24T10:00:00.000Z' } });
});

it('keeps to itself what it only took note of', () => {
  expect([tell(noted()), tell(convened)]).toEqual([undefined, undefined]);
});
