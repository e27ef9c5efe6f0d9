import { json, type Answer } from './asking.js';

/** What several services say, as one. Each of them answered 200. */
type Combine = (answers: readonly Answer[]) => object;

/** Lists under these names, put together. */
const lists =
  (...names: readonly string[]): Combine =>
  (answers) => {
    const all = answers.map((answer) => json<Record<string, readonly unknown[]>>(answer));
    const joined = names.map((name) => [name, all.flatMap((one) => one[name] ?? [])] as const);
    return { ...all[0], ...Object.fromEntries(joined) };
  };

/** `{ status, services }` of each. */
const health: Combine = (answers) => ({
  status: 'ok',
  services: Object.assign({}, ...answers.map((answer) => json<{ services?: object }>(answer).services ?? {})) as object,
});

/** By method and path, how the answers of all services that have it become one: of what they do, not of what they know. */
export const combined: Readonly<Record<string, Combine>> = {
  'GET /cases/:case/parked': lists('parked'),
  'GET /parked': lists('parked', 'unreadable'),
  'GET /health/ready': health,
};

/** All have to hear it. */
export const toldToAll: readonly string[] = ['PUT /clock'];
