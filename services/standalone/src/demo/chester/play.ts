import type { Stage } from '../stage.js';
import { takeCourse } from './course.js';
import { investigate } from './department.js';
import { keepTheRecord } from './record.js';
import { considerOnPapers } from './subgroup.js';
import { suspectAgain } from './second-suspicion.js';
import { suspect } from './suspicion.js';
import type { Opened } from './university.js';

/** Plagiarism at level 5, for the first time, accepted: a standard penalty, and an offence that is spent. @throws NotAsTold */
export const play = async (stage: Stage): Promise<Opened> => {
  const opened = await suspect(stage);
  if (!(await investigate(stage, opened))) return opened;
  for (const scene of [considerOnPapers, takeCourse, suspectAgain, keepTheRecord]) await scene(stage, opened);
  return opened;
};
