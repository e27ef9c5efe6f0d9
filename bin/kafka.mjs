// Topics, rules and rebuilding at a Kafka broker: `node bin/kafka.mjs topics`; without arguments it says what else.
import { become } from './support/become.mjs';

become('services/standalone/dist/kafka/main.js', process.argv.slice(2));
