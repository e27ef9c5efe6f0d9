import { Invalid } from '../commands/errors.js';
import type { ServiceContext } from '../runtime/service-context.js';

/** Whoever a step designates is of the institution's staff, by its register. @throws Invalid */
export const checkDesignated = async (
  { policies, registers }: Pick<ServiceContext, 'policies' | 'registers'>,
  institution: string,
  step: string,
  fields: Readonly<Record<string, unknown>>,
): Promise<void> => {
  const field = policies.all
    .filter((policy) => policy.institution === institution)
    .map((policy) => policy.step(step)?.designates?.field)
    .find((one) => one !== undefined);
  const person = field === undefined ? undefined : fields[field];
  if (typeof person !== 'string' || person.trim() === '') return;
  if (!(await registers.staff(institution, person)))
    throw new Invalid(`/fields/${field}`, 'no-such-staff', 'The register has no such member of staff.');
};
