import { z } from 'zod';
import { personal } from './personal.js';

const departure = z.strictObject({
  code: z.string(),
  clauses: z.array(z.string()).readonly(),
  force: z.enum(['must', 'normally', 'may']),
  says: z.string(),
  reason: personal(z.string()).nullable(),
  facts: z.record(z.string(), z.unknown()).readonly(),
});

/** What a decision keeps of its ruling: the facts that it rested on, and the rules that it departed from. */
export const keptRuling = z.strictObject({
  restedOn: z.record(z.string(), z.unknown()).readonly(),
  departures: z.array(departure).readonly(),
  breaches: z.array(departure).readonly(),
});
export type KeptRuling = z.infer<typeof keptRuling>;

/** The part of a ruling that goes on the event. */
export const kept = (ruling: {
  readonly read: KeptRuling['restedOn'];
  readonly departures: KeptRuling['departures'];
  readonly breaches: KeptRuling['breaches'];
}): KeptRuling => ({ restedOn: ruling.read, departures: ruling.departures, breaches: ruling.breaches });

export const policyPin = z.strictObject({ pack: z.string(), version: z.string() });
export type PolicyPin = z.infer<typeof policyPin>;
