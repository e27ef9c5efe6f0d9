import { fold, rolesHeldBy, type DomainEvent, type Given } from '@probity/decider';
import type { LetterSent } from '@probity/contracts';
import type { Position } from '@probity/event-store';
import type { Facts, FormDefinition, Policy } from '@probity/policy-packs';
import { hiddenFrom } from '../access/hidden-from.js';
import { corrected } from '../cases/corrections.js';
import type { Pinned, Subject, Told } from '../commands/subject.js';
import type { Addressees } from '../letters/addresses.js';
import { filled, mayHave, type FilledForm, type Sources } from './form.js';
import { recordedOn, until, type ToldToForm } from './recorded.js';

/** A stream of the case, or of what the case came of. */
export interface PaperPart {
  readonly subject: Subject<never, unknown, DomainEvent>;
  readonly told: readonly Told[];
  /** Whether it is the case's own, and of nobody else's. */
  readonly isOfCase: boolean;
}

/** Who asks, and whether they may read the whole file or only what was sent to them. */
export interface Reader extends Given {
  readonly readsFile: boolean;
}

export interface Sent {
  readonly notice: string;
  readonly to: readonly string[];
  readonly at: string;
}

export interface CaseForm extends FilledForm {
  /** Copies that went out, the earliest first. */
  readonly sent: readonly Sent[];
}

interface Copy extends Sent {
  readonly position: Position;
}

/** The forms of a case, as they stand on its streams and for whoever reads them. Pure. */
export class CaseOnPaper {
  constructor(
    private readonly policy: Policy,
    private readonly parts: readonly PaperPart[],
  ) {}

  /** Those that the case has or was sent; for whoever does not read the file, those that they were sent, as they were then. */
  forms(reader: Reader): readonly CaseForm[] {
    const here = new Set(this.parts.map(({ subject }) => subject.name));
    return this.policy.forms
      .filter(({ on }) => here.has(on.slice(0, on.indexOf('.'))))
      .flatMap((form) => this.form(form, reader) ?? []);
  }

  get reference(): string | null {
    return this.pinned.find(({ reference }) => reference !== null)?.reference ?? null;
  }

  /** Whom the case is about, and in which assessment. */
  get about(): Addressees | undefined {
    const known = this.parts.filter(({ isOfCase }) => isOfCase).map((part) => part.subject.addressees?.(stateOf(part)));
    return known.find((one) => one !== undefined && one.subjects.length > 0);
  }

  /** What is kept from whoever asks, as the policy calls it. */
  hidden(given: Given): readonly string[] {
    return this.hiddenFor(this.parts, given);
  }

  /** The parts that people have in it, by the register's ids. */
  rolesOf(person: string): readonly string[] {
    return rolesHeldBy(person, this.roles(this.parts));
  }

  private form(form: FormDefinition, reader: Reader): CaseForm | undefined {
    const copies = this.copiesOf(form);
    const sent = copies.map(({ position: _, ...copy }) => copy);
    if (reader.readsFile) {
      const sources = this.sources(this.parts, reader);
      if (copies.length === 0 && !mayHave(form, this.policy, sources.facts)) return undefined;
      return { ...filled(form, this.policy, sources), sent };
    }
    const words = [...reader.actor.offices, ...this.rolesOf(reader.actor.id)];
    const theirs = copies.filter(({ to }) => to.some((word) => words.includes(word)));
    const last = theirs.at(-1);
    if (!last) return undefined;
    const then = this.parts.map((part) => ({ ...part, told: until(part.told, last.position) }));
    return {
      ...filled(form, this.policy, this.sources(then, reader)),
      sent: theirs.map(({ position: _, ...copy }) => copy),
    };
  }

  private copiesOf({ sent }: FormDefinition): readonly Copy[] {
    return this.parts
      .flatMap(({ told }) => told)
      .filter(({ event }) => event.type === 'LetterSent' && sent.includes((event as LetterSent).data.notice))
      .map(({ recorded, event }) => {
        const { notice, to, sentAt } = (event as LetterSent).data;
        return { notice, to, at: sentAt, position: recorded.position };
      })
      .toSorted((a, b) => (BigInt(a.position) < BigInt(b.position) ? -1 : 1));
  }

  private sources(parts: readonly PaperPart[], given: Given): Sources {
    const recorded: Readonly<Record<string, ToldToForm>> = Object.assign(
      {},
      ...parts.map(({ subject, told }) => recordedOn(subject, told)),
    );
    return { recorded, facts: this.facts(parts, given), hidden: this.hiddenFor(parts, given) };
  }

  /** Of a subject of several streams, those of the last; each when it is asked for: some take reckoning. */
  private facts(parts: readonly PaperPart[], given: Given): Readonly<Record<string, Facts>> {
    const each = new Map(parts.map((part) => [part.subject.name, part]));
    const all = {};
    for (const [name, part] of each) {
      const facts = () => part.subject.facts(stateOf(part), given, this.policy) as unknown as Facts;
      Object.defineProperty(all, name, { get: facts, enumerable: true });
    }
    return all;
  }

  /** Whoever nothing is ever kept from is not asked about. */
  private hiddenFor(parts: readonly PaperPart[], given: Given): readonly string[] {
    const [first] = parts;
    const roles = this.roles(parts);
    const words = [...given.actor.offices, ...rolesHeldBy(given.actor.id, roles)];
    if (!first || this.policy.hidden(words, {}, 'nothing').length === 0) return [];
    const subject = { ...first.subject, roles: () => roles };
    const all = hiddenFrom(this.policy, subject, stateOf(first), given, this.facts(parts, given));
    return [...new Set(all.map(({ what }) => what))];
  }

  private roles(parts: readonly PaperPart[]): Readonly<Record<string, readonly string[]>> {
    const all = parts.flatMap((part) => Object.entries(part.subject.roles(stateOf(part), this.policy)));
    return Object.fromEntries(
      [...Map.groupBy(all, ([role]) => role)].map(([role, held]) => [role, held.flatMap(([, ids]) => ids)]),
    );
  }

  private get pinned(): readonly Pinned[] {
    return this.parts.flatMap((part) => part.subject.pinned(stateOf(part)) ?? []);
  }
}

const stateOf = ({ subject, told }: PaperPart): unknown => fold(subject.decider, corrected(told));
