import { fileURLToPath } from 'node:url';

export const registersMigrations = {
  schema: 'registers',
  directory: fileURLToPath(new URL('../migrations', import.meta.url)),
} as const;
