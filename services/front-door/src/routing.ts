import { combined, toldToAll } from './combined.js';
import { readingRoom, type Service } from './settings.js';

/** To one, as it comes; to all of them; or to one after another, until one knows. */
export type Routed =
  | { readonly how: 'one'; readonly to: Service }
  | { readonly how: 'all' | 'whichever'; readonly to: readonly Service[] };

/** What is asked and changes nothing, though it is no GET. */
const questions = ['POST /policies/:institution/:version/explain'];

/** Each process tells these of itself. */
const ofItself = ['GET /metrics', 'GET /health/live'];

/** Who answers, of those who have the route. */
export const routed = (route: string, having: readonly Service[]): Routed | undefined => {
  const room = having.find(({ name }) => name === readingRoom);
  const atWork = having.filter((one) => one !== room);
  const [only] = atWork;
  if (combined[route] !== undefined) return { how: 'all', to: atWork };
  if (toldToAll.includes(route)) return { how: 'all', to: having };
  if (only && atWork.length === 1) return { how: 'one', to: only };
  const isRead = (route.startsWith('GET ') && !ofItself.includes(route)) || questions.includes(route);
  if (room && isRead) return { how: 'one', to: room };
  return atWork.length > 0 ? { how: 'whichever', to: atWork } : undefined;
};
