import { describe, expect, it } from '@jest/globals';
import type { DataOf } from '../domain/report/events.js';
import { reportOnForm } from './report-on-form.js';

const submitted = (more: Partial<DataOf<'ReportSubmitted'>> = {}) => ({
  type: 'ReportSubmitted' as const,
  data: {
    receivedAt: '2026-10-05T09:00:00.000Z',
    accuser: 'S-02',
    evidenceKinds: ['originality-report'],
    allegation: { nature: { what: 'Whole pages are a book’s.', dates: [] } },
    attachments: [{ digest: 'sha256:1', name: 'essay.pdf', mediaType: 'application/pdf', bytes: 9 }],
    ...more,
  } as unknown as DataOf<'ReportSubmitted'>,
});

describe('a report, as a form of the policy shows it', () => {
  it('says what was suspected, and the evidence that came with it [UC-6.2]', () => {
    expect(reportOnForm(submitted())).toEqual({
      act: 'report.submit',
      by: 'S-02',
      at: '2026-10-05T09:00:00.000Z',
      told: { what: 'Whole pages are a book’s.', dates: [], evidence: ['originality report', 'essay.pdf'] },
    });
  });

  it('says what is on paper, where it is kept, and who holds it [UC-6.2]', () => {
    const paper = { paper: 'paper:1', what: 'The script.', keptAt: 'room 5', heldBy: 'the office' };
    const { told } = reportOnForm(submitted({ attachments: [], papers: [paper] })) ?? {};
    expect(told?.['evidence']).toEqual(['originality report', 'The script. (on paper: room 5, held by the office)']);
  });

  it('names nobody where the policy keeps who reported', () => {
    expect(reportOnForm(submitted({ accuser: null }))?.by).toBeNull();
  });

  it('is the submission alone', () => {
    const later = { type: 'ReportHandledLocally', data: {} } as unknown as Parameters<typeof reportOnForm>[0];
    expect(reportOnForm(later)).toBeUndefined();
  });
});
