import { policyPin, type PolicyPin } from '@probity/contracts';
import { eventOf, type Decided, type Decider, type Given } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import { z } from 'zod';

const instant = z.iso.datetime();
const count = z.number().int();

/** What one service had of one of the scopes that went. Numbers, and the names of streams. */
const part = z.strictObject({
  service: z.string(),
  /** `case:<id>`, or what only the case held: its report, whoever reported, a file. */
  scope: z.string(),
  streams: z.array(z.string()),
  events: count,
  /** Positions in the log; null where there are none. */
  first: z.string().nullable(),
  last: z.string().nullable(),
  /** SHA-256 over what the log still has of the streams, sealed for ever. */
  digest: z.string(),
  rows: count,
  messages: count,
  letters: count,
});
export type ErasedPart = z.infer<typeof part>;

/** The stored shapes on `destruction-<case>`, under another key than the case's: it outlives the case, and has nothing of its content. */
export const destructionEvents = {
  /** It has begun: nobody can stop it any more. */
  DestructionNoted: z.strictObject({
    institution: z.string(),
    policy: policyPin,
    case: z.uuid(),
    reference: z.string().nullable(),
    /** Office-holder's id. */
    markedBy: z.string(),
    markedAt: instant,
    clauses: z.array(z.string()),
    begunAt: instant,
    /** Of what was on paper, what became of it, as whoever marked the record confirmed: numbers. */
    papers: z.strictObject({ destroyed: count, otherwise: count }).optional(),
    /** Letters of the case that had not gone, and go no more. */
    lettersNotSent: count.optional(),
    /** Of the fact on the case's file that it began, in the log. */
    position: z.string(),
  }),
  KeyDestroyed: z.strictObject({
    destroyedAt: instant,
    /** How long the deployment keeps its backups, and so the first day on which none has the key. */
    backupRetention: z.string(),
    lastBackupUntil: z.iso.date(),
  }),
  /** Every service has told what it erased. */
  DestructionCompleted: z.strictObject({
    completedAt: instant,
    /** Whose keys went: the case's, and those of what only it held. */
    scopes: z.array(z.string()),
    parts: z.array(part),
  }),
} as const;

export type DestructionEvent = {
  [Type in keyof typeof destructionEvents]: {
    readonly type: Type;
    readonly data: z.infer<(typeof destructionEvents)[Type]>;
  };
}[keyof typeof destructionEvents];
type DataOf<Type extends DestructionEvent['type']> = Extract<DestructionEvent, { type: Type }>['data'];

export type DestructionCommand =
  | { readonly type: 'NoteDestruction'; readonly noted: DataOf<'DestructionNoted'> }
  | { readonly type: 'NoteKeyDestroyed'; readonly destroyed: DataOf<'KeyDestroyed'> }
  | {
      readonly type: 'CompleteDestruction';
      readonly scopes: readonly string[];
      readonly parts: readonly ErasedPart[];
    };

export type Destruction = { readonly status: 'none' } | NotedDestruction;

export interface NotedDestruction extends DataOf<'DestructionNoted'> {
  readonly status: 'begun' | 'key-destroyed' | 'completed';
  readonly policy: PolicyPin;
  readonly key: DataOf<'KeyDestroyed'> | null;
  readonly completed: DataOf<'DestructionCompleted'> | null;
}

const fact = eventOf<DestructionEvent>();

const decide = (
  command: DestructionCommand & Given,
  state: Destruction,
  _policy: Policy,
): readonly Decided<DestructionEvent>[] => {
  if (command.type === 'NoteDestruction')
    return state.status === 'none'
      ? [fact('DestructionNoted', command.noted, { authority: command.noted.clauses })]
      : [];
  if (state.status === 'none') return [];
  const authority = state.clauses;
  if (command.type === 'NoteKeyDestroyed')
    return state.key === null ? [fact('KeyDestroyed', command.destroyed, { authority })] : [];
  if (state.key === null || state.completed !== null) return [];
  const { at: completedAt, scopes, parts } = command;
  return [fact('DestructionCompleted', { completedAt, scopes: [...scopes], parts: [...parts] }, { authority })];
};

const evolve = (state: Destruction, event: DestructionEvent): Destruction => {
  if (event.type === 'DestructionNoted') return { status: 'begun', ...event.data, key: null, completed: null };
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'KeyDestroyed':
      return { ...state, status: 'key-destroyed', key: event.data };
    case 'DestructionCompleted':
      return { ...state, status: 'completed', completed: event.data };
    default:
      return event satisfies never;
  }
};

export const destructionDecider: Decider<DestructionCommand & Given, Destruction, DestructionEvent, Policy> = {
  initial: { status: 'none' },
  decide,
  evolve,
};

export const destructionSentences: {
  readonly [Type in DestructionEvent['type']]: (data: DataOf<Type>) => string;
} = {
  DestructionNoted: () => 'The destruction of the record began.',
  KeyDestroyed: () => 'The key of the record was destroyed.',
  DestructionCompleted: () => 'Every service told what it erased.',
};
