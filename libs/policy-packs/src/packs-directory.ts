import { fileURLToPath } from 'node:url';

/** The packs that come with Probity; the same from `src/` and from `dist/`. */
export const packsDirectory = fileURLToPath(new URL('../packs', import.meta.url));
