import type { Socket } from 'node:net';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import { send } from './problem-filter.js';
import { problem } from './problem.js';

/** What the router refuses before any route has it: a path that cannot be decoded, or an id longer than any. */
export const answerRouterError = (error: FastifyError, request: FastifyRequest, reply: FastifyReply): void =>
  send(reply, problem(error.statusCode === 414 ? 'not-found' : 'bad-request'), request.id);

/** What does not even parse as HTTP is answered on the bare connection, which ends. */
export const answerClientError = (error: NodeJS.ErrnoException, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy();
  const body = JSON.stringify(problem('bad-request'));
  socket.end(
    `HTTP/1.1 400 Bad Request\r\ncontent-type: application/problem+json\r\nconnection: close\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
};
