import { anySentences } from '@probity/contracts';
import { bodySentences } from '../body/index.js';
import type { DataOf, HearingEvent } from './events.js';
import { sittingSentences } from './sitting/sentences.js';

/** Nobody but whoever recorded them has confirmed them: the others see by whom. */
const votesIn = (votes: Readonly<Record<string, string>> | undefined, by: string | undefined): string => {
  const said = Object.entries(votes ?? {}).map(([person, vote]) => `${person} ${vote}`);
  return said.length === 0 || by === undefined ? '' : ` Votes, as recorded by ${by}: ${said.join(', ')}.`;
};

export const sentences: { readonly [Type in HearingEvent['type']]: (data: DataOf<Type>) => string } = {
  CaseNoted: ({ reference }) => `The body that decides was told of case ${reference}.`,
  HearingConvened: ({ established: points }) =>
    `The manager was asked to consider the final report: ${points.length} ${points.length === 1 ? 'point' : 'points'}.`,
  ManagerNoted: ({ manager }) => `The body that decides was told that ${manager} is accountable for the case.`,
  ImplicatedNoted: () => "The body that decides was told who of the centre's staff is implicated.",
  ClosureNoted: () => 'The body that decides was told that the case is closed.',
  FindingReached: ({ findings, votes, recordedBy }) =>
    `Found: ${findings.map(({ point, outcome: found }) => `${point}, ${found.replace('-', ' ')}`).join('; ')}.${votesIn(votes, recordedBy)}`,
  ActionDecided: ({ actions }) =>
    actions.length === 0 ? 'Decided: no action is taken.' : `Decided: ${actions.map(({ title }) => title).join('; ')}.`,
  DecisionCommunicated: () => 'The decision was communicated, with the reasons and the way to appeal.',
  AppealLodged: ({ party }) => `An appeal was lodged by a party: ${party.replace('-', ' ')}.`,
  ReferralNoted: ({ to }) => `The case was referred to: ${to.replaceAll('-', ' ')}.`,
  // Not even whether there is any.
  HistoryNoted: () => 'What is on record from before was received, sealed.',
  AnswerNoted: ({ accepts }) =>
    `The body that decides was told that the student ${accepts ? 'accepts' : 'disputes'} it.`,
  StudentToldNoted: () => 'The student was told in writing.',
  MeetingNoted: ({ attended }) =>
    `The body that decides was told of a meeting, to which the student ${attended ? 'came' : 'did not come'}.`,
  DeskDecisionNoted: ({ title, proven }) => `Decided by ${title}: ${proven ? 'a breach' : 'no breach'}.`,
  DecisionLapsed: () => 'What was decided does not stand: the case is to be heard anew, by others.',
  AnonymityNoted: () => 'The body that decides was told that anonymity is lifted.',
  PenaltyDecided: ({ actions, votes, recordedBy }) =>
    `Decided: ${[...new Set(actions.map(({ title }) => title))].join('; ')}.${votesIn(votes, recordedBy)}`,
  FindingConfirmed: () => 'The decision was confirmed.',
  PenaltyConfirmed: ({ actions }) => (actions.length === 0 ? 'There is no penalty.' : 'The penalty was confirmed.'),
  HistoryReleased: () => 'The body was told of earlier offences.',
  DecisionLetterSent: () => 'The decision was communicated.',
  ...bodySentences,
  ...sittingSentences,
  ...anySentences,
};
