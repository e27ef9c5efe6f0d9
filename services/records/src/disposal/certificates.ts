import { derivedId } from '@probity/messaging';
import { each, type Round, type ServiceContext } from '@probity/shell';
import { certificatesScope, destructionSubject } from '../subjects.js';
import type { DestructionRow } from '../views/destruction.entity.js';
import { erasedOf, openDestructions } from '../views/destructions.query.js';
import { askedBySystem } from './asked-by-system.js';

/** Sees that there is a key for certificates before there is one; and writes into the certificate of each destruction what was erased, once every service has told. */
export const certificates = (records: ServiceContext): Round => ({
  name: 'certificates',
  every: 1_000,
  act: async (signal) => {
    await records.vault.sealing(certificatesScope);
    await each(await openDestructions(records.views), signal, (row) => complete(records, row));
  },
});

const complete = async (records: ServiceContext, { id, institution }: DestructionRow): Promise<void> => {
  const { scopes, parts, waitingFor } = await erasedOf(records.views, id);
  if (waitingFor.length > 0) return;
  const asked = askedBySystem(records, institution, derivedId('destruction completed', id));
  // Where there was nothing there is nothing to tell.
  const telling = parts.filter(({ events, rows, messages, letters }) => events + rows + messages + letters > 0);
  await records.give(destructionSubject, id, asked, {
    type: 'CompleteDestruction',
    scopes,
    parts: telling,
  });
};
