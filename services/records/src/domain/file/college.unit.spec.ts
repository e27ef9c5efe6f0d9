import { describe, expect, it } from '@jest/globals';
import { fold, given } from '@probity/decider';
import type { Policies } from '@probity/policy-packs';
import { isFileHidden } from '@probity/shell';
import { after, at, collegeWith, next, noted, pin, registrar } from '../../testing/college.js';
import { retentionAnswer } from '../../api/retention.js';
import { fileDecider } from './decisions.js';
import { fileFacts } from './facts.js';
import type { FileEvent } from './file.js';
import type { NotedEvent } from './noted.js';

const policy = collegeWith();
const close = { type: 'CloseCase', reason: null, ...registrar } as const;
const dispose = { type: 'MarkForDisposal', reason: 'The period has ended.', ...registrar } as const;
const step = (name: string, fields: Readonly<Record<string, string>> = {}) =>
  ({ type: 'RecordStep', step: `file.${name}`, fields, ...registrar }) as const;
const keepLetter = step('keep-letter');
const enter = step('enter-in-record', { nature: 'Plagiarism', level: 'e' });
const { opened, referred, noCase, finding, action, communicated, effected, appeal, appealDecided, varied, completed } =
  noted;
const proven: readonly NotedEvent[] = [opened, referred, finding, action, communicated];
const on = (facts: readonly FileEvent[]) => given(fileDecider, policy, ...facts);
const stateOf = (facts: readonly FileEvent[]) => fold(fileDecider, facts);
const due = (act: string, facts: readonly FileEvent[]) => policy.isDue(act, fileFacts(stateOf(facts), registrar));

describe('closing a case of a student', () => {
  it('waits for the copy of the letter and the entry in the record [IBC-109.1, IBC-110.1]', () => {
    on(after(policy, proven, enter))
      .when(close)
      .thenRefused('letter-kept', 'IBC-109.1');
    on(after(policy, proven, keepLetter))
      .when(close)
      .thenRefused('case-counted', 'IBC-110.1');
    const ripe = after(policy, proven, keepLetter, enter);
    expect(next(ripe, close, policy)).toMatchObject([{ type: 'CaseClosed', data: { retention: { earliest: null } } }]);
    expect([due('file.close', after(policy, proven)), due('file.close', ripe)]).toEqual([false, true]);
  });

  it('waits for an appeal that was lodged, and for the letter at its end, in any order [IBC-124.1]', () => {
    const ripe = (...more: readonly NotedEvent[]) => after(policy, [...proven, ...more], keepLetter, enter);
    for (const pending of [[appeal], [appeal, appealDecided], [appealDecided, appeal]]) {
      on(ripe(...pending))
        .when(close)
        .thenRefused('procedures-completed', 'IBC-124.1');
      expect(due('file.close', ripe(...pending))).toBe(false);
    }
    for (const ended of [
      [appeal, appealDecided, completed],
      [completed, appealDecided, appeal],
    ])
      expect([next(ripe(...ended), close, policy).length, due('file.close', ripe(...ended))]).toEqual([1, true]);
    const askedFor = { ...completed, data: { origin: 'o13', completedAt: '2026-03-09T09:00:00.000Z' } };
    on(ripe(askedFor, appeal)).when(close).thenRefused('procedures-completed', 'IBC-124.1');
  });

  it('needs neither where there is no case to answer [IBC-97.4, IBC-110.1]', () => {
    expect(next(after(policy, [opened, noCase]), close, policy)).toMatchObject([{ type: 'CaseClosed' }]);
    on(after(policy, [opened]))
      .when(close)
      .thenRefused('case-counted', 'IBC-110.1');
  });

  it('needs no letter on file where nothing was proven, or an appeal set it aside [IBC-109.1]', () => {
    const notShown = { ...finding, data: { ...finding.data, proven: false } };
    const entered = step('enter-in-record', { nature: 'Plagiarism' });
    expect(next(after(policy, [opened, referred, notShown], entered), close, policy)).toHaveLength(1);
    for (const order of [
      [...proven, varied],
      [varied, ...proven],
    ])
      expect(next(after(policy, order, entered), close, policy)).toHaveLength(1);
  });
});

describe('the steps of the record', () => {
  it('keep a copy of the letter that was sent [IBC-109.1]', () => {
    on(after(policy, [opened, finding]))
      .when(keepLetter)
      .thenRefused('letter-sent', 'IBC-109.1');
    expect(due('file.keep-letter', after(policy, proven))).toBe(true);
  });

  it('enter the case with the level of penalty, where there is one [IBC-110.1]', () => {
    on(after(policy, [opened]))
      .when(enter)
      .thenRefused('case-dealt-with', 'IBC-110.1');
    on(after(policy, proven))
      .when(step('enter-in-record', { nature: 'Plagiarism', level: ' ' }))
      .thenRefused('level-of-penalty', 'IBC-110.1');
  });

  it('share the file with those who have a part in the process [IBC-113.1]', () => {
    const share = (part: string) => step('share', { person: 'A. Reader', part });
    on(after(policy, proven)).when(share('none')).thenRefused('involved-in-the-process', 'IBC-113.1');
    expect(next(after(policy, proven), share('committee'), policy)).toHaveLength(1);
  });
});

describe('how long the record is kept', () => {
  const closed = after(policy, [opened, noCase], close);
  const sixYears = collegeWith({ 'irish-baptist-college/retention-schedule': 'P6Y' });

  it('is for the deployment to say, and until then nothing is destroyed [IBC-113.2, IBC-123.2]', () => {
    on(closed).when(dispose).thenRefused('retention-configured', 'IBC-113.2');
    on(after(policy, [opened, noCase]))
      .when(dispose)
      .thenRefused('case-closed', 'IBC-113.2');
    const state = stateOf(closed);
    if (state.status === 'none') throw new Error('no file');
    expect(retentionAnswer(state, policy)).toMatchObject({ earliest: null, settings: ['retention-schedule'] });
  });

  it('holds once it is set, also for a case that was closed before [IBC-113.2]', () => {
    given(fileDecider, sixYears, ...closed)
      .when(dispose)
      .thenRefused('kept-long-enough', 'IBC-113.2');
    const state = stateOf(closed);
    if (state.status === 'none') throw new Error('no file');
    expect(retentionAnswer(state, sixYears)).toMatchObject({ earliest: '2032-02-10', open: false });
    const later = { ...dispose, at: '2032-02-10T09:00:00.000Z' };
    expect(next(closed, later, sixYears)).toMatchObject([
      { type: 'RetentionChanged', data: { retention: { earliest: '2032-02-10', rule: { keep: 'P6Y' } } } },
      { type: 'DisposalDue', data: { dueSince: '2032-02-10' } },
    ]);
    given(fileDecider, sixYears, ...closed)
      .when({ ...later, at: '2032-02-09T09:00:00.000Z' })
      .thenRefused('kept-long-enough', 'IBC-113.2');
  });

  it('counts from the end of the procedures: the decision, the appeal, the letter that says so [IBC-113.2, IBC-123.2]', () => {
    const earliest = (...told: readonly NotedEvent[]) => {
      const state = stateOf(after(sixYears, told));
      return state.status === 'none' ? undefined : retentionAnswer(state, sixYears).earliest;
    };
    expect(earliest(opened, referred)).toBeNull();
    expect(earliest(...proven)).toBe('2032-03-01');
    expect(earliest(...proven, appeal, appealDecided)).toBe('2032-04-01');
    expect(earliest(completed, appealDecided, ...proven)).toBe('2032-04-10');
  });

  it('knows that an appeal was heard by what its body decided, in either order [IBC-123.2]', () => {
    const toBeHeard = (...told: readonly NotedEvent[]) => {
      const state = stateOf(after(policy, told));
      return state.status === 'none' ? [] : retentionAnswer(state, policy).toBeHeard;
    };
    expect(toBeHeard(...proven, appeal)).toEqual([{ of: 'appeal', id: 'a1' }]);
    expect(toBeHeard(...proven, appeal, appealDecided)).toEqual([]);
    expect(toBeHeard(appealDecided, appeal, ...proven)).toEqual([]);
  });
});

describe('the Malpractice files', () => {
  const isHidden = (office: string) =>
    isFileHidden(
      { get: () => policy } as unknown as Policies,
      { policy: pin },
      { actor: { id: 'x', offices: [office] } },
    );

  it('are kept from those who have no part in keeping them [IBC-97.4, IBC-102.2]', () => {
    for (const office of ['lecturer', 'examiner', 'invigilator', 'student-representative'])
      expect(isHidden(office)).toBe(true);
    for (const office of ['teaching-staff', 'professional-staff', 'director-substitute', 'principal-substitute'])
      expect(isHidden(office)).toBe(true);
    for (const office of ['registrar', 'director-of-training', 'principal']) expect(isHidden(office)).toBe(false);
  });
});

describe('what an appeal changed', () => {
  it('is put into effect anew before nothing is left, whichever is told first [IBC-118.1]', () => {
    const complete = (...told: readonly NotedEvent[]) =>
      fileFacts(stateOf(after(policy, told)), { ...registrar, at }).file.effectsComplete;
    expect(complete(...proven, effected)).toBe(true);
    expect(complete(...proven, effected, varied)).toBe(false);
    const anew = { ...effected, data: { origin: 'o12', completedAt: '2026-04-02T09:00:00.000Z' } };
    expect(complete(anew, varied, ...proven)).toBe(true);
  });
});
