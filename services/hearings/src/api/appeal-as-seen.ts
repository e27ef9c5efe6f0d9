import { rolesHeldBy } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import { fileHiddenFrom, type Asked } from '@probity/shell';
import type { KnownAppeal } from '../domain/appeal/appeal.js';
import { rolesOf } from '../domain/appeal/facts.js';

/** What an act that the policy leaves to them needs is left of an appeal whose file is kept from whoever asks. */
export const appealFromOutside = (
  id: string,
  appeal: KnownAppeal,
  policy: Policy,
  { actor }: Asked,
  elsewhere: readonly string[] = [],
): object | undefined => {
  const hidden = fileHiddenFrom(policy, actor, [...rolesHeldBy(actor.id, rolesOf(appeal)), ...elsewhere]);
  const { status, institution, case: caseId } = appeal;
  return hidden.length === 0 ? undefined : { id, status, institution, policy: appeal.policy, case: caseId, hidden };
};

/** An appeal without what only bars of bodies are read from; the appellant is not shown what those who hear it note and declare. */
export const appealAsSeen = (appeal: KnownAppeal, { actor }: Pick<Asked, 'actor'>): object => {
  const { satOn: _, did: __, involved: ___, accuser: ____, penalty, ...original } = appeal.original;
  const imposed = penalty && { tariff: penalty.tariff, codes: penalty.codes };
  const { answered: _answered, completionLetters: _letters, ...told } = appeal;
  const whole = { ...told, original: { ...original, penalty: imposed } };
  if (actor.id !== appeal.subject.id) return whole;
  const {
    steps: { told: _told, ...steps },
    body,
    ...seen
  } = whole;
  const { name, form, complete } = body;
  return {
    ...seen,
    steps,
    body: { name, form, complete, members: body.members.map(({ person, seat }) => ({ person, seat })) },
  };
};
