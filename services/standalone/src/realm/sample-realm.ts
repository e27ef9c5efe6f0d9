import { registrar } from '../distributed/upload-samples.js';
import { samplePeople, sampleRegisters } from '../samples.js';
import { realmOf } from './realm.js';

/** That of `infra/keycloak/realm.json`: everybody in the samples, and who uploads them. */
export const sampleRealm = async (): Promise<object> =>
  realmOf([...samplePeople(...(await sampleRegisters())), registrar], 'probity');
