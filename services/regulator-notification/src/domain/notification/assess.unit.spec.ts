import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import {
  after,
  assess,
  at,
  decide,
  fileOf,
  manager,
  noLimb,
  noted,
  notified,
  noting,
  oneLimb,
  opened,
  policy,
  system,
  typesOf,
} from '../../testing/sample.js';
import { notificationDecider } from './decisions.js';
import { toldRegulators } from './notification.js';

describe('the adverse effect', () => {
  it('is four limbs, recorded separately with reasons; any one suffices [IMI/def/adverse-effect]', () => {
    for (const limb of ['prejudice', 'compliance', 'standards', 'confidence'] as const)
      for (const which of [{ applies: true }, { likely: true }]) {
        const limbs = { ...noLimb, [limb]: { ...noLimb[limb], ...which } };
        expect(decide(opened, assess(['ofqual'], limbs))[0]).toMatchObject({ data: { met: true, limbs } });
      }
    expect(decide(opened, assess(['ofqual'], noLimb))[0]).toMatchObject({ data: { met: false } });
  });

  it.each(['prejudice', 'compliance', 'standards', 'confidence'] as const)(
    'is refused where the limb %s has no reason [IMI/def/adverse-effect]',
    (limb) => {
      const limbs = { ...oneLimb, [limb]: { ...oneLimb[limb], reason: ' ' } };
      given(notificationDecider, policy, ...opened)
        .when(assess(['ofqual'], limbs))
        .thenRefused(`${limb}-reasoned`, 'IMI/def/adverse-effect');
    },
  );

  it('has the regulators told at once, in the same decision, with a date for the next update [IMI/notify/regulator-prompt] [IMI/notify/regulator-progress]', () => {
    const events = decide(opened, assess(['ofqual']));
    expect(typesOf(events)).toEqual(['AdverseEffectAssessed', 'RegulatorsNotified']);
    expect(events[1]).toMatchObject({
      data: { notifiedAt: at, determinedAt: at, toldSoFar: ['ofqual'], nextUpdateOn: '2026-10-19' },
    });
    expect(events[1]?.authority).toEqual(expect.arrayContaining(['IMI/notify/regulator-prompt', 'IMI/regref/ofqual']));
  });

  it('that is not met is recorded, and nobody is told [IMI/def/adverse-effect]', () => {
    expect(typesOf(decide(opened, assess(['ofqual'], noLimb)))).toEqual(['AdverseEffectAssessed']);
  });

  it('needs the affected qualifications to be named [IMI/notify/regulator-prompt]', () => {
    given(notificationDecider, policy, ...opened)
      .when(assess([], oneLimb, { qualifications: [] }))
      .thenRefused('qualifications-named', 'IMI/notify/regulator-prompt');
  });

  it('leaves out no regulator in silence [IMI/notify/regulator-prompt]', () => {
    given(notificationDecider, policy, ...opened)
      .when(assess(['ofqual', 'unheard-of']))
      .thenRefused('regulators-known', 'IMI/notify/regulator-prompt');
  });

  it('may be assessed again, and adds the regulators who were not told yet [IMI/notify/regulator-prompt]', () => {
    const events = decide(notified, assess(['ofqual', 'dfe'], oneLimb, { qualifications: ['Q-001', 'Q-003'] }));
    expect(events[1]).toMatchObject({ data: { told: [{ regulator: 'dfe' }], toldSoFar: ['ofqual', 'ccea', 'dfe'] } });
    const again = fileOf([...notified, ...events]);
    expect(toldRegulators(again).map((one) => one.regulator)).toHaveLength(3);
  });

  it('found later is told to those who were told of the case before, with its limbs and a next date [IMI/notify/regulator-prompt]', () => {
    const sqaTold = after(noting(noted.opened), assess(['sqa'], noLimb));
    const events = decide(sqaTold, assess(['sqa']));
    expect(typesOf(events)).toEqual(['AdverseEffectAssessed', 'told:notification']);
    expect(events[1]).toMatchObject({
      data: {
        entry: 2,
        told: [{ regulator: 'sqa', references: ['18'] }],
        nextUpdateOn: '2026-10-19',
        content: { adverseEffect: true, limbs: { standards: oneLimb.standards }, qualifications: ['Q-001'] },
      },
    });
    expect(events[1]?.authority).toContain('IMI/notify/regulator-prompt');
  });

  it.each([
    ['another limb', assess(['ofqual', 'ccea'], { ...oneLimb, confidence: { ...oneLimb.confidence, applies: true } })],
    ['no limb any more', assess(['ofqual', 'ccea'], noLimb)],
    ['another qualification', assess(['ofqual', 'ccea'], oneLimb, { qualifications: ['Q-001', 'Q-002'] })],
  ])('assessed anew with %s is told to everybody who was told [IMI/notify/regulator-prompt]', (_, reassessed) => {
    const told = decide(notified, reassessed).at(-1);
    expect(told).toMatchObject({
      type: 'RegulatorsTold',
      data: { kind: 'notification', told: [{ regulator: 'ofqual' }, { regulator: 'ccea' }] },
    });
  });

  it('assessed anew opens a closed notification again [IMI/notify/regulator-progress]', () => {
    const ended = [...notified, ...decide(notified, noting(noted.noCase))];
    const closed = [
      ...ended,
      ...decide(ended, { ...manager, type: 'CloseNotification', reason: 'Nothing to answer.' }),
    ];
    const again = [...closed, ...decide(closed, assess(['ofqual', 'ccea'], noLimb))];
    expect(fileOf(again)).toMatchObject({ closed: null, nextUpdateOn: '2026-10-19' });
  });

  it('told to some anew is told to others for the first time, each entry with its own number [IMI/notify/regulator-prompt]', () => {
    const reported = [...notified, ...decide(notified, noting(noted.report))];
    const more = assess(['ofqual', 'dfe'], oneLimb, { qualifications: ['Q-001', 'Q-003'] });
    const { entries } = fileOf([...reported, ...decide(reported, more)]);
    expect(entries.map(({ number, kind, told }) => [number, kind, told.map(({ regulator }) => regulator)])).toEqual([
      [1, 'notification', ['ofqual', 'ccea']],
      [2, 'final-report', ['ofqual', 'ccea']],
      [3, 'notification', ['dfe']],
      [4, 'final-report', ['dfe']],
      [5, 'notification', ['ofqual', 'ccea']],
    ]);
  });

  it('with only a suspicion of fraud added tells the regulators nothing new', () => {
    expect(typesOf(decide(notified, assess(['ofqual', 'ccea'], oneLimb, { fraudSuspected: true })))).toEqual([
      'AdverseEffectAssessed',
    ]);
  });

  it('assessed alike once more changes nothing', () => {
    given(notificationDecider, policy, ...notified)
      .when(assess(['ofqual', 'ccea']))
      .thenNothing();
  });

  it('is assessed of a case that was opened and is not closed [IMI/notify/regulator-prompt]', () => {
    given(notificationDecider, policy, ...after(noting(noted.started)))
      .when(assess(['ofqual']))
      .thenRefused('case-opened', 'IMI/notify/regulator-prompt');
    given(notificationDecider, policy, ...after(noting(noted.opened), noting(noted.closed)))
      .when(assess(['ofqual']))
      .thenRefused('case-not-closed', 'IMI/notify/regulator-prompt');
  });

  it('is for the manager to assess [IMI/notify/regulator-prompt]', () => {
    given(notificationDecider, policy, ...opened)
      .when({ ...assess(['ofqual']), ...system })
      .thenRefused('not-yours-to-do', 'IMI/notify/regulator-prompt');
  });
});

describe('each regulator', () => {
  it.each([
    [
      'ofqual',
      'General Conditions of Recognition',
      ['A6', 'A7', 'A8', 'B3', 'C1', 'C3', 'H5', 'H6', 'I4'],
      'IMI/regref/ofqual',
    ],
    [
      'qualifications-wales',
      'Standard Conditions of Recognition',
      ['A6', 'A7', 'A8', 'B3', 'C1', 'C3', 'H5', 'H6', 'I4'],
      'IMI/regref/qw',
    ],
    [
      'ccea',
      'General Conditions of Recognition',
      ['A6', 'A7', 'A8', 'B3', 'C1', 'C3', 'H5', 'H6', 'I4'],
      'IMI/regref/ccea',
    ],
    ['sqa', 'Regulatory Principles', ['18'], 'IMI/regref/sqa'],
    ['dfe', 'APAR conditions of acceptance', ['16'], 'IMI/regref/dfe'],
  ])('%s is told with its own rules, %s %j [%s]', (id, rule, references, clause) => {
    const told = fileOf([...opened, ...decide(opened, assess([id]))]).notified[0]?.told;
    expect(told).toMatchObject([{ regulator: id, rule, references, clauses: expect.arrayContaining([clause]) }]);
  });

  it('of SQA is told of any case, and then no adverse effect is claimed [IMI/regref/sqa]', () => {
    const events = decide(opened, assess(['ofqual', 'sqa'], noLimb));
    expect(events[1]).toMatchObject({
      data: { told: [{ regulator: 'sqa' }], content: { adverseEffect: false, limbs: {} } },
    });
  });

  it('of SQA is told of any case on a product of its, whichever qualifications are named [IMI/notify/regulator-prompt] [IMI/regref/sqa]', () => {
    const events = decide(opened, assess(['ofqual', 'sqa'], noLimb, { qualifications: [] }));
    expect(events[1]).toMatchObject({ data: { told: [{ regulator: 'sqa' }] } });
  });
});
