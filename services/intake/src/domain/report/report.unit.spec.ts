import { describe, expect, it } from '@jest/globals';
import { kept, personalPaths } from '@probity/contracts';
import { fold, given } from '@probity/decider';
import { compilePacks, packsDirectory } from '@probity/policy-packs';
import { caseCatalogue } from '../case/case.js';
import type { OpenCase, SubmitReport } from './commands.js';
import { reportDecider } from './decisions.js';
import { reportEvents, type ReportEvent } from './events.js';
import { reportCatalogue } from './facts.js';

const policy = compilePacks(packsDirectory, [reportCatalogue, caseCatalogue], { only: 'imi/8' }).get({
  pack: 'imi',
  version: '8',
});
const pin = { pack: 'imi', version: '8' };
const report = '0198f000-0000-7000-8000-000000000001';
const officer = { actor: { id: 'st-0001', offices: ['intake-officer'] }, at: '2026-10-05T09:00:00.000Z' };
const informant = { actor: { id: 'informant', offices: [] }, at: '2026-10-05T08:00:00.000Z' };
const none = kept({ read: {}, departures: [], breaches: [] });

const submit: SubmitReport & typeof informant = {
  ...informant,
  type: 'SubmitReport',
  report,
  institution: 'imi',
  policy: pin,
  reference: 'IMI-R-2026-000001',
  channel: 'api',
  reporter: {
    kind: 'centre-staff',
    name: 'Sample Informant',
    contact: 'informant@example.invalid',
    relationship: null,
  },
  interests: { has: true, detail: 'Was passed over for the post.' },
  allegation: { nature: { what: 'Certificates were claimed early.', dates: ['2026-09'], becameAwareOn: '2026-10-01' } },
  ...{ accuser: null, about: 'assessment', assessment: null, students: [], evidenceKinds: [], directEvidence: false },
  attachments: [],
};

const submitted = (): ReportEvent => {
  const [event] = reportDecider.decide(submit, reportDecider.initial, policy);
  if (event?.type !== 'ReportSubmitted') throw new Error('not submitted');
  return { type: event.type, data: event.data };
};
const inScope: ReportEvent = { type: 'ScopeDecided', data: { inScope: true, reason: 'Ours.', ruling: none } };
const categorised: ReportEvent = {
  type: 'ReportCategorised',
  data: {
    offences: [{ code: 'claims-before-completion', description: null }],
    classification: 'malpractice',
    intent: 'not-known',
    ruling: none,
  },
};
const openCase: OpenCase & typeof officer = {
  ...officer,
  type: 'OpenCase',
  report,
  case: '0198f000-0000-7000-8000-0000000000c1',
  reference: 'IMI-2026-000001',
  subject: { kind: 'centre', id: 'C-1042', centre: 'C-1042' },
  subjectName: 'Sample Centre',
  centreNamed: null,
  registerDigest: 'sha256:00',
  products: ['Q-1'],
};

describe('a report', () => {
  it('is taken from anyone, without an account, under the issue in force at receipt [IMI/report/anyone] [IMI/hdr/issue]', () => {
    const [event] = reportDecider.decide(submit, reportDecider.initial, policy);
    expect(event).toMatchObject({ type: 'ReportSubmitted', data: { policy: pin, receivedAt: informant.at } });
    expect(event?.authority).toEqual(expect.arrayContaining(['IMI/report/anyone', 'IMI/report/contents']));
  });

  it('keeps the channel and the instant of receipt [IMI/report/channel]', () => {
    expect(submitted().data).toMatchObject({ channel: 'api', receivedAt: informant.at });
  });

  it('keeps the lag since they became aware, and is never refused for it [IMI/report/immediately]', () => {
    expect(submitted().data).toMatchObject({ lagInDays: 4 });
    const late = { ...submit, allegation: { nature: { ...submit.allegation.nature, becameAwareOn: '2019-01-01' } } };
    expect(reportDecider.decide(late, reportDecider.initial, policy)[0]).toMatchObject({ type: 'ReportSubmitted' });
  });

  it("counts the lag in calendar days of the policy's own zone [IMI/report/immediately]", () => {
    const justAfterMidnight = { ...submit, at: '2026-10-04T23:30:00.000Z' };
    expect(reportDecider.decide(justAfterMidnight, reportDecider.initial, policy)[0]).toMatchObject({
      data: { lagInDays: 4 },
    });
  });

  it('lists what is missing of the seven items, and refuses none of it [IMI/report/contents]', () => {
    expect(submitted().data).toMatchObject({
      missing: ['product', 'centre', 'learner', 'centre-personnel', 'institution-personnel', 'initial-investigation'],
    });
  });

  it('is refused where it says nothing of what happened [IMI/report/contents]', () => {
    given(reportDecider, policy)
      .when({ ...submit, allegation: { nature: { what: '  ', dates: [] } } })
      .thenRefused('says-what-happened', 'IMI/report/contents');
  });

  it('is refused where interests were not asked at the outset [IMI/report/coi]', () => {
    given(reportDecider, policy)
      .when({ ...submit, interests: null })
      .thenRefused('interests-asked', 'IMI/report/coi');
  });

  it('keeps the informant apart, under a key of their own [IMI/report/informant-identity]', () => {
    const events = reportDecider.decide(submit, reportDecider.initial, policy);
    expect(events[1]).toMatchObject({
      type: 'InformantIdentified',
      on: { stream: `informant-${report}`, keyId: `informant:${report}` },
    });
    const own = JSON.stringify([events[0], fold(reportDecider, [submitted()])]);
    for (const known of ['Sample Informant', 'informant@example.invalid', 'passed over'])
      expect(own).not.toContain(known);
  });

  it('is submitted once', () => {
    given(reportDecider, policy, submitted()).when(submit).thenRefused('new-report', 'IMI/report/channel');
  });

  it('marks what the reporter wrote as personal', () => {
    expect(personalPaths(reportEvents.ReportSubmitted)).toEqual(
      expect.arrayContaining([
        'allegation.nature.what',
        'allegation.nature.dates.[]',
        'allegation.product.qualification',
        'allegation.product.title',
        'allegation.centre.number',
        'allegation.learners.[].dateOfBirth',
        'attachments.[].name',
      ]),
    );
    expect(personalPaths(reportEvents.InformantIdentified)).toEqual(['name', 'contact', 'relationship', 'interest']);
  });
});

describe('information that follows', () => {
  const add = {
    ...officer,
    type: 'AddInformation',
    information: 'The product was Q-001.',
    items: ['product'],
    attachments: [],
  } as const;

  it('is kept in its words, and shortens what is missing [IMI/report/contents]', () => {
    const [event] = reportDecider.decide(add, fold(reportDecider, [submitted()]), policy);
    const state = fold(reportDecider, [submitted(), { type: 'InformationAdded', data: event?.data } as ReportEvent]);
    expect(state).toMatchObject({
      information: [{ information: 'The product was Q-001.', items: ['product'] }],
      missing: ['centre', 'learner', 'centre-personnel', 'institution-personnel', 'initial-investigation'],
    });
  });

  it('supplies items that the policy asks for, and no others [IMI/report/contents]', () => {
    given(reportDecider, policy, submitted())
      .when({ ...add, items: ['product', 'no-such'] })
      .thenRefused('known-items', 'IMI/report/contents');
  });
});

describe('acknowledgement', () => {
  it('is sent, or skipped for a reason [IMI/resp/acknowledge]', () => {
    given(reportDecider, policy, submitted())
      .when({ ...officer, type: 'Acknowledge', notice: null, skippedBecause: null })
      .thenRefused('sent-or-reasoned', 'IMI/resp/acknowledge');
    const [event] = reportDecider.decide(
      { ...officer, type: 'Acknowledge', notice: 'Received.', skippedBecause: null },
      fold(reportDecider, [submitted()]),
      policy,
    );
    expect(event).toMatchObject({ type: 'ReportAcknowledged', data: { sent: true } });
  });

  it('stays quiet when repeated', () => {
    const done: ReportEvent = {
      type: 'ReportAcknowledged',
      data: { sent: true, notice: 'Received.', skippedBecause: null, ruling: none },
    };
    given(reportDecider, policy, submitted(), done)
      .when({ ...officer, type: 'Acknowledge', notice: 'Again.', skippedBecause: null })
      .thenNothing();
  });

  it('is not of the informant to do', () => {
    const broken = given(reportDecider, policy, submitted())
      .when({ ...informant, type: 'Acknowledge', notice: 'Received.', skippedBecause: null })
      .thenRefused('not-yours-to-do', 'IMI/resp/acknowledge');
    expect(broken.kind).toBe('not-permitted');
  });
});

describe('triage', () => {
  it('turns no report away without a person and a reason [IMI/resp/prompt-examination]', () => {
    given(reportDecider, policy, submitted())
      .when({ ...officer, type: 'DecideScope', inScope: false, reason: '' })
      .thenRefused('scope-reasoned', 'IMI/resp/prompt-examination');
  });

  it.each([
    ['claims-before-completion', 'malpractice', 'IMI/def/malpractice'],
    ['inaccurate-claims', 'maladministration', 'IMI/def/maladministration'],
    ['ai-misuse', 'malpractice', 'IMI/ai/misuse'],
    ['ai-undisclosed', 'malpractice', 'IMI/ai/undisclosed'],
    ['ai-sole-marker', 'malpractice', 'IMI/ai/no-sole-marker'],
  ] as const)('takes the category %s [%s] under its clause [%s]', (code, classification, clause) => {
    const events = given(reportDecider, policy, submitted(), inScope).when({
      ...officer,
      type: 'Categorise',
      offences: [{ code, description: null }],
      classification,
      intent: 'not-known',
    });
    const [event] = events.then({ type: 'ReportCategorised', data: { classification } });
    expect(event?.authority).toContain(clause);
  });

  it('takes conduct that is not listed, with a description [IMI/ex/non-exhaustive] [IMI/def/malpractice-range]', () => {
    const other = (description: string | null) =>
      ({
        ...officer,
        type: 'Categorise',
        offences: [{ code: 'other-malpractice', description }],
        classification: 'malpractice',
        intent: 'not-known',
      }) as const;
    given(reportDecider, policy, submitted(), inScope)
      .when(other(null))
      .thenRefused('other-described', 'IMI/ex/non-exhaustive');
    const events = reportDecider.decide(
      other('Bias towards a learner.'),
      fold(reportDecider, [submitted(), inScope]),
      policy,
    );
    expect(events[0]?.authority).toContain('IMI/def/malpractice-range');
  });

  it('refuses a category that the policy does not have [IMI/ex/non-exhaustive]', () => {
    given(reportDecider, policy, submitted(), inScope)
      .when({
        ...officer,
        type: 'Categorise',
        offences: [{ code: 'no-such', description: null }],
        classification: 'malpractice',
        intent: 'not-known',
      })
      .thenRefused('known-offence', 'IMI/ex/non-exhaustive');
  });

  it('opens no case outside the scope [IMI/scope/subjects]', () => {
    given(reportDecider, policy, submitted()).when(openCase).thenRefused('in-scope', 'IMI/scope/subjects');
  });

  it('opens no case on somebody whom the register does not know [IMI/scope/subjects]', () => {
    given(reportDecider, policy, submitted(), inScope, categorised)
      .when({ ...openCase, subjectName: null })
      .thenRefused('subject-known', 'IMI/scope/subjects');
  });

  it('opens no case at a centre that the register does not have its subject at [IMI/scope/subjects]', () => {
    const facts = [submitted(), inScope, categorised];
    given(reportDecider, policy, ...facts)
      .when({ ...openCase, centreNamed: 'C-2000' })
      .thenRefused('centre-agrees', 'IMI/scope/subjects');
    const named = { ...openCase, centreNamed: 'C-1042' };
    expect(reportDecider.decide(named, fold(reportDecider, facts), policy)).toHaveLength(2);
  });

  it('opens several cases from one report, one a subject, each with its reference [IMI/hdr/issue]', () => {
    const facts = [submitted(), inScope, categorised];
    const first = reportDecider.decide(openCase, fold(reportDecider, facts), policy);
    expect(first.map(({ type, on }) => [type, on?.keyId])).toEqual([
      ['CaseOpenedFromReport', undefined],
      ['CaseOpened', `case:${openCase.case}`],
    ]);
    expect(first[1]).toMatchObject({ data: { policy: pin, reference: 'IMI-2026-000001' } });
    const opened = { type: 'CaseOpenedFromReport', data: first[0]?.data } as ReportEvent;
    given(reportDecider, policy, ...facts, opened)
      .when(openCase)
      .thenRefused('one-case-a-subject', 'IMI/scope/subjects');
    const staff = {
      ...openCase,
      case: report,
      subject: { kind: 'centre-staff', id: 'CS-1', centre: 'C-1042' },
    } as const;
    expect(reportDecider.decide(staff, fold(reportDecider, [...facts, opened]), policy)).toHaveLength(2);
  });
});
