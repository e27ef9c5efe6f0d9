import type { Projection, ServiceContext, Told } from '@probity/shell';
import type { CaseEvent } from '../domain/case/case.js';
import { CaseRow } from './case.entity.js';

/** What the subject's id is bound to. */
export const subjectColumn = 'cases_v2.subject_id';

/** The list of cases, from the event that opened each. */
export const casesProjection = (context: ServiceContext): Projection => ({
  name: 'cases_v2',
  categories: ['intake'],
  project: async (page, manager) => {
    for (const { recorded, event } of page as readonly Told<CaseEvent>[]) {
      if (event.type !== 'CaseOpened' || recorded.case === null) continue;
      const { institution, reference, report, subject, offences, classification, policy, reportReceivedAt } =
        event.data;
      const row = {
        id: recorded.case,
        institution,
        reference,
        report,
        subjectKind: subject.kind,
        subjectId: await context.texts.seal(recorded.keyId, subjectColumn, subject.id),
        subjectHash: context.keyedHash(institution, 'person', subject.id),
        offences,
      };
      const { pack: policyPack, version: policyVersion } = policy;
      await manager.upsert(
        CaseRow,
        { ...row, classification, policyPack, policyVersion, openedAt: recorded.actedAt, reportReceivedAt },
        ['id'],
      );
    }
  },
});
