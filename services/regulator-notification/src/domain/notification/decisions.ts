import { kept, type AnyCommand, type PolicyPin } from '@probity/contracts';
import { eventOf, type Decided, type Decider, type Given } from '@probity/decider';
import { dayOf, decideAny, ruled, type Facts, type Policy, type Ruling } from '@probity/policy-packs';
import { assess, type AssessAdverseEffect } from './assess.js';
import { notificationFacts } from './facts.js';
import { tellingOf, type NotedEvent } from './noted.js';
import {
  evolve,
  noNotification,
  toldRegulators,
  type DataOf,
  type Notification,
  type NotificationEvent,
  type NotificationFile,
} from './notification.js';
import { nextEntry, tell, tellClosed, tellFact } from './telling.js';

export type NotificationCommand =
  | NoteFact
  | AssessAdverseEffect
  | UpdateRegulators
  | CloseNotification
  | ConsiderPolice
  | NoteProsecution
  | AcknowledgeEntry
  | AnyCommand;

/** Another service's fact, and the file that it begins where it is the first. */
export interface NoteFact {
  readonly type: 'NoteFact';
  readonly file: { readonly case: string; readonly institution: string; readonly policy: PolicyPin };
  readonly fact: NotedEvent;
}
export interface UpdateRegulators {
  readonly type: 'UpdateRegulators';
  readonly progress: string;
  /** `YYYY-MM-DD`; null: as the policy or the deployment has it. */
  readonly nextUpdateOn: string | null;
}
export interface CloseNotification {
  readonly type: 'CloseNotification';
  readonly reason: string;
}
export interface ConsiderPolice {
  readonly type: 'ConsiderPolice';
  readonly informed: boolean;
  readonly reason: string;
}
export interface NoteProsecution {
  readonly type: 'NoteProsecution';
  readonly kind: DataOf<'ProsecutionNoted'>['kind'];
  readonly detail: string;
}
export interface AcknowledgeEntry {
  readonly type: 'AcknowledgeEntry';
  readonly regulator: string;
  readonly entry: number;
}

type Decision = readonly Decided<NotificationEvent>[];
const fact = eventOf<NotificationEvent>();

const decide = (command: NotificationCommand & Given, file: Notification, policy: Policy): Decision => {
  switch (command.type) {
    case 'NoteFact':
      return note(command, file, policy);
    case 'AssessAdverseEffect':
      return assess(command, file, policy);
    case 'UpdateRegulators':
      return update(command, file, policy);
    case 'CloseNotification':
      return close(command, file, policy);
    case 'ConsiderPolice':
      return considerPolice(command, file, policy);
    case 'NoteProsecution':
      return noteProsecution(command, file, policy);
    case 'AcknowledgeEntry':
      return acknowledge(command, file, policy);
    case 'RecordStep':
    case 'Correct':
      return decideAny('notification', command, notificationFacts(file, command), policy);
  }
};

export const notificationDecider: Decider<NotificationCommand & Given, Notification, NotificationEvent, Policy> = {
  initial: noNotification,
  decide,
  evolve,
};

const note = ({ file: opening, fact: noted, at }: NoteFact & Given, file: Notification, policy: Policy): Decision => {
  if (file.status === 'begun' && file.noted.some(({ data }) => data.origin === noted.data.origin)) return [];
  const authority = clausesFed(policy, noted);
  const begin = file.status === 'none' ? [fact('NotificationFileBegun', opening, { authority })] : [];
  const first: Decision = [...begin, { ...noted, authority }];
  const now = first.reduce<Notification>(evolve, file);
  return now.status === 'none' ? first : [...first, ...tellNoted(policy, at, now, noted)];
};

/** The clauses of what a noted fact feeds: a telling, or the assessment that an opened case makes due. A policy without that tells no regulator. */
const clausesFed = (policy: Policy, noted: NotedEvent): readonly string[] => {
  if (policy.act('notification.assess-adverse-effect') === undefined) return [];
  if (noted.type === 'CaseOpeningNoted') return policy.act('notification.assess-adverse-effect')?.clauses ?? [];
  return policy.notice(tellingOf(noted)?.notice ?? 'regulator-closed').clauses;
};

const tellNoted = (policy: Policy, at: string, file: NotificationFile, noted: NotedEvent): Decision => {
  if (noted.type !== 'CaseClosureNoted') return tellFact(policy, at, nextEntry(file), toldRegulators(file), noted);
  const isOpen = file.notified.length > 0 && file.closed === null;
  return isOpen
    ? tellClosed(policy, at, file, { reason: null, ruling: null }, policy.notice('regulator-closed').clauses)
    : [];
};

const update = (command: UpdateRegulators & Given, file: Notification, policy: Policy): Decision => {
  const { progress, at } = command;
  const today = dayOf(at, policy);
  const nextUpdateOn = command.nextUpdateOn ?? policy.deadline('regulator-next-update', at).date;
  const due = file.status === 'begun' ? file.nextUpdateOn : null;
  const said = {
    progressGiven: progress.trim() !== '',
    nextIsAhead: nextUpdateOn > today,
    onTime: due === null || today <= due,
  };
  const ruling = rule('notification.update', { update: said }, command, file, policy);
  const known = begun(file);
  const word = {
    kind: 'progress',
    notice: 'regulator-progress',
    nextUpdateOn,
    content: { progress },
    ruling: kept(ruling),
  } as const;
  const told = tell(policy, at, nextEntry(known), toldRegulators(known), word);
  return [{ ...told, authority: [...new Set([...ruling.authority, ...told.authority])] }];
};

const close = (command: CloseNotification & Given, file: Notification, policy: Policy): Decision => {
  if (file.status === 'begun' && file.closed !== null) return [];
  const { reason, at } = command;
  const ruling = rule('notification.close', { closure: { reasonGiven: reason.trim() !== '' } }, command, file, policy);
  return tellClosed(policy, at, begun(file), { reason, ruling: kept(ruling) }, ruling.authority);
};

const considerPolice = (command: ConsiderPolice & Given, file: Notification, policy: Policy): Decision => {
  const { informed, reason, at } = command;
  if (file.status === 'begun' && file.police?.informed === informed && file.police.reason === reason) return [];
  const ruling = rule(
    'notification.consider-police',
    { police: { reasonGiven: reason.trim() !== '' } },
    command,
    file,
    policy,
  );
  return [fact('PoliceConsidered', { informed, reason, decidedAt: at, ruling: kept(ruling) }, ruling)];
};

const noteProsecution = (command: NoteProsecution & Given, file: Notification, policy: Policy): Decision => {
  const { kind, detail, at } = command;
  if (file.status === 'begun' && file.prosecutions.some((one) => one.kind === kind && one.detail === detail)) return [];
  const ruling = rule(
    'notification.note-prosecution',
    { prosecution: { detailGiven: detail.trim() !== '' } },
    command,
    file,
    policy,
  );
  return [fact('ProsecutionNoted', { kind, detail, notedAt: at, ruling: kept(ruling) }, ruling)];
};

const acknowledge = (command: AcknowledgeEntry & Given, file: Notification, policy: Policy): Decision => {
  const { regulator, entry, at, actor } = command;
  const known = file.status === 'begun' ? file.entries.find(({ number }) => number === entry) : undefined;
  const own = actor.id === regulator && (known?.told.some((one) => one.regulator === regulator) ?? false);
  const ruling = rule('notification.acknowledge', { entry: { own } }, command, file, policy);
  if (known?.acknowledged[regulator] !== undefined) return [];
  return [fact('EntryAcknowledged', { regulator, entry, acknowledgedAt: at, ruling: kept(ruling) }, ruling)];
};

const rule = (act: string, more: Facts, given: Given, file: Notification, policy: Policy): Ruling =>
  ruled(policy, act, { ...notificationFacts(file, given), ...more }, given);

/** The file, which the rules of every act but the noting of facts need. */
const begun = (file: Notification): NotificationFile => {
  if (file.status === 'none') throw new Error('the policy lets regulators be told before there is a file');
  return file;
};
