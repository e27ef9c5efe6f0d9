import type { Facts } from '@probity/policy-packs';

/** Of a report. */
export const received: Facts = { report: { submitted: true, contactable: true } };
export const inScope: Facts = { report: { submitted: true, contactable: true, scopeDecided: true, inScope: true } };
export const categorised: Facts = {
  report: { submitted: true, contactable: true, scopeDecided: true, inScope: true, categorised: true },
};
export const knownSubject: Facts = { subject: { kind: 'centre', inRegister: true, centreAgrees: true } };

/** Of an investigation. */
export const atCentre: Facts = {
  case: { subjectKind: 'centre', atCentre: true, reporterKind: 'third-party', classification: 'malpractice' },
};
export const onStaff: Facts = { case: { subjectKind: 'institution-staff' } };
export const managed: Facts = { manager: { assigned: true, declared: true } };
export const led: Facts = { lead: { assigned: true } };
export const started: Facts = { ...managed, ...led, start: { done: true }, implicated: { named: true } };
export const sufficient: Facts = {
  ...started,
  evidence: { items: 3 },
  sufficiency: { decided: true, sufficient: true },
};
export const drafted: Facts = { ...sufficient, report: { drafted: true, reliedOn: 2 } };
export const served: Facts = {
  ...sufficient,
  report: { drafted: true, reliedOn: 2, served: true, latestServed: true },
};
export const final: Facts = {
  ...sufficient,
  report: { drafted: true, reliedOn: 2, served: true, latestServed: true, responded: true, final: true },
};
export const signedOff: Facts = {
  ...sufficient,
  report: { drafted: true, served: true, latestServed: true, responded: true, final: true, signedOff: true },
};

/** Whoever is proposed to be manager or lead, fit for it. */
export const fitToLead: Facts = {
  proposed: { inRegister: true, offices: ['investigator'], training: ['investigation'], declared: true },
};
export const fitToManage: Facts = { proposed: { inRegister: true, offices: ['appropriate-manager'], declared: true } };

/** Of the decision, of sanctions, and of the record of a case. */
export const onCase = (kind: string): Facts => ({ case: { noted: true, subject: { kind } } });
export const proven: Facts = { finding: { reached: true, proven: true } };
export const opened: Facts = { file: { caseOpened: true } };
