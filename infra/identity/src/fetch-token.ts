import { CLI_CLIENT, SAMPLE_PERSON_GRANT } from './sample-person.js';

interface Answer {
  readonly token_endpoint?: string;
  readonly access_token?: string;
  readonly error_description?: string;
}

const read = async (response: Response): Promise<Answer> => (await response.json()) as Answer;

/**
 * An access token (JWT, eight hours) for a person of the sample, from the built-in provider.
 * @throws when the issuer does not answer, or knows no such person
 */
export async function fetchToken(issuer: string, subject: string): Promise<string> {
  const configuration = await read(await fetch(`${issuer}/.well-known/openid-configuration`));
  if (!configuration.token_endpoint) throw new Error(`${issuer} is not an OpenID provider`);
  const body = new URLSearchParams({ grant_type: SAMPLE_PERSON_GRANT, client_id: CLI_CLIENT, person: subject });
  const answer = await read(await fetch(configuration.token_endpoint, { method: 'POST', body }));
  if (!answer.access_token) throw new Error(`${subject}: ${answer.error_description ?? 'no token'}`);
  return answer.access_token;
}
