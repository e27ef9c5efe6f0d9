// Uploads the sample registers that are not there yet: `node dist/distributed/upload.js http://front-door:3000`.
import { settingsFrom } from '@probity/shell';
import { providerOf } from '../provider.js';
import { sampleRegisters } from '../samples.js';
import { uploadSamples } from './upload-samples.js';

try {
  const [door = ''] = process.argv.slice(2);
  if (!URL.canParse(door)) throw new Error('Say where: the address of the front door.');
  const settings = settingsFrom(process.env);
  const samples = await sampleRegisters(settings.PROBITY_POLICIES);
  await uploadSamples(door, providerOf(settings), samples);
  process.stdout.write(`${samples.map(({ institution }) => institution.name).join(', ')}: the registers are there\n`);
} catch (error) {
  process.stderr.write(`${(error as Error).message}\n`);
  process.exitCode = 1;
}
