import { runAlone } from '@probity/shell';
import { intake } from './service.js';

await runAlone(intake);
