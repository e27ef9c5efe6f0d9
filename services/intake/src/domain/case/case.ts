import {
  anyEvents,
  anySentences,
  type AnyCommand,
  nothingTaken,
  stepsTakenFacts,
  withStep,
  type StepsTaken,
} from '@probity/contracts';
import { eventOf, type Decider, type Given } from '@probity/decider';
import { decideAny, type ActCatalogue, type Policy } from '@probity/policy-packs';
import { z } from 'zod';
import { reportEvents } from '../report/events.js';
import { sentences } from '../report/sentences.js';

/** Intake's own part of a case: as it was opened. The rest of its life belongs to the other services. */
export const caseEvents = {
  CaseOpened: reportEvents.CaseOpened,
  /** Another service's fact: the student knows of the case. */
  StudentToldNoted: z.strictObject({ toldAt: z.iso.datetime() }),
  ...anyEvents,
} as const;

export type CaseCommand = AnyCommand | { readonly type: 'NoteStudentTold'; readonly toldAt: string };

export type CaseEvent = {
  [Type in keyof typeof caseEvents]: { readonly type: Type; readonly data: z.infer<(typeof caseEvents)[Type]> };
}[keyof typeof caseEvents];

export type Case =
  | { readonly status: 'none' }
  | (Omit<Extract<CaseEvent, { type: 'CaseOpened' }>['data'], 'ruling'> & {
      readonly status: 'open';
      readonly steps: StepsTaken;
      /** When the student first heard of it; null: they have not, as far as is known here. */
      readonly toldAt: string | null;
    });

export const caseCatalogue = {
  service: 'case',
  facts: { case: { opened: 'bool' } },
  acts: { 'case.correct': { correction: { found: 'bool', reasonGiven: 'bool' } } },
  tables: {},
  tariffs: {},
} as const satisfies ActCatalogue;

export const caseFacts = (state: Case, { actor, at }: Pick<Given, 'actor' | 'at'>) => ({
  actor: { offices: actor.offices, roles: [] },
  ...stepsTakenFacts(state.status === 'none' ? nothingTaken : state.steps),
  asked: { at },
  case: { opened: state.status === 'open' },
});

const fact = eventOf<CaseEvent>();

export const caseDecider: Decider<CaseCommand & Given, Case, CaseEvent, Policy> = {
  initial: { status: 'none' },
  decide: (command, state, policy) => {
    if (command.type !== 'NoteStudentTold') return decideAny('case', command, caseFacts(state, command), policy);
    if (state.status === 'none' || state.subject.kind !== 'student' || state.toldAt !== null) return [];
    return [fact('StudentToldNoted', { toldAt: command.toldAt }, { authority: [] })];
  },
  evolve: (state, event) => {
    if (event.type === 'CaseOpened') {
      const { ruling: _, ...opened } = event.data;
      return { status: 'open', ...opened, steps: nothingTaken, toldAt: null };
    }
    if (state.status === 'none') return state;
    switch (event.type) {
      case 'StudentToldNoted':
        return { ...state, toldAt: event.data.toldAt };
      case 'StepRecorded':
        return { ...state, steps: withStep(state.steps, event.data) };
      case 'LetterSent':
      case 'FactCorrected':
        return state;
      default:
        return event satisfies never;
    }
  },
};

export const caseSentences = {
  CaseOpened: sentences.CaseOpened,
  StudentToldNoted: () => 'The student was told of the allegation.',
  ...anySentences,
};
