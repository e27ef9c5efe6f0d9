import type { Body, Caller, Reply } from '@probity/standalone';
import type { College } from './college.js';

/** A route of the description, and what is sent to it. */
export interface Route {
  readonly method: string;
  readonly path: string;
  readonly isPublic: boolean;
  readonly takes: string;
}

export type Names = Readonly<Record<string, string>>;

const kept = new WeakMap<College, readonly Route[]>();

/** Every route that there is, by the description of the API. */
export const routes = async (college: College): Promise<readonly Route[]> => {
  const known = kept.get(college);
  if (known) return known;
  const { body: api } = await college.system.anyone().get('/openapi.json');
  const all = Object.entries<Body>(api.paths).flatMap(([path, item]) =>
    Object.entries<Body>(item).map(([method, { requestBody, security }]) => ({
      ...{ method: method.toUpperCase(), path, isPublic: security.length === 0 },
      takes: Object.keys(requestBody?.content ?? {})[0] ?? 'application/json',
    })),
  );
  kept.set(college, all);
  return all;
};

/** Where anything is read by somebody who signs in: the addresses of the routes whose every name is known. */
export const addresses = async (college: College, names: Names): Promise<readonly string[]> =>
  (await routes(college))
    .filter(({ method, isPublic, path }) => method === 'GET' && !isPublic && isNamed(path, names))
    .map(({ path }) => filled(path, names));

export const isNamed = (path: string, names: Names): boolean =>
  namesIn(path).every((name) => names[name] !== undefined);

export const filled = (path: string, names: Names): string =>
  path.replaceAll(/\{(\w+)\}/g, (_, name: string) => names[name] ?? '');

const namesIn = (path: string): readonly string[] => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name ?? '');

/** All that somebody is answered there, headers and refusals included, by address. */
export const readsAll = async (caller: Caller, at: readonly string[]): Promise<ReadonlyMap<string, Reply>> => {
  const replies = new Map<string, Reply>();
  for (const path of at) replies.set(path, await caller.get(path));
  return replies;
};

/** Where any of the texts stands. */
export const where = (replies: ReadonlyMap<string, Reply>, texts: readonly string[]): readonly string[] =>
  [...replies].flatMap(([path, { status, body, headers }]) => {
    const whole = JSON.stringify([body, [...headers]]);
    const found = texts.filter((text) => whole.includes(text));
    return found.length === 0 ? [] : [`${path}: ${status}: ${found.join(', ')}: …${around(whole, found[0] ?? '')}…`];
  });

const around = (whole: string, text: string): string =>
  whole.slice(Math.max(0, whole.indexOf(text) - 160), whole.indexOf(text) + 80);
