import type { Composition } from './composition.js';

export interface Fault {
  readonly what: string;
  begin(system: Composition): Promise<void>;
  end(system: Composition): Promise<void>;
  /** Whoever hands in reports and opens cases notices nothing of it. */
  readonly goesUnnoticed: boolean;
}

const killed = (service: string, goesUnnoticed: boolean): Fault => ({
  what: `${service} is killed`,
  begin: (system) => system.kill(service),
  end: (system) => system.start(service),
  goesUnnoticed,
});

const cut = (service: string, network: string, from: string, goesUnnoticed: boolean): Fault => ({
  what: `${service} is cut from ${from}`,
  begin: (system) => system.cut(service, network),
  end: (system) => system.mend(service, network),
  goesUnnoticed,
});

/** One after another, each while people work. */
export const faults: readonly Fault[] = [
  killed('intake', false),
  killed('front-door', false),
  killed('postgres', false),
  killed('kafka', true),
  killed('investigation', true),
  killed('records', true),
  killed('reading-room', true),
  cut('intake', 'front', 'the front door', false),
  cut('intake', 'store', 'the store', false),
  cut('intake', 'bus', 'the bus', true),
  cut('sanctions', 'bus', 'the bus', true),
  cut('investigation', 'store', 'the store', true),
];
