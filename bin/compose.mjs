// Runs docker-compose.yml on real containers, and breaks it: `node bin/compose.mjs`.
import { become } from './support/become.mjs';

become('test/dist/compose/main.js', process.argv.slice(2));
