import type { HolidayCalendar } from '../calendar/bank-holidays.js';
import { count } from '../calendar/count.js';
import { explain } from '../calendar/explain.js';
import { noSuchAct, ruleAvailable, ruleOn } from '../engine/ruling.js';
import { decide } from '../engine/table.js';
import type { Deadline, Facts, Policy, Said } from '../policy.js';
import type { CompiledPack } from './compile-pack.js';
import type { DeadlineRule } from './settings.js';
import { optionsFor } from './tariffs.js';

/** @param calendar the pack's, which a pack that loaded has */
export function policyOf(pack: CompiledPack, calendar: HolidayCalendar): Policy {
  const { identity, acts, steps, services } = pack;
  const { pack: id, version, institution, title, referencePrefix, timeZone } = identity;
  const get = <T>(entries: ReadonlyMap<string, T>, what: string, name: string): T => {
    const found = entries.get(name);
    if (found === undefined) throw new Error(`${title} has no ${what} ${name}`);
    return found;
  };
  const definitions = <T>(entries: readonly { readonly definition: T }[] = []) =>
    entries.map((entry) => entry.definition);
  return {
    pack: id,
    version,
    institution,
    title,
    referencePrefix,
    timeZone,
    act: (name) => acts.get(name)?.definition,
    acts: (service) => definitions(services.get(service)?.acts),
    step: (name) => steps.get(name)?.definition,
    steps: (service) => definitions(services.get(service)?.steps),
    available: (name, facts) => {
      const act = acts.get(name);
      return act === undefined ? noSuchAct(name, title) : ruleAvailable(act, facts);
    },
    rule: (name: string, facts: Facts, said: Said = {}) => {
      const act = acts.get(name);
      return act === undefined ? noSuchAct(name, title) : ruleOn(act, facts, said);
    },
    isDue: (name, facts) => acts.get(name)?.due?.evaluate(facts).value ?? false,
    table: (name, facts) => decide(get(pack.tables, 'table', name), facts),
    deadline: (name, anchor) => deadlineFrom(get(pack.deadlines, 'deadline', name), anchor, timeZone, calendar),
    options: (name, facts) => optionsFor(get(pack.tariffs, 'tariff', name), facts),
    offence: (code) => pack.offences.get(code),
    offences: [...pack.offences.values()],
    document: (name) => get(pack.documents, 'document', name),
    notice: (name) => get(pack.notices, 'notice', name),
    clause: (clause) => pack.clauses.get(clause),
    office: (office) => pack.offices.get(office),
    regulator: (regulator) => pack.regulators.get(regulator),
    setting: (name) => get(pack.settings, 'setting', name),
    readings: pack.readings,
  };
}

/** @throws where the amount is a setting that the deployment has not chosen */
function deadlineFrom(rule: DeadlineRule, anchor: string, timeZone: string, calendar: HolidayCalendar): Deadline {
  const { name, title, clauses, force, setting, resolved: amount } = rule;
  if (amount === null) throw new Error(`the deadline ${name} needs the setting ${setting}, which is not chosen`);
  const period = { amount, unit: rule.unit, direction: rule.direction, anchor: rule.anchor };
  const counted = count(period, anchor, timeZone, calendar);
  const breach = rule.breach ?? (force === 'normally' ? 'reason' : 'refuse');
  const explained = explain(period, anchor, timeZone, counted);
  return { name, title, clauses, force, breach, setting, ...counted, explained, calendar: calendar.name };
}
