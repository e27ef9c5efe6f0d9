import { kept } from '@probity/contracts';
import type { Given } from '@probity/decider';
import { dayOf, type Policy, type Ruling } from '@probity/policy-packs';
import type { InvalidateCertificates, RecordConfirmation, RequestReturn } from './commands.js';
import { completed, counted } from './completion.js';
import { composeReturnRequest, noticeToLearners } from './notice.js';
import { fact, knownOf, present, rule, type Decision } from './rule.js';
import type { KnownSanctions, Sanctions } from './sanctions.js';
import { certificateFacts } from './targets.js';

export const invalidate = (command: InvalidateCertificates & Given, sanctions: Sanctions, policy: Policy): Decision => {
  const { certificates: targets, at } = command;
  const known = knownOf(sanctions);
  if (known && targets.every(({ number }) => known.invalid.some((one) => one.number === number))) return [];
  const more = {
    ...certificateFacts(targets, known),
    unreasoned: targets.filter(({ reason }) => reason.trim() === '').map(({ number }) => number),
    withoutNext: targets.filter(({ next }) => next === null).map(({ number }) => number),
    named: targets.length,
  };
  const ruling = rule('sanctions.invalidate-certificates', more, command, sanctions, policy);
  const { institution, policy: pin } = present(known, 'a case');
  const entries = targets.map(({ number, entry, reason, next }) => ({
    ...{ number, qualification: present(entry, 'a certificate').qualification },
    ...{ reason, next: present(next, 'what happens next') },
  }));
  const events: Decision = [
    fact('CertificatesInvalidated', { certificates: entries, invalidatedAt: at, ruling: kept(ruling) }, ruling),
    ...holdsEnded(
      present(known, 'a case'),
      entries.map(({ number }) => number),
      at,
      ruling,
    ),
  ];
  return [
    ...counted(events, sanctions, ruling),
    ...entries.map(({ number, qualification, next }, index) => ({
      ...fact('CertificateInvalidated', { institution, policy: pin, number, qualification, next }, ruling),
      on: present(targets[index], 'a certificate').on,
    })),
  ];
};

/** A hold ends with the last of its certificates: what is invalid is not withheld. */
const holdsEnded = (known: KnownSanctions, now: readonly string[], at: string, ruling: Ruling): Decision => {
  const invalid = new Set([...known.invalid.map(({ number }) => number), ...now]);
  return known.holds
    .filter(({ open, certificates }) => open && certificates.every((number) => invalid.has(number)))
    .map(({ id }) =>
      fact('HoldEnded', { hold: id, how: 'invalidated', reason: null, endedAt: at, ruling: kept(ruling) }, ruling),
    );
};

export const requestReturn = (command: RequestReturn & Given, sanctions: Sanctions, policy: Policy): Decision => {
  const known = knownOf(sanctions);
  const asked = (known?.invalid ?? []).filter(({ returnRequested }) => !returnRequested);
  if (known && known.invalid.length > 0 && asked.length === 0) return [];
  const ruling = rule('sanctions.request-return', {}, command, sanctions, policy);
  const { text, clauses } = composeReturnRequest(present(known, 'a case'), asked, policy);
  const authority = [...new Set([...ruling.authority, ...clauses])];
  const certificates = asked.map(({ number }) => number);
  const data = { certificates, notice: text, requestedAt: command.at, ruling: kept(ruling) };
  return completed([fact('ReturnRequested', data, { authority })], command, sanctions, ruling);
};

export const recordConfirmation = (
  command: RecordConfirmation & Given,
  sanctions: Sanctions,
  policy: Policy,
): Decision => {
  const { what, certificates: named, on, covers, at } = command;
  const invalid = knownOf(sanctions)?.invalid ?? [];
  const isConfirmed = (number: string) =>
    invalid.find((one) => one.number === number)?.confirmed.includes(what) ?? false;
  if (named.every(isConfirmed)) return [];
  const expected = what === 'learners-notified' ? noticeToLearners(policy).items.map(({ code }) => code) : [];
  const missing = expected.filter((item) => !covers.includes(item));
  const confirmation = {
    ...{ what, missing, dateFits: on <= dayOf(at, policy) },
    notInvalid: named.filter((number) => !invalid.some((one) => one.number === number)),
  };
  const ruling = rule('sanctions.record-confirmation', { confirmation }, command, sanctions, policy);
  const certificates = named.filter((number) => !isConfirmed(number));
  const data = { what, certificates, on, missing, ruling: kept(ruling) };
  return counted([fact('ConfirmationRecorded', data, ruling)], sanctions, ruling);
};
