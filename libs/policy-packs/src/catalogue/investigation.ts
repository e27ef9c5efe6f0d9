import type { ActCatalogue } from '../policy.js';
import { othersFacts } from './actor-facts.js';
import { caseFacts } from './case-facts.js';

/** From an open case to a referral, or to no case. */
export const investigation = {
  service: 'investigation',
  facts: {
    actor: othersFacts,
    student: caseFacts.student,
    assessment: caseFacts.assessment,
    case: { offence: 'string', category: 'string', openedAt: 'string' },
    evidence: { direct: 'bool' },
    /** RFC 3339: when the report came in that the case was opened on; and when a draft went to the subject, and when all that belongs to the report had come in. */
    report: { receivedAt: 'string', servedAt: 'string', completedAt: 'string' },
    allegation: { put: 'bool', sentAt: 'string', answered: 'bool', accepted: 'bool' },
    meeting: { invited: 'bool', at: 'string', held: 'bool' },
    /** The last that was held: its kind, whether the student came, and what came of it. */
    lastMeeting: { kind: 'string', attended: 'bool', outcome: 'string' },
    anonymity: { lifted: 'bool' },
    /** A mark stands where the student can see it. */
    mark: { shown: 'bool' },
    /** RFC 3339: the date that the record of the meeting bears, from its beginning: of the last step with a field `dated`. */
    form: { datedAt: 'string' },
    referred: { done: 'bool' },
    /** Of a step that has somebody act instead of another: by the register, whoever asks manages them, and the office is theirs. */
    nomination: { lineManagerOfHolder: 'bool', holderHasPost: 'bool' },
    /** Ids of those who have declared an interest in the case or earlier involvement in it. */
    declarations: {
      conflicted: 'list<string>',
      /** Whoever asks is among them. */
      own: 'bool',
    },
  },
  acts: {
    /** To a meeting, an interview or a viva, which the pack tells apart by `kind`. */
    'investigation.invite': {
      invitation: { kind: 'string', at: 'string', purposeGiven: 'bool', inPerson: 'bool' },
      /** The institution has supplied how such a meeting is conducted. */
      conduct: { configured: 'bool' },
    },
    'investigation.record-meeting': {
      meeting: {
        kind: 'string',
        attended: 'bool',
        outcome: 'string',
        /** RFC 3339. */
        startedAt: 'string',
        endedAt: 'string',
        /** Somebody who came with the student took part; came as a lawyer. */
        companionSpoke: 'bool',
        companionLegal: 'bool',
      },
    },
    'investigation.put-accusation': {
      accusation: {
        evidenceEnclosed: 'bool',
        reportEnclosed: 'bool',
        /** What of the policy it says was broken; and how it is sent. */
        provisions: 'list<string>',
        channels: 'list<string>',
      },
    },
    'investigation.record-answer': { answer: { accepts: 'bool', at: 'string' } },
    'investigation.recategorise': { recategorised: { category: 'string' } },
    'investigation.lift-anonymity': {},
    /** `joined`: to be heard with the others whose matter it also is; `adds`: it was referred so already, and more is enclosed now. */
    'investigation.refer': { referral: { to: 'string', joined: 'bool', enclosed: 'list<string>', adds: 'bool' } },
    /** `onEvidence`: for what the evidence is, and no other reason; `instruction`: what becomes of the work. */
    'investigation.find-no-case': { noCase: { reasonGiven: 'bool', onEvidence: 'bool', instruction: 'string' } },
    /** `own`: whoever asks holds the office by the register; `conflicted`: whom it is delegated to has declared so. */
    'investigation.delegate': { delegation: { office: 'string', own: 'bool', conflicted: 'bool' } },
  },
  tables: {
    /** Where a case ends in which there is nothing to answer: `desk.foundNone`, somebody decided that alone, by a step. */
    'no-case-stage': { assessment: { kind: 'string' }, lastMeeting: { kind: 'string' }, desk: { foundNone: 'bool' } },
  },
  tariffs: {},
  choices: {
    /** Who comes with the student: `legal`, in the capacity of a lawyer; `speaks`, is to take part. */
    'meeting-companion': { companion: { legal: 'bool', speaks: 'bool' } },
    'meeting-outcome': {},
    /** Of whoever decides at a desk. */
    'desk-outcome': {},
  },
} as const satisfies ActCatalogue;
