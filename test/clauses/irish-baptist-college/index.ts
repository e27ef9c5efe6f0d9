import type { ClauseTest } from '../clause-test.js';
import { definitionTests, exampleTests, scopeTests } from './definitions.js';
import { evidenceTests } from './evidence.js';
import { examinationTests } from './examination.js';
import { interviewTests } from './interview.js';
import { heldTests } from './interview-held.js';
import { poorPracticeTests } from './poor-practice.js';
import { principleTests } from './principles.js';
import { recordTests } from './record.js';
import { whoTests } from './who.js';
import { afterTests } from './after.js';
import { appealTests } from './appeal.js';
import { beforeTests } from './before.js';
import { bodyTests } from './bodies.js';
import { meetingTests } from './meeting.js';
import { penaltyTests } from './penalties.js';

/** In the order of the policy. */
export const irishBaptistCollege: readonly ClauseTest[] = [
  ...principleTests,
  ...scopeTests,
  ...definitionTests,
  ...whoTests,
  ...recordTests,
  ...exampleTests,
  ...evidenceTests,
  ...poorPracticeTests,
  ...examinationTests,
  ...interviewTests,
  ...heldTests,
  ...beforeTests,
  ...bodyTests,
  ...meetingTests,
  ...penaltyTests,
  ...afterTests,
  ...appealTests,
];
