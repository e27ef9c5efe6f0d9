import { policyCommand } from '@probity/policy-packs';
import { catalogues } from './catalogues.js';

/** `npm run policy`: what is wrong with a policy, why it rules as it does, and all of it to read. */
const { status, out } = policyCommand(process.argv.slice(2), catalogues);
process.stdout.write(out);
process.exitCode = status;
