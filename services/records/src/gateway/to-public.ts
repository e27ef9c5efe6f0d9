import { told } from '@probity/contracts';
import type { PublicDraft } from '@probity/messaging';
import type { Told } from '@probity/shell';
import type { FileEvent } from '../domain/file/file.js';

/** What the other services hear: that the case is closed, and until when its record is kept. */
export const toPublic = ({ event }: Told): PublicDraft | undefined => {
  const { type, data } = event as FileEvent;
  if (type !== 'CaseClosed') return undefined;
  const { earliest, rule } = data.retention;
  return told('records', 'CaseClosed', { closedAt: data.closedAt, keepUntilAtLeast: earliest, clause: rule.clauses });
};
