import type { Audit } from './store.js';

/** What of a run is not as it was acknowledged; empty when all is. */
export function faultsOf(store: string, acknowledged: number, { events, brokenStreams, dense }: Audit): string[] {
  return [
    ...(events === acknowledged ? [] : [`${store}: ${acknowledged} acknowledged, ${events} stored`]),
    ...(brokenStreams === 0 ? [] : [`${store}: ${brokenStreams} streams have a hole`]),
    ...(dense ? [] : [`${store}: positions are not dense`]),
  ];
}
