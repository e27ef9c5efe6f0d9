import { runReader } from '@probity/shell';
import { allServices } from '@probity/standalone';

await runReader('reading-room', allServices);
