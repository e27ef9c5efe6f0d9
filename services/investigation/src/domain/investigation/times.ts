import type { Given, Refusal } from '@probity/decider';
import { dayOf, type Addition, type Policy } from '@probity/policy-packs';
import type { OpenInvestigation } from './investigation.js';

type When = Pick<Given, 'at' | 'occurredAt'>;
type Fields = Readonly<Record<string, unknown>>;

/** What happens in a case happens after the report that it was opened on. @param act whose clauses say so */
export const notBeforeReport = (
  { occurredAt }: Pick<When, 'occurredAt'>,
  state: OpenInvestigation,
  policy: Policy,
  act: string,
): Addition => ({ refusals: isBefore(occurredAt, state) ? [beforeReport('/occurredAt', policy, act)] : [] });

/** Nor is a meeting on it held before. */
export const heldAfterReport = (startedAt: string, state: OpenInvestigation, policy: Policy): Addition => ({
  refusals: isBefore(startedAt, state) ? [beforeReport('/startedAt', policy, 'investigation.record-meeting')] : [],
});

/** Nobody is asked to come at a time that has been. */
export const invitedInTime = (meetingAt: string, when: When, policy: Policy): Addition => ({
  refusals:
    Date.parse(meetingAt) > Date.parse(when.occurredAt ?? when.at)
      ? []
      : [refused('in-the-past', '/at', 'A meeting to which somebody is invited is still to come.', policy, 'invite')],
});

/** The days that a step names: a meeting that it arranges is still to come, and what it dates does not go before what it is the record of. */
export const daysInOrder = (
  step: string,
  fields: Fields,
  when: When,
  state: OpenInvestigation,
  policy: Policy,
): readonly Refusal[] => {
  const { arranges, clauses = [] } = policy.step(step) ?? {};
  const day = arranges && fields[arranges.day];
  const today = dayOf(when.occurredAt ?? when.at, state);
  const last = state.proceedings.meetings.at(-1);
  const { dated } = fields;
  const isTooEarly = typeof dated === 'string' && last !== undefined && dated < dayOf(last.startedAt, state);
  return [
    ...(typeof day === 'string' && day < today
      ? [
          {
            code: 'in-the-past',
            clauses,
            field: `/fields/${arranges?.day}`,
            says: 'What is arranged is still to come.',
          },
        ]
      : []),
    ...(isTooEarly
      ? [
          {
            ...{ code: 'dated-before-the-meeting', clauses, field: '/fields/dated' },
            says: 'The record of a meeting bears no date before that of the meeting.',
          },
        ]
      : []),
  ];
};

const isBefore = (instant: string | undefined, { reportReceivedAt }: OpenInvestigation): boolean =>
  instant !== undefined && Date.parse(instant) < Date.parse(reportReceivedAt);

const beforeReport = (field: string, policy: Policy, act: string): Refusal => ({
  ...{ code: 'before-the-report', clauses: clausesOf(policy, act), field },
  says: 'What happens in a case happens after the report that it was opened on was received.',
});

const refused = (code: string, field: string, says: string, policy: Policy, act: string): Refusal => ({
  ...{ code, clauses: clausesOf(policy, `investigation.${act}`), field, says },
});

const clausesOf = (policy: Policy, act: string): readonly string[] => policy.act(act)?.clauses ?? [];
