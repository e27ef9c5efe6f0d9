import type { FastifyReply } from 'fastify';

export type Reply = FastifyReply;

/** A page by itself: it loads nothing, and runs nothing. */
export const asPage = (reply: FastifyReply): FastifyReply =>
  reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'");

/** As browsers ask: that type is named, and nothing before it is JSON. */
export const prefers = (type: string, accept = ''): boolean => {
  const [named, json] = [accept.indexOf(type), accept.indexOf('application/json')];
  return named >= 0 && (json < 0 || named < json);
};
