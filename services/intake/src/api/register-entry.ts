import type { Register } from '@probity/registers';
import { Invalid } from '@probity/shell';
import type { z } from 'zod';
import type { OpenCaseRequest } from './report.requests.js';
import { studentIn, type NamedStudent } from './students.js';

type Who = Omit<z.infer<typeof OpenCaseRequest>['subject'], 'centre'>;

/** A subject's name, null where the register does not know it, and the id of the centre that it is at. */
export interface RegisterEntry {
  readonly name: string | null;
  readonly centre: string | null;
  /** Of a student: the register's id of whom the number is meant for, and what the register says of them. */
  readonly student?: NamedStudent;
}

/**
 * The subject as the register has it, at its own centre; the institution's staff are at none, and what they did may have
 * been at any. Pure.
 * @throws Invalid where people of two centres have the id, and none of the two is named
 */
export const entryOf = (register: Register, { kind, id }: Who, named: string | null): RegisterEntry => {
  const entries = entriesOf(register, kind, id, named);
  const [entry, another] = entries;
  // Of somebody unknown there is nothing that the centre could agree with.
  if (!entry) return { name: null, centre: named };
  if (!another) return entry;
  const meant = entries.find(({ centre }) => centre === named);
  if (!meant) throw new Invalid('/subject/centre', 'which-centre', 'Two centres have somebody of this id; name one.');
  return meant;
};

const entriesOf = (
  register: Register,
  kind: Who['kind'],
  id: string,
  named: string | null,
): readonly RegisterEntry[] => {
  const { centres, learners, staff } = register;
  const isIt = (one: { readonly id: string }): boolean => one.id === id;
  switch (kind) {
    case 'centre':
      return centres.filter(isIt).map(({ name }) => ({ name, centre: id }));
    case 'learner':
      return learners.filter(isIt).map(({ name, centre }) => ({ name, centre }));
    case 'centre-staff':
      return centres.flatMap(({ id: centre, staff: people }) =>
        people.filter(isIt).map(({ name }) => ({ name, centre })),
      );
    case 'student': {
      const student = studentIn(register, id);
      return student ? [{ name: student.name, centre: null, student }] : [];
    }
    case 'institution-staff': {
      const centre = centres.find((one) => one.id === named)?.id ?? null;
      return staff.filter(isIt).map(({ name }) => ({ name, centre }));
    }
  }
};
