import type { Outcome } from '@probity/contracts';
import type { Facts } from '@probity/policy-packs';
import type { DataOf, KnownHearing } from './hearing.js';

export interface SaidFinding {
  readonly point: string;
  readonly outcome: Outcome;
  readonly reasons: string;
  readonly evidence: readonly string[];
}

type Convened = KnownHearing['convened'];

/** What is wrong with the findings, by the points and the pieces of evidence concerned. */
export const findingFacts = (said: readonly SaidFinding[], convened: Convened): Facts => {
  const established = new Map(convened?.established.map(({ point, outcome }) => [point, outcome]));
  const points = said.map(({ point }) => point);
  const those = (wrong: (finding: SaidFinding) => boolean) => said.filter(wrong).map(({ point }) => point);
  return {
    findings: {
      unanswered: [...established.keys()].filter((point) => !points.includes(point)),
      unknown: those(({ point }) => !established.has(point)),
      repeated: points.filter((point, index) => points.indexOf(point) !== index),
      unreasoned: those(({ reasons }) => reasons.trim() === ''),
      unsupported: those(({ outcome, evidence }) => outcome !== 'not-shown' && evidence.length === 0),
      departing: those(({ point, outcome }) => established.has(point) && established.get(point) !== outcome),
    },
    evidence: {
      unknown: said.flatMap(({ evidence }) => evidence).filter((digest) => !convened?.evidence.includes(digest)),
    },
  };
};

/** The findings with the offence and the outcome that the lead put to each point. */
export const found = (
  said: readonly SaidFinding[],
  { established }: NonNullable<Convened>,
): DataOf<'FindingReached'>['findings'] =>
  said.flatMap(({ point, outcome, reasons, evidence }) =>
    established
      .filter((one) => one.point === point)
      .map((one) => ({
        ...{ point, offence: one.offence, outcome, established: one.outcome, reasons },
        evidence: [...evidence],
      })),
  );
