import type { ActCatalogue, FactTypes } from '@probity/policy-packs';

export const facts = {
  case: {
    noted: 'bool',
    closed: 'bool',
    subject: { kind: 'string' },
    offence: 'string',
    category: 'string',
    provisionalCategory: 'string',
  },
  report: { signedOff: 'bool' },
  student: {
    registeredLevel: 'double',
    career: 'string',
    withdrawn: 'bool',
    isMinor: 'bool',
    partTime: 'bool',
    earlierPoorPractice: 'bool',
  },
  assessment: {
    kind: 'string',
    moduleLevel: 'double',
    formative: 'bool',
    requiredForAward: 'bool',
    resubmission: 'bool',
    reuseProhibited: 'bool',
    collaborative: 'bool',
    postedAt: 'string',
    marksReleasedAt: 'string',
  },
  body: { name: 'string', form: 'string', complete: 'bool' },
  sitting: {
    fixed: 'bool',
    at: 'string',
    invited: 'bool',
    invitedAt: 'string',
    served: 'bool',
    opened: 'bool',
    suspended: 'bool',
    online: 'bool',
    inTermTime: 'bool',
    timeCome: 'bool',
    statementTold: 'bool',
  },
  presence: { expected: 'bool', studentPresent: 'bool' },
  evidence: { collected: 'bool', withMembers: 'bool', late: 'bool', answered: 'bool' },
  statement: { receivedAt: 'string' },
  absence: { legitimate: 'bool', abroad: 'bool' },
  deferral: { requested: 'bool', decided: 'bool', granted: 'bool' },
  history: { released: 'bool', breachAtLevel5Plus: 'bool' },
  defence: { offered: 'bool' },
  allegations: { put: 'double', proven: 'double' },
  finding: { reached: 'bool', proven: 'bool', confirmed: 'bool', at: 'string', category: 'string' },
  action: { decided: 'bool' },
  penalty: { decided: 'bool' },
  decision: { communicated: 'bool' },
} as const satisfies FactTypes;

const correction = { correction: { found: 'bool', reasonGiven: 'bool' } } as const satisfies FactTypes;

/** What the rules on a hearing may read, and what each of its acts adds. */
export const hearingCatalogue = {
  service: 'hearing',
  facts,
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
        channel: 'string',
      },
    },
    'hearing.serve-evidence': { served: { to: 'string', sameForAll: 'bool', at: 'string', asReferred: 'bool' } },
    'hearing.request-deferral': {
      request: { ground: 'string', at: 'string', evidenced: 'bool', channel: 'string', beforeHearing: 'bool' },
      ground: { open: 'bool', evidence: 'string', notice: 'string' },
    },
    'hearing.decide-deferral': { decision: { granted: 'bool' } },
    'hearing.open': {
      attending: {
        student: 'bool',
        companion: 'string',
        offices: 'list<string>',
        inPlaceOfStudent: 'bool',
        presenter: 'bool',
      },
    },
    'hearing.admit-late-evidence': {},
    'hearing.suspend': {},
    'hearing.resume': {
      attending: {
        student: 'bool',
        companion: 'string',
        offices: 'list<string>',
        inPlaceOfStudent: 'bool',
        presenter: 'bool',
      },
    },
    'hearing.decide-finding': {
      findings: {
        unanswered: 'list<string>',
        unknown: 'list<string>',
        repeated: 'list<string>',
        unreasoned: 'list<string>',
        unsupported: 'list<string>',
        departing: 'list<string>',
      },
      evidence: { unknown: 'list<string>' },
      breach: {
        found: 'bool',
        standard: 'string',
        category: 'string',
        reasonsGiven: 'bool',
        grounds: 'list<string>',
        outcomes: 'list<string>',
        evidenced: 'bool',
      },
      considered: { sources: 'list<string>', otherwise: 'bool' },
    },
    'hearing.release-history': { told: { allCategories: 'bool', standing: 'bool', provenBefore: 'bool' } },
    'hearing.decide-action': {
      actions: { unknown: 'list<string>', uncounted: 'list<string>' },
      aims: { unknown: 'list<string>' },
      rationale: { given: 'bool' },
    },
    'hearing.decide-penalty': {
      penalty: { reasonsGiven: 'bool', inTurn: 'bool', tariff: 'string' },
      comparable: { considered: 'bool', outlier: 'bool' },
    },
    'hearing.confirm': {},
    'hearing.communicate': {
      recipient: { part: 'string', implicated: 'bool' },
      letter: { at: 'string', suggestsAdvice: 'bool', warnsOfRepeat: 'bool' },
    },
    'hearing.lodge-appeal': {
      appeal: { party: 'string', groundsGiven: 'bool' },
      appealsPolicy: { configured: 'bool' },
    },
    'hearing.correct': correction,
  },
  tables: {
    deferral: { sitting: { inTermTime: 'bool' }, request: { ground: 'string' }, student: { partTime: 'bool' } },
  },
  tariffs: {
    outcomes: { subject: { kind: 'string' }, proven: 'bool', sanctionsPolicy: { configured: 'bool' } },
    'malpractice-penalties': {
      student: { career: 'string' },
      history: { careers: 'list<string>' },
      work: { marked: 'bool' },
    },
  },
} as const satisfies ActCatalogue;
