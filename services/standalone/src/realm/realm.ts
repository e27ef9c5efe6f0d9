import { CLI_CLIENT } from '@probity/identity';
import type { SamplePerson } from '../samples.js';

/** Seconds. */
const eightHours = 8 * 60 * 60;

const mapper = (name: string, protocolMapper: string, config: Readonly<Record<string, string>>): object => ({
  name,
  protocol: 'openid-connect',
  protocolMapper,
  config: { 'access.token.claim': 'true', ...config },
});

/**
 * A realm of Keycloak (26) with the sample people, as it imports it. Its tokens are what services ask for: RFC 9068 access tokens
 * for the audience, whose `sub` is the subject of the registers and no number of Keycloak's. Everybody has the password
 * that Keycloak's environment names.
 */
export const realmOf = (people: readonly SamplePerson[], audience: string): object => ({
  realm: 'probity',
  enabled: true,
  accessTokenLifespan: eightHours,
  ssoSessionMaxLifespan: eightHours,
  // Names are as in the registers, which Keycloak would have people mend before anything else: '(' is in some.
  requiredActions: [
    { alias: 'VERIFY_PROFILE', name: 'Verify Profile', providerId: 'VERIFY_PROFILE', enabled: false, priority: 90 },
  ],
  clients: [
    {
      clientId: CLI_CLIENT,
      publicClient: true,
      standardFlowEnabled: false,
      directAccessGrantsEnabled: true,
      attributes: { 'access.token.header.type.rfc9068': 'true' },
      defaultClientScopes: [],
      optionalClientScopes: [],
      protocolMappers: [
        mapper('subject', 'oidc-usermodel-attribute-mapper', {
          'user.attribute': 'username',
          'claim.name': 'sub',
          'jsonType.label': 'String',
        }),
        mapper('name', 'oidc-full-name-mapper', {}),
        mapper('audience', 'oidc-audience-mapper', { 'included.custom.audience': audience }),
      ],
    },
  ],
  users: people.map(({ subject, name }) => ({
    username: subject,
    enabled: true,
    firstName: name.split(' ').slice(0, -1).join(' ') || name,
    lastName: name.split(' ').at(-1) ?? name,
    credentials: [{ type: 'password', value: '${PROBITY_SAMPLE_PASSWORD}', temporary: false }],
  })),
});
