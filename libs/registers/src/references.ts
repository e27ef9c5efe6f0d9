import type { Register } from './register.js';

export interface ReferenceFault {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Of what stands twice: where it stood before. */
  readonly before?: readonly PropertyKey[];
  /** Where it is neither of these. */
  readonly code?: string;
}

/** A value at a path. */
type Field = readonly [path: readonly PropertyKey[], value: string];

const fieldsOf = <Row, Key extends keyof Row & string>(list: string, rows: readonly Row[], key: Key): Field[] =>
  rows.map((row, nth) => [[list, nth, key], String(row[key])]);

const valuesOf = (fields: readonly Field[]): ReadonlySet<string> => new Set(fields.map(([, value]) => value));

/** References that lead nowhere, and ids that stand twice. Pure. */
export function unresolved(register: Register): readonly ReferenceFault[] {
  const { centres, learners, qualifications, certificates, regulators, staff, systems, students, modules } = register;
  const key = {
    centre: fieldsOf('centres', centres, 'id'),
    number: fieldsOf('centres', centres, 'number'),
    learner: fieldsOf('learners', learners, 'id'),
    qualification: fieldsOf('qualifications', qualifications, 'number'),
    certificate: fieldsOf('certificates', certificates, 'number'),
    regulator: fieldsOf('regulators', regulators, 'id'),
    staff: fieldsOf('staff', staff, 'id'),
    system: fieldsOf('systems', systems, 'id'),
    student: fieldsOf('students', students, 'id'),
    module: fieldsOf('modules', modules, 'code'),
    subject: [
      ...fieldsOf('staff', staff, 'subject'),
      ...fieldsOf('regulators', regulators, 'subject'),
      ...fieldsOf('systems', systems, 'subject'),
      ...given('students', students, 'subject'),
    ],
  };
  return [
    ...Object.values(key).flatMap(twice),
    ...missing(fieldsOf('learners', learners, 'centre'), key.centre, 'centre'),
    ...missing(fieldsOf('certificates', certificates, 'learner'), key.learner, 'learner'),
    ...missing(fieldsOf('certificates', certificates, 'centre'), key.centre, 'centre'),
    ...missing(fieldsOf('certificates', certificates, 'qualification'), key.qualification, 'qualification'),
    ...missing(listed('qualifications', qualifications, 'regulators'), key.regulator, 'regulator'),
    ...missing(listed('staff', staff, 'formerCentres'), key.centre, 'centre'),
    ...missing(given('staff', staff, 'student'), key.student, 'student'),
    ...missing(listed('modules', modules, 'taughtBy'), key.staff, 'member of staff'),
    ...missing(listed('modules', modules, 'examinedBy'), key.staff, 'member of staff'),
    ...centres.flatMap(withinCentre),
  ];
}

/** Of those rows that have it. */
function given<Key extends string>(
  list: string,
  rows: readonly { readonly [Name in Key]?: string | undefined }[],
  key: Key,
): Field[] {
  return rows.flatMap((row, nth): Field[] => {
    const value = row[key];
    return value === undefined ? [] : [[[list, nth, key], value]];
  });
}

function listed<Key extends string>(list: string, rows: readonly Record<Key, readonly string[]>[], key: Key): Field[] {
  return rows.flatMap((row, nth) => row[key].map((value, at): Field => [[list, nth, key, at], value]));
}

function withinCentre(centre: Register['centres'][number], nth: number): ReferenceFault[] {
  const people = centre.staff.map(({ id }, at): Field => [['centres', nth, 'staff', at, 'id'], id]);
  const named: Field[] = [
    [['centres', nth, 'coordinator'], centre.coordinator],
    ...centre.qualityTeam.map((id, at): Field => [['centres', nth, 'qualityTeam', at], id]),
  ];
  return [...twice(people), ...missing(named, people, 'member of its staff')];
}

function missing(fields: readonly Field[], known: readonly Field[], what: string): ReferenceFault[] {
  const values = valuesOf(known);
  return fields
    .filter(([, value]) => !values.has(value))
    .map(([path]) => ({ path, message: `names no ${what} of this register` }));
}

function twice(fields: readonly Field[]): ReferenceFault[] {
  const seen = new Map<string, readonly PropertyKey[]>();
  return fields.flatMap(([path, value]) => {
    const before = seen.get(value);
    if (before) return [{ path, message: 'stands twice', before }];
    seen.set(value, path);
    return [];
  });
}
