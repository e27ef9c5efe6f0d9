import { kept, type AnyCommand, type PolicyPin } from '@probity/contracts';
import { eventOf, type Decided, type Decider, type Given } from '@probity/decider';
import { decideAny, ruled, type Facts, type Policy, type Ruling } from '@probity/policy-packs';
import { fileFacts } from './facts.js';
import { evolve, noFile, notedOf, openHolds, type CaseFile, type DataOf, type File, type FileEvent } from './file.js';
import type { NotedEvent } from './noted.js';
import { retentionOf } from './retention.js';

export type FileCommand =
  NoteFact | CloseCase | ConcludeHearing | PlaceHold | ReleaseHold | MarkForDisposal | AnyCommand;

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
    case 'RecordStep':
    case 'Correct':
      return decideAny('file', command, fileFacts(file, command), policy);
  }
};

export const fileDecider: Decider<FileCommand & Given, File, FileEvent, Policy> = { initial: noFile, decide, evolve };

const note = ({ file: opening, fact: noted }: NoteFact & Given, file: File, policy: Policy): Decision => {
  if (file.status === 'begun' && file.noted.some(({ data }) => data.origin === noted.data.origin)) return [];
  // What is noted rests on what it leads to: the closing of the case, and how long its record is kept.
  const authority = policy.act('file.close')?.clauses ?? [];
  const begin = file.status === 'none' ? [fact('FileBegun', opening, { authority })] : [];
  return withRetention(file, [...begin, { ...noted, authority }], policy);
};

/** After the closure, whatever changes how long the record is kept is followed by the new date. */
const withRetention = (file: File, decided: Decision, policy: Policy): Decision => {
  const now = decided.reduce<File>(evolve, file);
  if (now.status === 'none' || now.closed === null) return decided;
  const retention = retentionOf(now, policy);
  if (JSON.stringify(retention) === JSON.stringify(now.retention)) return decided;
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
  if (
    file.status === 'begun' &&
    file.heard.some((one) => one.of === of && one.heardAt === heardAt && one.detail === detail)
  )
    return [];
  const known =
    of === 'appeal' ? notedOf(file, 'CommunicationNoted').length > 0 : notedOf(file, 'ProsecutionNoted').length > 0;
  const ruling = rule(
    'file.conclude-hearing',
    { hearing: { detailGiven: detail.trim() !== '', known } },
    command,
    file,
    policy,
  );
  return withRetention(file, [fact('HearingConcluded', { of, heardAt, detail, ruling: kept(ruling) }, ruling)], policy);
};

const placeHold = (command: PlaceHold & Given, file: File, policy: Policy): Decision => {
  const { hold, reason, at } = command;
  if (file.status === 'begun' && file.holds.some((one) => one.hold === hold)) return [];
  const ruling = rule('file.hold', { hold: { reasonGiven: reason.trim() !== '' } }, command, file, policy);
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
  const { reason, at } = command;
  const ruling = rule('file.dispose', { disposal: { reasonGiven: reason.trim() !== '' } }, command, file, policy);
  const dueSince = begun(file).retention?.earliest;
  if (!dueSince) throw new Error('the policy lets a record be destroyed that is kept without an end');
  return [fact('DisposalDue', { dueSince, reason, notedAt: at, ruling: kept(ruling) }, ruling)];
};

const rule = (act: string, more: Facts, given: Given, file: File, policy: Policy): Ruling =>
  ruled(policy, act, { ...fileFacts(file, given), ...more }, given);

/** The file, which the rules of every act but the noting of facts need. */
const begun = (file: File): CaseFile => {
  if (file.status === 'none') throw new Error('the policy lets a case be closed before there is a file');
  return file;
};
