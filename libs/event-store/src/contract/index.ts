import { afterAll, beforeAll, describe } from '@jest/globals';
import type { EventStore } from '../port.js';
import { appending } from './appending.js';
import { following } from './following.js';
import { reading } from './reading.js';
import { underLoad } from './under-load.js';

export { contractCategories } from './samples.js';

export interface StoreUnderTest {
  readonly store: EventStore;
  close(): Promise<void>;
}

/** What every adapter promises. One store serves the whole suite; it may hold events already, but nobody else appends. */
export const eventStoreContract = (name: string, makeStore: () => Promise<StoreUnderTest>): void => {
  describe(`${name} keeps the event store's contract`, () => {
    let subject: StoreUnderTest | undefined;
    beforeAll(async () => {
      subject = await makeStore();
    });
    afterAll(() => subject?.close());
    const the = (): EventStore => {
      if (!subject) throw new Error('makeStore failed');
      return subject.store;
    };
    for (const part of [appending, reading, following, underLoad]) part(the);
  });
};
