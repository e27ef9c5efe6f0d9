import replyFrom from '@fastify/reply-from';
import fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { ask, json, passedOn, type Answer } from './asking.js';
import { combined } from './combined.js';
import { answering, describedBy, type Described } from './described.js';
import { routed } from './routing.js';
import { readingRoom, type Service, type Settings } from './settings.js';

/** As large as the largest that a service takes whole; files go through as they come. */
const bodyLimit = 20 * 1_048_576;

/** One address for services that run apart: to the one that has the route, to the room where all is read, to all, or to whichever knows. */
export const openDoor = async ({ services, host, port }: Settings): Promise<FastifyInstance> => {
  const described = await Promise.all(services.map(describedBy));
  const door = fastify({ bodyLimit, forceCloseConnections: true });
  await door.register(replyFrom, { http: { requestOptions: { timeout: 60_000 } } });
  // Bodies are the services' to read.
  door.removeAllContentTypeParsers();
  addRoutes(door, described);
  await door.listen({ host, port });
  return door;
};

const addRoutes = (door: FastifyInstance, described: readonly Described[]): void => {
  const routes = [...answering(described)].flatMap(([route, having]) => {
    const found = routed(route, having);
    return found ? [{ route, ...found }] : [];
  });
  void door.register(async (streaming) => {
    streaming.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    for (const one of routes) if (one.how === 'one') addForwarding(streaming, split(one.route), one.to);
    const room = described.find(({ service }) => service.name === readingRoom)?.service;
    if (room) for (const url of ['/openapi.json', '/docs*']) addForwarding(streaming, { method: 'GET', url }, room);
  });
  void door.register(async (whole) => {
    whole.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
    for (const one of routes) {
      if (one.how === 'all') addAskingAll(whole, one.route, one.to);
      if (one.how === 'whichever')
        whole.route({ ...split(one.route), handler: (request, reply) => whicheverKnows(one.to, request, reply) });
    }
  });
};

interface Route {
  readonly method: string;
  readonly url: string;
}

const split = (route: string): Route => {
  const [method = '', url = ''] = route.split(' ');
  return { method, url };
};

const addForwarding = (door: FastifyInstance, route: Route, service: Service): void => {
  door.route({
    ...route,
    handler: (request, reply) =>
      reply.from(service.url + request.url, {
        onError: (answer) => void away(answer as unknown as FastifyReply, [service]),
      }),
  });
};

const addAskingAll = (door: FastifyInstance, route: string, services: readonly Service[]): void => {
  door.route({
    ...split(route),
    handler: async (request, reply) => {
      const answers = await Promise.all(services.map((service) => ask(service, request)));
      const missing = services.filter((_, nth) => answers[nth] === undefined);
      const found = answers.filter((one) => one !== undefined);
      // A part of a list would be taken for all of it.
      if (missing.length > 0) return away(reply, missing);
      const good = found.filter(({ status }) => status === 200);
      const bad = mostTelling(found.filter(({ status }) => status !== 200));
      if (bad && (good.length === 0 || bad.status >= 500)) return answer(reply, bad);
      const combine = combined[route];
      if (!combine) return answer(reply, good[0] as Answer);
      return reply.headers({ 'cache-control': 'no-store' }).send(combine(good));
    },
  });
};

/** In turn, until one answers that it knows. */
const whicheverKnows = async (
  services: readonly Service[],
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<FastifyReply> => {
  const unknown: Answer[] = [];
  const missing: Service[] = [];
  for (const service of services) {
    const found = await ask(service, request);
    if (found && found.status !== 404) return answer(reply, found);
    if (found) unknown.push(found);
    else missing.push(service);
  }
  // Who cannot be asked may be the one.
  const told = missing.length > 0 ? undefined : mostTelling(unknown);
  return told ? answer(reply, told) : away(reply, missing);
};

/** What is wrong with a service before what is wrong with the request, and what says more than that it does not exist. */
const mostTelling = (answers: readonly Answer[]): Answer | undefined =>
  answers.find(({ status }) => status >= 500) ??
  answers.find(({ status }) => status !== 404) ??
  answers.find((one) => !json<{ type?: string }>(one).type?.endsWith('/not-found')) ??
  answers[0];

const answer = (reply: FastifyReply, { status, headers, body }: Answer): FastifyReply =>
  reply.status(status).headers(passedOn(headers)).send(body);

const away = (reply: FastifyReply, services: readonly Service[]): FastifyReply =>
  reply
    .status(503)
    .headers({ 'retry-after': '1', 'content-type': 'application/problem+json' })
    .send(
      JSON.stringify({
        type: '/problems/unavailable',
        title: 'A service does not answer',
        status: 503,
        detail: `${services.map(({ name }) => name).join(', ')} cannot be reached. What was asked may still have happened: ask again with the same key.`,
      }),
    );
