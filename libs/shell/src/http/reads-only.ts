import type { FastifyInstance } from 'fastify';
import { problem } from './problem.js';
import { send } from './problem-filter.js';

/** What is asked of the policy alone; and the clock of sample data, which is set in every process. */
const taken = ['/policies/:institution/:version/explain', '/clock'];

/** A write is refused, and does not happen. */
export const readsOnly = (fastify: FastifyInstance): void => {
  fastify.addHook('onRequest', async (request, reply) => {
    if (['GET', 'HEAD'].includes(request.method) || taken.includes(request.routeOptions.url ?? '')) return;
    void reply.header('allow', 'GET, HEAD');
    send(reply, problem('reads-only'), request.id);
  });
};
