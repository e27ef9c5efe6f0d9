import { expect, it } from '@jest/globals';
import { hearingDecider } from '../domain/hearing/decider.js';
import * as p from '../testing/panel-samples.js';
import { toPublic } from './to-public.js';

it('what somebody decided at a desk is told as what was found [UC-8.5]', () => {
  const [event] = hearingDecider.decide(p.atDesk(), hearingDecider.initial, p.panelPolicy);
  const told = toPublic({ recorded: { stream: `hearing-${p.caseId}-1` }, event } as never);
  expect(told).toMatchObject({
    type: 'FindingReached',
    data: {
      ...{ hearing: `${p.caseId}-1`, reachedAt: '2018-02-01T12:00:00.000Z', proven: true },
      category: 'unacceptable-academic-practice',
      findings: [{ point: 'plagiarism', offence: 'plagiarism', outcome: 'unacceptable-academic-practice' }],
    },
  });
});
