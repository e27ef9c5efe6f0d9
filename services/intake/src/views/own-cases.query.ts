import { Destroyed, type Asked, type ServiceContext } from '@probity/shell';
import type { Case } from '../domain/case/case.js';
import { caseSubject } from '../subjects.js';
import { CaseRow } from './case.entity.js';

type Who = Pick<Asked, 'institution' | 'actor'>;

/** Newest first. */
export const ownCases = async (intake: ServiceContext, asked: Who): Promise<readonly object[]> => {
  const institution = asked.institution ?? '';
  const subjectHash = intake.keyedHash(institution, 'person', asked.actor.id);
  const rows = await intake.views
    .getRepository(CaseRow)
    .find({ where: { institution, subjectHash }, order: { openedAt: 'DESC', id: 'DESC' }, take: 100 });
  const states = await Promise.all(rows.map(async ({ id }) => [id, await stateOf(intake, id)] as const));
  return states.flatMap(([id, state]) => ownCase(intake, id, state, asked) ?? []);
};

/** Undefined where it is nothing that they know of: another's, or one of which they have not been told. */
export const ownCase = (intake: Pick<ServiceContext, 'policies'>, id: string, state: Case, { actor }: Who) => {
  if (state.status === 'none' || state.toldAt === null) return undefined;
  if (state.subject.kind !== 'student' || state.subject.id !== actor.id) return undefined;
  const { reference, policy: pin, classification, offences, assessment = null, toldAt } = state;
  const policy = intake.policies.get(pin);
  const work = assessment && { kind: assessment.kind, module: assessment.module, component: assessment.component };
  return {
    ...{ id, reference, policy: pin, toldAt, classification, assessment: work },
    offences: offences.map((code) => ({ code, title: policy.offence(code)?.title ?? code })),
  };
};

/** Nothing of one that was destroyed a moment ago. */
const stateOf = async (intake: ServiceContext, id: string): Promise<Case> => {
  try {
    return (await intake.streams.load(caseSubject, id)).state;
  } catch (error) {
    if (error instanceof Destroyed) return { status: 'none' };
    throw error;
  }
};
