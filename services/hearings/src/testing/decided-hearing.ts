import { assessmentOfCase, studentOfCase } from '@probity/contracts';
import type { NewEvent } from '@probity/event-store';
import type { HearingEvent } from '../domain/hearing/hearing.js';

const ofCase = {
  institution: 'irish-baptist-college',
  policy: { pack: 'irish-baptist-college', version: '2023-08-21' },
  case: '0197f3a0-0000-7000-8000-000000000002',
};
const ruling = { restedOn: {}, departures: [], breaches: [] };
const decidedAt = '2026-06-24T11:00:00.000Z';

const noted: HearingEvent = {
  type: 'CaseNoted',
  data: {
    ...ofCase,
    reference: 'IBC-2026-000001',
    subject: { kind: 'student', id: 's-001', centre: null },
    centre: null,
    student: studentOfCase.parse({ career: 'undergraduate', validatedBy: 'spurgeons-college' }),
    assessment: assessmentOfCase.parse({ kind: 'coursework', marksReleasedAt: '2026-06-20T09:00:00Z' }),
    accuser: 'st-08',
  },
};
const referred: HearingEvent = {
  type: 'ReferralNoted',
  data: {
    ...ofCase,
    ...{ to: 'special-cases-committee', referredAt: '2026-06-01T09:00:00.000Z', referredBy: 'st-01', joined: false },
    ...{ report: ofCase.case, offences: ['collusion'], category: 'malpractice', evidence: [], enclosed: [] },
    satOn: [{ person: 'st-07', body: 'interviewers' }],
    ...{ did: [{ person: 'st-01', act: 'investigation.refer' }], involved: ['st-07'], formDatedAt: null },
  },
};
const convened: HearingEvent = {
  type: 'BodyConvened',
  data: { body: 'special-cases-committee', title: 'The Committee', form: 'hearing', convenedAt: decidedAt, ruling },
};
const opened: HearingEvent = {
  type: 'HearingOpened',
  data: { student: true, companion: 'none', offices: ['registrar'], presenter: true, openedAt: decidedAt, ruling },
};
const found: HearingEvent = {
  type: 'FindingReached',
  data: { findings: [], proven: true, reachedAt: '2026-06-24T10:00:00.000Z', category: 'malpractice', ruling },
};
const penalised: HearingEvent = {
  type: 'PenaltyDecided',
  data: {
    ...{ tariff: 'malpractice-penalties', chosen: [{ code: 'a', reason: null }], actions: [], factors: {} },
    ...{ comparables: null, votes: {}, provisional: false, decidedAt, ruling },
  },
};
const sent: HearingEvent = {
  type: 'DecisionLetterSent',
  data: { suggestsAdvice: true, warnsOfRepeat: true, sentAt: '2026-06-26T15:30:00.000Z', ruling },
};

const envelope = (id: string, type: string): Omit<NewEvent, 'data'> => ({
  ...{ id, type, schemaVersion: 1, keyId: `case:${ofCase.case}`, ...ofCase, actor: 'system:hearings', authority: [] },
  ...{ actedAt: decidedAt, occurredAt: decidedAt, causationId: null, correlationId: id, requestDigest: '' },
});

/** A hearing that decided, event by event, and told the student so. */
export const decided = {
  ...{ ofCase, noted, referred, convened, found, penalised, sent, decidedAt, ruling, envelope },
  facts: [noted, referred, convened, opened, found, penalised, sent],
} as const;
