import { runAlone } from '@probity/shell';
import { sanctions } from './service.js';

await runAlone(sanctions);
