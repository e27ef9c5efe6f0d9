import type { KnownHearing } from '../domain/hearing/hearing.js';

export const isOfSameStudent = (one: KnownHearing, other: KnownHearing): boolean => {
  const [own, theirs] = [one.noted?.subject, other.noted?.subject];
  return own?.kind === 'student' && theirs?.kind === 'student' && own.id === theirs.id;
};
