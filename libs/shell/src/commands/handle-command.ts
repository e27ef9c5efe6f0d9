import { SpanKind } from '@opentelemetry/api';
import { fold, RuleBroken, type Decided, type DomainEvent, type Given } from '@probity/decider';
import { WrongVersion } from '@probity/event-store';
import { derivedId } from '@probity/messaging';
import type { Policies, Policy } from '@probity/policy-packs';
import { openActs } from '../cases/acts.js';
import { corrected } from '../cases/corrections.js';
import type { Asked, Outcome } from './asked.js';
import { appendsOf } from './appends.js';
import { factNeeded } from './fact-needed.js';
import { KeyReused, NotFound, PreconditionFailed, PreconditionRequired, Refused } from './errors.js';
import { refusedAsTold } from './refused-as-told.js';
import type { Loaded, Streams } from './streams.js';
import type { Pinned, Subject } from './subject.js';
import { inSpan } from '../telemetry/spans.js';

const reactionAttempts = 5;

/**
 * Reads the stream, folds it, decides under the pinned policy, and appends at exactly the version read. A conflict is 412 for
 * a person; a reaction, which has seen no version, tries again.
 * @param together other streams of the subject that the act is on, too, all or none: one body that considers several cases. The
 * first is the one that was seen, and is answered; each decides by its own facts
 */
export const handleCommand = async <Command extends { readonly type: string }, State, Event extends DomainEvent>(
  streams: Streams,
  policies: Policies,
  subject: Subject<Command, State, Event>,
  id: string,
  asked: Asked,
  command: Command,
  together: readonly string[] = [],
): Promise<Outcome<Event, State>> => {
  for (let attempt = 1; ; attempt += 1) {
    const loaded = await streams.load(subject, id);
    const before = repeated(subject, id, asked, loaded);
    if (before) return before;
    const decideOn = (of: string, by: Asked, on: Loaded<State, Event>) => {
      const pinned = mayAsk(subject, by, on);
      const decided = decide(subject, policies.get(pinned.policy), on, by, command);
      return { decided, appends: () => appendsOf({ streams, subject, id: of, asked: by, pinned }, on, decided) };
    };
    const own = decideOn(id, asked, loaded);
    const others = await Promise.all(
      together.map(async (of) => decideOn(of, joined(asked, of), await streams.load(subject, of))),
    );
    // Once all have decided; its own stream last: the append's position is then that of its last event.
    const appends = (await Promise.all([...others, own].map((one) => one.appends()))).flat();
    if (appends.length === 0)
      return outcome(subject, id, loaded, own.decided, loaded.told.at(-1)?.recorded.position ?? '0');
    try {
      const { correlationId } = asked;
      const attributes = { 'probity.subject': subject.name };
      const appended = await inSpan('append', { kind: SpanKind.INTERNAL, correlationId, attributes }, () =>
        streams.store.append(appends),
      );
      // Another of the same requests was quicker: its answer is the first, and names its times and references.
      const first = appended.repeated && repeated(subject, id, asked, await streams.load(subject, id));
      return first || outcome(subject, id, loaded, own.decided, appended.position);
    } catch (error) {
      if (!(error instanceof WrongVersion)) throw error;
      const now = await streams.load(subject, id);
      const first = repeated(subject, id, asked, now);
      if (first) return first;
      if (asked.needsIfMatch || attempt >= reactionAttempts)
        throw new PreconditionFailed(now.version === loaded.version ? undefined : now.version);
    }
  }
};

/** The same request on another stream: ids of its own, and no version that was seen. */
const joined = (asked: Asked, id: string): Asked => ({
  ...asked,
  requestId: derivedId('joined', asked.requestId, id),
  ifMatch: undefined,
  needsIfMatch: false,
});

const repeated = <State, Event extends DomainEvent>(
  subject: Subject<never, State, Event>,
  id: string,
  asked: Asked,
  loaded: Loaded<State, Event>,
): Outcome<Event, State> | undefined => {
  const before = loaded.told.filter(({ recorded }) => recorded.causationId === asked.requestId);
  const last = before.at(-1);
  if (!last) return undefined;
  if (last.recorded.requestDigest !== asked.requestDigest) throw new KeyReused();
  const { version, position } = last.recorded;
  const state = fold(subject.decider, corrected(loaded.told.slice(0, version)));
  const authority = distinct(before.flatMap(({ recorded }) => recorded.authority));
  return { id, version, position, events: before.map(({ event }) => event), authority, state, repeated: true };
};

const mayAsk = <State, Event extends DomainEvent>(
  subject: Subject<never, State, Event>,
  asked: Asked,
  loaded: Loaded<State, Event>,
): Pinned => {
  const pinned = subject.pinned(loaded.state);
  if (!pinned) {
    if (!asked.pin || asked.institution === null) throw new NotFound();
    return { institution: asked.institution, policy: asked.pin, case: null, reference: null };
  }
  if (pinned.institution !== asked.institution) throw new NotFound();
  if (asked.needsIfMatch && asked.ifMatch === undefined) throw new PreconditionRequired(loaded.version);
  if (asked.ifMatch !== undefined && asked.ifMatch !== loaded.version) throw new PreconditionFailed(loaded.version);
  return pinned;
};

const decide = <Command extends { readonly type: string }, State, Event extends DomainEvent>(
  subject: Subject<Command, State, Event>,
  policy: Policy,
  loaded: Loaded<State, Event>,
  asked: Asked,
  command: Command,
): readonly Decided<Event>[] => {
  const { actor, at, occurredAt, reasons } = asked;
  const given: Given = { actor, at, ...(occurredAt ? { occurredAt } : {}), ...(reasons ? { reasons } : {}) };
  const decideOn = (state: State) => subject.decider.decide({ ...command, ...given }, state, policy);
  try {
    return decideOn(loaded.state);
  } catch (thrown) {
    const error = refusedAsTold(thrown, subject, loaded.state, policy, given, decideOn);
    const needed = factNeeded(error, subject, loaded, policy);
    if (needed) throw needed;
    if (!(error instanceof RuleBroken)) throw error;
    const open = openActs(subject, loaded.state, policy, given);
    const { pack, version, title } = policy;
    throw new Refused(error, { pack, version, title }, open, (clause) => policy.clause(clause)?.requirement);
  }
};

const outcome = <State, Event extends DomainEvent>(
  subject: Subject<never, State, Event>,
  id: string,
  loaded: Loaded<State, Event>,
  decided: readonly Decided<Event>[],
  position: string,
): Outcome<Event, State> => {
  const own = decided.filter(({ on }) => on === undefined || on.stream === loaded.stream);
  const events = own.map(({ type, data }) => ({ type, data }) as Event);
  const state = events.reduce((so, event) => subject.decider.evolve(so, event), loaded.state);
  const authority = distinct(own.flatMap((event) => event.authority));
  return { id, version: loaded.version + own.length, position, events, authority, state, repeated: false };
};

const distinct = (clauses: readonly string[]): readonly string[] => [...new Set(clauses)];
