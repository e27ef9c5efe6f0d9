import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Stage, storyOf } from '@probity/standalone';
import { toldBeside } from '../../support/on-the-bus.js';
import { System } from '../../support/system.js';

let system: System;
const said: string[] = [];
const tell = storyOf('irish-baptist-college');
const stage = (say: (line: string) => void): Stage => new Stage(system.url, system.identity.issuer, say, system.clock);

beforeAll(async () => {
  system = await System.start();
  await tell(stage((line) => said.push(line)));
}, 90_000);
afterAll(() => system.stop());

describe('a case of plagiarism at a college, from a suspicion to a penalty reduced on appeal', () => {
  it('goes as it is told, refusals by their clauses included', () => {
    const refusals = said.filter((line) => line.startsWith('  - '));
    expect(refusals.length).toBeGreaterThanOrEqual(20);
    for (const line of refusals) expect(line).toMatch(/refused, 4\d\d {2}\[IBC-/);
  });

  it('and again on the same system, on a day before a holiday', async () => {
    system.clock.set('2027-12-23T16:00:00Z');
    await tell(stage(() => {}));
  }, 60_000);

  it('told whoever would hear it what /asyncapi.json says, and nothing in clear', async () => {
    const { wrong, types } = await toldBeside(system);
    expect(wrong).toEqual([]);
    expect(types.size).toBeGreaterThan(10);
  });

  it('what was said of the student never reaches the log', () => {
    const log = system.logged.join('');
    expect(log).toContain('"route":"/cases/:case/appeals"');
    for (const known of ['Specimen', 'mixed up', 'The rest of the essay', 'Six paragraphs'])
      expect(log).not.toContain(known);
  });
});
