import { runAlone } from '@probity/shell';
import { regulatorNotification } from './service.js';

await runAlone(regulatorNotification);
