import { meanings } from '../catalogue/meanings.js';
import { titlesOf } from '../describe/in-words.js';
import type { PackDescription } from '../describe/describe-pack.js';
import { nearest } from '../load/near.js';
import type { FieldDefinition, Policy } from '../policy.js';
import { actOf, factsAsked, namesAsked, typeInWords, type FactAsked } from './facts-asked.js';
import { Unusable } from './facts-file.js';
import { paragraphs } from './paragraphs.js';

/** What an act, or whatever else can be asked, reads: by types, and as an example to fill in. @throws Unusable */
export function factsOf(policy: Policy, name: string): string {
  const description = policy.describe();
  const asked = factsAsked(policy, description, name);
  if (asked === undefined) {
    const near = nearest(name, namesAsked(description));
    throw new Unusable(`${policy.title} has no ${name}${near === undefined ? '' : ` (did you mean ${near}?)`}`);
  }
  const facts = asked.filter((fact) => !fact.name.startsWith('field.'));
  const longest = Math.max(0, ...facts.map((fact) => fact.name.length));
  const said = saidExample(policy, description, name);
  return paragraphs([
    {
      title: `What “${titlesOf(description)(name)}” (${name}) reads`,
      lines: facts.map((fact) => `${fact.name.padEnd(longest)}  ${typeInWords(fact.type)}${remark(fact, description)}`),
    },
    { lines: ['An example to fill in: for --facts', json(factsExample(facts, description, name))] },
    { lines: Object.keys(said).length === 0 ? [] : ['What is said: for --said', json(said)] },
  ]);
}

const json = (value: unknown) => JSON.stringify(value, null, 2);

/** An instant is words, as a fact; a field of a step is there once the step is done. */
function remark({ name }: FactAsked, description: PackDescription): string {
  const instant = isInstant(name, description) ? ', an instant: RFC 3339' : '';
  const later = name.startsWith('step.') && !name.endsWith('.done') ? ', once that step is done' : '';
  const meaning = meanings[name] === undefined ? '' : `: ${meanings[name]}`;
  return `${instant}${later}${meaning}`;
}

const isInstant = (name: string, { deadlines }: PackDescription): boolean =>
  name.endsWith('.at') ||
  name === 'anchor' ||
  Object.values(deadlines).some(({ from, meets }) => from === name || meets === name);

function factsExample(facts: readonly FactAsked[], description: PackDescription, name: string): object {
  const who = actOf(description, name)?.who;
  const first = { 'actor.offices': who?.offices.slice(0, 1), 'actor.roles': [] as readonly string[] };
  const value = ({ name: fact, type }: FactAsked): unknown => {
    if (fact === 'actor.offices' || fact === 'actor.roles') return first[fact] ?? [];
    if (type === 'string') return isInstant(fact, description) ? '2026-03-02T10:00:00Z' : '';
    return type === 'bool' ? false : type === 'double' ? 0 : [];
  };
  const there = facts.filter((fact) => !fact.name.startsWith('step.') || fact.name.endsWith('.done'));
  return Object.fromEntries(there.map((fact) => [fact.name, value(fact)]));
}

function saidExample(policy: Policy, { documents }: PackDescription, name: string): object {
  const act = policy.act(name);
  const fields = policy.step(name)?.fields ?? [];
  const items = documents[act?.contains ?? '']?.items ?? [];
  const asked = [...(act?.available ?? []), ...(act?.acceptable ?? [])].filter(({ breach }) => breach === 'reason');
  return {
    ...(fields.length > 0 && { fields: Object.fromEntries(fields.map((field) => [field.name, blank(field)])) }),
    ...(items.length > 0 && { contents: Object.fromEntries(items.map(({ code, says }) => [code, says])) }),
    ...(asked.length > 0 && { reasons: Object.fromEntries(asked.map(({ code, says }) => [code, says])) }),
  };
}

const blank = ({ type, choices, min }: FieldDefinition): unknown => {
  if (type === 'number') return min ?? 0;
  if (type === 'boolean') return false;
  return type === 'date' ? '2026-03-02' : (choices[0] ?? '');
};
