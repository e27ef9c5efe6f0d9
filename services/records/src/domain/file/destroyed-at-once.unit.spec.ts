import { describe, expect, it } from '@jest/globals';
import { fold, given } from '@probity/decider';
import { aqss, chair, noted, noting, policy } from '../../testing/chester.js';
import { fileDecider, type FileCommand } from './decisions.js';
import { fileFacts } from './facts.js';
import type { FileEvent } from './file.js';
import type { NotedEvent } from './noted.js';

const { opened, desk, noCase, referred, found, communicated, effected } = noted;
const { manager, lodged, reviewed, setAside, reviewTold } = noted;
const close = { type: 'CloseCase', reason: null, ...aqss } as const;
const dispose = { type: 'MarkForDisposal', reason: 'No breach.', ...aqss } as const;
const begin = { type: 'BeginDestruction', clauses: ['UC-8.8.2'], ...aqss } as const;
const hold = { type: 'PlaceHold', hold: 'h1', reason: 'A claim.', ...aqss } as const;
const release = { type: 'ReleaseHold', hold: 'h1', reason: 'Settled.', ...aqss } as const;

const next = (facts: readonly FileEvent[], command: unknown): readonly FileEvent[] =>
  fileDecider.decide(command as FileCommand & typeof aqss, fold(fileDecider, facts), policy);
const after = (told: readonly NotedEvent[], ...commands: readonly object[]) =>
  [...told.map(noting), ...commands].reduce<readonly FileEvent[]>(
    (facts, command) => [...facts, ...next(facts, command)],
    [],
  );
const on = (facts: readonly FileEvent[]) => given(fileDecider, policy, ...facts);
const isDue = (act: string, facts: readonly FileEvent[]): boolean =>
  policy.isDue(act, fileFacts(fold(fileDecider, facts), aqss, policy));

describe('where the department finds no breach', () => {
  it.each([
    ['on form AI-X, once no case is found by it [UC-8.8.2]', [opened, desk(false), noCase('desk')]],
    ['told the other way round [UC-8.8.2]', [noCase('desk'), desk(false), opened]],
    ['after the meeting [UC-10.2.3]', [opened, noCase('meeting')]],
  ])('%s all paperwork is destroyed at once, and the case need not be closed', (_, told) => {
    const facts = after(told as readonly NotedEvent[]);
    expect(isDue('file.dispose', facts)).toBe(true);
    expect(isDue('file.close', facts)).toBe(false);
    const marked = next(facts, dispose);
    expect(marked).toMatchObject([{ type: 'DisposalDue', data: { dueSince: '2026-03-10' } }]);
    expect(isDue('file.dispose', [...facts, ...marked])).toBe(false);
    expect(next([...facts, ...marked], begin)).toMatchObject([{ type: 'DestructionBegun' }]);
  });

  it.each([
    ['UC-8.8.2', [opened, desk(false), noCase('desk')]],
    ['UC-10.2.3', [opened, noCase('meeting')]],
  ])('rests on the clause by which it is destroyed, and on no other [%s]', (clause, told) => {
    const facts = after(told as readonly NotedEvent[]);
    expect(next(facts, dispose)).toMatchObject([{ type: 'DisposalDue', authority: [clause] }]);
    const closed = after(told as readonly NotedEvent[], close);
    expect(next(closed, dispose)).toMatchObject([{ type: 'DisposalDue', authority: [clause] }]);
  });

  it('a legal hold suspends it, and nothing waits for anybody until it is released [UC-8.8.2, UC-10.2.3]', () => {
    const told = [opened, noCase('meeting')];
    const held = after(told, hold);
    on(held).when(dispose).thenRefused('not-held', 'UC-8.8.2');
    expect(isDue('file.dispose', held)).toBe(false);
    expect(next(after(told, dispose, hold), begin)).toEqual([]);
    const released = after(told, hold, release);
    expect(isDue('file.dispose', released)).toBe(true);
    expect(next(released, dispose)).toMatchObject([{ type: 'DisposalDue' }]);
    on(after(told, dispose, begin))
      .when(hold)
      .thenRefused('not-being-destroyed', 'UC-8.8.2');
  });

  it('waits for letters that have not gone, or says why it does not [UC-8.8.1, UC-10.2.2]', () => {
    const facts = after([opened, noCase('meeting')]);
    const unsent = { ...dispose, unsent: 1 };
    on(facts).when(unsent).thenRefused('letters-gone', 'UC-8.8.1');
    const reasons = { 'letters-gone': 'The examiner had it by hand.' };
    expect(next(facts, { ...unsent, reasons })).toMatchObject([
      { type: 'DisposalDue', data: { ruling: { departures: [{ code: 'letters-gone' }] } } },
    ]);
  });

  it('is for a reason, which is said [UC-8.8.2]', () => {
    const facts = after([opened, noCase('meeting')]);
    on(facts)
      .when({ ...dispose, reason: '  ' })
      .thenRefused('disposal-reasoned', 'UC-8.8.2');
  });

  it('is not where it became known meanwhile that the case went on [UC-8.8.2]', () => {
    const facts = after(
      [opened, desk(false), noCase('desk')],
      dispose,
      noting(referred('airp', '2026-03-10T09:30:00.000Z')),
    );
    expect(next(facts, begin)).toEqual([]);
  });

  it('may be closed all the same, and destroyed then [UC-10.2.3]', () => {
    const facts = after([opened, noCase('meeting')], close);
    expect(next(facts, dispose)).toMatchObject([{ type: 'DisposalDue', data: { dueSince: '2026-03-10' } }]);
  });
});

describe('before the examiner has the reasons', () => {
  it('no paperwork is destroyed, and nobody is asked to: it is the examiner who marks the work [UC-8.8.1]', () => {
    const facts = after([opened, desk(false)]);
    on(facts).when(dispose).thenRefused('reasons-given', 'UC-8.8.1');
    expect(isDue('file.dispose', facts)).toBe(false);
    on(after([opened, desk(false)], close))
      .when(dispose)
      .thenRefused('reasons-given', 'UC-8.8.1');
  });
});

describe('what the Chair found is what counts, not what a review made of it', () => {
  const won = [opened, desk(true), lodged, reviewed, setAside];

  it.each([
    ['decided, and nobody told', won],
    ['decided, and told', [...won, reviewTold]],
    ['told the other way round', [reviewTold, ...won.toReversed()]],
    ['on the record of the hearing, too', [opened, desk(true), found(true), lodged, reviewed, setAside, reviewTold]],
  ])('a review that the student won, %s, is not destroyed [UC-8.8.2, UC-9.5.2]', (_, told) => {
    const facts = after(told as readonly NotedEvent[]);
    expect(isDue('file.dispose', facts)).toBe(false);
    on(facts).when(dispose).thenRefused('time-has-come', 'UC-8.8.2');
  });

  it('a request that is open, or of which the end is not told, keeps every record [UC-9.5.2, UC-25.4]', () => {
    const cleared = [opened, noCase('meeting')];
    for (const told of [
      [...cleared, lodged],
      [...cleared, lodged, reviewed],
    ]) {
      on(after(told)).when(dispose).thenRefused('no-request-open', 'UC-9.5.2');
      expect(isDue('file.dispose', after(told))).toBe(false);
    }
    const marked = after(cleared, dispose, noting(lodged));
    expect(next(marked, begin)).toEqual([]);
    const told = [...marked, ...next(marked, noting(reviewTold))];
    expect(next(told, begin)).toMatchObject([{ type: 'DestructionBegun' }]);
  });
});

describe('an appeal under another procedure, of which the end is told there', () => {
  const ended = [opened, referred('airp'), found(true), communicated, effected];
  const late = { actor: aqss.actor, at: '2033-03-10T10:00:00.000Z' };

  it('keeps the record until it is decided, and no longer than its time [UC-25.4]', () => {
    on(after([...ended, lodged], close))
      .when({ ...dispose, ...late })
      .thenRefused('no-request-open', 'UC-25.4');
    const facts = after([...ended, lodged, reviewed], close);
    const marked = [...facts, ...next(facts, { ...dispose, ...late })];
    expect(next(marked, { ...begin, ...late })).toMatchObject([{ type: 'DestructionBegun' }]);
  });
});

describe('who destroys the paperwork', () => {
  const cleared = [opened, noCase('meeting')];
  const byChair = { ...dispose, ...chair };
  const notTheirs = (...told: readonly NotedEvent[]): void => {
    expect(() => next(after([...cleared, ...told]), byChair)).toThrow('not-yours-to-do');
  };

  it('is the Chair to whom the case is assigned, and no other Chair [UC-8.8.2, UC-4.2]', () => {
    expect(next(after([manager(chair.actor.id), ...cleared]), byChair)).toMatchObject([{ type: 'DisposalDue' }]);
    notTheirs();
    notTheirs(manager('UC-S99'));
  });

  it('is whoever it was assigned to last, whichever was told first [UC-8.8.2]', () => {
    const [first, last] = [manager(chair.actor.id), manager('UC-S99', '2026-03-02T09:00:00.000Z')];
    notTheirs(first, last);
    notTheirs(last, first);
  });
});

describe('everything else is kept for its time', () => {
  it.each([
    ['a breach on form AI-X', [opened, desk(true)]],
    ['a report that was not pursued', [opened, noCase('review')]],
    ['an examination', [opened, noCase('examination')]],
    ['what a Panel found', [opened, referred('airp'), found(false)]],
    ['a case that went on to the Panel', [opened, desk(false), referred('airp', '2026-03-10T09:30:00.000Z')]],
    ['a case that was referred to an office, which has a body convened', [opened, referred('aqss')]],
    ['a case that has not ended', [opened]],
    ['no case, and nobody told where', [opened, noCase(null)]],
  ])('%s [UC-8.8.2, UC-10.2.3]', (_, told) => {
    const facts = after(told as readonly NotedEvent[]);
    expect(isDue('file.dispose', facts)).toBe(false);
    on(facts).when(dispose).thenRefused('time-has-come', 'UC-8.8.2');
  });
});

describe('a case is closed', () => {
  it.each([
    ['where there was no case', [opened, noCase('review')]],
    ['where the Chair alone decided, and it is on the record', [opened, desk(true), found(true), effected]],
    ['with a standard penalty', [opened, referred('subgroup'), found(true), communicated, effected]],
    ['by the Panel', [opened, referred('airp'), found(true), communicated, effected]],
    ['by the Panel, which found no breach', [opened, referred('airp'), found(false), communicated]],
  ])('%s [UC-24.1, UC-24.3]', (_, told) => {
    const facts = after(told as readonly NotedEvent[]);
    expect(isDue('file.close', facts)).toBe(true);
    expect(next(facts, close)).toMatchObject([{ type: 'CaseClosed', data: { retention: { rule: { keep: 'P6Y' } } } }]);
    on([...facts, ...next(facts, close)])
      .when(dispose)
      .thenRefused('time-has-come', 'UC-8.8.2');
  });

  it('not before the student and the Chair are told, and it is on the record [UC-24.1, UC-24.3]', () => {
    const open = [opened, referred('airp'), found(true)];
    on(after(open)).when(close).thenRefused('decision-communicated', 'UC-24.1');
    on(after([...open, communicated]))
      .when(close)
      .thenRefused('effects-complete', 'UC-24.3');
    expect([isDue('file.close', after(open)), isDue('file.close', after([...open, communicated]))]).toEqual([
      false,
      false,
    ]);
  });
});
