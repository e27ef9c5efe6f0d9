import { toldBy } from '@probity/contracts';
import { RuleBroken, type Given } from '@probity/decider';
import type { Policy } from '@probity/policy-packs';
import type { AcknowledgeInstruction, ToldAction } from './commands.js';
import { isPenalty, permitsResit, via, type DecidedAction } from './decided.js';
import { after, completed } from './completion.js';
import { isBinding, leftOf } from './facts.js';
import type { Instruction } from './instruction-events.js';
import { currentCourse, isCourse } from './course-facts.js';
import { fact, knownOf, present, type Decision } from './rule.js';
import type { DataOf, KnownSanctions, Sanctions } from './sanctions.js';
import { instructionOf, outdated } from './standing.js';

/** An effect with what the policy says of it: what puts it into effect, after which step, and what becomes of the credit. */
export const prepared = (told: ToldAction, policy: Policy): DecidedAction => {
  const { code, effect, parameters, words = {}, clauses = [], binds = true } = told;
  const way = policy.tables.includes('puts-into-effect')
    ? policy.table('puts-into-effect', { action: { code, effect } }).rows[0]
    : undefined;
  const all = [...new Set([...clauses, ...(way?.clauses ?? [])])];
  const step = String(way?.then['after'] ?? '');
  return {
    ...{ code, effect, parameters: { ...parameters } },
    ...(Object.keys(words).length > 0 && { words: { ...words } }),
    ...(all.length > 0 && { clauses: all }),
    ...(!binds && { binds }),
    ...(way && { via: via.parse(way.then['by']) }),
    ...(step !== '' && { after: step }),
    ...ofCourse(way?.then ?? {}),
    ...creditOf({ ...told, words }, policy),
  };
};

/** The deadline of a course, and the step that confirms how it ended. */
const ofCourse = ({ by, within, confirmed }: Readonly<Record<string, unknown>>): Partial<DecidedAction> =>
  by === 'course' ? { within: String(within), confirmed: String(confirmed) } : {};

const creditOf = (told: ToldAction, policy: Policy): Pick<DecidedAction, 'credit'> => {
  const { code, effect, parameters, words = {} } = told;
  if (!isPenalty({ code, effect, parameters: {} }) || !policy.tables.includes('credit-effect')) return {};
  const resit = permitsResit({ parameters: { ...parameters }, words: { ...words } });
  const { rows } = policy.table('credit-effect', { penalty: { code, resit } });
  return {
    credit: {
      credit: String(rows[0]?.then['credit'] ?? ''),
      regained: rows[0]?.then['regained'] === true,
      clauses: rows.flatMap(({ clauses }) => clauses),
    },
  };
};

/**
 * The events, and what the institution's student system is to do after them: whatever was instructed for a decision that holds
 * no more is taken back, and then comes what holds now, as soon as it binds and the step that it waits for is recorded.
 */
export const instructed = (events: Decision, { at }: Given, sanctions: Sanctions, policy: Policy): Decision => {
  const known = knownOf(after(events, sanctions));
  if (!known?.decided || known.noted?.subject.kind !== 'student') return events;
  const undone = [...events, ...issued(outdated(known).map(undoingOf), known, at)];
  const now = present(knownOf(after(undone, sanctions)), 'a case');
  return [...undone, ...issued(wantedNow(now, policy), now, at)];
};

const issued = (wanted: readonly Wanted[], { instructions }: KnownSanctions, issuedAt: string): Decision =>
  wanted.map((one, place) => {
    const data = { ...one, number: instructions.length + 1 + place, issuedAt };
    return fact('InstructionIssued', data, { authority: one.clauses });
  });

type Wanted = Omit<DataOf<'InstructionIssued'>, 'number' | 'issuedAt'>;

const undoingOf = ({ number, issuedAt: _, acknowledged: __, ...one }: Instruction): Wanted => ({
  ...one,
  parameters: { ...one.parameters },
  clauses: [...one.clauses],
  undoes: number,
});

const wantedNow = (known: KnownSanctions, policy: Policy): readonly Wanted[] => {
  const { key, on, actions } = present(known.decided, 'a decision');
  const { subject, assessment } = present(known.noted, 'a case');
  const isRipe = (action: DecidedAction): boolean =>
    action.via === 'instruction' &&
    isBinding(known, action) &&
    (action.after === undefined || known.steps.names.includes(action.after));
  return actions.flatMap((action, index) => {
    if (isCourse(action)) return fromCourse(known, action, index, policy);
    if (!isRipe(action) || instructionOf(known, index)) return [];
    const { code, effect, parameters, words = {}, credit = null, clauses = [] } = action;
    const told = action.after === undefined ? {} : toldAfter(known, action.after, policy);
    return [
      {
        ...{ decision: key, index, decidedOn: on, code, effect, parameters: { ...parameters, ...words, ...told } },
        ...{ credit, student: subject.id, module: assessment?.module ?? null, clauses, undoes: null },
      },
    ];
  });
};

/** What follows from a course once a person confirmed how it ended, and the step that it waits for is recorded. */
const fromCourse = (known: KnownSanctions, action: DecidedAction, index: number, policy: Policy): readonly Wanted[] => {
  const { key, on } = present(known.decided, 'a decision');
  const { subject, assessment } = present(known.noted, 'a case');
  const confirmed = currentCourse(known)?.confirmed;
  const { mark: effect, after: step, from, with: others, clauses } = confirmed ?? nothingFollows;
  const isRipe = effect !== 'none' && (step === '' || known.steps.names.includes(step));
  if (!isRipe || instructionOf(known, index)) return [];
  const parameters = { ...(from === '' ? {} : toldAfter(known, from, policy)), ...others };
  return [
    {
      ...{ decision: key, index, decidedOn: on, code: action.code, effect, parameters, credit: null },
      ...{ student: subject.id, module: assessment?.module ?? null, clauses: [...clauses], undoes: null },
    },
  ];
};

const nothingFollows = { mark: 'none', after: '', from: '', with: {}, clauses: [] };

/** What a step tells that is nobody's words: a deadline, a choice. */
const toldAfter = ({ steps }: KnownSanctions, name: string, policy: Policy): Readonly<Record<string, unknown>> => {
  const told = toldBy(steps, name);
  const fields = (policy.step(name)?.fields ?? []).filter((field) => !field.personal && field.name in told);
  return Object.fromEntries(fields.map((field) => [field.name, told[field.name]]));
};

/** What the student system answers. Done, it is in effect; not done, a person must see to it, and it may still be done. */
export const acknowledge = (command: AcknowledgeInstruction & Given, sanctions: Sanctions): Decision => {
  const { number, done, note, at } = command;
  const known = present(knownOf(sanctions), 'a case');
  const one = present(
    known.instructions.find((instruction) => instruction.number === number),
    'an instruction',
  );
  if (one.acknowledged?.done === done) return [];
  const authority = { authority: one.clauses };
  if (one.acknowledged?.done) throw new RuleBroken('out-of-order', 'instructions.acknowledge', [doneAlready(one)]);
  const answered = fact('InstructionAcknowledged', { number, done, note, acknowledgedAt: at }, authority);
  return completed([answered, ...inEffect(command, one, known)], command, sanctions, authority);
};

const doneAlready = ({ clauses, number }: Instruction) => ({
  ...{ code: 'instruction-done', clauses, facts: { number }, field: '/done' },
  says: 'This instruction was acknowledged as done; what is to be taken back has an instruction of its own.',
});

/** Nothing where it is in effect already, is taken back by now, or is itself what takes something back. */
const inEffect = ({ done, note, at }: AcknowledgeInstruction & Given, one: Instruction, known: KnownSanctions) => {
  const { clauses, undoes, decision, index, number } = one;
  const action = decision === known.decided?.key ? known.decided.actions[index] : undefined;
  if (!done || undoes !== null || !action || leftOf(known, action) === 0) return [];
  // What was taken back since is of a course that was confirmed otherwise.
  if (instructionOf(known, index)?.number !== number) return [];
  const ruling = { restedOn: { instruction: number }, departures: [], breaches: [] };
  const data = { action: action.code, effect: action.effect, what: note ?? '', inEffectAt: at, ruling };
  return [fact('SanctionPutIntoEffect', data, { authority: clauses })];
};
