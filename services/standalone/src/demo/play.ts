import { decide, putIntoEffect } from './decision-and-effect.js';
import { tellRegulators, withhold } from './interim-and-regulators.js';
import { investigate, writeReport } from './investigation.js';
import { keepTheRecord } from './record.js';
import { regulatorReads } from './regulator-feed.js';
import { reportAndTriage, type Opened } from './report-and-triage.js';
import type { Stage } from './stage.js';

/** A malpractice case at an awarding body, from a report to a kept record. @throws NotAsTold at the first thing that is not so */
export const play = async (stage: Stage): Promise<Opened> => {
  const opened = await reportAndTriage(stage);
  await investigate(stage, opened);
  await withhold(stage, opened);
  await tellRegulators(stage, opened);
  await writeReport(stage, opened);
  await decide(stage, opened);
  await putIntoEffect(stage, opened);
  await regulatorReads(stage, opened);
  await keepTheRecord(stage, opened);
  return opened;
};
