type Say = (line: string) => void;

/** What was checked, a line each; a check that throws has failed, with what it threw. */
export class Report {
  passed = 0;
  failed = 0;

  constructor(readonly say: Say) {}

  /** @returns what the check found out; undefined where it failed */
  async check<T>(what: string, holds: () => Promise<T>, told: (found: T) => string = () => ''): Promise<T | undefined> {
    const since = performance.now();
    const seconds = (): string => `${((performance.now() - since) / 1_000).toFixed(1)} s`;
    try {
      const found = await holds();
      this.passed += 1;
      this.say(`passed  ${what} (${[told(found), seconds()].filter(Boolean).join(', ')})`);
      return found;
    } catch (error) {
      this.failed += 1;
      const [first = '', ...others] = (error as Error).message.split('\n');
      this.say(`FAILED  ${what} (${seconds()}): ${first}`);
      for (const line of others) this.say(`        ${line}`);
      return undefined;
    }
  }
}

/** @throws with each that is wrong */
export const noneOf = (wrong: readonly string[]): void => {
  if (wrong.length > 0) throw new Error([`${wrong.length} of them:`, ...wrong.slice(0, 10)].join('\n'));
};
