import type { PublicData } from '@probity/contracts';
import type { Reaction } from '@probity/messaging';
import type { ServiceContext } from '@probity/shell';
import { keepHistory } from './keep-history.js';
import { lookUpBoards } from './look-up-boards.js';
import { sanctionsSubject } from '../subjects.js';

/** Actions were decided: they are due to be put into effect. */
export const whenActionDecided =
  (sanctions: ServiceContext): Reaction =>
  async (event) => {
    const { hearing, decidedAt, actions, members } = event.data as PublicData<'hearings', 'ActionDecided'>;
    const { institution, policy, case: id } = event;
    const command = {
      type: 'NoteAction',
      institution,
      policy,
      case: id,
      hearing,
      decidedAt,
      actions,
      members,
    } as const;
    await sanctions.give(sanctionsSubject, id, sanctions.askedBy(event, 'NoteAction'), command);
    const digest = (await sanctions.registers.latest(institution))?.digest;
    if (digest !== undefined) await lookUpBoards(sanctions, institution, id, digest);
    await keepHistory(sanctions, event);
  };
