// Starts everything in one process, or one service alone: `node bin/start.mjs [service]`.
import { become } from './support/become.mjs';

const [service = 'standalone', ...args] = process.argv.slice(2);
become(`services/${service}/dist/main.js`, args);
