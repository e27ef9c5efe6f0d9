import type { FastifyRequest } from 'fastify';
import type { Service } from './settings.js';

export interface Answer {
  readonly service: Service;
  readonly status: number;
  readonly headers: Headers;
  readonly body: Buffer;
}

/** Milliseconds: a service itself answers 503 sooner. */
const patience = 15_000;

/** Between two, and not for the next. */
const hop = ['connection', 'host', 'keep-alive', 'transfer-encoding', 'upgrade', 'content-length', 'expect', 'te'];

const headersOf = (request: FastifyRequest): Headers => {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers))
    if (value !== undefined && !hop.includes(name)) headers.set(name, [value].flat().join(', '));
  return headers;
};

/** The same request to one service. Undefined where it cannot be reached. */
export const ask = async (service: Service, request: FastifyRequest): Promise<Answer | undefined> => {
  const body = request.body instanceof Buffer && request.body.length > 0 ? { body: new Uint8Array(request.body) } : {};
  try {
    const answer = await fetch(service.url + request.url, {
      method: request.method,
      headers: headersOf(request),
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
      ...body,
    });
    const { status, headers } = answer;
    return { service, status, headers, body: Buffer.from(await answer.arrayBuffer()) };
  } catch {
    return undefined;
  }
};

export const json = <T>({ body }: Pick<Answer, 'body'>): T => JSON.parse(body.toString()) as T;

/** Headers that are of the body as the service sent it, or of its connection. */
const own = [...hop, 'content-encoding', 'date'];

export const passedOn = (headers: Headers): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => !own.includes(name)));
