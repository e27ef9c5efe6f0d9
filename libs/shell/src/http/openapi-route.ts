import type { OpenAPIObject } from '@nestjs/swagger';
import { publicRoute } from '../access/permission.js';
import type { Route } from '../access/routes.js';
import { tagOf } from './openapi-tags.js';
import { fileTypes, takesFile, takesTable, typesOfTable } from './bodies.js';

export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** What a route's permission, method and limits say of it, beside the schemas of its parameters and body. */
export const describeRoute = (route: Route, generated: Operation, all: readonly Route[]): Operation => {
  const { config } = route;
  const body = takesFile(config)
    ? bytesOf(fileTypes)
    : takesTable(config)
      ? bytesOf(typesOfTable)
      : generated.requestBody;
  return {
    ...generated,
    operationId: operationId(route),
    tags: [tagOf(route)],
    summary: summary(route, all),
    description: whoMay(route),
    security: isPublic(route) ? (route.maySignIn ? [{}, { bearer: [] }] : []) : [{ bearer: [] }],
    ...(body ? { requestBody: body } : {}),
    parameters: [...(generated.parameters ?? []).filter((one) => !isAtLeast(one)), ...sharedParameters(route)],
    responses: { ...succeeds(route, generated), ...fails(route, body !== undefined) },
  };
};

const isPublic = ({ permission }: Route): boolean => permission === publicRoute;
/** Not what is only asked and changes nothing. */
const isAct = (route: Route): boolean =>
  route.method === 'post' && !takesFile(route.config) && !('computes' in route.config);
/** A message of another system, which says who sends it by its signature. */
const isSigned = ({ config }: Route): boolean => config.takes === 'signed-json';
const isAtLeast = (parameter: object): boolean => 'name' in parameter && parameter.name === 'at-least';
const segments = (path: string): readonly string[] => path.split('/').filter((segment) => segment !== '');
const isParameter = (segment: string): boolean => segment.startsWith('{');
const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
/** `hearing.decide-finding` in words: `hearing`, `decide finding`. A part that the path names has none. */
const words = ({ permission = '' }: Route): readonly string[] =>
  permission
    .split('.')
    .filter((part) => !isParameter(part))
    .map((part) => part.replaceAll('-', ' '));

/** `getCasesByCaseTimeline`: stays, whatever the controllers are called. */
const operationId = ({ method, path }: Route): string =>
  method +
  (path === '/' ? ['welcome-page'] : segments(path))
    .map((segment) => (isParameter(segment) ? `By-${segment.slice(1, -1)}` : segment))
    .join('-')
    .split(/[-.]/)
    .map(capital)
    .join('');

const whoMay = (route: Route): string => {
  const or = route.orPermission === undefined ? '' : `; or \`${route.orPermission}\`, who sees less`;
  if (!isPublic(route)) return `Permission: \`${route.permission}\`${or}.`;
  if (isSigned(route))
    return 'Open to whoever signs the message with the secret of that institution (Standard Webhooks).';
  return route.maySignIn
    ? 'Open to anyone; whoever sends a token is known by it. Some policies take it only from those who sign in: then it is 403 without.'
    : 'Open to anyone.';
};

const summary = (route: Route, all: readonly Route[]): string => {
  if (route.method === 'get') return `Read ${thing(segments(route.path))}`;
  if ('computes' in route.config) return 'Ask what a policy would say of given facts';
  if (isPublic(route)) return `${route.method === 'put' ? 'Set the' : 'Send'} ${segments(route.path).at(-1)}`;
  const said = capital(words(route).join(': ')) || 'Record a step that the policy knows';
  return isOnlyOne(route, all) || said.startsWith('Record a step') ? said : `${said} (${placeOf(route)})`;
};

/** Of several acts by one permission, the path says which is which. */
const isOnlyOne = ({ permission }: Route, all: readonly Route[]): boolean =>
  all.filter((one) => one.permission === permission && one.method !== 'get').length === 1;

const placeOf = ({ path }: Route): string =>
  segments(path)
    .filter((segment) => !isParameter(segment))
    .slice(-2)
    .join(' ')
    .replaceAll('-', ' ');

const thing = (path: readonly string[]): string => {
  const [last, before] = path.toReversed();
  if (last === undefined) return 'the welcome page';
  if (isParameter(last))
    return before !== undefined && isParameter(before) ? `one ${last.slice(1, -1)}` : `one of the ${before}`;
  if (before === undefined) return `the ${last}`;
  return `the ${last} of ${isParameter(before) ? `a ${before.slice(1, -1)}` : before}`;
};

const sharedParameters = (route: Route): NonNullable<Operation['parameters']> => {
  const names = isSigned(route)
    ? ['webhook-id', 'webhook-timestamp', 'webhook-signature']
    : isAct(route)
      ? ['Idempotency-Key', ...(isPublic(route) ? [] : ['If-Match'])]
      : route.method === 'get' && !isPublic(route)
        ? ['at-least']
        : [];
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
};

const bytesOf = (types: readonly string[]): NonNullable<Operation['requestBody']> => ({
  required: true,
  content: Object.fromEntries(types.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
});

const succeeds = (route: Route, { responses }: Operation): Operation['responses'] => {
  const status = Object.keys(responses)[0] ?? '200';
  const named = ['ETag', ...(isAct(route) ? ['Probity-Position'] : [])];
  const refs = Object.fromEntries(named.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
  const description = status === '201' ? 'It is done, and stored.' : 'As asked.';
  return {
    [status]: { ...responses[status], description, ...(isPublic(route) && !isAct(route) ? {} : { headers: refs }) },
  };
};

const fails = (route: Route, hasBody: boolean): Operation['responses'] => {
  const statuses = [
    500,
    503,
    ...(isPublic(route) ? (route.maySignIn ? [401, 403] : isSigned(route) ? [401] : []) : [401, 403, 404, 422]),
    ...(route.path.includes('{') ? [404] : []),
    ...(/\{(case|report|letter)\}/.test(route.path) ? [410] : []),
    ...(hasBody ? [400, 413, 415, 422] : []),
    ...(isAct(route) ? [400, 409, 422] : []),
    ...(isAct(route) && !isPublic(route) ? [412, 428] : []),
    ...('rateLimit' in route.config ? [429] : []),
  ];
  return Object.fromEntries(
    [...new Set(statuses)].map((status) => [String(status), { $ref: `#/components/responses/Problem${status}` }]),
  );
};
