import type { ActCatalogue } from '../policy.js';
import { othersFacts } from './actor-facts.js';

/** What was decided, put into effect; and what counts as an earlier offence. */
export const sanctions = {
  service: 'sanctions',
  facts: {
    actor: othersFacts,
    /** RFC 3339: when what is withheld was last looked at. */
    holds: { lookedAt: 'string' },
    /** A course that was imposed: RFC 3339 of the letter; in its time opened at all, its timed test reached, passed. */
    course: {
      notifiedAt: 'string',
      opened: 'bool',
      testAccessed: 'bool',
      passed: 'bool',
      /** Its time has expired; it is over, as its time is, or as it was failed for good. */
      expired: 'bool',
      over: 'bool',
      /** How it ended was confirmed, and is as it was confirmed. */
      settled: 'bool',
      /** The learning system could not be told of the student. */
      undelivered: 'bool',
    },
    /** The work may have a mark, though what was wrong with it is proven. */
    work: { markable: 'bool' },
    penalty: {
      noted: 'bool',
      /** By whoever decided it; until then it is provisional. */
      confirmed: 'bool',
      binding: 'bool',
      recommended: 'bool',
      consented: 'bool',
      /** By its code in the tariff; and whether the work may be done again. */
      code: 'string',
      resit: 'bool',
      scope: 'string',
      /** Some of it binds at once, as what touches marks does. */
      ofMarks: 'bool',
      /** A course, the same for all. */
      isStandard: 'bool',
      /** By which it was decided. */
      clauses: 'list<string>',
    },
    /**
     * When it was decided, or the course was passed, the board that the penalty is for had met; the one that ratifies the marks
     * had ratified this; the board that a recommendation is for has met since; it is right to act before it does.
     */
    board: { met: 'bool', ratified: 'bool', metSince: 'bool', actSooner: 'bool' },
    /** By office: whose consent a recommendation needs, and who gave it. */
    consents: { needed: 'list<string>', given: 'list<string>' },
  },
  acts: {
    'sanctions.record-compliance': { compliance: { kind: 'string', done: 'bool', at: 'string' } },
    'sanctions.enter-course-result': {
      result: {
        /** Of a course that holds: one was given, and no other decision took its place. */
        ofCourse: 'bool',
        /** It was said how it is known. */
        reasonGiven: 'bool',
        /** Since the student was told of the course, and not in the future; or it is taken back. */
        dateFits: 'bool',
      },
    },
    'sanctions.record-consent': {
      consent: {
        given: 'bool',
        by: 'string',
        needed: 'list<string>',
        /** Who gave it; on a day since the decision or, where it had to wait for the board, since that met. */
        personGiven: 'bool',
        dateFits: 'bool',
        /** It was said why it is right to act before the board meets, and why nobody else's consent is needed. */
        soonerReasoned: 'bool',
        othersReasoned: 'bool',
      },
    },
    'sanctions.vary': {},
    'sanctions.quash': {},
    'sanctions.put-into-effect': {
      /** `byCourse`: by how a course ends, and that is not settled. */
      effect: { binding: 'bool', decided: 'bool', left: 'bool', whatGiven: 'bool', dateFits: 'bool', byCourse: 'bool' },
    },
    'sanctions.mark-spent': {},
  },
  tables: {
    /** `scope`: `module`, for parts of modules too, or `programme`, for awards too. */
    'who-enters-penalty': { penalty: { scope: 'string' }, board: { met: 'bool', actSooner: 'bool' } },
    'credit-effect': { penalty: { code: 'string', resit: 'bool' } },
    /** Of one offence on record: how it stands when another is to be punished. */
    'offence-standing': {
      offence: {
        category: 'string',
        moduleLevel: 'double',
        /** The first of its category at Level 5 or higher. */
        firstAtLevel5Plus: 'bool',
        /** Was dealt with, or could have been, without a hearing by a penalty that is the same for all. */
        standardPenaltyOpen: 'bool',
        coursePassed: 'bool',
      },
      student: { startedLevel5: 'bool' },
    },
    'offence-counts': { finding: { category: 'string' }, offence: { spent: 'bool' } },
    /**
     * What puts an effect into effect, `by`: `instruction` to the institution's student system, `person`, `itself` with the
     * decision, or `course` at its learning system, and then what the table `course-outcome` says; `after`: the step that an
     * instruction waits for, or that tells the student of the course. Of a course also `within`, its deadline, and `confirmed`,
     * the step by which a person confirms how it ended.
     */
    'puts-into-effect': { action: { code: 'string', effect: 'string' } },
    /** Whether what was found goes on the subject's record, as an earlier offence where there is another. */
    'offence-on-record': { finding: { category: 'string' } },
    /**
     * What is instructed once a person confirmed how a course ended: `mark` names it (`none`: nothing); `after`: the step that it
     * waits for; `from`: the step whose fields go with it, as any other output does but `spent`.
     */
    'course-outcome': {
      course: { testAccessed: 'bool', passed: 'bool', over: 'bool' },
      board: { met: 'bool' },
    },
  },
  tariffs: {},
  /** What is done about an invalid certificate; and what whoever issued it confirms. */
  choices: { 'certificate-action': {}, 'certificate-confirmation': {} },
} as const satisfies ActCatalogue;
