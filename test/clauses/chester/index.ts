import type { ClauseTest } from '../clause-test.js';
import { courseTests } from './course.js';
import { courseworkTests } from './coursework.js';
import { examinationTests } from './examinations.js';
import { levelTests } from './level-3-4.js';
import { meetingTests } from './meeting.js';
import { overviewTests } from './overview.js';
import { policyTests } from './general.js';
import { recordTests } from './record.js';
import { standardPenaltyTests } from './standard-penalty.js';
import { deferral } from './deferral.js';
import { hearing } from './hearing.js';
import { outcomes } from './outcomes.js';
import { misconductPenalties } from './misconduct-penalties.js';
import { notice } from './notice.js';
import { panel } from './panel.js';
import { penaltyGroup } from './penalty-group.js';
import { practicePenalties } from './practice-penalties.js';

/** In the order of the policy. */
export const chester: readonly ClauseTest[] = [
  ...policyTests,
  ...overviewTests,
  ...recordTests,
  ...courseworkTests,
  ...levelTests,
  ...meetingTests,
  ...examinationTests,
  ...standardPenaltyTests,
  ...courseTests,
  ...panel,
  ...notice,
  ...deferral,
  ...hearing,
  ...penaltyGroup,
  ...practicePenalties,
  ...misconductPenalties,
  ...outcomes,
];
