import { fetchToken } from '@probity/identity';
import { freePort } from '@probity/processes';
import { Caller } from '@probity/standalone';

const password = 'sample-of-a-test';

/** Where the composition's parts are reached from this machine. */
export class Place {
  readonly door: string;
  readonly issuer: string;
  readonly prometheus: string;

  private constructor(private readonly ports: Readonly<Record<'PORT' | 'KEYCLOAK_PORT' | 'PROMETHEUS_PORT', string>>) {
    this.door = `http://127.0.0.1:${ports.PORT}`;
    this.issuer = `http://127.0.0.1:${ports.KEYCLOAK_PORT}/realms/probity`;
    this.prometheus = `http://127.0.0.1:${ports.PROMETHEUS_PORT}`;
  }

  static async free(): Promise<Place> {
    const port = async (): Promise<string> => `${await freePort()}`;
    return new Place({ PORT: await port(), KEYCLOAK_PORT: await port(), PROMETHEUS_PORT: await port() });
  }

  /** For `docker-compose.yml`. */
  get settings(): Readonly<Record<string, string>> {
    return { ...this.ports, PROBITY_SAMPLE_PASSWORD: password, PUBLIC_REPORTS_PER_MINUTE: '100000' };
  }

  /** For the programs that ask it from this machine: `npm run demo`, `npm run token`. */
  get forClients(): Readonly<Record<string, string>> {
    return { PORT: this.ports.PORT, OIDC_ISSUER: this.issuer, PROBITY_SAMPLE_PASSWORD: password };
  }

  anyone(): Caller {
    return new Caller(this.door);
  }

  async as(subject: string): Promise<Caller> {
    return new Caller(this.door, await fetchToken({ issuer: this.issuer, password }, subject));
  }
}
