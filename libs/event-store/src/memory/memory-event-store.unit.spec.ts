import { describe, expect, it } from '@jest/globals';
import { eventStoreContract } from '../contract/index.js';
import { newStream, sample, to } from '../contract/samples.js';
import { MemoryEventStore } from './memory-event-store.js';

eventStoreContract('memory', async () => ({ store: new MemoryEventStore(), close: async () => undefined }), {
  loadMs: 2_000,
});

describe('the memory store', () => {
  it('records by the clock that it is given', async () => {
    const [store, stream] = [new MemoryEventStore(() => new Date('2026-03-02T09:00:00Z')), newStream()];
    await store.append([to(stream, 0, sample())]);
    expect((await store.readStream(stream))[0]?.recordedAt).toBe('2026-03-02T09:00:00.000Z');
  });
});
