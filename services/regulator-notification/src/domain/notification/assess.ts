import { kept } from '@probity/contracts';
import { eventOf, same, type Decided, type Given } from '@probity/decider';
import { ruled, type Policy } from '@probity/policy-packs';
import { notificationFacts } from './facts.js';
import {
  notedOf,
  toldRegulators,
  type DataOf,
  type Limbs,
  type Notification,
  type NotificationEvent,
  type NotificationFile,
  type ToldRegulator,
} from './notification.js';
import { nextEntry, regulatorOf, tell, tellAllNoted } from './telling.js';

export interface AssessAdverseEffect {
  readonly type: 'AssessAdverseEffect';
  readonly limbs: Limbs;
  /** Numbers of the affected qualifications. */
  readonly qualifications: readonly string[];
  /** Whom those and the products of the case name, looked up in the institution's register. */
  readonly regulators: readonly string[];
  readonly fraudSuspected: boolean;
  /** RFC 3339; earlier than the command where the cause to believe came earlier. */
  readonly determinedAt: string;
}

type Assessed = DataOf<'AdverseEffectAssessed'>;
type Decision = readonly Decided<NotificationEvent>[];
const fact = eventOf<NotificationEvent>();

/** The four limbs, each by itself; whoever must be told is told in the same decision. */
export const assess = (command: AssessAdverseEffect & Given, file: Notification, policy: Policy): Decision => {
  const { limbs, fraudSuspected, determinedAt, at } = command;
  const [qualifications, regulators] = [[...command.qualifications], [...new Set(command.regulators)].sort()];
  const judged = policy.table('adverse-effect', { ...limbs });
  const met = judged.rows.some(({ then }) => then['met'] === true);
  const ruling = ruled(
    policy,
    'notification.assess-adverse-effect',
    {
      ...notificationFacts(file, command),
      limbs: reasoned(limbs),
      effect: {
        met,
        qualifications: qualifications.length,
        regulatorsKnown: regulators.every((id) => policy.regulator(id)),
      },
    },
    command,
  );
  if (file.status === 'none') throw new Error('the policy lets an adverse effect be assessed before there is a file');
  const assessed: Assessed = {
    determinedAt,
    limbs,
    met,
    qualifications,
    regulators,
    fraudSuspected,
    ruling: kept(ruling),
  };
  if (isRepeated(file, assessed)) return [];
  const authority = [...new Set([...ruling.authority, ...judged.rows.flatMap(({ clauses }) => clauses)])];
  const first = notify(policy, at, file, assessed, notToldYet(policy, file, assessed));
  const again = tellChanged(policy, at, file, assessed, nextEntry(file) + first.length);
  return [fact('AdverseEffectAssessed', assessed, { authority }), ...first, ...again];
};

const reasoned = (limbs: Limbs): Readonly<Record<keyof Limbs, { readonly reasoned: boolean }>> => {
  const of = (limb: keyof Limbs) => ({ reasoned: limbs[limb].reason.trim() !== '' });
  return {
    prejudice: of('prejudice'),
    compliance: of('compliance'),
    standards: of('standards'),
    confidence: of('confidence'),
  };
};

const isRepeated = (file: NotificationFile, { determinedAt: _, ruling: _ruling, ...said }: Assessed): boolean => {
  const last = file.assessments.at(-1);
  if (!last) return false;
  const { determinedAt: _before, ruling: _rested, ...before } = last;
  return same(before, said);
};

const notToldYet = (
  policy: Policy,
  file: NotificationFile,
  { met, regulators }: Assessed,
): readonly ToldRegulator[] => {
  const before = new Set(toldRegulators(file).map(({ regulator }) => regulator));
  return policy
    .table('regulators-told', { adverseEffect: met, regulators })
    .rows.map(({ then, clauses }) => ({ id: String(then['regulator']), clauses }))
    .filter(({ id }) => !before.has(id))
    .map(({ id, clauses }) => regulatorOf(policy, id, clauses));
};

/** To those told before: how the assessment stands now, where what they were told of it has changed. */
const tellChanged = (
  policy: Policy,
  at: string,
  file: NotificationFile,
  assessed: Assessed,
  entry: number,
): Decision => {
  const [before, last] = [toldRegulators(file), file.assessments.at(-1)];
  if (before.length === 0 || !last || same(effectOf(last), effectOf(assessed))) return [];
  const notice = 'regulator-reassessed';
  const content = { ...effectOf(assessed), withheld: [...policy.notice(notice).withheld] };
  const next = nextUpdateOn(policy, at, file);
  return [tell(policy, at, entry, before, { kind: 'notification', notice, nextUpdateOn: next, content, ruling: null })];
};

const notify = (
  policy: Policy,
  at: string,
  file: NotificationFile,
  assessed: Assessed,
  told: readonly ToldRegulator[],
): Decision => {
  if (told.length === 0) return [];
  const { clauses } = policy.notice(noticeOf(assessed));
  const entry = nextEntry(file);
  const notified = fact(
    'RegulatorsNotified',
    {
      entry,
      determinedAt: assessed.determinedAt,
      notifiedAt: at,
      told: [...told],
      toldSoFar: [...toldRegulators(file), ...told].map(({ regulator }) => regulator),
      nextUpdateOn: nextUpdateOn(policy, at, file),
      content: contentOf(policy, file, assessed),
    },
    { authority: [...new Set([...clauses, ...told.flatMap((one) => one.clauses)])] },
  );
  return [notified, ...tellAllNoted(policy, at, entry + 1, told, file.noted)];
};

/** A regulator may be one that is told of any case: then no adverse effect is claimed. */
const noticeOf = ({ met }: Assessed): string => (met ? 'regulator-adverse-effect' : 'regulator-any-case');

/** What was promised to others before is not put off. */
const nextUpdateOn = (policy: Policy, at: string, { nextUpdateOn: promised }: NotificationFile): string => {
  const { date } = policy.deadline('regulator-next-update', at);
  return promised !== null && promised < date ? promised : date;
};

const contentOf = (
  policy: Policy,
  file: NotificationFile,
  assessed: Assessed,
): DataOf<'RegulatorsNotified'>['content'] => {
  const { template: says, withheld } = policy.notice(noticeOf(assessed));
  const [opening] = notedOf(file, 'CaseOpeningNoted');
  return {
    says,
    ...effectOf(assessed),
    subjectKind: opening?.subjectKind ?? null,
    centre: opening?.centre ?? null,
    withheld: [...withheld],
  };
};

/** What regulators are told of an assessment: the limbs that are met, and what is affected. */
const effectOf = ({ met, limbs, qualifications }: Assessed) => ({
  adverseEffect: met,
  limbs: Object.fromEntries(Object.entries(limbs).filter(([, { applies, likely }]) => applies || likely)),
  qualifications,
});
