import { kept } from '@probity/contracts';
import type { Given } from '@probity/decider';
import { dayOf, compose, type Policy, type TableRuling } from '@probity/policy-packs';
import type { CentreOfCase, NameImplicated, Notify } from './commands.js';
import { isForCentre } from './events.js';
import type { SaidIn } from './facts.js';
import type { OpenInvestigation } from './investigation.js';
import { ensured, fact, rule, type Decision } from './rule.js';

export const nameImplicated = (command: NameImplicated & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { centreStaff, centre, registerDigest } = command;
  const named = [...new Set(centreStaff)].filter((person) => !state.implicated?.includes(person));
  if (named.length === 0 && state.implicated !== null) return [];
  const allOfCentre = named.every((person) => centre?.staff.includes(person) ?? false);
  const ruling = rule('investigation.name-implicated', { named: { allOfCentre } }, command, state, policy);
  return [fact('ImplicatedNamed', { centreStaff: named, registerDigest, ruling: kept(ruling) }, ruling)];
};

export const notify = (command: Notify & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { recipient, person, deferredUntil, reason, registerDigest } = command;
  if (isRepeated(command, state)) return [];
  const addressee = centreAddressee(state, policy, command.centre);
  const ruling = rule('investigation.notify', noticeFacts(command, state, policy, addressee), command, state, policy);
  const authority = isForCentre(recipient)
    ? [...new Set([...ruling.authority, ...addressee.clauses])]
    : ruling.authority;
  const common = { recipient, person, registerDigest, ruling: kept(ruling) };
  if (deferredUntil !== null) {
    const why = ensured(reason, 'a reason to defer');
    return [fact('NoticeDeferred', { ...common, until: deferredUntil, reason: why }, { authority })];
  }
  const name = isForCentre(recipient) ? 'allegation-to-centre' : 'allegation-to-person';
  return [
    fact(
      'NoticeSent',
      { ...common, text: compose(policy.notice(name), valuesOf(command, state, policy)).text, reason },
      { authority },
    ),
  ];
};

/** The subject, or implicated beside it. */
export const isAccused = (state: OpenInvestigation, person: string): boolean =>
  isImplicated(state, person) || (state.subject.kind !== 'centre' && state.subject.id === person);

/** At the centre: named, or the subject. */
export const isImplicated = (state: OpenInvestigation, person: string): boolean =>
  (state.implicated?.includes(person) ?? false) ||
  (state.subject.kind === 'centre-staff' && state.subject.id === person);

/** Who is addressed for the centre, by the policy's table; and the clauses of its row. */
export const centreAddressee = (
  state: OpenInvestigation,
  policy: Policy,
  centre: CentreOfCase | null,
): { readonly recipient: string; readonly clauses: TableRuling['rows'][number]['clauses'] } => {
  const coordinatorImplicated = centre !== null && isImplicated(state, centre.coordinator);
  const qualityTeamImplicated = centre !== null && centre.qualityTeam.every((person) => isImplicated(state, person));
  const row = ensured(
    policy.table('notice-recipient', { coordinatorImplicated, qualityTeamImplicated }).rows[0],
    'an addressee at the centre',
  );
  return { recipient: String(row.then['recipient']), clauses: row.clauses };
};

/** All that a notice of the allegation can tell. The informant is not among it. */
const valuesOf = (
  { personName, centre, at }: Notify & Given,
  state: OpenInvestigation,
  policy: Policy,
): Record<string, string> => ({
  reference: state.reference,
  date: dayOf(at, policy),
  addressee: personName ?? '',
  centre: centre?.name ?? '',
  classification: state.classification,
  offences: state.offences.map((code) => policy.offence(code)?.title ?? code).join('; '),
});

const noticeFacts = (
  { recipient, person, personName, isLearner, centre, deferredUntil, reason, at }: Notify & Given,
  state: OpenInvestigation,
  policy: Policy,
  addressee: { readonly recipient: string },
): SaidIn<'investigation.notify'> => ({
  notice: {
    recipient,
    addressee: addressee.recipient,
    known: personName !== null,
    isCoordinator: centre?.coordinator === person,
    inQualityTeam: centre?.qualityTeam.includes(person) ?? false,
    isCentreStaff: centre?.staff.includes(person) ?? false,
    isLearner,
    isSubject: state.subject.kind !== 'centre' && state.subject.id === person,
    implicated: isImplicated(state, person),
    reasonGiven: reason !== null,
    deferred: deferredUntil !== null,
    deferredToLaterDay: deferredUntil !== null && deferredUntil > dayOf(at, policy),
  },
});

const isRepeated = ({ recipient, person, deferredUntil }: Notify, state: OpenInvestigation): boolean =>
  deferredUntil === null
    ? state.notices.some((sent) => sent.recipient === recipient && sent.person === person)
    : state.deferral?.until === deferredUntil && state.deferral.recipient === recipient;
