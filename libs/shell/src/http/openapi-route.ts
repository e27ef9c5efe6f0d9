import type { OpenAPIObject } from '@nestjs/swagger';
import { publicRoute } from '../access/permission.js';
import type { Route } from '../access/routes.js';
import { fileTypes, takesFile } from './bodies.js';

export type Operation = NonNullable<OpenAPIObject['paths'][string]['get']>;

/** What a route's permission, method and limits say of it, beside the schemas of its parameters and body. */
export const describeRoute = (route: Route, generated: Operation): Operation => {
  const body = takesFile(route.config) ? fileBody : generated.requestBody;
  return {
    ...generated,
    operationId: operationId(route),
    tags: [tag(route)],
    summary: summary(route),
    description: isPublic(route) ? 'Open to anyone.' : `Permission: \`${route.permission}\`.`,
    security: isPublic(route) ? [] : [{ bearer: [] }],
    ...(body ? { requestBody: body } : {}),
    parameters: [...(generated.parameters ?? []).filter((one) => !isAtLeast(one)), ...sharedParameters(route)],
    responses: { ...succeeds(route, generated), ...fails(route, body !== undefined) },
  };
};

const isPublic = ({ permission }: Route): boolean => permission === publicRoute;
/** Not what is only asked and changes nothing. */
const isAct = (route: Route): boolean =>
  route.method === 'post' && !takesFile(route.config) && !('computes' in route.config);
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
    .split('-')
    .map(capital)
    .join('');

const summary = (route: Route): string => {
  if (route.method === 'get') return `Read ${thing(segments(route.path))}`;
  if (isPublic(route)) return `Send ${segments(route.path).at(-1)}`;
  return capital(words(route).join(': ')) || 'Record a step that the policy knows';
};

/** Routes of one subject stand together; what is done to any part of a case stands with the case. */
const tag = (route: Route): string => {
  const [subject = ''] = (route.permission ?? '').split('.');
  return isParameter(subject) ? 'case' : subject;
};

const thing = (path: readonly string[]): string => {
  const [last, before] = path.toReversed();
  if (last === undefined) return 'the welcome page';
  if (isParameter(last)) return `one of the ${before}`;
  if (before === undefined) return `the ${last}`;
  return `the ${last} of ${isParameter(before) ? `a ${before.slice(1, -1)}` : before}`;
};

const sharedParameters = (route: Route): NonNullable<Operation['parameters']> => {
  const names = isAct(route)
    ? ['Idempotency-Key', ...(isPublic(route) ? [] : ['If-Match'])]
    : route.method === 'get' && !isPublic(route)
      ? ['at-least']
      : [];
  return names.map((name) => ({ $ref: `#/components/parameters/${name}` }));
};

const fileBody: NonNullable<Operation['requestBody']> = {
  required: true,
  content: Object.fromEntries(fileTypes.map((type) => [type, { schema: { type: 'string', format: 'binary' } }])),
};

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
    ...(isPublic(route) ? [] : [401, 403, 404, 422]),
    ...(route.path.includes('{') ? [404] : []),
    ...(/\{(case|report)\}/.test(route.path) ? [410] : []),
    ...(hasBody ? [400, 413, 415, 422] : []),
    ...(isAct(route) ? [400, 409, 422] : []),
    ...(isAct(route) && !isPublic(route) ? [412, 428] : []),
    ...('rateLimit' in route.config ? [429] : []),
  ];
  return Object.fromEntries(
    [...new Set(statuses)].map((status) => [String(status), { $ref: `#/components/responses/Problem${status}` }]),
  );
};
