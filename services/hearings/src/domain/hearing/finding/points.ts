import type { Outcome } from '@probity/contracts';
import type { Facts } from '@probity/policy-packs';
import type { DataOf, KnownHearing } from '../hearing.js';
import { documentsOf } from '../sitting/facts.js';
import { notShown } from './outcomes.js';

export interface SaidFinding {
  readonly point: string;
  readonly outcome: Outcome;
  readonly reasons: string;
  readonly evidence: readonly string[];
}

/** What the body has to answer: the points of a report that was signed off, or else the allegations of the referral. */
export interface Points {
  readonly isReport: boolean;
  readonly established: readonly { readonly point: string; readonly offence: string; readonly outcome?: Outcome }[];
  readonly evidence: readonly string[];
}

export const pointsOf = ({ convened, referral, sitting }: KnownHearing): Points | null => {
  if (convened) return { isReport: true, ...convened };
  if (!referral) return null;
  const established = referral.offences.map((offence) => ({ point: offence, offence }));
  return { isReport: false, established, evidence: [...referral.evidence, ...documentsOf({ referral, sitting })] };
};

/** What is wrong with the findings, by the points and the pieces of evidence concerned. */
export const findingFacts = (said: readonly SaidFinding[], answered: Points | null): Facts => {
  const established = new Map(answered?.established.map(({ point, outcome }) => [point, outcome]));
  const points = said.map(({ point }) => point);
  const those = (wrong: (finding: SaidFinding) => boolean) => said.filter(wrong).map(({ point }) => point);
  return {
    findings: {
      unanswered: [...established.keys()].filter((point) => !points.includes(point)),
      unknown: those(({ point }) => !established.has(point)),
      repeated: points.filter((point, index) => points.indexOf(point) !== index),
      unreasoned: those(({ reasons }) => reasons.trim() === ''),
      unsupported: those(({ outcome, evidence }) => outcome !== notShown && evidence.length === 0),
      departing: those(({ point, outcome }) => established.has(point) && established.get(point) !== outcome),
    },
    evidence: {
      unknown: said.flatMap(({ evidence }) => evidence).filter((digest) => !answered?.evidence.includes(digest)),
    },
  };
};

/** The findings with the offence of each point, and what the lead put to it, where somebody did. */
export const found = (said: readonly SaidFinding[], { established }: Points): DataOf<'FindingReached'>['findings'] =>
  said.flatMap(({ point, outcome, reasons, evidence }) =>
    established
      .filter((one) => one.point === point)
      .map((one) => ({
        ...{ point, offence: one.offence, outcome, reasons },
        ...(one.outcome !== undefined && { established: one.outcome }),
        evidence: [...evidence],
      })),
  );
