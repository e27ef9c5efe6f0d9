import { describe, expect, it } from '@jest/globals';
import { given } from '@probity/decider';
import {
  after,
  appealsPolicy,
  appointing,
  beforeTheBody,
  declaring,
  director,
  lodging,
  manager,
  noted,
  original,
  principal,
  registrar,
  representative,
  seats,
  stateOf,
  teacher,
} from '../../testing/appeal-samples.js';
import { appealDecider } from './decisions.js';
import type { AppealEvent, Original } from './events.js';

const givenFacts = (...facts: readonly AppealEvent[]) => given(appealDecider, appealsPolicy, ...facts);
const refer = { type: 'ReferAppeal', actor: director, at: '2026-07-21T10:00:00.000Z' } as const;
const body = 'special-cases-appeal-committee';
const convene = { type: 'ConveneBody', body, actor: registrar, at: '2026-07-22T09:00:00.000Z' } as const;
const convened = (changes: Partial<Original> = {}) => after([noted(changes)], lodging(), refer, convene);
const isComplete = (facts: readonly AppealEvent[]) => {
  const state = stateOf(facts);
  return state.status === 'known' && state.body.complete;
};

describe('those who hear an appeal', () => {
  it('are convened once it was directed to them [IBC-116, IBC-121]', () => {
    const lodged = after([noted()], lodging());
    givenFacts(...lodged)
      .when(convene)
      .thenRefused('appeal-referred', 'IBC-116');
    givenFacts(...after(lodged, refer))
      .when(convene)
      .then({ type: 'BodyConvened', data: { body, form: 'papers' } });
    givenFacts(...after(lodged, refer))
      .when({ ...convene, actor: teacher })
      .thenRefused('not-yours-to-do', 'IBC-121');
    givenFacts(...convened())
      .when(convene)
      .thenNothing();
  });

  it('are the Principal, a teacher, a member of the Management Committee and a student [IBC-121]', () => {
    const appoint = seats.map(([person, seat]) => appointing(person, seat));
    const seated = after(convened(), ...appoint);
    expect(isComplete(seated)).toBe(false);
    const declared = after(seated, ...seats.map(([person]) => declaring(person)));
    expect(isComplete(declared)).toBe(true);
    const replace = {
      type: 'ReplaceMember',
      person: manager.id,
      why: 'Away.',
      actor: registrar,
      at: convene.at,
    } as const;
    expect(isComplete(after(declared, replace))).toBe(false);
    givenFacts(...convened())
      .when(appointing(teacher, 'chair'))
      .thenRefused('not-from-chair', 'IBC-121');
    givenFacts(...convened())
      .when(appointing(teacher, 'clerk'))
      .thenRefused('no-such-seat', 'IBC-121');
  });

  it('have no teacher who was involved before, and no waiver for that [IBC-121]', () => {
    const did = (person: string) => ({ satOn: [...original.satOn, { person, body: 'interviewers' }] });
    const teaching = appointing(teacher, 'teaching-staff', { 'not-previously-involved': 'Nobody else is there.' });
    givenFacts(...convened(did('st-04')))
      .when(teaching)
      .thenRefused('not-previously-involved', 'IBC-121');
    givenFacts(...convened({ accuser: 'st-04' }))
      .when(teaching)
      .thenRefused('not-previously-involved', 'IBC-121');
    givenFacts(...convened())
      .when(teaching)
      .then({ type: 'MemberAppointed' });
  });

  it('have anybody else who came to it before only for a reason [IBC-8.5]', () => {
    const facts = convened({ satOn: [{ person: 'st-03', body: 'interviewers' }] });
    givenFacts(...facts)
      .when(appointing(principal, 'chair'))
      .thenRefused('came-to-it-before', 'IBC-8.5');
    const waived = appointing(principal, 'chair', { 'came-to-it-before': 'The student waives it.' });
    givenFacts(...facts)
      .when(waived)
      .then({ type: 'MemberAppointed' });
  });

  it('say whether they have an interest; the teacher may not sit with one [IBC-8.5]', () => {
    const seated = beforeTheBody();
    givenFacts(...seated)
      .when(declaring(teacher))
      .thenNothing();
    const [event] = givenFacts(...seated)
      .when(declaring(teacher, true))
      .then({ type: 'InterestDeclared' });
    expect(event).toMatchObject({ data: { complete: false } });
    givenFacts(...seated)
      .when({ ...declaring(representative), conflict: true, actor: director })
      .thenRefused('not-yours-to-do', 'IBC-121');
  });
});
