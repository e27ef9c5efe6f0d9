import { fetchToken } from '@probity/identity';

export interface Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
}

export const ask = async (url: string, request: RequestInit = {}): Promise<Reply> => {
  const response = await fetch(url, request);
  const text = await response.text();
  const isJson = /json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text };
};

/** Reads as one of the sample staff: by a token that was printed, or one of the issuer's. */
export const askWith = (token: string, url: string): Promise<Reply> =>
  ask(url, { headers: { authorization: `Bearer ${token}` } });

export const askAs = async (person: string, issuer: string, url: string): Promise<Reply> =>
  askWith(await fetchToken(issuer, person), url);
