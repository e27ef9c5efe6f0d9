import type { Refusal } from '@probity/decider';
import type { NoticeDefinition } from './policy.js';

export interface Composed {
  readonly text: string;
  /** One for each item that the notice must hold and that has nothing in it. */
  readonly refusals: readonly Refusal[];
}

const place = /\{\{([\w-]+)\}\}/g;

/**
 * The institution's words with the values in their places: `{{findings}}`.
 *
 * @throws where the template asks for what is not told in such a notice, as an informant never is
 */
export const compose = (
  { name, title, template, items }: NoticeDefinition,
  values: Readonly<Record<string, string>>,
): Composed => {
  const places = [...template.matchAll(place)].map(([, key]) => key ?? '');
  const empty = items.filter(({ code }) => places.includes(code) && (values[code] ?? '').trim() === '');
  return {
    text: template.replace(place, (_, key: string) => {
      const value = values[key];
      if (value === undefined) throw new Error(`the notice ${name} asks for {{${key}}}, which it is not told`);
      return value;
    }),
    refusals: empty.map(({ code, says, clauses }) => ({
      code: `missing-${code}`,
      clauses,
      says: `${title} must contain: ${withStop(says)}`,
    })),
  };
};

/** What an item says may be a sentence, or part of one. */
export const withStop = (says: string): string => (/[.!?…]$/.test(says.trim()) ? says : `${says}.`);
