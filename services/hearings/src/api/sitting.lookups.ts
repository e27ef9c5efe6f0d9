import { isFile } from '@probity/contracts';
import { dayOf } from '@probity/policy-packs';
import { Invalid, NotFound, personInRegister, type Asked, type ServiceContext } from '@probity/shell';
import type { InRegister } from '../domain/body/index.js';
import { onPapers, type KnownHearing } from '../domain/hearing/hearing.js';
import { documentsOf } from '../domain/hearing/sitting/facts.js';
import { hearingOf, hearingSubject } from '../subjects.js';
import { isOfSameStudent } from './same-student.js';

/** @throws NotFound where nothing is known of it at that institution */
export const hearingAt = async (
  hearings: ServiceContext,
  caseId: string,
  { institution }: Asked,
): Promise<KnownHearing> => {
  const { state } = await hearings.read(hearingSubject, hearingOf(caseId), institution);
  if (state.status === 'none') throw new NotFound();
  return state;
};

/** The other cases of a sitting that is to be formed. @throws Invalid where one is not here, not referred, or in another's hands */
export const casesToJoin = async (
  hearings: ServiceContext,
  caseId: string,
  others: readonly string[],
  { institution }: Asked,
): Promise<readonly string[]> => {
  const cases = [...new Set([caseId, ...others])];
  const { state: own } = await hearings.streams.load(hearingSubject, hearingOf(caseId));
  const referral = own.status === 'known' ? own.referral : null;
  if (own.status === 'known' && isElsewhere(own, cases))
    throw new Invalid('/with', 'of-another-sitting', 'This case is considered with others, which are not all named.');
  for (const [index, other] of others.entries()) {
    const { state } = await hearings.streams.load(hearingSubject, hearingOf(other));
    const field = `/with/${index}`;
    if (state.status === 'none' || state.institution !== institution)
      throw new Invalid(field, 'no-such-case', 'There is no such case.');
    if (!state.referral && !state.convened)
      throw new Invalid(field, 'not-referred', 'This case has been referred to no body.');
    if (other !== caseId && referral && own.status === 'known' && !isJoined(own, state))
      throw new Invalid(field, 'not-joined', 'These cases were not referred to be heard together.');
    if (isElsewhere(state, cases))
      throw new Invalid(field, 'of-another-sitting', 'This case is considered at another sitting.');
  }
  return cases;
};

/** What is considered on papers alone goes on to another body by itself. */
const isElsewhere = ({ sitting, body }: KnownHearing, cases: readonly string[]): boolean =>
  body.form !== onPapers && sitting.cases.length > 1 && sitting.cases.some((one) => !cases.includes(one));

/** Those of one report, which whoever referred them wants heard together by the same body; and those of one student. */
const isJoined = (one: KnownHearing, other: KnownHearing): boolean => {
  const [own, theirs] = [one.referral, other.referral];
  if (!own || !theirs || own.to !== theirs.to) return false;
  return (own.joined && theirs.joined && own.report === theirs.report) || isOfSameStudent(one, other);
};

/** The streams of the other cases that the body considers at the same sitting: an act on the sitting is on them, too. */
export const othersOf = async (
  { streams }: ServiceContext,
  { case: own, sitting }: KnownHearing,
): Promise<readonly string[]> => {
  const others = sitting.cases.filter((one) => one !== own);
  const loaded = await Promise.all(others.map((one) => streams.load(hearingSubject, hearingOf(one))));
  return loaded.flatMap(({ state }) =>
    state.status === 'known' && state.sitting.id === sitting.id ? [hearingOf(state.case)] : [],
  );
};

/** @throws Invalid naming the first that is no case of the sitting */
export const ofSitting = async (
  hearings: ServiceContext,
  caseId: string,
  said: readonly string[],
  asked: Asked,
): Promise<void> => {
  const { sitting } = await hearingAt(hearings, caseId, asked);
  const unknown = said.findIndex((one) => one !== caseId && !sitting.cases.includes(one));
  if (unknown >= 0) throw new Invalid(`/absent/${unknown}`, 'no-such-case', 'This is no case of the sitting.');
};

/** By case of the sitting, what the register says of somebody who is to sit. @throws Invalid where it does not have them */
export const proposedOn = async (
  hearings: ServiceContext,
  hearing: KnownHearing,
  person: string,
  { at }: Asked,
): Promise<Readonly<Record<string, InRegister>>> => {
  const on = dayOf(at, hearings.policies.get(hearing.policy));
  const cases = [...new Set([hearing.case, ...hearing.sitting.cases])];
  const found = await Promise.all(
    cases.map(async (id) => {
      const { state } = await hearings.streams.load(hearingSubject, hearingOf(id));
      if (state.status === 'none' || !state.noted)
        throw new Invalid('/person', 'case-not-known', 'Whom the case is about has not been told yet.');
      const { subject, assessment = null } = state.noted;
      const matter = { institution: state.institution, subject, assessment };
      return [id, await personInRegister(hearings.registers, matter, person, on)] as const;
    }),
  );
  if (found.some(([, { known }]) => !known))
    throw new Invalid('/person', 'no-such-person', 'The register has no such person.');
  return Object.fromEntries(found);
};

/** Whether a day is in one of the institution's terms; null where the register has none. */
export const isInTermTime = async (
  hearings: ServiceContext,
  { institution, policy }: KnownHearing,
  at: string,
): Promise<boolean | null> => {
  const terms = (await hearings.registers.latest(institution))?.register.terms ?? [];
  const day = dayOf(at, hearings.policies.get(policy));
  return terms.length === 0 ? null : terms.some(({ from, until }) => from <= day && day <= until);
};

export const allDocumentsOf = (hearing: KnownHearing): readonly string[] => [
  ...(hearing.referral?.evidence ?? []),
  ...(hearing.convened?.evidence ?? []),
  ...documentsOf(hearing),
];

/** What was referred on paper has no files, and goes without. @throws Invalid also where nothing is sent of a case that has some */
export const documentsSent = (hearing: KnownHearing, said: readonly string[], field: string): readonly string[] => {
  if (said.length === 0 && (allDocumentsOf(hearing).length > 0 || (!hearing.referral && !hearing.convened)))
    throw new Invalid(field, 'no-documents', 'The case has documents: those that are sent are named.');
  return documentsOfCase(hearing, said, field);
};

/** Nobody can look at a file that nobody stored. @throws Invalid naming the first of them */
export const storedFiles = async (hearings: ServiceContext, said: readonly string[], field: string): Promise<void> => {
  for (const [nth, digest] of said.entries())
    if (!isFile(digest) || !(await hearings.evidence.describe(digest)))
      throw new Invalid(`${field}/${nth}`, 'no-such-file', 'No file is stored under this digest.');
};

/** @throws Invalid naming the first that is no document of the case */
export const documentsOfCase = (hearing: KnownHearing, said: readonly string[], field: string): readonly string[] => {
  const here = allDocumentsOf(hearing);
  const unknown = said.findIndex((digest) => !here.includes(digest));
  if (unknown >= 0) throw new Invalid(`${field}/${unknown}`, 'no-such-document', 'This is no document of the case.');
  return said;
};
