/**
 * What a policy may keep from somebody (`hidden.yaml`, `what`). Where a service shows such a thing it asks the policy first; nobody
 * asks of what no service shows to anyone of those from whom it is kept.
 */
export const keptFrom = {
  /** Who the student of a report or a case is. Asked where reports and investigations are shown. */
  'student-identity': 'who the student is',
  /** The record of a case as a whole, and its timeline. Asked where they are shown. */
  'malpractice-file': 'the file of the case, and its timeline',
  /** Who reported it. Nobody is shown it: it is sealed apart. */
  informant: 'who reported it',
  /** Gathered for an investigation. */
  material: 'the material of the investigation',
  'personal-details': 'what concerns others than whoever is told',
  'suspected-identity': 'who is suspected in another module',
  'earlier-offences': 'what was decided of the subject before',
  /** Of a hearing: what the steps told that rest on the clause by which it is kept. Asked where hearings are shown. */
  deliberation: 'the part of a sitting in which the members decide',
  /** Of a hearing, until it is confirmed. Asked where hearings, their part of the timeline and what can be done are shown. */
  'provisional-decision': 'what was decided and is not confirmed',
  mark: 'the mark of the work',
  malpractice: 'that malpractice took place',
  penalties: 'which marks a penalty changed',
} as const satisfies Readonly<Record<string, string>>;
