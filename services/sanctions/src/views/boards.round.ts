import { each, isDestroyed, type Round, type ServiceContext } from '@probity/shell';
import { lookUpBoards } from '../reactions/look-up-boards.js';

/** When boards met is looked up for every case with a penalty, once for each register that an institution uploads. */
export const boardsRound = (sanctions: ServiceContext): Round => ({
  name: 'boards',
  every: 2_000,
  act: async (signal) => {
    const institutions = await sanctions.views.query<{ institution: string }[]>(
      'SELECT DISTINCT institution FROM penalised_v1',
    );
    await each(institutions, signal, ({ institution }) => ofInstitution(sanctions, institution, signal));
  },
});

const ofInstitution = async (sanctions: ServiceContext, institution: string, signal: AbortSignal): Promise<void> => {
  const digest = (await sanctions.registers.latest(institution))?.digest;
  if (digest === undefined) return;
  const rows = await sanctions.views.query<{ case_id: string }[]>(
    'SELECT case_id FROM penalised_v1 WHERE institution = $1 AND register IS DISTINCT FROM $2 LIMIT 500',
    [institution, digest],
  );
  await each(rows, signal, async ({ case_id: caseId }) => {
    const isLookedUp = await lookUpBoards(sanctions, institution, caseId, digest).catch((error: unknown) => {
      if (isDestroyed(error)) return true;
      throw error;
    });
    if (isLookedUp)
      await sanctions.views.query('UPDATE penalised_v1 SET register = $2 WHERE case_id = $1', [caseId, digest]);
  });
};
