import { kept, type AnyCommand, type PolicyPin } from '@probity/contracts';
import { eventOf, same, type Decided, type Decider, type Given } from '@probity/decider';
import { decideAny, ruled, type Addition, type Facts, type Policy, type Ruling } from '@probity/policy-packs';
import { fileFacts } from './facts.js';
import { clausesFed } from './feeds.js';
import {
  evolve,
  hearablesOf,
  isAppealOpen,
  isHeard,
  noFile,
  openHolds,
  type CaseFile,
  type DataOf,
  type File,
  type FileEvent,
  type Hearable,
  type PaperGone,
} from './file.js';
import type { NotedEvent } from './noted.js';
import { papersSeenTo } from './on-paper.js';
import { destroyedAtOnce, goesOn, retentionOf } from './retention.js';

export type FileCommand =
  NoteFact | CloseCase | ConcludeHearing | PlaceHold | ReleaseHold | MarkForDisposal | BeginDestruction | AnyCommand;

/** Another service's fact, and the file that it begins where it is the first. */
export interface NoteFact {
  readonly type: 'NoteFact';
  readonly file: { readonly case: string; readonly institution: string; readonly policy: PolicyPin };
  readonly fact: NotedEvent;
}
export interface CloseCase {
  readonly type: 'CloseCase';
  readonly reason: string | null;
}
/** An appeal, or a prosecution, has been heard. */
export interface ConcludeHearing {
  readonly type: 'ConcludeHearing';
  readonly of: DataOf<'HearingConcluded'>['of'];
  /** The appeal's, or the prosecution's; null: the only one that has not been heard. */
  readonly id: string | null;
  /** RFC 3339 */
  readonly heardAt: string;
  readonly detail: string;
}
export interface PlaceHold {
  readonly type: 'PlaceHold';
  readonly hold: string;
  readonly reason: string;
}
export interface ReleaseHold {
  readonly type: 'ReleaseHold';
  readonly hold: string;
  readonly reason: string;
}
export interface MarkForDisposal {
  readonly type: 'MarkForDisposal';
  readonly reason: string;
  /** Letters of the case that have not gone. */
  readonly unsent?: number;
  /** What became of each that was on paper. */
  readonly papers?: readonly PaperGone[];
}
/** Of a record that was marked. Decides nothing where it is held, or the day until which it is kept has changed. */
export interface BeginDestruction {
  readonly type: 'BeginDestruction';
  /** Under which it was marked. */
  readonly clauses: readonly string[];
}

type Decision = readonly Decided<FileEvent>[];
const fact = eventOf<FileEvent>();

const decide = (command: FileCommand & Given, file: File, policy: Policy): Decision => {
  switch (command.type) {
    case 'NoteFact':
      return note(command, file, policy);
    case 'CloseCase':
      return close(command, file, policy);
    case 'ConcludeHearing':
      return concludeHearing(command, file, policy);
    case 'PlaceHold':
      return placeHold(command, file, policy);
    case 'ReleaseHold':
      return releaseHold(command, file, policy);
    case 'MarkForDisposal':
      return markForDisposal(command, file, policy);
    case 'BeginDestruction':
      return beginDestruction(command, file, policy);
    case 'RecordStep':
    case 'Correct':
      return decideAny('file', command, fileFacts(file, command, policy), policy);
  }
};

export const fileDecider: Decider<FileCommand & Given, File, FileEvent, Policy> = { initial: noFile, decide, evolve };

const note = ({ file: opening, fact: noted }: NoteFact & Given, file: File, policy: Policy): Decision => {
  if (file.status === 'begun' && file.noted.some(({ data }) => data.origin === noted.data.origin)) return [];
  const authority = clausesFed(policy, noted.type);
  const begin = file.status === 'none' ? [fact('FileBegun', opening, { authority })] : [];
  return withRetention(file, [...begin, { ...noted, authority }], policy);
};

/** After the closure, whatever changes how long the record is kept is followed by the new date. */
const withRetention = (file: File, decided: Decision, policy: Policy): Decision => {
  const now = decided.reduce<File>(evolve, file);
  if (now.status === 'none' || now.closed === null) return decided;
  const retention = retentionOf(now, policy);
  if (same(retention, now.retention)) return decided;
  return [...decided, fact('RetentionChanged', { retention }, { authority: clausesOf(retention) })];
};

const clausesOf = ({ rules }: ReturnType<typeof retentionOf>): readonly string[] => [
  ...new Set(rules.flatMap(({ clauses }) => clauses)),
];

const close = (command: CloseCase & Given, file: File, policy: Policy): Decision => {
  if (file.status === 'begun' && file.closed !== null) return [];
  const ruling = rule('file.close', {}, command, file, policy);
  const retention = retentionOf(begun(file), policy);
  const authority = [...new Set([...ruling.authority, ...clausesOf(retention)])];
  return [
    fact(
      'CaseClosed',
      { closedAt: command.at, reason: command.reason, retention, ruling: kept(ruling) },
      { authority },
    ),
  ];
};

const concludeHearing = (command: ConcludeHearing & Given, file: File, policy: Policy): Decision => {
  const { of, heardAt, detail } = command;
  if (isConcluded(file, command)) return [];
  const meant = hearableMeant(file, command);
  const hearing = {
    detailGiven: detail.trim() !== '',
    known: meant !== undefined,
    concluded: meant !== undefined && isHeard(file, meant),
  };
  const ruling = rule('file.conclude-hearing', { hearing }, command, file, policy);
  if (!meant) throw new Error('the policy lets something be heard that was neither lodged nor noted');
  const concluded = fact('HearingConcluded', { of, id: meant.id, heardAt, detail, ruling: kept(ruling) }, ruling);
  return withRetention(file, [concluded], policy);
};

const isConcluded = (file: File, { of, id, heardAt, detail }: ConcludeHearing): boolean =>
  file.status === 'begun' &&
  file.heard.some(
    (one) => one.of === of && (id === null || one.id === id) && one.heardAt === heardAt && one.detail === detail,
  );

const hearableMeant = (file: File, { of, id }: ConcludeHearing): Hearable | undefined => {
  const all = hearablesOf(file).filter((one) => one.of === of);
  if (id !== null) return all.find((one) => one.id === id);
  const [only, another] = all.filter((one) => !isHeard(file, one));
  return another ? undefined : only;
};

const placeHold = (command: PlaceHold & Given, file: File, policy: Policy): Decision => {
  const { hold, reason, at } = command;
  if (file.status === 'begun' && file.holds.some((one) => one.hold === hold)) return [];
  const ruling = rule('file.hold', { hold: { reasonGiven: reason.trim() !== '' } }, command, file, policy);
  if (begun(file).destructionBegun) throw new Error('the policy lets a hold be placed on what is being destroyed');
  return [fact('HoldPlaced', { hold, reason, placedAt: at, ruling: kept(ruling) }, ruling)];
};

const releaseHold = (command: ReleaseHold & Given, file: File, policy: Policy): Decision => {
  const { hold, reason, at } = command;
  const known = file.status === 'begun' && file.holds.some((one) => one.hold === hold);
  if (known && !openHolds(file).some((one) => one.hold === hold)) return [];
  const ruling = rule(
    'file.release-hold',
    { hold: { known, reasonGiven: reason.trim() !== '' } },
    command,
    file,
    policy,
  );
  return [fact('HoldReleased', { hold, reason, releasedAt: at, ruling: kept(ruling) }, ruling)];
};

const markForDisposal = (command: MarkForDisposal & Given, file: File, policy: Policy): Decision => {
  if (file.status === 'begun' && file.disposalDueSince !== null) return [];
  const { reason, unsent = 0, papers = [], at } = command;
  // A period that the deployment has set, or changed, since the case was closed.
  const anew = withRetention(file, [], policy);
  const now = anew.reduce<File>(evolve, file);
  const more = {
    disposal: { reasonGiven: reason.trim() !== '', lettersUnsent: unsent },
    retention: { configured: isConfigured(now, policy) },
  };
  const ruling = rule('file.dispose', more, command, now, policy, papersSeenTo(papers, now, policy));
  const atOnce = destroyedAtOnce(begun(now), policy);
  const dueSince = (begun(now).retention ?? atOnce)?.earliest;
  if (!dueSince) throw new Error('the policy lets a record be destroyed that is kept without an end');
  // The act has the clauses of all that is destroyed at once; the certificate says which one it was.
  const authority = atOnce ? clausesOf(atOnce) : ruling.authority;
  const gone = papers.length > 0 && { papers: [...papers] };
  return [
    ...anew,
    fact('DisposalDue', { dueSince, reason, ...gone, notedAt: at, ruling: kept(ruling) }, { authority }),
  ];
};

/** Each rule that applies says how long. */
const isConfigured = (file: File, policy: Policy): boolean =>
  file.status === 'begun' && retentionOf(file, policy).rules.every(({ keep }) => keep !== null);

const beginDestruction = ({ clauses, at }: BeginDestruction & Given, file: File, policy: Policy): Decision => {
  if (file.status === 'none' || file.destructionBegun) return [];
  if (file.disposalDueSince === null || openHolds(file).length > 0) return [];
  // Something that became known since: the case went on.
  if (file.closed === null && goesOn(file, policy)) return [];
  if (isAppealOpen(file) && !mayStillBeDestroyed(file, at, policy)) return [];
  return [fact('DestructionBegun', { begunAt: at }, { authority: clauses })];
};

/** By the policy's own rules, as it stands now, for those whose office it is. */
const mayStillBeDestroyed = (file: CaseFile, at: string, policy: Policy): boolean => {
  const act = 'file.dispose';
  const offices = policy.act(act)?.who.offices ?? [];
  return policy.available(act, fileFacts(file, { actor: { id: '', offices }, at }, policy)).refusals.length === 0;
};

const rule = (act: string, more: Facts, given: Given, file: File, policy: Policy, added: Addition = {}): Ruling =>
  ruled(policy, act, { ...fileFacts(file, given, policy), ...more }, given, {}, [added]);

/** The file, which the rules of every act but the noting of facts need. */
const begun = (file: File): CaseFile => {
  if (file.status === 'none') throw new Error('the policy lets a case be closed before there is a file');
  return file;
};
