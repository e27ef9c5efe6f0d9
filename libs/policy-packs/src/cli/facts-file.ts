import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { Facts, Said } from '../policy.js';

/** What is wrong with the question, in words for whoever asked it. */
export class Unusable extends Error {
  override readonly name = 'Unusable';
}

type Given = { readonly [name: string]: z.infer<typeof fact> | Given };

const fact = z.union([z.boolean(), z.string(), z.number(), z.array(z.string()), z.null()]);
const given: z.ZodType<Given> = z.record(
  z.string(),
  z.lazy(() => z.union([fact, given])),
);

/** What a command says, and what a step records. */
export interface SaidFile extends Said {
  readonly fields?: Readonly<Record<string, string | number | boolean>>;
}

const said: z.ZodType<SaidFile> = z.strictObject({
  fields: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).exactOptional(),
  contents: z.record(z.string(), z.unknown()).exactOptional(),
  contentsAt: z.string().exactOptional(),
  reasons: z.record(z.string(), z.string()).exactOptional(),
});

/** `{ "lead": { "trained": true } }` and `{ "lead.trained": true }` say the same. */
export function readFacts(path: string): Facts {
  const facts = Object.create(null) as Record<string, Facts[string]>;
  for (const [name, value] of Object.entries(read(path, given))) put(facts, name.split('.'), value);
  return facts;
}

export const readSaid = (path: string): SaidFile => read(path, said);

function put(
  into: Record<string, Facts[string]>,
  [first = '', ...rest]: readonly string[],
  value: Given[string],
): void {
  const isRecord = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (rest.length === 0 && !isRecord) into[first] = value;
  else {
    const there = into[first];
    const below = typeof there === 'object' && there !== null && !Array.isArray(there) ? (there as Facts) : {};
    const next = Object.assign(Object.create(null), below) as Record<string, Facts[string]>;
    if (rest.length > 0) put(next, rest, value);
    else for (const [name, one] of Object.entries(value as Given)) put(next, name.split('.'), one);
    into[first] = next;
  }
}

function read<T>(path: string, schema: z.ZodType<T>): T {
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Unusable(`${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
  const parsed = schema.safeParse(content);
  if (parsed.success) return parsed.data;
  throw new Unusable(
    parsed.error.issues.map(({ path: at, message }) => `${path}: ${at.join('.')}: ${message}`).join('\n'),
  );
}
