import { runAlone } from '@probity/shell';
import { hearings } from './service.js';

await runAlone(hearings);
