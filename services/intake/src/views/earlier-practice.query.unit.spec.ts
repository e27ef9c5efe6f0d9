import { describe, expect, it } from '@jest/globals';
import type { ServiceContext } from '@probity/shell';
import { earlierPracticeOf } from './earlier-practice.query.js';

/** A view that lacks so many looks before it has what the streams have. */
const context = (behindFor: number) => {
  let looks = 0;
  return {
    keyedHash: (_: string, kind: string, id: string) => `${kind} ${id}`,
    views: {
      query: async () => [{ position: '6' }],
      getRepository: () => ({ findBy: async () => [{ studentHash: 'person ST-1' }] }),
    },
    streams: { store: { readAll: async () => (looks++ < behindFor ? [{}] : []), head: async () => 7n } },
  } as unknown as ServiceContext;
};
const asked = (behindFor: number) => earlierPracticeOf(context(behindFor), 'college', 'r', ['ST-1', 'ST-2'], 100);

describe('who was dealt with before', () => {
  it('is told once the view has what was decided a moment ago [IBC-33.3]', async () => {
    expect(await asked(0)).toEqual(['ST-1']);
    expect(await asked(1)).toEqual(['ST-1']);
  });

  it('is never told by a view that is behind: the request is answered 503 [IBC-33.3]', async () => {
    const error: unknown = await asked(Infinity).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'Behind', at: '7' });
  });
});
