import { dayOf } from '@probity/policy-packs';
import { Invalid, NotFound, type Asked, type ServiceContext } from '@probity/shell';
import type { z } from 'zod';
import type { Delegate } from '../domain/investigation/commands.js';
import { investigationSubject } from '../subjects.js';
import type { DelegateRequest } from './delegation.requests.js';

/** Who stands in for which office, as the policy and the register have them. @throws Invalid, NotFound */
export const delegationOf = async (
  context: ServiceContext,
  caseId: string,
  { institution, actor, at }: Asked,
  { office, to, until, reason }: z.infer<typeof DelegateRequest>,
): Promise<Delegate> => {
  const { state } = await context.read(investigationSubject, caseId, institution);
  if (state.status === 'none') throw new NotFound();
  if (!context.policies.get(state.policy).office(office))
    throw new Invalid('/office', 'no-such-office', 'The policy has no such office.');
  const them = await context.registers.staff(state.institution, to);
  if (!them) throw new Invalid('/to', 'no-such-staff', 'The register has no such member of staff.');
  if (state.subject.id === to) throw new Invalid('/to', 'about-them', 'Nobody acts on a case that is about them.');
  if (until < dayOf(at, state)) throw new Invalid('/until', 'in-the-past', 'It lasts up to today, or a day to come.');
  // By the register: whoever stands in for an office does not hand it on.
  const own = (await context.registers.staff(state.institution, actor.id))?.offices.includes(office) ?? false;
  return { type: 'Delegate', office, to, until, reason, own };
};
