import { stepFactName } from '@probity/contracts';
import { receivedAt } from '../calendar/received.js';
import { checkBody, vote } from '../engine/body.js';
import { choose, impose, optionsOf, penaltiesOf } from '../engine/choosing.js';
import { withDays } from '../engine/days-told.js';
import { deadlineFrom, type Reckoning } from '../engine/deadline.js';
import { allows, noSuchAct, ruleAvailable, ruleOn } from '../engine/ruling.js';
import { decide } from '../engine/table.js';
import type { ActDefinition, Facts, Policy, Ruling, Said } from '../policy.js';
import type { CompiledPack } from './compile-pack.js';
import { factsRead } from './facts-read.js';
import { hiddenFrom } from './hidden.js';

/** @param reckoning the pack's, which a pack that loaded has */
export function policyOf(pack: CompiledPack, reckoning: Reckoning): Policy {
  const { identity, acts, steps, services } = pack;
  const { pack: id, version, institution, title, referencePrefix, timeZone } = identity;
  const get = <T>(entries: ReadonlyMap<string, T>, what: string, name: string): T => {
    const found = entries.get(name);
    if (found === undefined) throw new Error(`${title} has no ${what} ${name}`);
    return found;
  };
  const definitions = <T>(entries: readonly { readonly definition: T }[] = []) =>
    entries.map((entry) => entry.definition);
  const withSteps = notRecorded(services);
  const withDay = (ruling: Ruling, act: ActDefinition) => withDays(ruling, act, pack.deadlines, reckoning);
  return {
    pack: id,
    version,
    institution,
    title,
    referencePrefix,
    timeZone,
    inForce: identity.inForce,
    subjects: [...services.keys()],
    facts: (name) => factsRead(pack, name),
    act: (name) => acts.get(name)?.definition,
    acts: (service) => definitions(services.get(service)?.acts),
    step: (name) => steps.get(name)?.definition,
    steps: (service) => definitions(services.get(service)?.steps),
    available: (name, facts) => {
      const act = acts.get(name);
      return act === undefined
        ? noSuchAct(name, title)
        : withDay(ruleAvailable(act, withSteps(name, facts)), act.definition);
    },
    rule: (name: string, facts: Facts, said: Said = {}) => {
      const act = acts.get(name);
      return act === undefined
        ? noSuchAct(name, title)
        : withDay(ruleOn(act, withSteps(name, facts), said), act.definition);
    },
    allows: (name, facts) => {
      const act = acts.get(name);
      return act !== undefined && allows(act, withSteps(name, facts));
    },
    isDue: (name, facts) => acts.get(name)?.due?.evaluate(withSteps(name, facts)).value ?? false,
    tables: [...pack.tables.keys()],
    table: (name, facts) => decide(get(pack.tables, 'table', name), facts),
    deadline: (name, anchor) => deadlineFrom(get(pack.deadlines, 'deadline', name), anchor, reckoning),
    anchorOf: (name) => get(pack.deadlines, 'deadline', name).from,
    received: (channel, sentAt) =>
      received(get(new Map(Object.entries(identity.receipt)), 'channel', channel), sentAt, reckoning),
    options: (name, facts) => penaltiesOf(get(pack.tariffs, 'tariff', name), facts),
    impose: (name, chosen, facts) => impose(get(pack.tariffs, 'tariff', name), chosen, facts),
    tariff: (name) => get(pack.tariffs, 'tariff', name),
    tariffs: [...pack.tariffs].map(([code, { title: what, clauses }]) => ({ code, title: what, clauses })),
    choices: (name, facts) => optionsOf(get(pack.choices, 'list of choices', name), facts),
    choose: (name, chosen, facts) => choose(get(pack.choices, 'list of choices', name), chosen, facts),
    body: (name) => get(pack.bodies, 'body', name).definition,
    bodies: definitions([...pack.bodies.values()]),
    conducting: (kind) => definitions([...pack.bodies.values()]).find(({ conducts }) => conducts.includes(kind)),
    checkBody: (name, proposal, people) => {
      const others = [...pack.bodies.values()].filter(({ definition }) => definition.name !== name);
      return checkBody(get(pack.bodies, 'body', name), proposal, people, others);
    },
    vote: (name, proposal, votes) => vote(get(pack.bodies, 'body', name), proposal, votes),
    hidden: (from, facts, subject) =>
      hiddenFrom(pack.hidden, from, subject === undefined ? facts : withSteps(`${subject}.`, facts), subject),
    word: (term) => pack.vocabulary.get(term)?.title,
    offence: (code) => pack.offences.get(code),
    offences: [...pack.offences.values()],
    document: (name) => get(pack.documents, 'document', name),
    forms: definitions([...pack.forms.values()]),
    hasForm: (name, facts) => {
      const { definition, when } = get(pack.forms, 'form', name);
      return when?.evaluate(withSteps(definition.on, facts)).value ?? true;
    },
    notice: (name) => get(pack.notices, 'notice', name),
    noticesOn: (act) => [...pack.notices.values()].filter(({ on }) => on.includes(act)),
    clause: (clause) => pack.clauses.get(clause),
    office: (office) => pack.offices.get(office),
    partsOfReporter: (kind) => pack.partsOfReporters.get(kind) ?? [],
    regulator: (regulator) => pack.regulators.get(regulator),
    setting: (name) => get(pack.settings, 'setting', name),
    readings: pack.readings,
    describe: () => pack.describe(),
  };
}

/**
 * Who tells the steps of a subject tells them all: those of the policy's own that are not among them were not recorded. Without
 * any `step`, nothing is known of them.
 */
function notRecorded(services: CompiledPack['services']): (act: string, facts: Facts) => Facts {
  const none = (steps: readonly { readonly definition: { readonly name: string } }[]) =>
    Object.fromEntries(steps.map(({ definition }) => [stepFactName(definition.name), { done: false }]));
  const bySubject = new Map([...services].map(([subject, { steps }]) => [subject, none(steps)]));
  return (act, facts) => {
    const { step } = facts;
    const undone = bySubject.get(act.slice(0, act.indexOf('.')));
    if (undone === undefined || typeof step !== 'object' || step === null || Array.isArray(step)) return facts;
    return { ...facts, step: { ...undone, ...(step as Facts) } };
  };
}

function received(
  rule: Reckoning['receipt'][string] & { readonly says: string },
  sentAt: string,
  reckoning: Reckoning,
) {
  const at = receivedAt(rule, sentAt, reckoning.timeZone, reckoning.calendar);
  return { at, explained: rule.says, clauses: rule.clauses };
}
