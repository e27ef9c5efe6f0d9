import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FileEvidenceStore, MemoryVault, ScopeDestroyed, type StoredEvidence } from '@probity/record';
import { MovableClock, type ServiceContext } from '@probity/shell';
import { uncitedFiles } from './uncited-files.js';

const report = 'report:0198f000-0000-7000-8000-0000000000a1';
const { signal } = new AbortController();

describe('a file that was uploaded', () => {
  let directory: string;
  let vault: MemoryVault;
  let evidence: FileEvidenceStore;
  let clock: MovableClock;
  let asked: string[];
  let beforeDestroying: () => Promise<void>;
  let round: () => Promise<void>;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'probity-uncited-'));
    vault = new MemoryVault();
    evidence = new FileEvidenceStore(directory, vault);
    clock = new MovableClock();
    asked = [];
    beforeDestroying = async () => {};
    const destroy: ServiceContext['destroy'] = async (scope, why) => {
      asked.push(scope);
      await beforeDestroying();
      await vault.destroy(scope, why);
    };
    const { act } = uncitedFiles({ name: 'intake', clock, evidence, destroy } as unknown as ServiceContext);
    round = () => act(signal);
  });
  afterEach(() => rm(directory, { recursive: true }));

  const upload = (content: string): Promise<StoredEvidence> =>
    evidence.put(Readable.from([Buffer.from(content)]), { limitBytes: 100 });
  const left = async (...files: readonly StoredEvidence[]): Promise<readonly boolean[]> => {
    await evidence.removeDestroyed();
    return Promise.all(files.map(({ digest }) => evidence.has(digest)));
  };

  it('and that nothing has named for a day is destroyed; one that something has named, and a new one, are not', async () => {
    const [forgotten, named] = [await upload('Nobody named it.'), await upload('A report named it.')];
    await vault.hold(named.scope, report);
    clock.advance(0.9);
    await round();
    expect(await left(forgotten, named)).toEqual([true, true]);
    clock.advance(0.2);
    await round();
    expect(await left(forgotten, named)).toEqual([false, true]);
    await expect(vault.hold(forgotten.scope, report)).rejects.toThrow(ScopeDestroyed);
  });

  it('stays where a report names it just as it is about to be destroyed', async () => {
    const file = await upload('A report is being submitted.');
    clock.advance(2);
    beforeDestroying = () => vault.hold(file.scope, report);
    await round();
    expect(await left(file)).toEqual([true]);
  });

  it('and is held is asked for once', async () => {
    const { scope } = await upload('A report named it.');
    await vault.hold(scope, report);
    clock.advance(2);
    await round();
    await round();
    expect(asked).toEqual([scope]);
  });
});
