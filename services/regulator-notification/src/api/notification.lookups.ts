import { Invalid, NotFound, type Asked, type Principal, type ServiceContext } from '@probity/shell';
import type { z } from 'zod';
import type { AssessAdverseEffect } from '../domain/notification/assess.js';
import type { Reader } from '../views/feed.query.js';
import type { AssessAdverseEffectRequest } from './notification.requests.js';

/** With the regulators that the affected qualifications name. @throws Invalid naming a qualification that the register has not */
export const assessment = async (
  context: ServiceContext,
  asked: Asked,
  { limbs, qualifications, fraudSuspected }: z.infer<typeof AssessAdverseEffectRequest>,
): Promise<AssessAdverseEffect> => {
  const named = await Promise.all(
    qualifications.map(async (number, index) => {
      const found = await context.registers.qualification(asked.institution ?? '', number);
      if (!found)
        throw new Invalid(
          `/qualifications/${index}`,
          'no-such-qualification',
          'The register has no such qualification.',
        );
      return found.regulators;
    }),
  );
  const determinedAt = asked.occurredAt ?? asked.at;
  return { type: 'AssessAdverseEffect', limbs, qualifications, regulators: named.flat(), fraudSuspected, determinedAt };
};

/** A feed is its regulator's own. @throws NotFound for anybody else */
export const readerOf = (principal: Principal | undefined, regulator: string): Reader => {
  if (principal?.kind !== 'regulator' || principal.id !== regulator) throw new NotFound();
  return { institution: principal.institution, regulator };
};
