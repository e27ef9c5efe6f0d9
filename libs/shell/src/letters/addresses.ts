import type { AssessmentOfCase, SubjectOfCase } from '@probity/contracts';
import type { Policy } from '@probity/policy-packs';
import type { Register, Staff } from '@probity/registers';

/** Whom a stream is about, and the assessment whose teachers and examiners a letter may be for. */
export interface Addressees {
  readonly subjects: readonly Pick<SubjectOfCase, 'kind' | 'id'>[];
  readonly assessment?:
    (Pick<AssessmentOfCase, 'module'> & Partial<Pick<AssessmentOfCase, 'component'>>) | null | undefined;
}

export interface Addressing extends Addressees {
  /** Who has which part in it, by id. */
  readonly roles: Readonly<Record<string, readonly string[]>>;
  readonly policy: Policy;
  readonly register: Pick<Register, 'staff' | 'students' | 'modules'>;
}

export interface Addresses {
  readonly found: readonly string[];
  /** The words behind which there is nobody with an address. */
  readonly nobody: readonly string[];
}

/** Where letters to these parts, offices and words go, by the register as it is now. */
export const addressesOf = (words: readonly string[], addressing: Addressing): Addresses => {
  const found = words.map((word) => ({ word, emails: emailsOf(word, addressing) }));
  const emails = found.flatMap((one) => one.emails);
  const distinct = new Map(emails.map((email) => [email.toLowerCase(), email]));
  return {
    found: [...distinct.values()],
    nobody: found.filter((one) => one.emails.length === 0).map(({ word }) => word),
  };
};

/** A part in this case goes before an office of the same name: a letter about one person is not for all who hold that. */
const emailsOf = (word: string, addressing: Addressing): readonly string[] => {
  const { subjects, roles, policy, register } = addressing;
  const about = subjects.filter(({ kind }) => word === 'subject' || word === kind);
  if (about.length > 0) return about.flatMap(({ kind, id }) => emailOf(kind, id, register));
  const module = moduleOf(addressing);
  const parts = [...(roles[word] ?? []), ...(ofModule[word] ? (module?.[ofModule[word]] ?? []) : [])];
  if (parts.length > 0) return staffOf(parts, register).flatMap(({ email }) => email ?? []);
  if (isPart(word, policy)) return [];
  return holdersOf(word, addressing).flatMap(({ email }) => email ?? []);
};

/** Parts that the register knows of, in whichever policy: who teaches the module, and who examines its work. */
const ofModule: Readonly<Record<string, 'taughtBy' | 'examinedBy'>> = {
  'module-lecturer': 'taughtBy',
  examiner: 'examinedBy',
};

const isPart = (word: string, policy: Policy): boolean =>
  word in ofModule || word in (policy.describe().offices.roles ?? {});

/** Of several who hold an office: those with a part in the case, or else those of its faculty, or else all. */
export const holdersOf = (office: string, addressing: Omit<Addressing, 'policy' | 'subjects'>): readonly Staff[] => {
  const { roles, register } = addressing;
  const holders = register.staff.filter(({ offices }) => offices.includes(office));
  if (holders.length < 2) return holders;
  const module = moduleOf(addressing);
  const parts = [...Object.values(roles).flat(), ...(module?.taughtBy ?? []), ...(module?.examinedBy ?? [])];
  const near = holders.filter(({ id }) => parts.includes(id));
  if (near.length > 0) return near;
  const beside = holders.filter(({ faculty }) => faculty !== undefined && faculty === module?.faculty);
  return beside.length > 0 ? beside : holders;
};

const moduleOf = ({ assessment, register }: Pick<Addressing, 'assessment' | 'register'>) =>
  assessment?.module == null ? undefined : register.modules.find(({ code }) => code === assessment.module);

const staffOf = (ids: readonly string[], { staff }: Addressing['register']): readonly Staff[] =>
  staff.filter(({ id }) => ids.includes(id));

/** Of centres, their staff and learners the register has no address. */
const emailOf = (
  kind: SubjectOfCase['kind'],
  of: string,
  { staff, students }: Addressing['register'],
): readonly string[] => {
  const rows = kind === 'student' ? students : kind === 'institution-staff' ? staff : [];
  return rows.flatMap(({ id, email }) => (id === of && email !== undefined ? [email] : []));
};

/** Of a stream that is about one subject, as far as it is known there. */
export const addresseesOf = (subject: SubjectOfCase | undefined, assessment?: AssessmentOfCase | null): Addressees => ({
  subjects: subject ? [subject] : [],
  assessment,
});
