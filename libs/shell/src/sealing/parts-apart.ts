import type { Apart, Forgotten } from '@probity/contracts';
import { z } from 'zod';
import { atPaths } from './at-paths.js';
import type { SealedTexts } from './sealed-texts.js';

/** An event's place in the log. */
interface Where {
  readonly stream: string;
  readonly version: number;
  readonly type: string;
}

/** What is stored in the place of such a part. */
const sealedPart = z.strictObject({ case: z.uuid(), sealed: z.string() });

/** Each part under the key of its own case, bound to where it stands; the event is then sealed as a whole. */
export const sealParts = async (
  texts: SealedTexts,
  apart: readonly Apart[],
  place: Where,
  data: object,
): Promise<object> =>
  eachPart(apart, data, async (value, at, caseId) => {
    if (caseId === undefined) return value;
    return { case: caseId, sealed: await texts.seal(`case:${caseId}`, whereOf(place, at), JSON.stringify(value)) };
  });

/** What was stored before parts were sealed by themselves stays as it is. */
export const openParts = async (
  texts: SealedTexts,
  apart: readonly Apart[],
  place: Where,
  data: object,
): Promise<object> =>
  eachPart(apart, data, async (value, at) => {
    const { success, data: part } = sealedPart.safeParse(value);
    if (!success) return value;
    const opened = await texts.open(`case:${part.case}`, whereOf(place, at), part.sealed);
    return opened === null
      ? ({ case: part.case, forgotten: true } satisfies Forgotten)
      : (JSON.parse(opened) as unknown);
  });

type Act = (value: unknown, at: string, caseId: string | undefined) => Promise<unknown>;

const eachPart = async (apart: readonly Apart[], data: object, act: Act): Promise<object> => {
  let so: unknown = data;
  for (const { path, caseOf } of apart)
    so = await atPaths(so, [path], (value, at) => act(value, at, caseOf(value, data)));
  return so as object;
};

const whereOf = ({ stream, version, type }: Where, at: string): string =>
  JSON.stringify(['part of an event', stream, version, type, at]);
