import { runAlone } from '@probity/shell';
import { records } from './service.js';

await runAlone(records);
