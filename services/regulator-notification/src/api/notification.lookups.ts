import { Invalid, NotFound, type Asked, type Principal, type ServiceContext } from '@probity/shell';
import type { z } from 'zod';
import type { AssessAdverseEffect } from '../domain/notification/assess.js';
import { notedOf } from '../domain/notification/notification.js';
import { notificationSubject } from '../subjects.js';
import type { Reader } from '../views/feed.query.js';
import type { AssessAdverseEffectRequest } from './notification.requests.js';

/**
 * With the regulators that the affected qualifications, and the products of the case, name.
 * @throws Invalid naming a qualification that the register has not
 */
export const assessment = async (
  context: ServiceContext,
  id: string,
  asked: Asked,
  { limbs, qualifications, fraudSuspected }: z.infer<typeof AssessAdverseEffectRequest>,
): Promise<AssessAdverseEffect> => {
  const { state } = await context.streams.load(notificationSubject, id);
  const products = notedOf(state, 'CaseOpeningNoted').flatMap((opening) => opening.products);
  const regulatorsOf = async (number: string): Promise<readonly string[] | undefined> =>
    (await context.registers.qualification(asked.institution ?? '', number))?.regulators;
  const affected = (await Promise.all(qualifications.map(regulatorsOf))).map((named, index) => {
    if (named) return named;
    throw new Invalid(`/qualifications/${index}`, 'no-such-qualification', 'The register has no such qualification.');
  });
  // A product that has left the register since names nobody.
  const ofCase = (await Promise.all(products.map(regulatorsOf))).map((named) => named ?? []);
  const regulators = [...affected, ...ofCase].flat();
  const determinedAt = asked.occurredAt ?? asked.at;
  return { type: 'AssessAdverseEffect', limbs, qualifications, regulators, fraudSuspected, determinedAt };
};

/** A feed is its regulator's own. @throws NotFound for anybody else */
export const readerOf = (principal: Principal | undefined, regulator: string): Reader => {
  if (principal?.kind !== 'regulator' || principal.id !== regulator) throw new NotFound();
  return { institution: principal.institution, regulator };
};
