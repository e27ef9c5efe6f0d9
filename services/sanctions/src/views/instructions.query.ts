import { Destroyed, NotFound, type ServiceContext } from '@probity/shell';
import { In } from 'typeorm';
import type { z } from 'zod';
import type { instructionsPage } from '../api/sanctions.requests.js';
import type { Instruction } from '../domain/sanctions/instruction-events.js';
import type { KnownSanctions } from '../domain/sanctions/sanctions.js';
import { sanctionsSubject } from '../subjects.js';
import { InstructionRow } from './instruction.entity.js';

export interface InstructionAsRead extends Omit<Instruction, 'number' | 'decision' | 'index' | 'undoes'> {
  /** The instruction's position: what follows it is asked for by it. */
  readonly cursor: string;
  readonly id: string;
  readonly case: string;
  readonly reference: string | null;
  /** The part of the module that the case is about; null where it is about none. */
  readonly component: string | null;
  /** The id of the instruction that it takes back; null where it takes none back. */
  readonly undoes: string | null;
}

/** The institution's own instructions, in the order of the log, after the cursor; `next` is null where no more are there yet. */
export const readInstructions = async (
  context: ServiceContext,
  institution: string,
  { after = '0', limit }: z.infer<typeof instructionsPage>,
): Promise<{ readonly items: readonly InstructionAsRead[]; readonly next: string | null }> => {
  const rows = context.views.getRepository(InstructionRow);
  const found = await rows
    .createQueryBuilder('row')
    .where('row.institution = :institution', { institution })
    .andWhere('row.position > :after::bigint', { after })
    .orderBy('row.position', 'ASC')
    .limit(limit + 1)
    .getMany();
  const page = found.slice(0, limit);
  const cases = [...new Set(page.map((row) => row.case))];
  const all = cases.length === 0 ? [] : await rows.findBy({ case: In(cases) });
  const idOf = (caseId: string, number: number | null) =>
    all.find((row) => row.case === caseId && row.number === number)?.id ?? null;
  const known = new Map<string, KnownSanctions>();
  for (const id of cases) {
    const state = await stateOf(context, id);
    if (state) known.set(id, state);
  }
  return {
    items: page.flatMap((row) => {
      const state = known.get(row.case);
      return state ? [asRead(row, state, (number) => idOf(row.case, number))] : [];
    }),
    next: found.length > limit ? (page.at(-1)?.position ?? null) : null,
  };
};

/** Undefined where the case's record has been destroyed: nothing is left to be said. */
const stateOf = async ({ streams }: ServiceContext, id: string): Promise<KnownSanctions | undefined> => {
  try {
    const { state } = await streams.load(sanctionsSubject, id);
    return state.status === 'known' ? state : undefined;
  } catch (error) {
    if (error instanceof Destroyed) return undefined;
    throw error;
  }
};

const asRead = (
  { position: cursor, id, case: caseId, number: which }: InstructionRow,
  { instructions, noted }: KnownSanctions,
  idOf: (number: number | null) => string | null,
): InstructionAsRead => {
  const found = instructions.find(({ number }) => number === which);
  if (!found) throw new Error(`sanctions-${caseId} has no instruction ${which}`);
  const { number: _, decision: __, index: ___, undoes, ...told } = found;
  const ofCase = { reference: noted?.reference ?? null, component: noted?.assessment?.component ?? null };
  return { cursor, id, case: caseId, ...ofCase, ...told, undoes: idOf(undoes) };
};

/** @throws NotFound where the institution has no such instruction */
export const getInstruction = async (
  { views }: ServiceContext,
  institution: string,
  id: string,
): Promise<InstructionRow> => {
  const row = await views.getRepository(InstructionRow).findOneBy({ institution, id });
  if (!row) throw new NotFound();
  return row;
};
