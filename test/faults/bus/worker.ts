/**
 * One service in a process of its own, to be killed or frozen: `node worker.js`, what it is in FAULTS_SERVICE. Told to
 * stand still at a place, it says so when it is there, and goes on when it is told.
 */
import { type Place, type ServiceSettings, startService } from './service.js';

export type ToWorker = { readonly halt: Place | null } | 'go on' | 'end';
export interface FromWorker {
  readonly at: Place | 'start';
}

const tell = (told: FromWorker): void => void process.send?.(told);

let wanted: Place | null = null;
let goOn = (): void => undefined;

const halt = async (place: Place): Promise<void> => {
  if (place !== wanted) return;
  wanted = null;
  const told = new Promise<void>((resolve) => (goOn = resolve));
  tell({ at: place });
  await told;
};

const service = startService(JSON.parse(process.env['FAULTS_SERVICE'] ?? '') as ServiceSettings, { halt });

process.on('message', (message: ToWorker) => {
  if (message === 'go on') goOn();
  else if (message === 'end') void service.close().then(() => process.exit(0));
  else wanted = message.halt;
});
// Whoever started this holds the other end: it must not outlive them.
process.once('disconnect', () => process.exit(1));
tell({ at: 'start' });
