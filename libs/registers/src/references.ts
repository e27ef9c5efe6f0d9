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
  const { centres, learners, qualifications, certificates, regulators, staff, systems, students, modules, results } =
    register;
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
    ...Object.values(key).flatMap((fields) => twice(fields)),
    ...missing(fieldsOf('learners', learners, 'centre'), key.centre, 'centre'),
    ...missing(fieldsOf('certificates', certificates, 'learner'), key.learner, 'learner'),
    ...missing(fieldsOf('certificates', certificates, 'centre'), key.centre, 'centre'),
    ...missing(fieldsOf('certificates', certificates, 'qualification'), key.qualification, 'qualification'),
    ...missing(listed('qualifications', qualifications, 'regulators'), key.regulator, 'regulator'),
    ...missing(listed('staff', staff, 'formerCentres'), key.centre, 'centre'),
    ...missing(given('staff', staff, 'student'), key.student, 'student'),
    ...missing(listed('modules', modules, 'taughtBy'), key.staff, 'member of staff'),
    ...missing(listed('modules', modules, 'examinedBy'), key.staff, 'member of staff'),
    ...missing(given('staff', staff, 'lineManager'), key.staff, 'member of staff'),
    ...missing(fieldsOf('results', results, 'student'), key.student, 'student'),
    ...missing(fieldsOf('results', results, 'module'), key.module, 'module'),
    ...missingParts(register),
    ...twice(
      results.map(({ student, module, component }, nth): Field => [
        ['results', nth, 'component'],
        JSON.stringify([student, module, component]),
      ]),
      'of this student and module stands twice',
    ),
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

/** Where a module says which parts it has, there are no others. */
function missingParts({ modules, results }: Register): ReferenceFault[] {
  const parts = new Map(modules.map(({ code, components }) => [code, components]));
  return results.flatMap(({ module, component }, nth) => {
    const known = parts.get(module) ?? [];
    if (known.length === 0 || known.includes(component)) return [];
    return [{ path: ['results', nth, 'component'], message: 'names no part of its module in this register' }];
  });
}

function twice(fields: readonly Field[], message = 'stands twice'): ReferenceFault[] {
  const seen = new Map<string, readonly PropertyKey[]>();
  return fields.flatMap(([path, value]) => {
    const before = seen.get(value);
    if (before) return [{ path, message, before }];
    seen.set(value, path);
    return [];
  });
}
