import { readFileSync, writeFileSync } from 'node:fs';
import { contracts } from './contract.js';
import { breaks, releaseOf, type Released } from './released.js';

/** `npm run release-contracts`: from now on, what is told now is what the next release must not break. */
const file = new URL('../released.json', import.meta.url);
const found = breaks(JSON.parse(readFileSync(file, 'utf8')) as Released, contracts);
if (found.length === 0) writeFileSync(file, `${JSON.stringify(releaseOf(contracts), null, 2)}\n`);
else {
  process.stderr.write(`${found.join('\n')}\n`);
  process.exitCode = 1;
}
