import type { Facts, Policy } from '@probity/policy-packs';
import { catalogues } from '@probity/standalone';
import { blank, laidOver, replaced } from '../blank-facts.js';

/** Monday. */
export const noon = '2026-03-02T12:00:00Z';

/**
 * Every fact that may be read of the act: nothing has happened, whoever may do it asks, all instants are the same; but for what
 * is said here, in turn. @throws for a fact that was not there: a slip would change nothing
 */
export function factsFor(policy: Policy, act: string, ...said: readonly Facts[]): Facts {
  const subject = act.slice(0, act.indexOf('.'));
  const catalogue = catalogues.find(({ service }) => service === subject);
  if (!catalogue) throw new Error(`there is no subject ${subject}`);
  const { offices = [], roles = [] } = policy.act(act)?.who ?? {};
  const base: Facts = {
    ...blank(catalogue.facts, noon),
    actor: { offices: offices.slice(0, 1), roles: offices.length > 0 ? [] : roles.slice(0, 1) },
    steps: { done: [] },
    asked: { at: noon },
    step: stepsOf(policy, subject),
    field: fieldsOf(policy, act),
  };
  const known = laidOver(base, blank(catalogue.acts[act] ?? {}, noon));
  return said.reduce((facts, one) => replaced(facts, one, isStep), known);
}

/** A referral that the Director of Training may make. */
export const toCommittee: Facts = {
  referral: { to: 'special-cases-committee' },
  anonymity: { lifted: true },
  step: { assessEvidence: { done: true, moreLikelyThanNot: true } },
};

/** So many steps of the policy's own were done, with these fields. */
export const done = (steps: Readonly<Record<string, Facts>>): Facts => ({
  step: Object.fromEntries(Object.entries(steps).map(([name, fields]) => [name, { done: true, ...fields }])),
});

const stepsOf = (policy: Policy, subject: string): Facts =>
  Object.fromEntries(
    policy.steps(subject).map(({ name }) => [camelCase(name), { done: false, at: noon, ...fieldsOf(policy, name) }]),
  );

const fieldsOf = (policy: Policy, step: string): Facts =>
  Object.fromEntries((policy.step(step)?.fields ?? []).map(({ name, type }) => [name, emptyOf[type]]));

/** One that is not there any more: what the test wants of it fails, and not the test. */
const isStep = (dotted: string): boolean => /^step\.[^.]+$/.test(dotted);

const emptyOf = { text: '', choice: '', date: '', boolean: false, number: 0 } as const;

/** `report.feedback-form` as facts are named: `feedbackForm`. */
const camelCase = (name: string): string =>
  name.slice(name.indexOf('.') + 1).replaceAll(/-(.)/g, (_, letter: string) => letter.toUpperCase());
