import {
  anyEvents,
  anySentences,
  type AnyCommand,
  nothingTaken,
  stepsTakenFacts,
  withStep,
  type StepsTaken,
} from '@probity/contracts';
import type { Decider, Given } from '@probity/decider';
import { decideAny, type ActCatalogue, type Policy } from '@probity/policy-packs';
import type { z } from 'zod';
import { reportEvents } from '../report/events.js';
import { sentences } from '../report/sentences.js';

/** Intake's own part of a case: as it was opened. The rest of its life belongs to the other services. */
export const caseEvents = { CaseOpened: reportEvents.CaseOpened, ...anyEvents } as const;

export type CaseEvent = {
  [Type in keyof typeof caseEvents]: { readonly type: Type; readonly data: z.infer<(typeof caseEvents)[Type]> };
}[keyof typeof caseEvents];

export type Case =
  | { readonly status: 'none' }
  | (Omit<Extract<CaseEvent, { type: 'CaseOpened' }>['data'], 'ruling'> & {
      readonly status: 'open';
      readonly steps: StepsTaken;
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

export const caseDecider: Decider<AnyCommand & Given, Case, CaseEvent, Policy> = {
  initial: { status: 'none' },
  decide: (command, state, policy) => decideAny('case', command, caseFacts(state, command), policy),
  evolve: (state, event) => {
    if (event.type === 'CaseOpened') {
      const { ruling: _, ...opened } = event.data;
      return { status: 'open', ...opened, steps: nothingTaken };
    }
    if (state.status === 'none') return state;
    switch (event.type) {
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

export const caseSentences = { CaseOpened: sentences.CaseOpened, ...anySentences };
