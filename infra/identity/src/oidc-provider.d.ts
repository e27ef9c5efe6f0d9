/** The part of oidc-provider that we use; it ships no types. */
declare module 'oidc-provider' {
  import type { RequestListener } from 'node:http';

  export interface Client {
    readonly clientId: string;
  }

  export interface Context {
    readonly oidc: {
      readonly client: Client;
      readonly params: Readonly<Record<string, unknown>>;
      entity(kind: 'AccessToken', token: AccessToken): void;
    };
    body: unknown;
  }

  export interface ResourceServerInfo {
    readonly scope: string;
    readonly audience: string;
    /** Seconds. */
    readonly accessTokenTTL: number;
    readonly accessTokenFormat: 'jwt';
    readonly jwt: { readonly sign: { readonly alg: string } };
  }

  export interface ResourceServer {
    identifier(): string;
  }

  export interface AccessToken {
    readonly accountId: string;
    readonly expiration: number;
    readonly tokenType: string;
    save(): Promise<string>;
  }

  export interface Adapter {
    upsert(id: string, payload: unknown, expiresIn: number): Promise<void>;
    find(id: string): Promise<unknown>;
    findByUid(uid: string): Promise<unknown>;
    findByUserCode(code: string): Promise<unknown>;
    consume(id: string): Promise<void>;
    destroy(id: string): Promise<void>;
    revokeByGrantId(grantId: string): Promise<void>;
  }

  export class Provider {
    constructor(issuer: string, configuration: Readonly<Record<string, unknown>>);
    readonly AccessToken: new (fields: Readonly<Record<string, unknown>>) => AccessToken;
    readonly ResourceServer: new (identifier: string, info: ResourceServerInfo) => ResourceServer;
    registerGrantType(name: string, handler: (ctx: Context) => Promise<void>, parameters: readonly string[]): void;
    callback(): RequestListener;
  }

  export const errors: {
    readonly CustomOIDCProviderError: new (error: string, description: string) => Error;
  };
}
