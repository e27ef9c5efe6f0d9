import type { ClauseTest } from '../clause-test.js';
import { afterwards } from './afterwards.js';
import { boundaries } from './boundaries.js';
import { certificates } from './certificates.js';
import { definitions } from './definitions.js';
import { interimMeasures } from './interim-measures.js';
import { notifying } from './notifying.js';
import { outcomes } from './outcomes.js';
import { regulators } from './regulators.js';
import { reportOfInvestigation } from './report-of-investigation.js';
import { reporting } from './reporting.js';
import { responsibility } from './responsibility.js';
import { retention } from './retention.js';
import { timelines } from './timelines.js';

/** In the order of the policy, but that regulators, retention and what is counted in days stand together. */
export const imi: readonly ClauseTest[] = [
  ...definitions,
  ...reporting,
  ...responsibility,
  ...notifying,
  ...regulators,
  ...timelines,
  ...interimMeasures,
  ...boundaries,
  ...retention,
  ...reportOfInvestigation,
  ...outcomes,
  ...certificates,
  ...afterwards,
];
