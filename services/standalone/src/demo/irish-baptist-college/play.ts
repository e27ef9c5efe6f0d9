import { appeal } from './appeal.js';
import type { Opened } from './college.js';
import { callCommittee } from './committee.js';
import { putIntoEffect } from './effect.js';
import { investigate } from './investigation.js';
import { meet } from './meeting.js';
import { keepTheRecord } from './record.js';
import { suspect } from './suspicion.js';
import type { Stage } from '../stage.js';

/** A case of plagiarism at a college, from a lecturer's suspicion to a penalty reduced on appeal. @throws NotAsTold */
export const play = async (stage: Stage): Promise<Opened> => {
  const opened = await suspect(stage);
  await investigate(stage, opened);
  const meeting = await callCommittee(stage, opened);
  if (!(await meet(stage, opened, meeting))) return opened;
  for (const scene of [putIntoEffect, appeal, keepTheRecord]) await scene(stage, opened);
  return opened;
};
