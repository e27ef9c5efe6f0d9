// Starts everything in one process, one service alone, or all of them apart: `node bin/start.mjs [service | distributed]`.
import { become } from './support/become.mjs';

const [service = 'standalone', ...args] = process.argv.slice(2);
if (service === 'distributed') become('services/standalone/dist/distributed/main.js', args);
else become(`services/${service}/dist/main.js`, args);
