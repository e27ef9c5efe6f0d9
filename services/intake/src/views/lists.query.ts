import type { Given } from '@probity/decider';
import { fileHiddenFrom, pageOf, type Asked, type CaseParts, type Page, type ServiceContext } from '@probity/shell';
import { isNobodyHidden, whoIsHidden } from './who-is-hidden.js';
import { caseSubject, reportSubject } from '../subjects.js';
import { CaseRow } from './case.entity.js';
import { subjectColumn } from './cases.projection.js';
import { ReportRow } from './report.entity.js';
import { reporterColumn } from './reports.projection.js';

/** The institution's reports, newest first. One that was destroyed stands there without what kind of person reported. */
export const listReports = async (
  { views, texts }: ServiceContext,
  institution: string | null,
  page: Page,
): Promise<object> => {
  const { items, next } = await pageOf(views.getRepository(ReportRow), { institution, by: 'receivedAt' }, page);
  const opened = items.map(async (row) => ({
    ...row,
    reporterKind: await texts.open(reportSubject.scope(row.id), reporterColumn, row.reporterKind),
  }));
  return { items: await Promise.all(opened), next };
};

/** The institution's cases, newest first, but for those about whoever asks. One that was destroyed stands there without its subject. */
export const listCases = async (
  context: ServiceContext,
  { institution, actor, at }: Pick<Asked, 'institution' | 'actor' | 'at'>,
  page: Page,
  cases: Pick<CaseParts, 'listedIn'>,
): Promise<object> => {
  const but = { column: 'subjectHash', value: context.keyedHash(institution ?? '', 'person', actor.id) } as const;
  const { items, next } = await pageOf(
    context.views.getRepository(CaseRow),
    { institution, by: 'openedAt', but },
    page,
  );
  const kept = items.filter((row) => isFileKept(context, row, { actor, at }));
  const parts = await cases.listedIn(
    kept.map(({ id }) => id),
    actor,
  );
  const opened = items.map(async (row) => {
    const isKept = kept.includes(row) && isFileKept(context, row, { actor, at }, parts.get(row.id));
    return {
      ...{ ...row, ...(isKept && { offences: null, classification: null }) },
      subjectId:
        isKept || (await isWhoHidden(context, row, { actor, at }))
          ? null
          : await context.texts.open(caseSubject.scope(row.id), subjectColumn, row.subjectId),
    };
  });
  return { items: await Promise.all(opened), next };
};

const isFileKept = (
  { policies }: ServiceContext,
  { subjectKind, policyPack: pack, policyVersion: version }: CaseRow,
  { actor }: Given,
  parts: readonly string[] = [],
): boolean => subjectKind === 'student' && fileHiddenFrom(policies.get({ pack, version }), actor, parts).length > 0;

/** A report that was destroyed has no more to say of it: the row has no subject any more, either. */
const isWhoHidden = async (
  { policies, streams }: ServiceContext,
  { id, report, subjectId, subjectKind, policyPack: pack, policyVersion: version }: CaseRow,
  given: Given,
): Promise<boolean> => {
  const policy = policies.get({ pack, version });
  if (subjectKind !== 'student' || subjectId === null) return false;
  if (isNobodyHidden(policy, given)) return false;
  const { state } = await streams.load(reportSubject, report);
  return whoIsHidden(policy, state, given, id).length > 0;
};
