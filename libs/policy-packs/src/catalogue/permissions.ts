/**
 * What an office may be allowed beside the acts of the subjects (`offices.yaml`, `may`): what routes ask for that are no act. Of each
 * subject there are also `<subject>.read` and `<subject>.correct`.
 */
export const permissions = [
  'appeal.declare',
  'case.read',
  'case.read-own',
  'centre.read',
  'certificate.read',
  'certificate.reissue',
  'feed.read',
  'feed.acknowledge',
  'forms.read',
  'file.read',
  'hearing.declare-interest',
  'hearing.note-absence',
  'instructions.read',
  'instructions.acknowledge',
  'letters.read',
  'letters.handle',
  'letters.report',
  'letters.resend',
  'parked.read',
  'parked.redrive',
  'parked.give-up',
  'register.replace',
  'statistics.read',
  'worklist.read',
] as const;
