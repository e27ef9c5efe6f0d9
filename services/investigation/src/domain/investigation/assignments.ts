import { kept } from '@probity/contracts';
import type { Given } from '@probity/decider';
import { dayOf, type Policy } from '@probity/policy-packs';
import type { AssignLead, AssignManager, DeclareInvolvement, ProposedStaff } from './commands.js';
import type { SaidIn } from './facts.js';
import type { OpenInvestigation } from './investigation.js';
import { partsOf } from './parts.js';
import { fact, rule, type Decision } from './rule.js';

export const assignManager = (command: AssignManager & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { staff, reason, registerDigest } = command;
  if (state.manager === staff) return [];
  const ruling = rule('investigation.assign-manager', assignmentOf(command, state, policy), command, state, policy);
  return [fact('ManagerAssigned', { manager: staff, reason, registerDigest, ruling: kept(ruling) }, ruling)];
};

export const assignLead = (command: AssignLead & Given, state: OpenInvestigation, policy: Policy): Decision => {
  const { staff, reason, registerDigest } = command;
  if (state.lead === staff) return [];
  const ruling = rule('investigation.assign-lead', assignmentOf(command, state, policy), command, state, policy);
  return [fact('LeadAssigned', { lead: staff, reason, registerDigest, ruling: kept(ruling) }, ruling)];
};

export const declareInvolvement = (
  command: DeclareInvolvement & Given,
  state: OpenInvestigation,
  policy: Policy,
): Decision => {
  const { staff, previousInvolvement, personalInterest, detail, actor } = command;
  const before = state.declarations[staff];
  if (before?.previousInvolvement === previousInvolvement && before.personalInterest === personalInterest) return [];
  const said = { declaration: { own: actor.id === staff } };
  const ruling = rule('investigation.declare-involvement', said, command, state, policy);
  return [
    fact('InvolvementDeclared', { staff, previousInvolvement, personalInterest, detail, ruling: kept(ruling) }, ruling),
  ];
};

const assignmentOf = (
  { staff, proposed, reason, at }: (AssignManager | AssignLead) & Given,
  state: OpenInvestigation,
  policy: Policy,
): SaidIn<'investigation.assign-lead'> => {
  const declaration = state.declarations[staff];
  return {
    assignment: { reasonGiven: reason !== null },
    proposed: {
      inRegister: proposed.inRegister,
      offices: proposed.offices,
      training: currentTraining(proposed, dayOf(at, policy)),
      declared: declaration !== undefined,
      previouslyInvolved: declaration?.previousInvolvement ?? false,
      personalInterest: declaration?.personalInterest ?? false,
      workedAtCentre: state.centre !== null && proposed.formerCentres.includes(state.centre),
      isManager: state.manager === staff,
      isLead: state.lead === staff,
      earlierManager: state.managers.includes(staff),
      earlierLead: state.leads.includes(staff),
      isSubject: state.subject.kind === 'institution-staff' && state.subject.id === staff,
      roles: partsOf(state, staff, policy),
      accuser: state.accuser === staff,
      examinesWork: proposed.examinesWork ?? false,
    },
  };
};

const currentTraining = ({ training }: ProposedStaff, day: string): readonly string[] =>
  training
    .filter(({ completedOn, expiresOn }) => completedOn <= day && (expiresOn === null || day <= expiresOn))
    .map(({ subject }) => subject);
