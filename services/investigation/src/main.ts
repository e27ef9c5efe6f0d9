import { runAlone } from '@probity/shell';
import { investigation } from './service.js';

await runAlone(investigation);
