import { settingsFrom } from '@probity/shell';
import { play } from './play.js';
import { Stage } from './stage.js';

const { HOST, PORT, OIDC_ISSUER } = settingsFrom(process.env);
const say = (line: string): void => void process.stdout.write(`${line}\n`);
const stage = new Stage(`http://${HOST}:${PORT}`, OIDC_ISSUER ?? `http://127.0.0.1:${PORT + 1}`, say);

try {
  const { centre } = await play(stage);
  say(
    `\nAs told: case ${centre.reference}, ${stage.steps} things done or seen, ${stage.refusals} refused by their clauses.`,
  );
} catch (error) {
  say(`\nNot as told. ${error instanceof Error ? error.message : String(error)}`);
  say('Is Probity running (npm start)?');
  process.exitCode = 1;
}
