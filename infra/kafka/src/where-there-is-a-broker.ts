import { whyNoBroker } from './jars.js';

interface Describe {
  (name: string, suite: () => void): void;
  skip(name: string, suite: () => void): void;
}

/** Jest's `describe` for a suite that needs a broker: where none is to be had it is left out, and its name says why. */
export const whereThereIsABroker = async (describe: Describe): Promise<(name: string, suite: () => void) => void> => {
  const why = await whyNoBroker();
  return why === undefined ? describe : (name, suite) => describe.skip(`${name} (left out: ${why})`, suite);
};
