import { stepFactName } from '@probity/contracts';
import type { DomainEvent } from '@probity/decider';
import { FactMissing, FactStrange, meanings, type NeededBy, type Policy } from '@probity/policy-packs';
import { isCorrectable } from '../cases/corrections.js';
import type { Loaded } from './streams.js';
import { routeOf, type Remedy, type Subject, type Told } from './subject.js';

/** A rule turns on something that is not known, or that the policy has no use for. */
export class FactNeeded extends Error {
  override readonly name = 'FactNeeded';
  constructor(
    readonly fact: string,
    /** What it is, in words, where its name does not say it; and the only values that the policy has a use for. */
    readonly about: { readonly means: string | undefined; readonly values?: readonly string[] },
    readonly neededBy: NeededBy | undefined,
    readonly policy: { readonly pack: string; readonly version: string; readonly title: string },
    readonly remedy: Remedy,
    readonly quote: (clause: string) => string | undefined,
  ) {
    super(`${fact} is needed`);
  }
}

/** Undefined where the error is something else. */
export const factNeeded = <State, Event extends DomainEvent>(
  error: unknown,
  subject: Subject<never, State, Event>,
  { told, state }: Pick<Loaded<State, Event>, 'told' | 'state'>,
  policy: Policy,
): FactNeeded | undefined => {
  if (!(error instanceof FactMissing) && !(error instanceof FactStrange)) return undefined;
  const { fact } = error;
  const { pack, version, title } = policy;
  const values = error instanceof FactStrange ? { values: error.values } : {};
  const neededBy = error instanceof FactMissing ? error.neededBy : undefined;
  const quote = (clause: string) => policy.clause(clause)?.requirement;
  const about = { means: meanings[fact], ...values };
  const remedy = subject.remedyFor?.(state, fact) ?? remedyFor(fact, subject, told, policy);
  return new FactNeeded(fact, about, neededBy, { pack, version, title }, remedy, quote);
};

const remedyFor = <State, Event extends DomainEvent>(
  fact: string,
  subject: Subject<never, State, Event>,
  told: readonly Told<Event>[],
  policy: Policy,
): Remedy =>
  byStep(fact, subject, policy) ??
  byCorrection(fact, subject, told, policy) ?? {
    says: ofRegister.test(fact)
      ? 'It is taken from the register as a report comes in. What the register says later changes nothing of this case: mend the register, withdraw the report, and send it anew.'
      : 'It becomes known when what it is about is put on record in this case: the acts of the case say what is open, and what is waited for.',
  };

const ofRegister = /^(student|course|attempts|module)\./;

const byStep = (fact: string, subject: Pick<Subject, 'name' | 'routes'>, policy: Policy): Remedy | undefined => {
  const [, called, field] = /^step\.(\w+)\.(\w+)$/.exec(fact) ?? [];
  const step = policy.steps(subject.name).find(({ name }) => stepFactName(name) === called);
  if (!step || field === undefined) return undefined;
  return {
    says: `It is told by the step “${step.title}” (${step.name}), in its field ${field}.`,
    route: routeOf(subject, policy, step.name)?.replace('{step}', step.name),
    field: `/fields/${field}`,
  };
};

const byCorrection = <State, Event extends DomainEvent>(
  fact: string,
  subject: Subject<never, State, Event>,
  told: readonly Told<Event>[],
  policy: Policy,
): Remedy | undefined => {
  const events = told as unknown as readonly Told[];
  for (const { recorded } of events.toReversed())
    for (const field of fieldsOf(fact))
      if (
        samples.some((value) =>
          isCorrectable(subject as unknown as Subject, events, { event: recorded.id, field, value }, policy),
        )
      )
        return {
          says: `It was left out when it could be told: correct ${field} of the event named here, with { event, field, value, reason }.`,
          route: routeOf(subject as unknown as Subject, policy, `${subject.name}.correct`),
          event: recorded.id,
          field,
        };
  return undefined;
};

/** What can be told afterwards is when something was, or a number, such as a level. */
const samples = ['2000-01-01T00:00:00Z', 4];

/** Where events have it: `examination.startsAt` is `examinationStartsAt` of the assessment. */
const fieldsOf = (fact: string): readonly string[] => {
  const parts = fact.split('.');
  const joined = parts.map((part, index) => (index === 0 ? part : part.charAt(0).toUpperCase() + part.slice(1)));
  return [`/${parts.join('/')}`, `/assessment/${joined.join('')}`];
};
