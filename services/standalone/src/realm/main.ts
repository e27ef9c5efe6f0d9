// Prints the realm of the sample people, for infra/keycloak/realm.json.
import { sampleRealm } from './sample-realm.js';

process.stdout.write(`${JSON.stringify(await sampleRealm(), undefined, 2)}\n`);
