import type { Policy } from '@probity/policy-packs';
import type { ErasedPart, NotedDestruction } from '../domain/destruction/destruction.js';

/** That a record was destroyed, of what there was how much, and on what it rests. Nothing of its content. */
export interface Certificate {
  readonly case: string;
  readonly reference: string | null;
  readonly institution: string;
  /** `destroying` until the key is gone and every service has told what it erased. */
  readonly status: 'destroying' | 'destroyed';
  readonly policy: { readonly pack: string; readonly version: string; readonly title: string };
  readonly clauses: readonly { readonly clause: string; readonly says: string | null }[];
  /** Who marked it for destruction, by office-holder's id, and when. */
  readonly by: string;
  readonly markedAt: string;
  readonly begunAt: string;
  readonly keyDestroyedAt: string | null;
  readonly completedAt: string | null;
  /** Services that have not told yet what they erased. */
  readonly waitingFor: readonly string[];
  /** Null until it is completed. */
  readonly destroyed: Destroyed | null;
  /** What was on paper nothing here destroys: whoever marked the record says what became of it. Null where there was none. */
  readonly papers: { readonly destroyed: number; readonly otherwise: number; readonly confirmedBy: string } | null;
  /** Letters of the case that never went. */
  readonly lettersNotSent: number;
  /** The first day on which no backup has the key, where they are kept no longer than the deployment says. */
  readonly backups: { readonly keptFor: string; readonly keyGoneOn: string } | null;
  /** What it can be checked against in the log. */
  readonly log: {
    /** Of the fact on the case's file that it began. */
    readonly begunAt: string;
    readonly parts: readonly Pick<ErasedPart, 'service' | 'streams' | 'events' | 'first' | 'last' | 'digest'>[];
  };
}

export interface Destroyed {
  /** Sealed in the log, where nothing opens them any more. */
  readonly events: number;
  readonly files: number;
  readonly viewRows: number;
  readonly messages: number;
  readonly letters: number;
  /** What had a key that went: the case, and what only it held. By kind. */
  readonly keys: Readonly<Record<string, number>>;
}

export const certificateOf = (state: NotedDestruction, policy: Policy, waitingFor: readonly string[]): Certificate => {
  const { case: id, reference, institution, markedBy: by, markedAt, begunAt, key, completed } = state;
  const parts = completed?.parts ?? [];
  return {
    ...{ case: id, reference, institution, status: completed ? 'destroyed' : 'destroying' },
    policy: { ...state.policy, title: policy.title },
    clauses: state.clauses.map((clause) => ({ clause, says: policy.clause(clause)?.requirement ?? null })),
    ...{ by, markedAt, begunAt },
    keyDestroyedAt: key?.destroyedAt ?? null,
    completedAt: completed?.completedAt ?? null,
    waitingFor: completed ? [] : waitingFor,
    destroyed: completed && destroyedOf(completed),
    papers: state.papers ? { ...state.papers, confirmedBy: by } : null,
    lettersNotSent: state.lettersNotSent ?? 0,
    backups: key && { keptFor: key.backupRetention, keyGoneOn: key.lastBackupUntil },
    log: {
      begunAt: state.position,
      parts: parts
        .filter(({ events }) => events > 0)
        .map(({ service, streams, events, first, last, digest }) => ({
          ...{ service, streams, events, first, last, digest },
        })),
    },
  };
};

const destroyedOf = ({ parts, scopes }: NonNullable<NotedDestruction['completed']>): Destroyed => {
  const sum = (of: (part: ErasedPart) => number): number => parts.reduce((all, part) => all + of(part), 0);
  const byKind = Map.groupBy(scopes, (scope) => scope.slice(0, scope.indexOf(':')));
  return {
    events: sum(({ events }) => events),
    files: byKind.get('evidence')?.length ?? 0,
    viewRows: sum(({ rows }) => rows),
    messages: sum(({ messages }) => messages),
    letters: sum(({ letters }) => letters),
    keys: Object.fromEntries([...byKind].map(([kind, { length }]) => [kind, length])),
  };
};
