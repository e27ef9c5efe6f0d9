import { eventOf, type Decided } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import { tellingOf, type NotedEvent } from './noted.js';
import {
  toldRegulators,
  type DataOf,
  type NotificationEvent,
  type NotificationFile,
  type ToldRegulator,
} from './notification.js';

type Event = Decided<NotificationEvent>;
const fact = eventOf<NotificationEvent>();

/** A regulator as one is told, with the references that the policy cites to it. @throws where the pack has none such */
export const regulatorOf = (policy: Policy, id: string, clauses: readonly string[]): ToldRegulator => {
  const known = policy.regulator(id);
  if (!known) throw new Error(`${policy.title} lists no regulator ${id}`);
  const { name, rule, references } = known;
  return {
    regulator: id,
    name,
    rule,
    references: [...references],
    clauses: [...new Set([...clauses, ...known.clauses])],
  };
};

type Word = Pick<DataOf<'RegulatorsTold'>, 'kind' | 'nextUpdateOn' | 'content' | 'ruling'> & {
  readonly notice: string;
};

/** A word to regulators, in the words of the pack's notice, under its clauses. */
export const tell = (
  policy: Policy,
  at: string,
  entry: number,
  told: readonly ToldRegulator[],
  { kind, nextUpdateOn, content, ruling, notice }: Word,
): Event => {
  const { template: says, clauses } = policy.notice(notice);
  return fact(
    'RegulatorsTold',
    { entry, kind, toldAt: at, told: [...told], nextUpdateOn, content: { says, ...content }, ruling },
    { authority: clauses },
  );
};

/** What another service told, to these regulators; nothing where nobody is told of such a fact or there is nobody to tell. */
export const tellFact = (
  policy: Policy,
  at: string,
  entry: number,
  told: readonly ToldRegulator[],
  noted: NotedEvent,
): readonly Event[] => {
  const telling = tellingOf(noted);
  if (!telling || told.length === 0) return [];
  const { origin: _, ...content } = noted.data;
  const withheld = { withheld: [...policy.notice(telling.notice).withheld] };
  return [
    tell(policy, at, entry, told, {
      ...telling,
      nextUpdateOn: null,
      content: { ...content, ...withheld },
      ruling: null,
    }),
  ];
};

/** To regulators told for the first time: all that was noted before, in its order. */
export const tellAllNoted = (
  policy: Policy,
  at: string,
  from: number,
  told: readonly ToldRegulator[],
  noted: readonly NotedEvent[],
): readonly Event[] => noted.filter(tellingOf).flatMap((one, index) => tellFact(policy, at, from + index, told, one));

/** The last word to everybody who was notified, and the end of the notification. */
export const tellClosed = (
  policy: Policy,
  at: string,
  file: NotificationFile,
  closing: Pick<DataOf<'NotificationClosed'>, 'reason' | 'ruling'>,
  authority: readonly string[],
): readonly Event[] => [
  tell(policy, at, nextEntry(file), toldRegulators(file), {
    kind: 'closed',
    notice: 'regulator-closed',
    nextUpdateOn: null,
    content: closing.reason === null ? {} : { reason: closing.reason },
    ruling: null,
  }),
  fact('NotificationClosed', { closedAt: at, ...closing }, { authority }),
];

export const nextEntry = (file: NotificationFile): number => file.entries.length + 1;
