import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Handlers, PublicEvent } from '../port.js';

export const aCase = (): string => randomUUID();

let position = 0;

/** As a source tells them of one case, each naming the one before. */
export function publicEvents(source: string, caseId: string, count: number): readonly PublicEvent[] {
  const ids = Array.from({ length: count }, () => randomUUID());
  return ids.map((id, nth) => ({
    id,
    source,
    type: 'CaseChanged',
    schemaVersion: 1,
    institution: 'example',
    case: caseId,
    policy: { pack: 'example', version: '1' },
    time: '2026-03-02T09:00:00Z',
    correlationId: randomUUID(),
    position: String(++position),
    predecessor: ids[nth - 1] ?? null,
    data: { nth, said: 'what "happened" \\ there\u0000' },
  }));
}

/** Repeats a check until it holds, for ten seconds at most. */
export async function eventually(check: () => unknown, within = 10_000): Promise<void> {
  for (const start = performance.now(); ;) {
    try {
      await check();
      return;
    } catch (error) {
      if (performance.now() - start > within) throw error;
      await sleep(10);
    }
  }
}

/** Handles one at a time. */
export const eachOf = (handle: (event: PublicEvent) => unknown): Handlers => ({
  handle: async (events) => {
    for (const event of events) await handle(event);
  },
  unreadable: async () => undefined,
});
