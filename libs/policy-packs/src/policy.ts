import type { Refusal } from '@probity/decider';
import type { PackDescription } from './describe/describe-pack.js';
import type { Fact, Facts, FactTypes } from './facts.js';

export * from './facts.js';

/** What deciders see of a pack: pure, compiled, of one version. Facts go in, rulings come out, each with its clauses. */
export interface Policy {
  readonly pack: string;
  readonly version: string;
  readonly institution: string;
  readonly title: string;
  /** What precedes the year in a case's reference: `ABC`. */
  readonly referencePrefix: string;
  readonly timeZone: string;
  readonly inForce: { readonly from: string; readonly until?: string | undefined };
  /** What it has acts on: `report`, `hearing`. */
  readonly subjects: readonly string[];
  /**
   * The facts that an act, a step, a table, a tariff or a list of choices may read, by their types; undefined where there is
   * none of that name, or no service here supplies them.
   */
  facts(name: string): FactTypes | undefined;

  /** The act as this policy knows it; undefined where the policy has no such act. */
  act(name: string): ActDefinition | undefined;
  acts(service: string): readonly ActDefinition[];
  step(name: string): StepDefinition | undefined;
  steps(service: string): readonly StepDefinition[];

  /** `who` and `available`: what has happened and who asks. For "what can be done now". */
  available(act: string, facts: Facts): Ruling;
  /** `who`, `available` and `acceptable`. @throws FactMissing naming a fact that a rule needs and nobody supplied */
  rule(act: string, facts: Facts, said?: Said): Ruling;
  /** The verdict of `rule` alone, without reasons given and without why. */
  allows(act: string, facts: Facts): boolean;
  /** Whether the act is what the procedure waits for now: the act's `due` condition; false where it has none. */
  isDue(act: string, facts: Facts): boolean;

  readonly tables: readonly string[];
  /** The rows that hit, by the table's hit policy. */
  table(name: string, facts: Facts): TableRuling;
  /**
   * @param anchor RFC 3339 instant that the counting starts from
   * @throws CalendarError where the calendar has no holidays for a year that is counted
   */
  deadline(name: string, anchor: string): Deadline;
  /** The fact that holds the instant from which a deadline is counted; undefined where the policy names none. */
  anchorOf(deadline: string): string | undefined;
  /** When what was sent by a channel counts as received. */
  received(channel: string, sentAt: string): Received;
  /** The penalties and other outcomes that the policy knows, each open or closed for these facts. */
  options(tariff: string, facts: Facts): readonly TariffOption[];
  /** Everything that is wrong with imposing these together, and what follows from them where nothing is. */
  impose(tariff: string, chosen: readonly Chosen[], facts: Facts): Imposition;
  tariff(name: string): TariffDefinition;
  /** As the policy lists them. */
  readonly tariffs: readonly { readonly code: string; readonly title: string; readonly clauses: readonly string[] }[];
  /** What may be chosen that is no penalty: grounds of appeal, companions. */
  choices(name: string, facts: Facts): readonly ChoiceOption[];
  choose(name: string, chosen: readonly Chosen[], facts: Facts): Choosing;
  body(name: string): BodyDefinition;
  readonly bodies: readonly BodyDefinition[];
  /** The body in whose hands a meeting of that kind is; undefined where the policy leaves it to no body. */
  conducting(kind: string): BodyDefinition | undefined;
  /**
   * Everything that is wrong with a body as it is proposed, and whom it would use up for which other.
   * @param people the facts of each, by id, as `person` in `personFacts`
   */
  checkBody(name: string, proposal: readonly Seated[], people: Readonly<Record<string, Facts>>): BodyRuling;
  /** Of the members who voted, as `for` or `against`, by id. */
  vote(name: string, proposal: readonly Seated[], votes: Readonly<Record<string, 'for' | 'against'>>): Vote;
  /**
   * What is kept from whoever has any of these offices, roles or seats. What is shown once something is so stays hidden
   * where that is not known.
   * @param subject whose facts they are: what waits for those of another stays hidden
   */
  hidden(from: readonly string[], facts: Facts, subject?: string): readonly Hidden[];
  word(term: string): string | undefined;
  offence(code: string): Offence | undefined;
  readonly offences: readonly Offence[];
  document(name: string): DocumentDefinition;
  /** The documents that are forms. */
  readonly forms: readonly FormDefinition[];
  /** Whether a case of these facts has the form: those of the subject of the act that completes it. @throws FactMissing */
  hasForm(form: string, facts: Facts): boolean;
  notice(name: string): NoticeDefinition;
  /** Those that the act or step sends. */
  noticesOn(act: string): readonly NoticeDefinition[];
  clause(id: string): Clause | undefined;
  office(id: string): OfficeDefinition | undefined;
  /** The parts in the case that somebody has who reported as this. */
  partsOfReporter(kind: string): readonly string[];
  regulator(id: string): RegulatorDefinition | undefined;
  /** A value that the policy does not state and the deployment chose. */
  setting(name: string): Setting;
  readonly readings: readonly Reading[];
  /** The pack as it stands, for `policyAsHtml` and `policyAsJson`. */
  describe(): PackDescription;
}

/** What the command says beyond typed facts. */
export interface Said {
  /** The document that the act must contain, item by item; an item is missing when absent, null, blank or empty. */
  readonly contents?: Readonly<Record<string, unknown>>;
  /** Where the command has them, as a JSON pointer; `/contents` when left out. */
  readonly contentsAt?: string;
  /** Reasons given for departing from a rule, by the rule's code. */
  readonly reasons?: Readonly<Record<string, string>>;
}

export type Force = 'must' | 'normally' | 'may';
export type Breach = 'refuse' | 'record' | 'reason';

/** A rule that was not kept and did not stop the act: kept on the event. */
export interface Departure {
  readonly code: string;
  readonly clauses: readonly string[];
  readonly force: Force;
  readonly says: string;
  readonly reason: string | null;
  readonly facts: Readonly<Record<string, unknown>>;
}

export interface Ruling {
  readonly act: string;
  /** Undefined where nothing is refused. `not-permitted` before `out-of-order` before `unacceptable`. */
  readonly kind: 'not-permitted' | 'out-of-order' | 'unacceptable' | undefined;
  readonly refusals: readonly Refusal[];
  /** `normally`: needs or has a reason. */
  readonly departures: readonly Departure[];
  /** `must` with breach `record`: the institution's own duty, not kept. */
  readonly breaches: readonly Departure[];
  /** Items of the act's document that are missing where missing is listed, not refused. */
  readonly missing: readonly DocumentItem[];
  /** The clauses that the act rests on; on the event. */
  readonly authority: readonly string[];
  readonly follows: readonly string[];
  /** The facts that the conditions read, by dotted name. */
  readonly read: Readonly<Record<string, unknown>>;
}

export interface RuleInWords {
  readonly code: string;
  /** The condition, as the pack has it. */
  readonly holds: string;
  readonly says: string;
  readonly clauses: readonly string[];
  readonly force: Force;
  readonly breach: Breach;
  /** The act or step that lifts it. */
  readonly unless: string | undefined;
}

export interface ActDefinition {
  readonly name: string;
  /** The institution's words: "Assign the lead investigator". */
  readonly title: string;
  readonly clauses: readonly string[];
  readonly who: Who;
  /** The deadline by which it is due, if any. */
  readonly by: string | undefined;
  readonly available: readonly RuleInWords[];
  readonly acceptable: readonly RuleInWords[];
  readonly contains: string | undefined;
  readonly follows: readonly string[];
}

export interface Who {
  readonly anyone: boolean;
  readonly offices: readonly string[];
  /** Parts that a person has in the case: `manager`, `lead`. */
  readonly roles: readonly string[];
}

/** Declared wholly in the pack; recorded by one generic command as fields typed by `fields`. */
export interface StepDefinition extends ActDefinition {
  readonly service: string;
  readonly fields: readonly FieldDefinition[];
  readonly repeatable: boolean;
  /** What it is to the rest of the procedure: `statement`, the student's own in writing; `withdrawal`, that the student leaves. */
  readonly means: 'statement' | 'withdrawal' | 'completion' | undefined;
  /** The field that names who has which office on this case from then on. */
  readonly designates?: Designation | undefined;
  /** It arranges a meeting of that kind, for the day that the field names. */
  readonly arranges?: { readonly kind: string; readonly day: string } | undefined;
  /** The part in the case that whoever records it has from then on. */
  readonly gives?: string | undefined;
  /** Fields that name members of the institution's staff, by the register's ids. */
  readonly staff?: readonly string[] | undefined;
  /** It is the decision of that body, on whether there was a breach: what its field then says. */
  readonly decides?: DecidingStep | undefined;
}

export interface Designation {
  readonly field: string;
  readonly as?: string | undefined;
  /** The field that names the office, where it is not the same each time. */
  readonly asIn?: string | undefined;
  /** The fields that name whose office it is, and the first and the last day. */
  readonly insteadOf?: string | undefined;
  readonly from?: string | undefined;
  readonly until?: string | undefined;
}

export interface DecidingStep {
  readonly body: string;
  readonly field: string;
  readonly breach: string;
  readonly none: string;
}

export interface FieldDefinition {
  readonly name: string;
  readonly title: string;
  readonly type: 'text' | 'boolean' | 'number' | 'date' | 'choice';
  readonly choices: readonly string[];
  readonly required: boolean;
  readonly personal: boolean;
  /** Of a number. */
  readonly min?: number | undefined;
  readonly max?: number | undefined;
  readonly whole: boolean;
}

export interface TableRuling {
  readonly table: string;
  readonly rows: readonly {
    readonly then: Readonly<Record<string, Fact>>;
    readonly clauses: readonly string[];
    /** The deployment's settings among the outputs: where the policy states no number. */
    readonly settings: readonly string[];
  }[];
  readonly read: Readonly<Record<string, unknown>>;
}

export interface Deadline {
  readonly name: string;
  readonly title: string;
  /** The last day, or the first for what must wait, in the policy's time zone: `2026-11-06`. */
  readonly date: string;
  /** The instant after which it is missed, or, for what must wait, the first that is not too early; RFC 3339. */
  readonly endsAt: string;
  readonly clauses: readonly string[];
  readonly force: Force;
  readonly breach: Breach;
  /** Where the amount is the deployment's setting and not the policy's number. */
  readonly setting: string | undefined;
  readonly counted: readonly CountedDay[];
  /** For a person: "10 working days from 6 November 2026, not counting …". */
  readonly explained: string;
  /** `bank-holidays/england-and-wales/2026-11`. */
  readonly calendar: string;
}

export interface CountedDay {
  readonly date: string;
  /** 1 to amount; null for a day that was skipped. */
  readonly number: number | null;
  /** `Saturday`, `Christmas Day`, `day of receipt`; null for a day that counts. */
  readonly skipped: string | null;
}

export interface Received {
  /** RFC 3339 instant: the sending, or the beginning of the day on which it counts. */
  readonly at: string;
  readonly explained: string;
  readonly clauses: readonly string[];
}

export type Choose = 'exactly-one' | 'at-most-one' | 'one-or-more' | 'any';

export interface ChoiceOption {
  readonly code: string;
  readonly title: string;
  readonly clauses: readonly string[];
  readonly open: boolean;
  readonly refusals: readonly Refusal[];
  /** Gates that are closed and that a reason opens. */
  readonly departures: readonly Refusal[];
  readonly parameters: readonly FieldDefinition[];
  readonly follows: readonly string[];
  /** Of what a finding comes to: whether it is a breach. */
  readonly breach?: boolean | undefined;
  /** Other words that are taken for its code. */
  readonly synonyms: readonly string[];
}

export interface TariffOption extends ChoiceOption {
  /** What the outcome is to the rest of the procedure: `centre-sanction`, `learner-action`, `certificates-invalid`, … */
  readonly effect: string;
  /** All that it is made of. */
  readonly effects: readonly Effect[];
  readonly group: string | undefined;
}

export interface Effect {
  readonly effect: string;
  /** Or is recommended to those who consent to it by the act `consent`. */
  readonly binds: boolean;
  readonly consent?: string | undefined;
  readonly clauses?: readonly string[] | undefined;
}

export interface TariffDefinition {
  readonly title: string;
  readonly clauses: readonly string[];
  readonly choose: Choose;
  readonly always: readonly { readonly effect: string; readonly title: string; readonly clauses: readonly string[] }[];
  /** As the policy lists them, whether or not they are open. */
  readonly options: readonly {
    readonly option: Pick<ChoiceOption, 'code' | 'title' | 'clauses' | 'parameters'>;
    readonly effects: readonly Effect[];
    readonly group: string | undefined;
  }[];
}

export interface Chosen {
  readonly code: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** For a departure from what normally applies. */
  readonly reason?: string;
}

export interface Choosing {
  readonly refusals: readonly Refusal[];
  readonly departures: readonly Departure[];
  readonly authority: readonly string[];
  readonly follows: readonly string[];
  readonly read: Readonly<Record<string, unknown>>;
}

export interface Imposition extends Choosing {
  /** With what the tariff imposes whatever is chosen. */
  readonly effects: readonly Effect[];
}

export interface BodyDefinition {
  readonly name: string;
  readonly title: string;
  readonly clauses: readonly string[];
  readonly form: 'hearing' | 'papers' | 'desk';
  /** Kinds of meetings that are in its hands. */
  readonly conducts: readonly string[];
  readonly seats: readonly SeatDefinition[];
  readonly attends: readonly (Omit<SeatDefinition, 'count'> & { readonly required: boolean })[];
  readonly quorum: number;
  /** Undefined where the policy does not say how it decides. */
  readonly decides:
    { readonly by: 'alone' | 'majority' | 'unanimity'; readonly clauses: readonly string[] } | undefined;
}

export interface SeatDefinition {
  readonly code: string;
  readonly title: string;
  readonly clauses: readonly string[];
  readonly count: number;
  /** Offices or pools; empty for anybody. */
  readonly from: readonly string[];
  /** Parts in the case that whoever sits here has. */
  readonly roles: readonly string[];
}

export interface Seated {
  readonly person: string;
  readonly seat: string;
  /** By code, for what is normally so and is not here. */
  readonly reasons?: Readonly<Record<string, string>>;
}

export interface BodyRuling {
  readonly refusals: readonly Refusal[];
  readonly departures: readonly Departure[];
  readonly authority: readonly string[];
  /** Who could not sit on which other body afterwards. */
  readonly usesUp: readonly { readonly person: string; readonly body: string; readonly clauses: readonly string[] }[];
}

export interface Vote {
  readonly carried: boolean;
  /** By the casting vote, or by what the policy says of a body that is divided. */
  readonly by: 'votes' | 'casting-vote' | 'divided';
  readonly clauses: readonly string[];
  readonly refusals: readonly Refusal[];
}

export interface Hidden {
  readonly what: string;
  readonly says: string;
  readonly clauses: readonly string[];
}

export interface Offence {
  readonly code: string;
  readonly title: string;
  readonly category: string;
  readonly clauses: readonly string[];
  readonly synonyms: readonly string[];
  readonly needsDescription: boolean;
}

export interface DocumentItem {
  readonly code: string;
  readonly says: string;
  readonly clauses: readonly string[];
}

export interface DocumentDefinition {
  readonly name: string;
  readonly title: string;
  readonly clauses: readonly string[];
  readonly items: readonly DocumentItem[];
  /** `list`: missing items are listed and chased ("where possible"). */
  readonly breach: 'refuse' | 'list';
}

/** Paper that is filled from what was recorded, and completed by an act. */
export interface FormDefinition extends DocumentDefinition {
  /** The act or step that completes it. */
  readonly on: string;
  /** The notices that a copy of it goes out with. */
  readonly sent: readonly string[];
  readonly items: readonly FormItem[];
}

export interface FormItem extends DocumentItem {
  /** What was done and told; undefined where a fact fills it. */
  readonly from: FormSource | undefined;
  /** By dotted name; of the subject of the act that completes the form. */
  readonly fact: string | undefined;
  /** What may be kept from somebody, as `hidden` calls it. */
  readonly what: string | undefined;
}

export interface FormSource {
  /** Or step. */
  readonly act: string;
  /** What it tells, by name: of a step, its field. Undefined: that it was done, by whom and when. */
  readonly told: string | undefined;
}

export interface NoticeItem extends DocumentItem {
  /** It is the day that this deadline comes to, counted from when the letter is sent. */
  readonly deadline?: string | undefined;
  /** It is what this field of the step says. */
  readonly field?: string | undefined;
}

export interface NoticeDefinition {
  readonly name: string;
  readonly title: string;
  readonly clauses: readonly string[];
  /** Who gets it; of a table, whom it says. */
  readonly to: readonly string[];
  readonly channels: readonly string[];
  /** The acts or steps that send it. */
  readonly on: readonly string[];
  /** Before which bodies the case is; before any, where none is named. */
  readonly bodies: readonly string[];
  readonly by: string | undefined;
  readonly items: readonly NoticeItem[];
  /** Mustache-like `{{reference}}`: the institution's words. */
  readonly template: string;
  readonly withheld: readonly string[];
}

export interface Clause {
  readonly id: string;
  readonly requirement: string;
  readonly kind: string;
  readonly service: string;
  readonly force: string;
  readonly parameters: string;
}

export interface OfficeDefinition {
  readonly id: string;
  readonly title: string;
  readonly may: readonly string[];
}

export interface RegulatorDefinition {
  readonly id: string;
  readonly name: string;
  readonly rule: string;
  readonly references: readonly string[];
  readonly clauses: readonly string[];
}

export interface Setting {
  readonly name: string;
  readonly value: string | number | boolean | null;
  readonly why: string;
  readonly clauses: readonly string[];
}

export interface Reading {
  readonly id: string;
  readonly issue: string;
  readonly resolution: string;
}

export class NoPolicyInForce extends Error {
  override readonly name = 'NoPolicyInForce';
  /** @param earliest undefined where the institution has no policy at all; `from` is a date */
  constructor(
    readonly institution: string,
    /** RFC 3339. */
    readonly at: string,
    readonly earliest: { readonly version: string; readonly from: string } | undefined,
  ) {
    const first = earliest ? `its earliest, version ${earliest.version}, is from ${earliest.from}` : 'it has none';
    super(`${institution} has no policy in force at ${at}: ${first}`);
  }
}

/** The policies of a deployment. */
export interface Policies {
  /** In the order of institution and version. */
  readonly all: readonly Policy[];
  /** @throws NoPolicyInForce naming the earliest that the institution has */
  inForce(institution: string, at: string): Policy;
  get(pin: { readonly pack: string; readonly version: string }): Policy;
  readonly institutions: readonly string[];
}
