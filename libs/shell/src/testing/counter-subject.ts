import { anyEvents, anySentences, type AnyCommand, type AnyEvent, type PolicyPin } from '@probity/contracts';
import { eventOf, RuleBroken, type Decider, type Given } from '@probity/decider';
import type { Policies, Policy } from '@probity/policy-packs';
import { z } from 'zod';
import type { Asked } from '../commands/asked.js';
import type { Subject } from '../commands/subject.js';

type Event =
  | { readonly type: 'Opened'; readonly data: { institution: string } }
  | { readonly type: 'Counted'; readonly data: { to: number } }
  | AnyEvent;
export type CounterCommand = { readonly type: 'Open' } | { readonly type: 'Count'; readonly by: number } | AnyCommand;
export interface Counter {
  readonly institution: string | null;
  readonly count: number;
}

export const pin: PolicyPin = { pack: 'counting', version: '1' };
const fact = eventOf<Event>();
const rests = { authority: ['C-1'] };

/** The smallest subject that there is: it counts, and never past three. */
const decider: Decider<CounterCommand & Given, Counter, Event, Policy> = {
  initial: { institution: null, count: 0 },
  decide: (command, state) => {
    if (command.type === 'Open') return [fact('Opened', { institution: 'imi' }, rests)];
    if (command.type !== 'Count' || command.by === 0) return [];
    if (state.count + command.by > 3)
      throw new RuleBroken('unacceptable', 'counter.count', [
        { code: 'too-far', clauses: ['C-2'], says: 'No further than three.' },
      ]);
    return Array.from({ length: command.by }, (_, index) => fact('Counted', { to: state.count + index + 1 }, rests));
  },
  evolve: (state, event) =>
    event.type === 'Opened'
      ? { ...state, institution: event.data.institution }
      : event.type === 'Counted'
        ? { ...state, count: event.data.to }
        : state,
};

export const counterSubject: Subject<CounterCommand, Counter, Event> = {
  name: 'counter',
  category: 'counter',
  decider,
  events: {
    Opened: z.strictObject({ institution: z.string() }),
    Counted: z.strictObject({ to: z.number() }),
    ...anyEvents,
  },
  schemaVersions: {},
  upcasters: {},
  scope: (id) => `case:${id}`,
  pinned: ({ institution }) =>
    institution === null ? undefined : { institution, policy: pin, case: null, reference: null },
  catalogue: { service: 'counter', facts: {}, acts: {}, tables: {}, tariffs: {} },
  facts: (_state, { actor }) => ({ actor: { offices: actor.offices, roles: [] }, steps: { done: [] } }),
  roles: () => ({}),
  anchors: () => ({}),
  sentences: { Opened: () => 'Opened.', Counted: ({ to }) => `Counted to ${to}.`, ...anySentences },
  routes: {},
  idsOfCase: (caseId) => [caseId],
};

const policy = {
  pack: 'counting',
  version: '1',
  title: 'Counting',
  acts: () => [],
  steps: () => [],
  act: () => undefined,
  noticesOn: () => [],
  clause: () => undefined,
} as unknown as Policy;
export const policies: Policies = { all: [policy], institutions: ['imi'], get: () => policy, inForce: () => policy };

/** A request of its own, unless another is named. */
export const asked = (requestId: string, more: Partial<Asked> = {}): Asked => ({
  actor: { id: 'st-1', offices: [] },
  institution: 'imi',
  at: '2026-10-05T09:00:00.000Z',
  requestId,
  requestDigest: `digest of ${requestId}`,
  correlationId: '0198f000-0000-7000-8000-00000000c0de',
  needsIfMatch: false,
  pin,
  ...more,
});
