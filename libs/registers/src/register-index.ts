import type {
  Centre,
  CentreStaff,
  Certificate,
  Learner,
  Module,
  Qualification,
  Register,
  Result,
  Staff,
  Student,
} from './register.js';

export interface Snapshot {
  /** `sha256:<hex>` over the content. */
  readonly digest: string;
  readonly register: Register;
  /** RFC 3339. */
  readonly receivedAt: string;
}

/** Whom a token's subject stands for. */
export interface Person {
  readonly institution: string;
  readonly kind: 'staff' | 'regulator' | 'system' | 'student';
  /** The register's id. */
  readonly id: string;
  readonly offices: readonly string[];
  /** Of a member of staff, what it says of them and a module; undefined: nothing. */
  readonly nearTo?: ((module: string) => Near) | undefined;
}

export interface Near {
  /** Offices of theirs that others hold in the module's faculty or department, which is not theirs. */
  readonly elsewhere: readonly string[];
  readonly teaches: boolean | undefined;
  readonly examines: boolean | undefined;
}

/** One institution's snapshot, looked up by key. */
export interface RegisterIndex {
  readonly snapshot: Snapshot;
  /** By a token's subject. */
  readonly persons: ReadonlyMap<string, Person>;
  readonly staff: ReadonlyMap<string, Staff>;
  /** By faculty or department. */
  readonly officesIn: ReadonlyMap<string, ReadonlySet<string>>;
  readonly centres: ReadonlyMap<string, Centre>;
  readonly centreStaff: ReadonlyMap<string, CentreStaff>;
  readonly learners: ReadonlyMap<string, Learner>;
  readonly qualifications: ReadonlyMap<string, Qualification>;
  readonly certificates: ReadonlyMap<string, Certificate>;
  readonly students: ReadonlyMap<string, Student>;
  readonly modules: ReadonlyMap<string, Module>;
  /** By student. */
  readonly results: ReadonlyMap<string, readonly Result[]>;
}

/** A member of staff within a centre: the id need not be unique beyond it. */
export const centreStaffKey = (centre: string, id: string): string => JSON.stringify([centre, id]);

export function indexOf(snapshot: Snapshot): RegisterIndex {
  const { staff, centres, learners, qualifications, certificates, students, modules, results } = snapshot.register;
  return {
    snapshot,
    persons: new Map(personsOf(snapshot.register)),
    staff: new Map(staff.map((row) => [row.id, row])),
    officesIn: officesIn(staff),
    centres: new Map(centres.map((row) => [row.id, row])),
    centreStaff: new Map(
      centres.flatMap((centre) => centre.staff.map((row) => [centreStaffKey(centre.id, row.id), row] as const)),
    ),
    learners: new Map(learners.map((row) => [row.id, row])),
    qualifications: new Map(qualifications.map((row) => [row.number, row])),
    certificates: new Map(certificates.map((row) => [row.number, row])),
    students: new Map(students.map((row) => [row.id, row])),
    modules: new Map(modules.map((row) => [row.code, row])),
    results: Map.groupBy(results, ({ student }) => student),
  };
}

/** A module that names nobody says of nobody that it is somebody else; nor a faculty in which nobody has the office. Pure. */
export function nearTo(
  { id, faculty, offices }: Staff,
  module: Module | undefined,
  officesIn: RegisterIndex['officesIn'],
): Near {
  const isAmong = (people: readonly string[] = []) => (people.length === 0 ? undefined : people.includes(id));
  const theirs = faculty === undefined || faculty === module?.faculty;
  const there = theirs || module?.faculty === undefined ? undefined : officesIn.get(module.faculty);
  return {
    elsewhere: offices.filter((office) => there?.has(office)),
    teaches: isAmong(module?.taughtBy),
    examines: isAmong(module?.examinedBy),
  };
}

/** By faculty or department, the offices that somebody holds there. */
export const officesIn = (staff: readonly Staff[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const { faculty, offices } of staff)
    if (faculty !== undefined) found.set(faculty, new Set([...(found.get(faculty) ?? []), ...offices]));
  return found;
};

export function personsOf(register: Register): readonly (readonly [subject: string, person: Person])[] {
  const institution = register.institution.id;
  const person = (kind: Person['kind'], id: string, offices: readonly string[]) => ({ institution, kind, id, offices });
  return [
    ...register.staff.map((row) => [row.subject, person('staff', row.id, row.offices)] as const),
    ...register.regulators.map((row) => [row.subject, person('regulator', row.id, ['regulator'])] as const),
    ...register.systems.map((row) => [row.subject, person('system', row.id, row.offices)] as const),
    ...register.students.flatMap(({ id, subject }) =>
      subject === undefined ? [] : [[subject, person('student', id, ['student'])] as const],
    ),
  ];
}
