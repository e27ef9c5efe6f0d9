import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import {
  after,
  assess,
  at,
  caseId,
  decide,
  factsOf,
  manager,
  noLimb,
  noted,
  notified,
  noting,
  oneLimb,
  policy,
  typesOf,
} from '../../testing/sample.js';
import { notificationDecider } from './decisions.js';

describe('the police', () => {
  const fraud = after(noting(noted.opened), assess(['ofqual'], oneLimb, { fraudSuspected: true }));
  const consider = { ...manager, type: 'ConsiderPolice', informed: false, reason: 'Too little is known yet.' } as const;

  it('may be notified where fraud is suspected; the decision either way is kept with its reason [IMI/notify/police]', () => {
    expect(policy.isDue('notification.consider-police', factsOf(fraud))).toBe(true);
    for (const informed of [true, false])
      expect(decide(fraud, { ...consider, informed })[0]).toMatchObject({
        data: { informed, reason: consider.reason },
      });
    const scenario = given(notificationDecider, policy, ...fraud);
    scenario.when({ ...consider, reason: ' ' }).thenRefused('police-reasoned', 'IMI/notify/police');
    given(notificationDecider, policy, ...fraud, ...decide(fraud, consider))
      .when(consider)
      .thenNothing();
  });

  it('are not considered where nobody suspects fraud [IMI/notify/police]', () => {
    given(notificationDecider, policy, ...notified)
      .when(consider)
      .thenRefused('fraud-suspected', 'IMI/notify/police');
  });

  it('may lead to a prosecution, which is noted once [IMI/timelines/retain-legal]', () => {
    const prosecution = {
      ...manager,
      type: 'NoteProsecution',
      kind: 'criminal',
      detail: 'Fraud by false representation.',
    } as const;
    const events = decide(fraud, prosecution);
    expect(events).toMatchObject([{ type: 'ProsecutionNoted', data: { kind: 'criminal', notedAt: at } }]);
    given(notificationDecider, policy, ...fraud, ...events)
      .when(prosecution)
      .thenNothing();
    given(notificationDecider, policy, ...fraud)
      .when({ ...prosecution, detail: '' })
      .thenRefused('prosecution-described', 'IMI/timelines/retain-legal');
    given(notificationDecider, policy, ...after(noting(noted.started)))
      .when(prosecution)
      .thenRefused('case-opened', 'IMI/timelines/retain-legal');
  });
});

describe('the steps of the policy', () => {
  const step = (name: string, fields: Record<string, string | boolean | number>) =>
    ({ ...manager, type: 'RecordStep', step: `notification.${name}`, fields }) as const;
  const proven = [
    ...notified,
    ...decide(notified, noting(noted.finding)),
    ...decide(notified, noting(noted.report)).slice(0, 1),
  ];
  const internal = after(
    noting({ ...noted.opened, data: { ...noted.opened.data, subjectKind: 'institution-staff' } }),
    assess([], noLimb),
  );
  const mitigation = step('log-mitigation', {
    step: 'Claims suspended.',
    owner: 'st-0004',
    status: 'done',
    on: '2026-10-05',
  });
  const informed = step('inform-awarding-organisation', {
    organisation: 'Another',
    shared: 'The allegation.',
    on: '2026-10-05',
    jointInvestigation: true,
  });
  const third = step('inform-third-party', {
    recipient: 'A funding body',
    legalBasis: 'Public task',
    content: 'The finding.',
    on: '2026-10-05',
  });
  const disclosed = step('disclose-final-report', {
    agency: 'An agency',
    version: 2,
    redactions: 'Names of learners.',
    on: '2026-10-05',
  });
  const authorities = step('notify-of-internal-case', { notified: false, reason: 'No adverse effect.' });
  const joint = step('agree-joint-investigation', { organisation: 'Another', answer: 'agreed' });

  it('keep what is done against an adverse effect, each with owner and status [IMI/resp/prevent-adverse-effect]', () => {
    expect(policy.isDue('notification.log-mitigation', factsOf(notified))).toBe(true);
    expect(decide(notified, mitigation)).toMatchObject([
      { type: 'StepRecorded', authority: ['IMI/resp/prevent-adverse-effect'] },
    ]);
    given(notificationDecider, policy, ...notified)
      .when(step('log-mitigation', { step: 'Claims suspended.', status: 'done', on: '2026-10-05' }))
      .thenRefused('missing-owner', 'IMI/resp/prevent-adverse-effect');
  });

  it('inform another awarding organisation, and seek a joint investigation [IMI/notify/other-ao]', () => {
    given(notificationDecider, policy, ...notified)
      .when(joint)
      .thenRefused('awarding-organisation-informed', 'IMI/notify/other-ao');
    const first = decide(notified, informed);
    expect(decide([...notified, ...first], joint)).toMatchObject([{ authority: ['IMI/notify/other-ao'] }]);
  });

  it('inform third parties of what was confirmed, and not before [IMI/outcomes/third-parties]', () => {
    given(notificationDecider, policy, ...notified)
      .when(third)
      .thenRefused('finding-confirmed', 'IMI/outcomes/third-parties');
    expect(decide(proven, third)).toMatchObject([{ authority: ['IMI/outcomes/third-parties'] }]);
  });

  it('disclose the final report to other agencies, once there is one [IMI/invrep/regulator-available]', () => {
    given(notificationDecider, policy, ...notified)
      .when(disclosed)
      .thenRefused('final-report-available', 'IMI/invrep/regulator-available');
    expect(decide(proven, disclosed)).toMatchObject([{ authority: ['IMI/invrep/regulator-available'] }]);
  });

  it('notify authorities of a case against own staff where appropriate [IMI/invrep/internal-notify]', () => {
    given(notificationDecider, policy, ...notified)
      .when(authorities)
      .thenRefused('internal-case', 'IMI/invrep/internal-notify');
    expect(decide(internal, authorities)).toMatchObject([
      { authority: expect.arrayContaining(['IMI/invrep/internal-notify']) },
    ]);
    expect(policy.isDue('notification.notify-of-internal-case', factsOf(internal))).toBe(true);
  });
});

describe('a correction', () => {
  const correct = {
    ...manager,
    type: 'Correct',
    corrects: caseId,
    found: true,
    field: '/told',
    value: 'x',
    reason: 'A slip.',
  } as const;

  it('is a new fact, with a reason, of something recorded [IMI/notify/regulator-progress]', () => {
    expect(typesOf(decide(notified, correct))).toEqual(['FactCorrected']);
    const scenario = given(notificationDecider, policy, ...notified);
    scenario.when({ ...correct, found: false }).thenRefused('fact-exists', 'IMI/notify/regulator-progress');
    scenario.when({ ...correct, reason: ' ' }).thenRefused('correction-reasoned', 'IMI/notify/regulator-progress');
  });
});
