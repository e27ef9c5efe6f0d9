import { errors, type AccessToken, type Adapter, type Context, Provider } from 'oidc-provider';
import { ALGORITHM, type SigningKeys } from './keys.js';

/** Gives a token for a person of the sample without asking for a proof: for one machine, and nothing but sample data. */
export const SAMPLE_PERSON_GRANT = 'urn:probity:grant:sample-person';
export const CLI_CLIENT = 'probity-cli';

const EIGHT_HOURS_S = 8 * 60 * 60;

export interface Person {
  readonly subject: string;
  readonly name: string;
}

export interface ProviderOptions {
  readonly issuer: string;
  readonly audience: string;
  readonly people: readonly Person[];
  readonly others?: (subject: string) => Promise<Person | undefined>;
  readonly keys: SigningKeys;
}

/** A signed token carries all there is to know, so nothing is kept. */
class NothingKept implements Adapter {
  async upsert(): Promise<void> {}
  async find(): Promise<undefined> {}
  async findByUid(): Promise<undefined> {}
  async findByUserCode(): Promise<undefined> {}
  async consume(): Promise<void> {}
  async destroy(): Promise<void> {}
  async revokeByGrantId(): Promise<void> {}
}

async function issueToken(provider: Provider, ctx: Context, options: ProviderOptions): Promise<void> {
  const { person } = ctx.oidc.params;
  const known =
    options.people.find(({ subject }) => subject === person) ??
    (typeof person === 'string' ? await options.others?.(person) : undefined);
  if (!known)
    throw new errors.CustomOIDCProviderError('invalid_grant', 'person is in no sample, and in no register here');
  const resourceServer = new provider.ResourceServer(options.audience, {
    scope: '',
    audience: options.audience,
    accessTokenTTL: EIGHT_HOURS_S,
    accessTokenFormat: 'jwt',
    jwt: { sign: { alg: ALGORITHM } },
  });
  const token = new provider.AccessToken({
    accountId: known.subject,
    client: ctx.oidc.client,
    expiresIn: EIGHT_HOURS_S,
    gty: SAMPLE_PERSON_GRANT,
    resourceServer,
  });
  ctx.oidc.entity('AccessToken', token);
  ctx.body = { access_token: await token.save(), expires_in: token.expiration, token_type: token.tokenType };
}

export function makeProvider(options: ProviderOptions): Provider {
  const provider = new Provider(options.issuer, {
    adapter: NothingKept,
    jwks: options.keys,
    clients: [
      {
        client_id: CLI_CLIENT,
        application_type: 'native',
        grant_types: [SAMPLE_PERSON_GRANT],
        response_types: [],
        redirect_uris: [],
        token_endpoint_auth_method: 'none',
        id_token_signed_response_alg: ALGORITHM,
      },
    ],
    enabledJWA: { idTokenSigningAlgValues: [ALGORITHM] },
    clientDefaults: { id_token_signed_response_alg: ALGORITHM },
    extraTokenClaims: (_: Context, token: AccessToken) => ({
      name: options.people.find(({ subject }) => subject === token.accountId)?.name,
    }),
    features: { devInteractions: { enabled: false }, resourceIndicators: { enabled: true } },
  });
  provider.registerGrantType(SAMPLE_PERSON_GRANT, (ctx) => issueToken(provider, ctx, options), ['person']);
  return provider;
}
