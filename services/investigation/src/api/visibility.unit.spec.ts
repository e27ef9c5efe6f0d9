import { describe, expect, it } from '@jest/globals';
import type { Given } from '@probity/decider';
import { sentences, type InvestigationEvent } from '../domain/investigation/events.js';
import type { OpenInvestigation } from '../domain/investigation/investigation.js';
import {
  afterwards,
  decideOn,
  director,
  examiner,
  lecturer,
  opened,
  principal,
  readyToRefer,
  registrar,
  stateOf,
  step,
  studentPolicy,
  toCommittee,
} from '../testing/student-case.js';
import { readable, withoutFile } from './investigation.lookups.js';
import { fileHidden, isIdentityHidden } from './visibility.js';

const primaFacie = [opened(), step('find-prima-facie', { caseToAnswer: true })];
const lifted = [...primaFacie, ...decideOn(primaFacie, { type: 'LiftAnonymity', ...registrar() })];
const as = (facts: readonly InvestigationEvent[], given: Given): boolean =>
  isIdentityHidden(stateOf(...facts) as OpenInvestigation, studentPolicy, given);

describe('whom the case is about', () => {
  it('is kept from the Director until anonymity is lifted [IBC-75]', () => {
    expect(as(primaFacie, director())).toBe(true);
    expect(as(lifted, director())).toBe(false);
  });

  it('is kept from the Registrar until then, too, and from lecturers and examiners by what became of the report [IBC-46.1, IBC-46.2]', () => {
    for (const given of [registrar(), lecturer(), examiner()]) expect(as(primaFacie, given)).toBe(true);
    expect(as(lifted, registrar())).toBe(false);
    for (const given of [lecturer(), examiner()]) expect(as(lifted, given)).toBe(true);
  });

  it('is kept from everybody else, too, until then, but from whoever is to interview [IBC-75]', () => {
    expect(as(primaFacie, principal())).toBe(true);
    expect(as(lifted, principal())).toBe(false);
  });

  it('does not stand anywhere in what is read then, nor who accused and who did what', () => {
    const state = stateOf(...readyToRefer);
    const { subject, ...rest } = readable(state, afterwards, true) as { subject: object };
    expect(subject).toEqual({ kind: 'student', id: null, centre: null });
    expect(JSON.stringify(rest)).not.toContain('U-1001');
    expect(rest).not.toHaveProperty('accuser');
    expect(rest).not.toHaveProperty('did');
    expect(rest).toMatchObject({ steps: expect.arrayContaining(['investigation.write-interview-record']) });
    expect(JSON.stringify(rest)).not.toContain('ST-04');
    expect(readable(state, afterwards, false)).toMatchObject({ subject: { id: 'U-1001' } });
  });

  it('is named by no sentence of the timeline', () => {
    const referred = decideOn(readyToRefer, { ...toCommittee, ...director(afterwards) });
    for (const event of [...readyToRefer, ...lifted, ...referred]) {
      const tell = sentences[event.type] as (data: object) => string;
      expect(tell(event.data)).not.toContain('U-1001');
    }
  });
});

describe('the file of a case', () => {
  const state = stateOf(...readyToRefer) as OpenInvestigation;
  const by = (given: Given) => fileHidden(state, studentPolicy, given).map(({ what }) => what);

  it('is kept from lecturers and examiners, but for whoever reported and whoever has a part in it [IBC-97.4]', () => {
    const another = { ...lecturer(), actor: { id: 'ST-90', offices: ['lecturer'] } };
    expect(by(another)).toEqual(['malpractice-file']);
    expect(by({ ...another, actor: { ...another.actor, id: state.accuser ?? '' } })).toEqual([]);
    for (const given of [director(), principal(), registrar()]) expect(by(given)).toEqual([]);
  });

  it('is not in what they read, whose version goes with an act that is theirs', () => {
    expect(Object.keys(withoutFile(state))).toEqual(['status', 'institution', 'policy', 'case']);
  });
});
