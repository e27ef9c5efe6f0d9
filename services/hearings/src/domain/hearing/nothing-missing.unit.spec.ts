import { expect, it } from '@jest/globals';
import { fold } from '@probity/decider';
import { FactMissing, type Facts } from '@probity/policy-packs';
import * as p from '../../testing/panel-samples.js';
import { hearingDecider } from './decider.js';
import { hearingFacts } from './facts.js';
import type { HearingEvent } from './hearing.js';

const stages: Readonly<Record<string, readonly HearingEvent[]>> = {
  'a case that was referred': p.known,
  'one that the student disputes': p.disputed,
  'one that came from an examination': [p.noted(), p.referred({ ...p.misconduct, formDatedAt: null }), p.history()],
  'one that is eligible': p.eligible,
  'one before the subgroup': p.subgroupMet,
  'one that the subgroup referred on': p.referredOn,
  'one before the Panel': p.panel,
  'one with a date': p.dated,
  'one that is ready': p.ready,
  'a hearing': p.heard,
  'a hearing in absence': p.absent,
  'no breach': p.cleared,
  'a breach': p.after(p.heard, p.finding()),
  'what was decided at a desk': p.after([p.noted({ moduleLevel: 4 }, { registeredLevel: 4 })], p.atDesk()),
};
const acts = [...p.panelPolicy.acts('hearing'), ...p.panelPolicy.steps('hearing')];

/** Somebody whose act each is. */
const anybody = {
  offices: acts.flatMap(({ who }) => who.offices),
  roles: acts.flatMap(({ who }) => who.roles),
};

it.each(Object.keys(stages))('no act of %s stops at what nobody tells', (stage) => {
  const state = fold(hearingDecider, stages[stage] ?? []);
  const known = hearingFacts(state, { actor: p.registrar, at: p.later }, p.panelPolicy) as unknown as Facts;
  const missing = acts.flatMap(({ name }) => {
    try {
      p.panelPolicy.available(name, { ...known, actor: anybody });
      return [];
    } catch (error) {
      if (!(error instanceof FactMissing)) throw error;
      return [`${name}: ${error.fact}`];
    }
  });
  expect(missing).toEqual([]);
});
