import type { DomainEvent } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import type { RegisterStore } from '@probity/registers';
import { studentIdentity } from '../access/hidden-from.js';
import { NotFound } from '../commands/errors.js';
import type { Subject } from '../commands/subject.js';
import type { Addressees } from '../letters/addresses.js';
import type { ServiceRuntime } from '../runtime/service-runtime.js';
import type { Services } from '../runtime/services.js';
import { CaseOnPaper, type CaseForm, type PaperPart, type Reader } from './case-on-paper.js';
import type { Heading, Paper } from './form-page.js';

type AnySubject = Subject<never, unknown, DomainEvent>;

export interface OpenCase {
  readonly institution: string;
  readonly policy: Policy;
  readonly registers: RegisterStore;
  readonly paper: CaseOnPaper;
}

/** The case with what it came of, as far as the services of this process have it. @throws NotFound, Destroyed */
export const openCase = async (services: Services, caseId: string, institution: string): Promise<OpenCase> => {
  const own: (PaperPart & { readonly state: unknown })[] = [];
  for (const { runtime, subject, id } of services.streamsOf(caseId)) {
    const { told, state } = await runtime.streams.load(subject, id);
    if (subject.pinned(state)?.institution === institution) own.push({ subject, told, state, isOfCase: true });
  }
  const [any] = services.all;
  const [first] = own;
  const pinned = first?.subject.pinned(first.state);
  if (!any || !pinned) throw new NotFound();
  const before = own.flatMap(({ subject, state }) => Object.entries(subject.cameOf?.(state) ?? {}));
  const came = await Promise.all(before.map(([name, id]) => partOf(services.all, name, id, institution)));
  const policy = any.policies.get(pinned.policy);
  return { institution, policy, registers: any.registers, paper: new CaseOnPaper(policy, [...own, ...came.flat()]) };
};

const partOf = async (
  runtimes: readonly ServiceRuntime[],
  name: string,
  id: string,
  institution: string,
): Promise<readonly PaperPart[]> => {
  for (const runtime of runtimes) {
    const subject = (runtime.definition.subjects as readonly AnySubject[]).find((one) => one.name === name);
    if (!subject) continue;
    const { told, state } = await runtime.streams.load(subject, id);
    return subject.pinned(state)?.institution === institution ? [{ subject, told, isOfCase: false }] : [];
  }
  return [];
};

/** The form with the names of whoever filled it in and whom it is about, by the register as it is now. */
export const onPaper = async (open: OpenCase, form: CaseForm, reader: Reader): Promise<Paper> => {
  const { policy, paper } = open;
  const isWhoHidden = paper.hidden(reader).includes(studentIdentity);
  const ids = new Set([form.completed, ...form.items].flatMap((one) => one?.by ?? []));
  const names = new Map<string, string>();
  for (const id of ids) names.set(id, await nameOf(open, id, isWhoHidden));
  return { policy, form, reference: paper.reference, heading: await headingOf(open, isWhoHidden), names };
};

const headingOf = async ({ institution, registers, paper }: OpenCase, isWhoHidden: boolean): Promise<Heading> => {
  const { subjects, assessment } = paper.about ?? { subjects: [] };
  const [subject] = subjects;
  const student = subject?.kind === 'student' ? await registers.student(institution, subject.id) : undefined;
  const name =
    student?.name ??
    (subject?.kind === 'institution-staff' ? (await registers.staff(institution, subject.id))?.name : undefined);
  const module = assessment?.module == null ? undefined : await registers.module(institution, assessment.module);
  const known = [name, subject?.id].filter((one) => one !== undefined).join(', ');
  return {
    about: isWhoHidden ? null : known,
    module: assessment?.module == null ? null : workOf(assessment, module?.title),
  };
};

/** The module, and the component that the work is for. */
const workOf = ({ module, component }: NonNullable<Addressees['assessment']>, title: string | undefined): string =>
  [[module, title].filter(Boolean).join(' '), component].filter(Boolean).join(', ');

/** With the offices that they hold. */
const nameOf = async (
  { institution, policy, registers }: OpenCase,
  id: string,
  isWhoHidden: boolean,
): Promise<string> => {
  const staff = await registers.staff(institution, id);
  if (staff) {
    const offices = staff.offices.flatMap((office) => policy.office(office)?.title ?? []);
    return [staff.name, ...offices.slice(0, 1)].join(', ');
  }
  const student = await registers.student(institution, id);
  if (!student) return id;
  return isWhoHidden ? (policy.word('subject') ?? 'the student') : student.name;
};
