import { afterAll, beforeAll, describe } from '@jest/globals';
import { appending } from './appending.js';
import { cancelling } from './cancelling.js';
import { contents } from './contents.js';
import { following } from './following.js';
import { losingConnections } from './losing-connections.js';
import { openAppending } from './open-appending.js';
import { reading } from './reading.js';
import { repeating } from './repeating.js';
import { slowFollowing } from './slow-following.js';
import { type ContractOptions, promisedBy, type StoreUnderTest, type Subject } from './subject.js';
import { underLoad } from './under-load.js';

export { contractCategories } from './samples.js';
export type { ContractOptions, OpenAppend, StoreUnderTest } from './subject.js';

const parts = [
  appending,
  repeating,
  contents,
  reading,
  cancelling,
  following,
  slowFollowing,
  openAppending,
  losingConnections,
  underLoad,
];

/** What every adapter promises. One store serves the whole suite; it may hold events already, but nobody else appends. */
export const eventStoreContract = (
  name: string,
  makeStore: () => Promise<StoreUnderTest>,
  { skipped, ...options }: ContractOptions = {},
): void => {
  const [promised, why] = [promisedBy(options), skipped === undefined ? '' : ` (skipped: ${skipped})`];
  const suite = skipped === undefined ? describe : describe.skip;
  suite(`${name} keeps the event store's contract${why}`, () => {
    let made: StoreUnderTest | undefined;
    beforeAll(async () => {
      made = await makeStore();
      checkHooks(options, made);
    }, 60_000);
    afterAll(() => made?.close());
    const subject = subjectOf(promised, () => made ?? unmade());
    parts.forEach((part) => part(subject));
  });
};

const unmade = (): never => {
  throw new Error('makeStore failed');
};

const subjectOf = (promised: Subject['promised'], made: () => StoreUnderTest): Subject => ({
  promised,
  the: () => made().store,
  openAppend: async (streams) => (made().openAppend ?? unmade)(streams),
  killConnections: async () => (made().killConnections ?? unmade)(),
});

/** A hook that was not announced would never be used, and nobody would notice. */
const checkHooks = ({ openAppends = false, connections = false }: ContractOptions, made: StoreUnderTest): void => {
  if (openAppends !== (made.openAppend !== undefined)) throw new Error('openAppends says whether there is openAppend');
  if (connections !== (made.killConnections !== undefined)) {
    throw new Error('connections says whether there is killConnections');
  }
};
