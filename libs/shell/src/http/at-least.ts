import { position, type Position } from '@probity/event-store';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { Invalid } from '../commands/errors.js';

/** The views have not come that far in time. */
export class Behind extends Error {
  override readonly name = 'Behind';
  constructor(readonly at: string) {
    super(`the views are not at ${at} yet`);
  }
}

/** How far the services of this process have come, by a position of the log. */
export abstract class Progress {
  /** Nothing has been written there yet: no write can have answered with it. */
  abstract isAhead(at: Position): Promise<boolean>;
  /** Their views. */
  abstract reached(at: Position): Promise<boolean>;
  /** What they do about one another's facts. */
  abstract heard(at: Position): Promise<boolean>;
}

/** Milliseconds. The views must be there; a service elsewhere may be off, so what it would tell is waited for a while only. */
const patience = { views: 5_000, others: 1_500 };

/** Waits until what a write answered with is visible to this read. @throws Behind */
export const waitFor = async (request: FastifyRequest, progress: Progress): Promise<void> => {
  const asked = (request.query as Record<string, string | undefined>)['at-least'];
  if (asked === undefined) return;
  if (
    !z
      .string()
      .regex(/^\d{1,18}$/)
      .safeParse(asked).success
  )
    throw new Invalid('/query/at-least', 'not-a-position', 'at-least is a position that a write answered with.');
  const at = position(asked);
  if (await progress.isAhead(at)) throw new Behind(asked);
  const since = Date.now();
  while (!(await isThere(progress, at, Date.now() - since))) {
    if (Date.now() - since > patience.views) throw new Behind(asked);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
};

const isThere = async (progress: Progress, at: Position, waited: number): Promise<boolean> =>
  (waited > patience.others || (await progress.heard(at))) && (await progress.reached(at));
