import { kept, type AnyCommand, type LetterItems } from '@probity/contracts';
import type { Given } from '@probity/decider';
import { dayOf, decideAny, type Policy } from '@probity/policy-packs';
import type { PutIntoEffect } from './commands.js';
import { completed } from './completion.js';
import { invalidation, isBinding, leftOf, sanctionsFacts } from './facts.js';
import { settled } from './course.js';
import { currentCourse, isCourse, isSettled } from './course-facts.js';
import { followed } from './following.js';
import type { DecidedAction } from './decided.js';
import { fact, knownOf, present, rule, type Decision } from './rule.js';
import type { KnownSanctions, Sanctions } from './sanctions.js';

export const putIntoEffect = (command: PutIntoEffect & Given, sanctions: Sanctions, policy: Policy): Decision => {
  const { action: code, what, at } = command;
  const known = knownOf(sanctions);
  const action = meant(known, command);
  if (known?.inEffect.some((one) => one.action === code && one.effect === action?.effect && one.what === what))
    return [];
  const today = dayOf(at, policy);
  const on = command.on ?? today;
  const effect = {
    decided: action !== undefined,
    isInvalidation: action?.effect === invalidation,
    byStep: policy.step(stepOf(code)) !== undefined,
    left: known !== undefined && action !== undefined && leftOf(known, action) > 0,
    whatGiven: what.trim() !== '',
    dateFits: on <= today && on >= (known?.decided?.on ?? on),
    binding: known !== undefined && action !== undefined && isBinding(known, action),
    byCourse: known !== undefined && action !== undefined && isCourse(action) && !isCourseSettled(known),
  };
  const ruling = rule('sanctions.put-into-effect', { effect }, command, sanctions, policy);
  const inEffectAt = on === today ? at : `${on}T00:00:00.000Z`;
  const data = { action: code, effect: present(action, 'a decision').effect, what, inEffectAt, ruling: kept(ruling) };
  return completed(
    [{ ...fact('SanctionPutIntoEffect', data, ruling), occurredAt: inEffectAt }],
    command,
    sanctions,
    ruling,
  );
};

const isCourseSettled = (known: KnownSanctions): boolean => {
  const course = currentCourse(known);
  return course !== undefined && isSettled(course);
};

/** Of an action's effects the one that is named, or the first that is not in effect. */
const meant = (
  known: KnownSanctions | undefined,
  { action: code, effect }: Pick<PutIntoEffect, 'action' | 'effect'>,
): DecidedAction | undefined => {
  const actions = (known?.decided?.actions ?? []).filter(
    (one) => one.code === code && (effect === undefined || one.effect === effect),
  );
  return actions.find((one) => known && one.via !== 'itself' && leftOf(known, one) > 0) ?? actions[0];
};

/** What letters of steps say without being told. */
const saidBy = (sanctions: Sanctions): LetterItems => {
  const known = knownOf(sanctions);
  if (!known) return {};
  const codes = [...new Set((known.decided?.actions ?? []).map(({ code }) => code.replaceAll('-', ' ')))];
  return { reference: known.noted?.reference ?? '', ...(codes.length > 0 && { action: codes.join(', ') }) };
};

/** A step of an action's own code puts it into effect. */
const stepOf = (code: string): string => `sanctions.${code}`;

export const recordAny = (command: AnyCommand & Given, sanctions: Sanctions, policy: Policy): Decision => {
  const decided = decideAny(
    'sanctions',
    command,
    sanctionsFacts(sanctions, command, policy),
    policy,
    saidBy(sanctions),
  );
  const events = settled(followed(decided, command, sanctions, policy), command, sanctions, policy);
  const known = knownOf(sanctions);
  const [recorded] = events;
  if (!known || recorded?.type !== 'StepRecorded') return events;
  const { step, title: what, ruling } = recorded.data;
  const action = known.decided?.actions.find(({ code }) => stepOf(code) === step);
  if (!action || leftOf(known, action) === 0) return events;
  const data = { action: action.code, effect: action.effect, what, inEffectAt: command.at, ruling };
  return completed([...events, fact('SanctionPutIntoEffect', data, recorded)], command, sanctions, recorded);
};
