import type { ActCatalogue } from '../policy.js';
import { othersFacts } from './actor-facts.js';
import { caseFacts } from './case-facts.js';

/** What is suspected, by whom, of whom; and what becomes of it. */
export const report = {
  service: 'report',
  forms: { 'report.submit': ['what', 'dates', 'evidence'] },
  facts: {
    actor: {
      id: 'string',
      /** The fields of steps that name whoever asks, by their id: `appointOfficer.officer`. */
      namedIn: 'list<string>',
      ...othersFacts,
    },
    student: caseFacts.student,
    assessment: caseFacts.assessment,
    /** Who the subject is was opened, in the case that came of the report. */
    anonymity: { lifted: 'bool' },
    /** RFC 3339. */
    examination: { startsAt: 'string', endsAt: 'string' },
    /** RFC 3339: when what is recorded came about, which may be before it is recorded. */
    happened: { at: 'string' },
    report: {
      /** `examiner`, `lecturer`, `invigilator`, … */
      reporterKind: 'string',
      /** Id of whoever made it, of the staff; empty where that is not said. */
      reporter: 'string',
      handledLocally: 'bool',
      withdrawn: 'bool',
      /** Students whom it names. */
      students: 'double',
      /** Evidence that is in writing, beside the suspicion. */
      directEvidence: 'bool',
      /** Where the suspicion arose: `assessment`, `circumstances`, `appeal`. */
      about: 'string',
      /** As it is categorised now: codes of offences, and `malpractice`, `poor-practice`, … */
      offences: 'list<string>',
      classification: 'string',
      /** Kinds of evidence that are with it. */
      evidence: 'list<string>',
      /** Files and things on paper that are with it. */
      documents: 'double',
      /** It says in which module the work was. */
      moduleSaid: 'bool',
    },
  },
  acts: {
    'report.categorise': { category: { offences: 'list<string>', extentLimited: 'bool', borderline: 'bool' } },
    'report.handle-locally': {},
    'report.withdraw': {},
  },
  tables: {
    /** Which part of the procedure applies; `determined`: by whoever may say where the kind leaves it in doubt. */
    procedure: {
      about: 'string',
      category: 'string',
      determined: 'string',
      assessment: { kind: 'string', moduleLevel: 'double' },
      student: { registeredLevel: 'double' },
    },
    /** As what an assessment is treated whose kind was in doubt, once it was determined; empty where it is as it was said. */
    'assessment-kind': { determined: 'string', assessment: { kind: 'string' } },
    'referral-recipients': { student: { career: 'string' } },
    'practice-alert': { student: { earlierPoorPractice: 'bool' } },
    classification: {
      conduct: {
        /** What it compromises, or could: `assessment-process`, `result-or-certificate`, `products`, `reputation`. */
        compromises: 'list<string>',
        misconduct: 'bool',
        discrimination: 'bool',
        breaksAdministrativeRules: 'bool',
      },
    },
    'own-work': {
      /** Of a learner; whether it is clearly somebody else's, or something else's. */
      work: { clearlyNotOwn: 'bool', artificialIntelligenceDisclosed: 'bool', plagiarised: 'bool' },
    },
  },
  tariffs: {},
  /** Kinds of evidence that a report comes with, in two lists; who reports; and kinds of assessment. */
  choices: { evidence: {}, 'more-evidence': {}, reporters: {}, assessments: {} },
} as const satisfies ActCatalogue;
