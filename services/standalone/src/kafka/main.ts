import { NotUnderstood, run, usage } from './commands.js';

const ours = ['NotUnderstood', 'KafkaSettingsWrong', 'SettingsWrong', 'BrokerRefused', 'BrokerAway'];

/** One line for what is ours to say; all there is for what nobody expected. */
const told = (error: unknown): string => {
  if (!(error instanceof Error)) return String(error);
  return ours.includes(error.name) ? error.message : (error.stack ?? error.message);
};

try {
  const fits = await run(process.argv.slice(2), process.env, (line) => process.stdout.write(`${line}\n`));
  process.exitCode = fits ? 0 : 1;
} catch (error) {
  process.stderr.write(`${told(error)}\n${error instanceof NotUnderstood ? `\n${usage}` : ''}`);
  process.exitCode = 1;
}
