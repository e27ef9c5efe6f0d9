import { assessmentFacts, namedIn, nothingTaken, stepsTakenFacts, studentFacts } from '@probity/contracts';
import { othersThan, type Given } from '@probity/decider';
import { procedureOf, type ActCatalogue, type Facts, type FactsOf, type FactTypes } from '@probity/policy-packs';
import type { Report, SubmittedReport } from './report.js';

const { report: procedure } = procedureOf;

const facts = {
  ...procedure.facts,
  report: {
    ...procedure.facts.report,
    submitted: 'bool',
    contactable: 'bool',
    acknowledged: 'bool',
    scopeDecided: 'bool',
    inScope: 'bool',
    categorised: 'bool',
    cases: 'double',
  },
} as const satisfies FactTypes;

/** What the rules on a report may read, and what each of its acts adds. */
export const reportCatalogue = {
  service: 'report',
  facts,
  acts: {
    'report.submit': { said: { whatHappened: 'bool', interestsAnswered: 'bool' } },
    'report.add-information': { information: { itemsKnown: 'bool' } },
    'report.acknowledge': { notice: { sent: 'bool', reasonGiven: 'bool' } },
    'report.decide-scope': { scope: { inScope: 'bool', reasonGiven: 'bool' } },
    ...procedure.acts,
    'report.categorise': {
      category: {
        ...procedure.acts['report.categorise'].category,
        known: 'bool',
        described: 'bool',
        classification: 'string',
      },
    },
    'report.open-case': {
      subject: { kind: 'string', inRegister: 'bool', centreAgrees: 'bool', alreadyOpen: 'bool', named: 'bool' },
    },
    'report.correct': { correction: { found: 'bool', reasonGiven: 'bool' } },
  },
  tables: {
    procedure: procedure.tables.procedure,
    'assessment-kind': procedure.tables['assessment-kind'],
    'referral-recipients': procedure.tables['referral-recipients'],
    'practice-alert': procedure.tables['practice-alert'],
  },
  tariffs: {},
  choices: procedure.choices,
  forms: procedure.forms,
} as const satisfies ActCatalogue;

/** What a report is about, as it is said in the submission and known from then on. */
export type Matter = Pick<
  SubmittedReport,
  | 'reporterKind'
  | 'about'
  | 'assessment'
  | 'students'
  | 'forgotten'
  | 'evidenceKinds'
  | 'directEvidence'
  | 'earlierPractice'
  | 'accuser'
  | 'attachments'
  | 'papers'
>;

const nothingSaid: Matter = {
  ...{ reporterKind: '', about: 'assessment', assessment: null, students: [], forgotten: 0 },
  ...{ evidenceKinds: [], directEvidence: false, earlierPractice: [], accuser: null, attachments: [], papers: [] },
};

export const reportFacts = (
  report: Report,
  { actor, at, occurredAt }: Pick<Given, 'actor' | 'at' | 'occurredAt'>,
  /** Of a report that is being submitted. */
  said: Matter = nothingSaid,
) => {
  const known = report.status === 'none' ? undefined : report;
  const matter = known ?? said;
  return {
    actor: {
      ...{ offices: actor.offices, roles: rolesIn(report, actor.id) },
      ...{ id: actor.id, namedIn: namedIn(known?.steps ?? nothingTaken, actor.id) },
      ...othersThan(actor, { module: matter.assessment?.module ?? null, reporter: matter.accuser }),
    },
    ...stepsTakenFacts(known?.steps ?? nothingTaken),
    asked: { at },
    happened: { at: occurredAt ?? at },
    student: studentsFacts(matter),
    ...workFacts(matter),
    anonymity: { lifted: known !== undefined && isLifted(known) },
    report: { ...stateFacts(known), ...matterFacts(matter) },
  };
};

/** Which part that person has in it. */
const rolesIn = (report: Report, person: string): readonly string[] =>
  report.status !== 'none' && report.students.some(({ id }) => id === person) ? ['student'] : [];

/** Of nobody, nothing is known but that. Of several students, what the register says of the first who is named; and whether any was dealt with before. */
const studentsFacts = ({ students, earlierPractice }: Matter): Facts => ({
  ...(students[0] ? studentFacts(students[0].student).student : {}),
  earlierPoorPractice: earlierPractice.length > 0,
});

/** What arose in no assessment has nothing that an assessment has. */
const workFacts = ({ assessment, about }: Matter) =>
  assessment === null && about !== 'assessment'
    ? { assessment: noAssessment, examination: {} }
    : assessmentFacts(assessment);

const noAssessment = {
  ...{ kind: '', formative: false, requiredForAward: false, resubmission: false },
  ...{ reuseProhibited: false, collaborative: false },
};

/** In every case that came of it: nobody who stays hidden is shown with another. */
const isLifted = ({ cases, lifted, students }: SubmittedReport): boolean =>
  cases.length > 0 &&
  cases.every((one) => one.subject === null || lifted.includes(one.case)) &&
  students.every(({ id }) => cases.some(({ subject }) => subject?.id === id));

const matterFacts = (matter: Matter) => {
  const { reporterKind, about, assessment, students, forgotten, evidenceKinds, directEvidence, accuser } = matter;
  return {
    ...{ reporterKind, about, students: howMany(students) + forgotten, evidence: evidenceKinds, directEvidence },
    ...{ reporter: accuser ?? '', documents: matter.attachments.length + matter.papers.length },
    moduleSaid: (assessment?.module ?? null) !== null,
  };
};

/** Somebody who is named by an id and by a number is one student. */
const howMany = (students: Matter['students']): number => new Set(students.map(({ id }) => id)).size;

const stateFacts = (known: SubmittedReport | undefined): Omit<FactsOf<typeof facts>['report'], keyof MatterFacts> => ({
  submitted: known !== undefined,
  contactable: known?.contactable ?? false,
  acknowledged: known?.acknowledged ?? false,
  scopeDecided: known !== undefined && known.scope !== 'undecided',
  inScope: known?.scope === 'in',
  categorised: known?.category != null,
  cases: known?.cases.length ?? 0,
  handledLocally: known?.handledLocally ?? false,
  withdrawn: known?.withdrawn ?? false,
  offences: known?.category?.offences.map(({ code }) => code) ?? [],
  classification: known?.category?.classification ?? '',
});

type MatterFacts = ReturnType<typeof matterFacts>;
