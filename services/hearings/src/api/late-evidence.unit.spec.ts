import { expect, it } from '@jest/globals';
import type { ServiceContext } from '@probity/shell';
import { hearingSubject } from '../subjects.js';
import * as p from '../testing/panel-samples.js';
import { storedFiles } from './sitting.lookups.js';

it('is kept for as long as the case [UC-17.6]', () => {
  const data = { documents: [p.drafts], admittedAt: p.hearingAt } as never;
  expect(hearingSubject.holds?.({ type: 'LateEvidenceAdmitted', data })).toEqual([p.drafts]);
});

it('is a file that somebody stored [UC-17.6]', async () => {
  const evidence = { describe: async (digest: string) => (digest === p.drafts ? {} : undefined) };
  const hearings = { evidence } as unknown as ServiceContext;
  await storedFiles(hearings, [p.drafts], '/documents');
  for (const other of [p.source, 'paper:0197f3a0-0000-7000-8000-000000000001'])
    await expect(storedFiles(hearings, [p.drafts, other], '/documents')).rejects.toMatchObject({
      ...{ field: '/documents/1', code: 'no-such-file' },
    });
});
