import type { z } from 'zod';
import { publicEvents, type PublicData, type PublicType, type Source } from './public-events.js';
import { versions } from './versions.js';

/** The data of a public event, checked against its contract: nothing is told beyond it. @throws ZodError */
export const told = <S extends Source, T extends PublicType<S>>(
  source: S,
  type: T,
  data: z.input<(typeof publicEvents)[S][T]>,
): { readonly type: T; readonly schemaVersion: number; readonly data: PublicData<S, T> } => ({
  type,
  schemaVersion: versions[`${source}.${type}`]?.told ?? 1,
  data: (publicEvents[source][type] as unknown as z.ZodType<PublicData<S, T>>).parse(data),
});
