import { pageOf, type Asked, type Page } from '@probity/shell';
import type { DataSource } from 'typeorm';
import { CaseRow } from './case.entity.js';
import { ReportRow } from './report.entity.js';

/** The institution's reports, newest first. */
export const listReports = (views: DataSource, institution: string | null, page: Page): Promise<object> =>
  pageOf(views.getRepository(ReportRow), { institution, by: 'receivedAt' }, page);

/** The institution's cases, newest first, but for those about whoever asks. */
export const listCases = (
  views: DataSource,
  { institution, actor }: Pick<Asked, 'institution' | 'actor'>,
  page: Page,
): Promise<object> =>
  pageOf(
    views.getRepository(CaseRow),
    { institution, by: 'openedAt', but: { column: 'subjectId', value: actor.id } },
    page,
  );
