import { decide, putIntoEffect } from './decision-and-effect.js';
import { tellRegulators, withhold } from './interim-and-regulators.js';
import { investigate, writeReport } from './investigation.js';
import { keepTheRecord } from './record.js';
import { regulatorReads } from './regulator-feed.js';
import { reportAndTriage, type Opened } from './report-and-triage.js';
import type { Stage } from '../stage.js';

/** The scenes after the first, in their order. */
export const scenes = {
  investigate,
  withhold,
  tellRegulators,
  writeReport,
  decide,
  putIntoEffect,
  regulatorReads,
  keepTheRecord,
} as const;

/** A malpractice case at an awarding body, from a report to a kept record. @throws NotAsTold at the first thing that is not so */
export const play = async (stage: Stage): Promise<Opened> => {
  const opened = await reportAndTriage(stage);
  for (const scene of Object.values(scenes)) await scene(stage, opened);
  return opened;
};
