import { z } from 'zod';

/** What a document of a case is named by, everywhere: a file by the digest of what is stored, what is on paper by an id of its own. */
export const documentName = z.string().regex(/^(sha256:[0-9a-f]{64}|paper:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/);

export const isFile = (name: string): boolean => name.startsWith('sha256:');
export const isOnPaper = (name: string): boolean => name.startsWith('paper:');
