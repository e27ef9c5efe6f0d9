import type { Asked } from '@probity/shell';
import type { KnownAppeal } from '../domain/appeal/appeal.js';

/** An appeal without what only bars of bodies are read from; the appellant is not shown what those who hear it note and declare. */
export const appealAsSeen = (appeal: KnownAppeal, { actor }: Pick<Asked, 'actor'>): object => {
  const { satOn: _, did: __, involved: ___, accuser: ____, penalty, ...original } = appeal.original;
  const imposed = penalty && { tariff: penalty.tariff, codes: penalty.codes };
  const whole = { ...appeal, original: { ...original, penalty: imposed } };
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
