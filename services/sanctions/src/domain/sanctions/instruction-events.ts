import { personal } from '@probity/contracts';
import { z } from 'zod';
import { credit, type Credit } from './decided.js';

export const instructionEvents = {
  /** The institution's student system is to put an effect into effect, or to undo one. It fetches its instructions. */
  InstructionIssued: z.strictObject({
    /** Among those of the case. */
    number: z.number().int(),
    /** Which decision, and which of its effects, counted from 0. */
    decision: z.string(),
    index: z.number().int(),
    decidedOn: z.iso.date(),
    code: z.string(),
    effect: z.string(),
    parameters: personal(z.record(z.string(), z.unknown())),
    /** What becomes of the credit; null where the policy has nothing on it. */
    credit: credit.nullable(),
    student: z.string(),
    module: z.string().nullable(),
    clauses: z.array(z.string()),
    /** The number of the instruction that it takes back. */
    undoes: z.number().int().nullable(),
    issuedAt: z.iso.datetime(),
  }),
  InstructionAcknowledged: z.strictObject({
    number: z.number().int(),
    done: z.boolean(),
    note: personal(z.string()).nullable(),
    acknowledgedAt: z.iso.datetime(),
  }),
} as const;

export interface Instruction {
  readonly number: number;
  readonly decision: string;
  readonly index: number;
  readonly decidedOn: string;
  readonly code: string;
  readonly effect: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly credit: Credit | null;
  readonly student: string;
  readonly module: string | null;
  readonly clauses: readonly string[];
  readonly undoes: number | null;
  readonly issuedAt: string;
  readonly acknowledged: { readonly done: boolean; readonly note: string | null; readonly at: string } | null;
}

type DataOf<Type extends keyof typeof instructionEvents> = z.infer<(typeof instructionEvents)[Type]>;

export const instructionSentences: {
  readonly [Type in keyof typeof instructionEvents]: (data: DataOf<Type>) => string;
} = {
  InstructionIssued: ({ number, code, effect, undoes }) =>
    undoes === null
      ? `The student system is to put ${effect} (${code}) into effect: instruction ${number}.`
      : `The student system is to undo ${effect} (${code}), instruction ${undoes}: instruction ${number}.`,
  InstructionAcknowledged: ({ number, done }) =>
    `The student system says that instruction ${number} is ${done ? 'done' : 'not done'}.`,
};
