import { CLI_CLIENT, SAMPLE_PERSON_GRANT } from './sample-person.js';

interface Answer {
  readonly token_endpoint?: string;
  readonly access_token?: string;
  readonly error_description?: string;
}

const read = async (response: Response): Promise<Answer> => (await response.json()) as Answer;

/** The built-in one gives a token for whoever is asked for; another wants the password that all people of a sample have. */
export type SampleProvider = string | { readonly issuer: string; readonly password: string };

/**
 * An access token (JWT) for a person of the sample.
 * @throws when the issuer does not answer, or knows no such person
 */
export async function fetchToken(provider: SampleProvider, subject: string): Promise<string> {
  const issuer = typeof provider === 'string' ? provider : provider.issuer;
  const configuration = await read(await fetch(`${issuer}/.well-known/openid-configuration`));
  if (!configuration.token_endpoint) throw new Error(`${issuer} is not an OpenID provider`);
  const body = new URLSearchParams({ client_id: CLI_CLIENT, ...grantOf(provider, subject) });
  const answer = await read(await fetch(configuration.token_endpoint, { method: 'POST', body }));
  if (!answer.access_token) throw new Error(`${subject}: ${answer.error_description ?? 'no token'}`);
  return answer.access_token;
}

const grantOf = (provider: SampleProvider, subject: string): Readonly<Record<string, string>> =>
  typeof provider === 'string'
    ? { grant_type: SAMPLE_PERSON_GRANT, person: subject }
    : { grant_type: 'password', username: subject, password: provider.password };
