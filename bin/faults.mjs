// Breaks the system on purpose and shows that nothing is lost: `node bin/faults.mjs store [--short]`.
import { become } from './support/become.mjs';

become('test/dist/faults/main.js', process.argv.slice(2));
