import { publicRoute } from '../access/permission.js';
import type { Route } from '../access/routes.js';

/** Routes of one subject stand together; what is done to any part of a case stands with the case. */
export const tagOf = ({ path, permission = '' }: Pick<Route, 'path' | 'permission'>): string => {
  const [, first = ''] = path.split('/');
  if (permission === publicRoute) return ofPublic[first] ?? 'system';
  const [subject = ''] = permission.split('.');
  if (subject.startsWith('{')) return first === 'reports' ? 'report' : 'case';
  return ofPaths.find(([part]) => `${path}/`.includes(part))?.[1] ?? subject;
};

const ofPublic: Readonly<Record<string, string>> = {
  reports: 'report',
  files: 'report',
  policies: 'policy',
  webhooks: 'learning',
};
/** What is read of one part of a case stands with what is done to it. */
const ofPaths: readonly (readonly [string, string])[] = [
  ['/cases/{case}/appeal', 'appeal'],
  ['/cases/{case}/hearing/', 'hearing'],
  ['/cases/{case}/investigation', 'investigation'],
  ['/cases/{case}/sanctions', 'sanctions'],
  ['/student-system/', 'student-system'],
  ['/learning/', 'learning'],
];

/** In the order of a case's life, then what stands beside it. */
export const tags: readonly { readonly name: string; readonly description: string }[] = [
  { name: 'report', description: 'What was reported or suspected, until it is a case or dealt with otherwise' },
  { name: 'case', description: 'Any part of a case: its timeline, what can be done now, steps of the policy' },
  { name: 'investigation', description: 'Is there a case to answer? Interviews, evidence, the report or the referral' },
  { name: 'notification', description: 'Who outside must be told' },
  { name: 'hearing', description: 'The body that decides: who sits, its meeting, finding, penalty and letter' },
  { name: 'sanctions', description: 'What was decided is put into effect; what is withheld before' },
  { name: 'appeal', description: 'Lodged, directed, decided; the letter that ends the procedures' },
  { name: 'file', description: 'The record: closed, kept, held, destroyed' },
  { name: 'letters', description: 'What acts sent, what became of it, sending it again' },
  { name: 'worklist', description: 'What waits for whoever signs in, by when' },
  { name: 'student-system', description: 'For a student system: what to put into effect, and that it is done' },
  {
    name: 'learning',
    description: 'For a learning system: what became of a course, and what it was not told of',
  },
  { name: 'certificate', description: 'For a certificate system: is it valid, may it be issued again' },
  { name: 'feed', description: 'For a regulator: its own notifications' },
  { name: 'centre', description: 'What the cases of a centre add up to' },
  { name: 'statistics', description: 'What the cases of an institution add up to, without small numbers' },
  { name: 'register', description: "An institution's own systems upload who its people are" },
  { name: 'policy', description: 'The policies that cases run under, and what they would say of given facts' },
  { name: 'parked', description: 'Messages between services that could not be taken in' },
  { name: 'system', description: 'Whether it runs, and what its problems mean' },
];
