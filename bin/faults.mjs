// Breaks the system on purpose and shows that nothing is lost: `node bin/faults.mjs store|bus [--short] [--only=<part of a name>]`.
import { become } from './support/become.mjs';

become('test/dist/faults/main.js', process.argv.slice(2));
