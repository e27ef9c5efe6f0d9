import type { Consumption } from './port.js';

/** Of a consumer that names no source: it is well. */
export const hearsNothing = (): Consumption => ({
  leads: () => true,
  hears: () => true,
  health: () => 'ok',
  close: async () => undefined,
});
