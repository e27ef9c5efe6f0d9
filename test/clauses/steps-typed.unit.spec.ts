import { describe, expect, it } from '@jest/globals';
import { RuleBroken, type Refusal } from '@probity/decider';
import { decideAny, type Facts, type FieldDefinition, type Policy, type StepDefinition } from '@probity/policy-packs';
import { catalogues } from '@probity/standalone';
import { blank, laidOver } from './blank-facts.js';
import { inParts, packs } from './packs.js';

const noon = '2026-03-02T12:00:00Z';
const actor = { id: 'st-1', offices: [] };
type Said = string | number | boolean;

/** Of no type that the field has; and what a rule that reads it as a day, or as one of its choices, has no use for. */
const wrongOf: Readonly<Record<FieldDefinition['type'], readonly Said[]>> = {
  text: [true, 1],
  boolean: ['yes', 1],
  number: ['5', true],
  date: [true, 5, 'soon', '2026-02-31', '2026-3-2'],
  choice: [true, 1, 'none of these'],
};

const refusalsOf = (policy: Policy, { name }: StepDefinition, fields: Readonly<Record<string, Said>>) => {
  const subject = name.slice(0, name.indexOf('.'));
  try {
    decideAny(subject, { type: 'RecordStep', step: name, fields, actor, at: noon }, factsOf(policy, name), policy);
  } catch (error) {
    if (error instanceof RuleBroken) return error.refusals;
    throw error;
  }
  return [];
};

/** Whoever may do it asks, and nothing has happened. */
const factsOf = (policy: Policy, step: string): Facts => {
  const { offices = [], roles = [] } = policy.step(step)?.who ?? {};
  const facts = blank(policy.facts(step) ?? {}, noon);
  const known = facts['student'] === undefined ? {} : { student: { career: 'undergraduate' } };
  return laidOver(facts, { actor: { offices: [...offices], roles: [...roles] }, ...known });
};

describe.each(packs)('a step of $pack', (pack) => {
  const { whole: policy } = inParts(pack);
  const steps = catalogues
    .flatMap(({ service }) => policy.steps(service))
    .filter(({ fields }) => fields.length > 0)
    .map((step) => [step.name, step] as const);

  it('has fields', () => expect(steps.length).toBeGreaterThan(5));

  it.each(steps)('%s refuses what is no value of a field, before any rule reads it', (_, step) => {
    for (const { name, type } of step.fields)
      for (const value of wrongOf[type]) {
        const refusals: readonly Refusal[] = refusalsOf(policy, step, { [name]: value });
        expect(refusals).toContainEqual(
          expect.objectContaining({ code: `wrong-${name}`, field: `/fields/${name}`, clauses: step.clauses }),
        );
      }
  });

  it.each(steps)('%s takes blank words for nothing said', (_, step) => {
    for (const { name } of step.fields) {
      const refusals = refusalsOf(policy, step, { [name]: ' ' });
      expect(refusals.filter(({ code }) => code === `wrong-${name}`)).toEqual([]);
    }
  });
});
