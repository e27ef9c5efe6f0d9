import { StreamableFile } from '@nestjs/common';
import type { EvidenceStore } from '@probity/record';
import { NotFound } from '../commands/errors.js';

/**
 * A file of a case: always as one to be kept, never as one to be shown, whatever it says that it is.
 * @param named the documents of that case, of which it must be one
 * @throws NotFound
 */
export const keptFile = async (
  evidence: Pick<EvidenceStore, 'get' | 'size'>,
  digest: string,
  named: readonly string[],
): Promise<StreamableFile> => {
  const length = named.includes(digest) ? await evidence.size(digest) : undefined;
  const content = length === undefined ? undefined : await evidence.get(digest);
  if (length === undefined || !content) throw new NotFound();
  return new StreamableFile(content, { type: 'application/octet-stream', disposition: 'attachment', length });
};
