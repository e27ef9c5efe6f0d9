import { anyEvents, anySentences, type AnyCommand } from '@probity/contracts';
import type { Decider, Given } from '@probity/decider';
import { decideAny, type ActCatalogue, type Policy } from '@probity/policy-packs';
import type { z } from 'zod';
import { reportEvents, sentences } from '../report/report.js';

/** Intake's own part of a case: as it was opened. The rest of its life belongs to the other services. */
export const caseEvents = { CaseOpened: reportEvents.CaseOpened, ...anyEvents } as const;

export type CaseEvent = {
  [Type in keyof typeof caseEvents]: { readonly type: Type; readonly data: z.infer<(typeof caseEvents)[Type]> };
}[keyof typeof caseEvents];

export type Case =
  | { readonly status: 'none' }
  | (Omit<Extract<CaseEvent, { type: 'CaseOpened' }>['data'], 'ruling'> & {
      readonly status: 'open';
      readonly steps: readonly string[];
    });

export const caseCatalogue = {
  service: 'case',
  facts: { case: { opened: 'bool' } },
  acts: { 'case.correct': { correction: { found: 'bool', reasonGiven: 'bool' } } },
  tables: {},
  tariffs: {},
} as const satisfies ActCatalogue;

export const caseFacts = (state: Case, { actor }: Pick<Given, 'actor'>) => ({
  actor: { offices: actor.offices, roles: [] },
  steps: { done: state.status === 'none' ? [] : state.steps },
  case: { opened: state.status === 'open' },
});

export const caseDecider: Decider<AnyCommand & Given, Case, CaseEvent, Policy> = {
  initial: { status: 'none' },
  decide: (command, state, policy) => decideAny('case', command, caseFacts(state, command), policy),
  evolve: (state, event) => {
    if (event.type === 'CaseOpened') {
      const { ruling: _, ...opened } = event.data;
      return { status: 'open', ...opened, steps: [] };
    }
    if (state.status === 'none') return state;
    switch (event.type) {
      case 'StepRecorded':
        return { ...state, steps: [...state.steps, event.data.step] };
      case 'FactCorrected':
        return state;
      default:
        return event satisfies never;
    }
  },
};

export const caseSentences = { CaseOpened: sentences.CaseOpened, ...anySentences };
