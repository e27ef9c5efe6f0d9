import { keptRuling, personal, policyPin } from '@probity/contracts';
import { z } from 'zod';

/**
 * What puts an effect into effect: an instruction to the institution's student system, a person, the decision itself, or what
 * follows from how a course ended.
 */
export const via = z.enum(['instruction', 'person', 'itself', 'course']);

export const credit = z.strictObject({ credit: z.string(), regained: z.boolean(), clauses: z.array(z.string()) });
export type Credit = z.infer<typeof credit>;

/** One effect of what was decided, under the code of the penalty or action that it belongs to. */
export const action = z.strictObject({
  code: z.string(),
  effect: z.string(),
  parameters: z.record(z.string(), z.unknown()),
  words: personal(z.record(z.string(), z.unknown())).optional(),
  clauses: z.array(z.string()).optional(),
  /** Left out: it binds, and a person puts it into effect. */
  binds: z.boolean().optional(),
  via: via.optional(),
  /**
   * The step that must be recorded before it is instructed; what the step tells goes with the instruction. Of a course: the one
   * that tells the student.
   */
  after: z.string().optional(),
  /** Of a course: its deadline, and the step by which a person confirms how it ended. */
  within: z.string().optional(),
  confirmed: z.string().optional(),
  credit: credit.optional(),
});
export type DecidedAction = z.infer<typeof action>;

export interface Decided {
  /** Names the decision among those of the case. */
  readonly key: string;
  readonly on: string;
  readonly actions: readonly DecidedAction[];
  /** Null: as it was first decided. */
  readonly varied: { readonly at: string; readonly outcome: string; readonly proven: boolean } | null;
}

const ofCase = { institution: z.string(), policy: policyPin, case: z.uuid() };
const instant = z.iso.datetime();
const text = personal(z.string());

/** What becomes of a decision: it is varied, or consented to where it is a recommendation. */
export const decisionEvents = {
  EffectsVaried: z.strictObject({
    ...ofCase,
    hearing: z.string(),
    decidedAt: instant,
    decidedOn: z.iso.date(),
    /** `set-aside`, `reduced`, `increased`. */
    outcome: z.string(),
    proven: z.boolean(),
    actions: z.array(action),
  }),
  ConsentRecorded: z.strictObject({
    by: z.string(),
    given: z.boolean(),
    /** The offices whose consent is needed. */
    needed: z.array(z.string()),
    /** It is right to act before the board meets; left out: that was not said. */
    actSooner: z.boolean().optional(),
    /** Who consented, or did not, for that office; and on which day. Left out where nobody asked, as before these were. */
    person: text.optional(),
    on: z.iso.date().optional(),
    /** Why it is right to act before the board meets; why nobody else's consent is needed. */
    whySooner: text.optional(),
    whyNoOthers: text.optional(),
    recordedAt: instant,
    ruling: keptRuling,
  }),
} as const;

type DataOf<Type extends keyof typeof decisionEvents> = z.infer<(typeof decisionEvents)[Type]>;

export const decisionSentences: { readonly [Type in keyof typeof decisionEvents]: (data: DataOf<Type>) => string } = {
  EffectsVaried: ({ outcome, actions }) =>
    actions.length === 0
      ? `The decision was varied (${outcome}): nothing of it is to be put into effect.`
      : `The decision was varied (${outcome}). To be put into effect: ${codesOf(actions).join(', ')}.`,
  ConsentRecorded: ({ by, given }) => `${by} ${given ? 'consented' : 'did not consent'} to what was recommended.`,
};

const codesOf = (actions: readonly DecidedAction[]): readonly string[] => [...new Set(actions.map(({ code }) => code))];

/** What a tariff imposes whatever is chosen bears its own name; a penalty has a code. */
export const isPenalty = ({ code, effect }: DecidedAction): boolean => code !== effect;

/** Where each bears the name of its only effect, these are the penalties. */
export const penaltiesOf = (decided: Decided | null): readonly string[] => {
  const actions = decided?.actions ?? [];
  const named = actions.filter(isPenalty);
  return codesOf(named.length > 0 ? named : actions);
};

/** Codes of actions may be those of their only effect: then that is the penalty. */
export const penaltyOf = (decided: Decided | null): DecidedAction | undefined =>
  decided?.actions.find(isPenalty) ?? decided?.actions[0];

/** The work may be done again: the penalty says for what mark. */
export const permitsResit = ({ parameters, words }: Pick<DecidedAction, 'parameters' | 'words'>): boolean =>
  Boolean({ ...parameters, ...words }['resit']);
