import { randomUUID } from 'node:crypto';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Body;
}
// An answer is whatever the API says; who reads it knows what to look for.
// eslint-disable-next-line @typescript-eslint/no-explicit-any
export type Body = any;

export interface PostOptions {
  /** The resource whose ETag goes into If-Match; read just before. */
  readonly of?: string;
  readonly ifMatch?: string;
  readonly key?: string;
}

/** Somebody at the API, with a token or without. */
export class Caller {
  constructor(
    readonly base: string,
    private readonly token?: string,
  ) {}

  get(path: string): Promise<Reply> {
    return this.send('GET', path, {});
  }

  /** Where it names a resource, it reads its version just before, and again when somebody was quicker. */
  async post(path: string, body: unknown, { of, ifMatch, key = randomUUID() }: PostOptions = {}): Promise<Reply> {
    for (let tries = 1; ; tries += 1) {
      const etag = ifMatch ?? (of === undefined ? undefined : (await this.get(of)).headers.get('etag'));
      const reply = await this.send('POST', path, {
        headers: { 'content-type': 'application/json', 'idempotency-key': key, ...(etag ? { 'if-match': etag } : {}) },
        body: JSON.stringify(body),
      });
      if (reply.status !== 412 || of === undefined || ifMatch !== undefined || tries === 5) return reply;
    }
  }

  put(path: string, body: unknown): Promise<Reply> {
    return this.send('PUT', path, { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
  }

  upload(path: string, bytes: Uint8Array, mediaType: string): Promise<Reply> {
    return this.send('POST', path, {
      headers: { 'content-type': mediaType },
      body: bytes as NonNullable<RequestInit['body']>,
    });
  }

  async send(
    method: string,
    path: string,
    {
      headers = {},
      body,
    }: { readonly headers?: Readonly<Record<string, string>>; readonly body?: NonNullable<RequestInit['body']> },
  ): Promise<Reply> {
    const authorization = this.token === undefined ? {} : { authorization: `Bearer ${this.token}` };
    const response = await fetch(`${this.base}${path}`, {
      method,
      headers: { ...headers, ...authorization },
      ...(body === undefined ? {} : { body }),
    });
    const text = await response.text();
    const isJson = /json/.test(response.headers.get('content-type') ?? '');
    return {
      status: response.status,
      headers: response.headers,
      body: isJson && text !== '' ? (JSON.parse(text) as unknown) : text,
    };
  }
}

/** Asks again until the answer will do: what another service does about a fact comes a moment later. @throws after twenty seconds */
export const until = async <T>(ask: () => Promise<T>, willDo: (answer: T) => boolean): Promise<T> => {
  const end = Date.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (willDo(answer)) return answer;
    if (Date.now() > end)
      throw new Error(`still not so after twenty seconds: ${JSON.stringify(answer).slice(0, 2_000)}`);
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
};
