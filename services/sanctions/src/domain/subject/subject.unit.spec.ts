import { describe, expect, it } from '@jest/globals';
import { fold } from '@probity/decider';
import type { SanctionsCommand } from '../sanctions/commands.js';
import type { Given } from '@probity/decider';
import {
  after,
  caseOf,
  college,
  decidedAs,
  found,
  opened,
  penalty,
  of,
  stateOf,
  system,
  variedTo,
} from '../../testing/college.js';
import { offenceOf, personOf } from '../sanctions/offence.js';
import { historyFor, subjectDecider, type KeepRecord } from './decisions.js';
import type { SubjectEvent } from './subject.js';

const decision = decidedAs(penalty('a', ['warning']));
type Command = SanctionsCommand & Given;

/** As the reaction to another service's fact gives it. */
const keep = (commands: readonly Command[], change: Partial<KeepRecord> = {}) => ({
  type: 'KeepRecord' as const,
  ...{ ...of, offence: offenceOf(stateOf(after(...commands)), college), referred: false, ended: false },
  ...change,
  ...system,
});
const record = (facts: readonly SubjectEvent[], command: KeepRecord & Given): readonly SubjectEvent[] => [
  ...facts,
  ...subjectDecider.decide(command, fold(subjectDecider, facts), college),
];
const typesOf = (facts: readonly SubjectEvent[]) => facts.map(({ type }) => type);
const historyOf = (facts: readonly SubjectEvent[], caseId = caseOf(2)) =>
  historyFor(fold(subjectDecider, facts), caseId, { policy: college, registeredLevel: 5 });

describe('an offence on record', () => {
  it('is what a body found proven, in the career of the student, and then its penalties [IBC-84, IBC-85]', () => {
    const proven = record([], keep([opened, found]));
    expect(proven).toMatchObject([
      {
        type: 'OffenceRecorded',
        authority: ['IBC-84', 'IBC-85'],
        data: {
          case: of.case,
          offence: { career: 'undergraduate', category: 'malpractice', offences: ['plagiarism'], moduleLevel: 5 },
        },
      },
    ]);
    const punished = record(proven, keep([opened, found, decision]));
    expect(typesOf(punished)).toEqual(['OffenceRecorded', 'PenaltiesRecorded']);
    expect(historyOf(punished)).toMatchObject([{ case: of.case, penalties: ['a'], spent: false }]);
    expect(record(punished, keep([opened, found, decision]))).toEqual(punished);
  });

  it('is the same in whichever order it is told [IBC-84]', () => {
    const orders: readonly (readonly Command[])[] = [
      [opened, found, decision],
      [decision, found, opened],
      [found, decision, opened],
    ];
    const ends = orders.map((order) =>
      historyOf(
        order.reduce<readonly SubjectEvent[]>((facts, _, last) => record(facts, keep(order.slice(0, last + 1))), []),
      ),
    );
    for (const end of ends) expect(end).toEqual(ends[0]);
    expect(ends[0]).toHaveLength(1);
  });

  it('is nothing that was not proven, and no poor practice [IBC-93.gate]', () => {
    expect(record([], keep([opened, { ...found, proven: false }]))).toEqual([]);
    expect(record([], keep([opened, { ...found, category: 'poor-practice' }]))).toEqual([]);
    expect(record([], keep([opened, { ...found, category: 'malpractice' }]))).toHaveLength(1);
  });

  it('changes with an appeal, and counts no more where it is set aside [IBC-118.1]', () => {
    const punished = record([], keep([opened, found, decision]));
    const lesser = variedTo('reduced', penalty('b', ['further-work']));
    expect(historyOf(record(punished, keep([opened, found, decision, lesser])))[0]?.penalties).toEqual(['b']);
    const aside = keep([opened, found, decision, variedTo('set-aside', [])]);
    const quashed = record(punished, aside);
    expect(quashed.at(-1)).toMatchObject({ type: 'OffenceSetAside', data: { outcome: 'set-aside' } });
    expect(historyOf(quashed)).toEqual([]);
    expect(record(quashed, aside)).toEqual(quashed);
    expect(record([], aside)).toEqual([]);
  });

  it('is not in the history of its own case [IBC-84]', () => {
    expect(historyOf(record([], keep([opened, found])), of.case)).toEqual([]);
  });

  it('goes on the record of a student alone', () => {
    expect(personOf(stateOf(after(opened)))).toBe('S-01');
    const staff = { ...opened, subject: { kind: 'institution-staff', id: 'P-1', centre: null } } as const;
    expect(personOf(stateOf(after(staff)))).toBeNull();
  });
});

describe('the cases that are told of it', () => {
  const open = (facts: readonly SubjectEvent[]) => {
    const state = fold(subjectDecider, facts);
    return state.status === 'none' ? [] : state.referred;
  };

  it('are those that a body considers, until they are closed, in either order [IBC-84]', () => {
    const referred = record([], keep([opened], { referred: true }));
    expect(open(referred)).toEqual([of.case]);
    expect(record(referred, keep([opened], { referred: true }))).toEqual(referred);
    const ended = record(referred, keep([opened], { referred: true, ended: true }));
    expect(open(ended)).toEqual([]);
    expect(open(record([], keep([opened], { referred: true, ended: true })))).toEqual([]);
  });
});
