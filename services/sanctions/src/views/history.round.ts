import { each, isDestroyed, type Round, type ServiceContext } from '@probity/shell';
import { tellHistoryByRegister } from '../reactions/keep-history.js';

/**
 * What is spent depends on where its student is registered: told anew for every case that a body considers, once for each
 * register that an institution uploads, where that changes it.
 */
export const historyRound = (sanctions: ServiceContext): Round => ({
  name: 'history',
  every: 2_000,
  act: async (signal) => {
    const institutions = await sanctions.views.query<{ institution: string }[]>(
      'SELECT DISTINCT institution FROM considered_v1',
    );
    await each(institutions, signal, ({ institution }) => ofInstitution(sanctions, institution, signal));
  },
});

const ofInstitution = async (sanctions: ServiceContext, institution: string, signal: AbortSignal): Promise<void> => {
  const digest = (await sanctions.registers.latest(institution))?.digest;
  if (digest === undefined) return;
  const rows = await sanctions.views.query<{ case_id: string }[]>(
    'SELECT case_id FROM considered_v1 WHERE institution = $1 AND register IS DISTINCT FROM $2 LIMIT 500',
    [institution, digest],
  );
  await each(rows, signal, async ({ case_id: caseId }) => {
    await tellHistoryByRegister(sanctions, institution, caseId, digest).catch((error: unknown) => {
      if (!isDestroyed(error)) throw error;
    });
    await sanctions.views.query('UPDATE considered_v1 SET register = $2 WHERE case_id = $1', [caseId, digest]);
  });
};
