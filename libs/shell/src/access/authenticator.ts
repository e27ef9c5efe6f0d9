import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';

export class Unauthenticated extends Error {
  override readonly name = 'Unauthenticated';
}

/** The identity provider cannot be asked. */
export class IdentityUnavailable extends Error {
  override readonly name = 'IdentityUnavailable';
}

/** Verifies bearer tokens (RFC 9068) with the keys that OpenID discovery names. */
export class Authenticator {
  private keys: JWTVerifyGetKey | undefined;
  /** Without the slash that some providers write at its end. */
  private readonly issuer: string;

  constructor(
    issuer: string,
    private readonly audience: string,
  ) {
    this.issuer = issuer.replace(/\/+$/, '');
  }

  /** @returns the token's subject. @throws Unauthenticated, IdentityUnavailable */
  async subjectOf(authorization: string | undefined): Promise<string> {
    const token = /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization ?? '')?.[1];
    if (!token)
      throw new Unauthenticated(
        authorization === undefined
          ? 'a bearer token is needed'
          : 'what was sent as Authorization is no bearer token (a JWT)',
      );
    this.keys ??= await this.discover();
    try {
      const { payload } = await jwtVerify(token, this.keys, {
        issuer: [this.issuer, `${this.issuer}/`],
        typ: 'at+jwt',
        audience: this.audience,
        requiredClaims: ['exp', 'sub'],
        algorithms: ['RS256', 'ES256', 'EdDSA'],
      });
      return payload.sub as string;
    } catch (error) {
      if (error instanceof errors.JWTExpired) throw new Unauthenticated('the token has expired');
      if (isAboutToken(error)) throw new Unauthenticated('the token is not valid');
      throw new IdentityUnavailable('no keys');
    }
  }

  private async discover(): Promise<JWTVerifyGetKey> {
    try {
      const response = await fetch(`${this.issuer}/.well-known/openid-configuration`, {
        signal: AbortSignal.timeout(5_000),
      });
      const { jwks_uri: uri } = (await response.json()) as { jwks_uri: string };
      return createRemoteJWKSet(new URL(uri));
    } catch {
      throw new IdentityUnavailable('the identity provider does not answer');
    }
  }
}

/** Otherwise the provider's keys could not be had: that says nothing of the token. */
const isAboutToken = (error: unknown): boolean =>
  error instanceof errors.JOSEError &&
  !['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'].includes(error.code);
