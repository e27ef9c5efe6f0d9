export { fetchToken, type SampleProvider } from './fetch-token.js';
export { CLI_CLIENT, SAMPLE_PERSON_GRANT, type Person } from './sample-person.js';
export { startIdentity, type Identity, type IdentityOptions } from './start-identity.js';
