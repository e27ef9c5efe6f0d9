/** `npm run test:compose`: runs `docker-compose.yml` for real. Where there is no engine for containers it says so, and ends with status 0. */
import { NoEngine } from './engine.js';
import { Report } from './report.js';
import { NotToBeHad, runAll } from './run.js';

const report = new Report((line) => process.stdout.write(`${line}\n`));
try {
  await runAll(report);
  report.say(`${report.passed} passed, ${report.failed} failed`);
  process.exit(report.failed === 0 ? 0 : 1);
} catch (error) {
  if (!(error instanceof NoEngine || error instanceof NotToBeHad)) throw error;
  report.say(`skipped  docker-compose.yml: ${error.message}`);
  process.exit(0);
}
