import type { ActCatalogue } from '../policy.js';
import { caseFacts } from './case-facts.js';

/** `companion`: `none`, `student`, `staff`, `legal` (in the capacity of a lawyer), `other`, …; offices of those who attend. */
const attending = {
  student: 'bool',
  companion: 'string',
  offices: 'list<string>',
  inPlaceOfStudent: 'bool',
  presenter: 'bool',
} as const;

/** A body considers a case: a hearing, a meeting on papers, or one person at a desk. */
export const hearing = {
  service: 'hearing',
  facts: {
    student: caseFacts.student,
    assessment: caseFacts.assessment,
    case: { offence: 'string', category: 'string', provisionalCategory: 'string' },
    body: { name: 'string', form: 'string', complete: 'bool' },
    sitting: {
      fixed: 'bool',
      at: 'string',
      /** When that day was fixed. */
      fixedAt: 'string',
      invited: 'bool',
      /** When the student was invited, and told of the time to respond. */
      invitedAt: 'string',
      served: 'bool',
      opened: 'bool',
      suspended: 'bool',
      online: 'bool',
      inTermTime: 'bool',
      /** The time that was given for it has come. */
      timeCome: 'bool',
      /** With the invitation the student was asked for a written statement. */
      statementTold: 'bool',
    },
    presence: { expected: 'bool', studentPresent: 'bool' },
    /** The documents of the case are all there. */
    evidence: {
      collected: 'bool',
      /** The members have it; something came after it was sent to the student, who has seen and answered it. */
      withMembers: 'bool',
      late: 'bool',
      answered: 'bool',
      /** When the last of it came, and whether the student was sent it. */
      lateAt: 'string',
      lateSent: 'bool',
    },
    /** The written statement of the student, last received: when it was, whenever that was put on record. */
    statement: { receivedAt: 'string' },
    /** The student cannot come for a legitimate reason; lives abroad, or has returned home. */
    absence: { legitimate: 'bool', abroad: 'bool' },
    /**
     * Requested in the case, at any time; granted of the date that is fixed now. `refused`: the last request, at any time;
     * `afterHearing`: it was decided after the hearing began.
     */
    deferral: { requested: 'bool', decided: 'bool', granted: 'bool', refused: 'bool', afterHearing: 'bool' },
    /** `breachAtLevel5Plus`: found at that level or a higher one, of either category. */
    history: { released: 'bool', breachAtLevel5Plus: 'bool' },
    /** What the student said to what the department found; neither is silence. */
    answer: { accepts: 'bool', disputes: 'bool' },
    /** RFC 3339: the date that the record of the meeting bears, from its beginning. */
    form: { datedAt: 'string' },
    /** The student could be heard, or write, before the finding; and could attempt the assessment again. */
    defence: { offered: 'bool' },
    attempts: { furtherAllowed: 'bool', isFinal: 'bool' },
    /** In the case, and for the penalty in all of the student's that are considered with it: how many were put, and proven. */
    allegations: { put: 'double', proven: 'double' },
    /** What was done under the rules before these, and how such a case is dealt with is known. */
    earlierRules: { apply: 'bool', transitionKnown: 'bool' },
    finding: { reached: 'bool', proven: 'bool', confirmed: 'bool', at: 'string', category: 'string' },
    penalty: { decided: 'bool' },
    decision: { communicated: 'bool' },
  },
  acts: {
    'hearing.convene': { convened: { body: 'string' } },
    'hearing.appoint-member': {},
    'hearing.replace-member': {},
    'hearing.fix-date': { date: { at: 'string', nextAvailable: 'bool' } },
    'hearing.invite': {
      invitation: {
        at: 'string',
        companionTold: 'bool',
        statementTold: 'bool',
        evidenceEnclosed: 'bool',
        /** What is enclosed is only a part of the documents with which the case was referred, or more than them. */
        evidenceDiffers: 'bool',
        channel: 'string',
      },
    },
    /**
     * `to`: `student`, `members`, `all`, …; `asReferred`: the very documents with which the case was referred; `late`: nothing
     * but what was taken in late.
     */
    'hearing.serve-evidence': {
      served: { to: 'string', sameForAll: 'bool', at: 'string', asReferred: 'bool', late: 'bool' },
    },
    'hearing.request-deferral': {
      request: { ground: 'string', at: 'string', evidenced: 'bool', channel: 'string', beforeHearing: 'bool' },
      /** By the table `deferral`. */
      ground: { open: 'bool', evidence: 'string', notice: 'string' },
    },
    'hearing.decide-deferral': { decision: { granted: 'bool' } },
    'hearing.open': { attending },
    'hearing.admit-late-evidence': {},
    'hearing.suspend': {},
    'hearing.resume': { attending },
    'hearing.decide-finding': {
      breach: {
        found: 'bool',
        standard: 'string',
        category: 'string',
        reasonsGiven: 'bool',
        /** What the finding rests on, beside the evidence: `inexperience`, `lack-of-intention`, `mitigation`, … */
        grounds: 'list<string>',
        /** Of what was found, and whether each that was rests on evidence. */
        outcomes: 'list<string>',
        evidenced: 'bool',
      },
      /** What the body took into account; and whether anything reached a member in another way than to the body. */
      considered: { sources: 'list<string>', otherwise: 'bool' },
    },
    'hearing.release-history': { told: { allCategories: 'bool', standing: 'bool', provenBefore: 'bool' } },
    /**
     * `tariff`: from which it is chosen; `unfound`: in how many other cases of the student at the sitting it is not decided yet
     * whether there was a breach; `outlier`: not among the penalties of the comparable cases that were considered.
     */
    'hearing.decide-penalty': {
      penalty: { reasonsGiven: 'bool', inTurn: 'bool', tariff: 'string', unfound: 'double' },
      comparable: { considered: 'bool', outlier: 'bool' },
    },
    'hearing.confirm': {},
    'hearing.communicate': { letter: { at: 'string', suggestsAdvice: 'bool', warnsOfRepeat: 'bool' } },
  },
  tables: {
    /** The mark as it was moderated, before it is rounded as the deployment rounds. */
    'compensable-mark': { mark: { raw: 'double', rounding: 'string' } },
    'penalty-group': {
      case: { provisionalCategory: 'string' },
      answer: { disputes: 'bool' },
      history: { breachAtLevel5Plus: 'bool' },
      offences: { unspent: 'double' },
      allegations: { proven: 'double' },
      attempts: { furtherAllowed: 'bool' },
      /** The marks of the module's parts make up for each other. */
      module: { compensates: 'bool' },
      /** By the table `compensable-mark`. */
      mark: { compensable: 'bool' },
      /** With that mark the module could still be passed. */
      pass: { possible: 'bool' },
    },
    'advice-on-group': {
      history: { breachAtLevel5Plus: 'bool' },
      offences: { unspent: 'double' },
      attempts: { furtherAllowed: 'bool', isFinal: 'bool' },
    },
    deferral: { sitting: { inTermTime: 'bool' }, request: { ground: 'string' }, student: { partTime: 'bool' } },
    /** Which body takes the case; `over`: the time to answer has run out. */
    route: {
      case: { provisionalCategory: 'string' },
      history: { breachAtLevel5Plus: 'bool' },
      answer: { accepts: 'bool', disputes: 'bool', over: 'bool' },
      attempts: { furtherAllowed: 'bool' },
    },
    'online-hearing': { absence: { legitimate: 'bool', abroad: 'bool' } },
    /** `interview`, `hearing`, `appeal`. */
    'companion-part': { stage: 'string' },
  },
  tariffs: {
    /** `specified.ratified`: of the modules, or parts, that the penalty names, those whose marks a board has ratified. */
    'practice-penalties': {
      /** By the table `penalty-group`. */
      group: { applicable: 'list<string>', mayDiffer: 'bool', only: 'string' },
      history: { standardPenalty: 'bool' },
      specified: { ratified: 'list<string>' },
    },
    'misconduct-penalties': { specified: { ratified: 'list<string>' } },
    /** A penalty that is imposed without a hearing. */
    'standard-penalty': { satisfied: { ofEvidence: 'bool', ofRoute: 'bool' } },
    'malpractice-penalties': {
      student: { career: 'string' },
      /** The careers in which a breach was found before; and the work has its mark already. */
      history: { careers: 'list<string>' },
      work: { marked: 'bool' },
    },
  },
  choices: {
    'deferral-grounds': {},
    /** What a finding comes to on a point: which of them is a breach the option says. */
    'finding-outcomes': {},
    'hearing-companions': { student: { isMinor: 'bool' } },
    /** `direction`: `higher` or `lesser`; `categories`: of what is on record from before. */
    'reasons-for-another-group': { change: { direction: 'string' }, history: { categories: 'list<string>' } },
  },
} as const satisfies ActCatalogue;
