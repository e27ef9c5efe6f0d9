import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { policyCommand, type Answer } from '../cli/command.js';
import type { ActCatalogue } from '../policy.js';
import { withChangedPack } from './changed-pack.js';
import { courtside } from './tennis-club.js';

/** The club's pack has a table that its own service does not ask. */
export const elsewhere: ActCatalogue = {
  service: 'kitchen',
  facts: {},
  acts: {},
  tables: { elsewhere: { whatever: { is: { known: { there: 'bool' } } } } },
  tariffs: {},
};
export const catalogues = [courtside, elsewhere];

/** The kitchen's table as it must be where it is known who asks it. */
const mended = (folder: string) => {
  const path = join(folder, 'tables.yaml');
  const text = readFileSync(path, 'utf8').replace(
    'title: Asked by a service that runs elsewhere\n  hit: unique',
    'title: Tea\n  hit: collect',
  );
  writeFileSync(path, text);
};

/** What the command answers of the club's pack, mended and then changed. */
export const inMended = (
  args: (folder: string) => readonly string[],
  change: (folder: string) => void = () => undefined,
): Answer =>
  withChangedPack(
    (folder) => {
      mended(folder);
      change(folder);
    },
    (folder) => policyCommand(args(folder), catalogues),
  );
