import { fold, given, type Given } from '@probity/decider';
import { reportDecider } from '../domain/report/decisions.js';
import type { SubmitReport } from '../domain/report/commands.js';
import type { ReportEvent } from '../domain/report/events.js';
import { chester } from './chester.js';
import { categorise, openCase, step, submit, type Act } from './students.js';

/** On a Monday, before noon in the policy's time zone. */
export const monday = '2026-10-05T09:00:00.000Z';

export const by = (office: string, at = monday): Given => ({ actor: { id: `S-${office}`, offices: [office] }, at });
export const examiner = by('examiner');
export const invigilator = by('invigilator');
export const officer = by('examinations-officer');
export const chair = by('chair-mab');

/** Form AI-1, by whoever has that office. */
export const ai1 = (more: Partial<SubmitReport> = {}, office = 'examiner'): Act => {
  const reporter = { kind: office, name: null, contact: null, relationship: null };
  return submit(by(office), { reporter, evidenceKinds: ['source'], ...more });
};

export const practice = (...codes: string[]): Act =>
  categorise('unacceptable-academic-practice', codes, { given: chair });
export const misconduct = (...codes: string[]): Act => categorise('academic-misconduct', codes, { given: chair });
export const open: Act = { ...openCase('ST-1'), ...chair };

export type Fields = Readonly<Record<string, string | number | boolean>>;
/** A step by whoever has that office, some time after. */
export const did = (name: string, office: string, fields: Fields = {}, at = monday): Act =>
  step(name, by(office, at), fields);

export const eventsAfter = (...commands: readonly Act[]): readonly ReportEvent[] =>
  commands.reduce<readonly ReportEvent[]>(
    (events, command) => [
      ...events,
      ...reportDecider
        .decide(command, fold(reportDecider, events), chester)
        .flatMap(({ type, data, on }) => (on ? [] : [{ type, data } as ReportEvent])),
    ],
    [],
  );

export const having = (...commands: readonly Act[]) => given(reportDecider, chester, ...eventsAfter(...commands));
export const stateHaving = (...commands: readonly Act[]) => fold(reportDecider, eventsAfter(...commands));

/** It is refused for want of a reason, and goes through with one, which is kept. */
export const needsReason = (command: Act, code: string, clause: string, ...before: readonly Act[]): void => {
  having(...before)
    .when(command)
    .thenRefused(code, clause);
  const reasons = { [code]: 'As it was.' };
  const [event] = reportDecider.decide({ ...command, reasons } as Act, stateHaving(...before), chester);
  if (!event) throw new Error('nothing happened');
  const { ruling } = event.data as { readonly ruling: { readonly departures: readonly object[] } };
  if (!ruling.departures.some((one) => 'code' in one && one.code === code)) throw new Error(`no departure ${code}`);
};
