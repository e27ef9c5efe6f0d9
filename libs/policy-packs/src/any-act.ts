import { kept, type AnyCommand, type AnyEvent, type LetterItems, type StepRecorded } from '@probity/contracts';
import { enforce, eventOf, RuleBroken, type Decided, type Given } from '@probity/decider';
import { answered, areOfType, fieldFacts, wrongFields } from './engine/fields.js';
import { derivedItems, lettersOf, type Letters } from './letters.js';
import { ruled } from './ruled.js';
import type { ActDefinition, Facts, Policy, Ruling, StepDefinition } from './policy.js';

const fact = eventOf<AnyEvent>();

const none: Letters = { sent: [], refusals: [] };

type StepFields = StepRecorded['data']['fields'];

/** How any subject decides a step of the policy's own, or a correction. @throws RuleBroken */
export const decideAny = (
  subject: string,
  command: AnyCommand & Given,
  facts: Facts,
  policy: Policy,
  /** What letters may say of the matter without being told, such as `reference`. */
  known: LetterItems = {},
  /** What of a step its own rules cannot see. */
  also: Ruling['refusals'] = [],
): readonly Decided<AnyEvent>[] =>
  command.type === 'RecordStep'
    ? recordStep(command, facts, policy, known, also)
    : correct(subject, command, facts, policy);

const recordStep = (
  command: Extract<AnyCommand, { type: 'RecordStep' }> & Given,
  facts: Facts,
  policy: Policy,
  known: LetterItems,
  also: Ruling['refusals'],
): readonly Decided<AnyEvent>[] => {
  const { step, reasons, at, actor, letter = {} } = command;
  const definition = policy.step(step) ?? noSuchStep(step, policy);
  const fields = answered(definition.fields, command.fields);
  const wrongly = wrongFields({ ...definition, at: '/fields' }, fields);
  const again = recordedAlready(definition, facts, policy);
  if (!areOfType(definition.fields, fields)) return refuse(policy.available(step, facts), again, wrongly);
  const field = fieldFacts(definition.fields, fields);
  // What the step's document must say is said with its letter: they are one piece of paper.
  const said = { contents: letter, contentsAt: '/letter', ...(reasons ? { reasons } : {}) };
  const ruling = policy.rule(step, { ...facts, field }, said);
  const isOpen = ruling.kind === undefined || ruling.kind === 'unacceptable';
  const letters = isOpen
    ? lettersOf({
        policy,
        act: step,
        facts,
        at,
        known: { ...known, ...inWords(fields), ...derivedItems(policy, step, at, fields) },
        said: letter,
      })
    : none;
  refuse(ruling, again, [...wrongly, ...letters.refusals, ...(isOpen ? also : [])]);
  const recorded = { step, title: definition.title, fields, at, by: actor.id, ruling: kept(ruling) };
  const contents = contentsOf(definition, policy, letter);
  return [fact('StepRecorded', { ...recorded, ...(contents && { contents }) }, ruling), ...letters.sent];
};

/** @throws RuleBroken with what the rules refuse, and what they cannot see; nothing where there is none of it */
const refuse = (ruling: Ruling, again: Ruling['refusals'], wrong: Ruling['refusals']): readonly never[] => {
  const kind = ruling.kind ?? (again.length > 0 ? 'out-of-order' : undefined);
  enforce({ ...ruling, kind, refusals: [...ruling.refusals, ...again, ...wrong] });
  return [];
};

/** Of what was said, the items of the step's document; undefined where it has none. */
const contentsOf = ({ contains }: StepDefinition, policy: Policy, said: LetterItems): LetterItems | undefined =>
  contains === undefined
    ? undefined
    : Object.fromEntries(policy.document(contains).items.map(({ code }) => [code, said[code] ?? '']));

/** What a step's fields say, for the letter that goes with it. */
const inWords = (fields: StepFields): LetterItems =>
  Object.fromEntries(Object.entries(fields).filter((field): field is [string, string] => typeof field[1] === 'string'));

/** Also for an act: it has a command of its own, whose facts nobody supplied here. @throws RuleBroken */
const noSuchStep = (step: string, { title }: Policy): never => {
  const refusal = { code: 'no-such-step', clauses: [], says: `There is no such step in ${title}.` };
  throw new RuleBroken('out-of-order', step, [refusal]);
};

const correct = (
  subject: string,
  command: Extract<AnyCommand, { type: 'Correct' }> & Given,
  facts: Facts,
  policy: Policy,
): readonly Decided<AnyEvent>[] => {
  const { corrects, found, field, value, reason } = command;
  const said = { ...facts, correction: { found, reasonGiven: reason.trim() !== '' } };
  const ruling = pointedAt(command.wrong, () => ruled(policy, `${subject}.correct`, said, command));
  return [fact('FactCorrected', { corrects, field, value, reason, ruling: kept(ruling) }, ruling)];
};

/** The policy says that a correction names a fact and its field; which of the two it does not, is found at the edge. */
const pointedAt = (wrong: string | undefined, ruling: () => Ruling): Ruling => {
  try {
    return ruling();
  } catch (error) {
    if (wrong === undefined || !(error instanceof RuleBroken)) throw error;
    const [first, ...rest] = error.refusals.map((one) => (one.field === '/event' ? { ...one, field: wrong } : one));
    throw first ? new RuleBroken(error.kind, error.act, [first, ...rest]) : error;
  }
};

/** A step that cannot be repeated is recorded once: why it cannot be again, or nothing. An act is no step. */
export const recordedAlready = (
  step: ActDefinition | StepDefinition,
  { steps }: Facts,
  policy?: Policy,
): Ruling['refusals'] => {
  const done = steps && typeof steps === 'object' && 'done' in steps ? steps.done : [];
  if (!('repeatable' in step) || step.repeatable || !Array.isArray(done) || !done.includes(step.name)) return [];
  const says = `${step.title}: this was recorded already.${policy ? mendedBy(step, policy) : ''}`;
  return [{ code: 'recorded-once', clauses: step.clauses, says }];
};

const mendedBy = ({ name }: StepDefinition, policy: Policy): string => {
  const correction = policy.act(`${name.slice(0, name.indexOf('.'))}.correct`);
  if (!correction) return '';
  const who = [...correction.who.offices, ...correction.who.roles].map((one) => titleOf(one, policy));
  return ` What is wrong in it is corrected (${correction.name}), by: ${who.join(', ')}.`;
};

const titleOf = (one: string, policy: Policy): string =>
  policy.office(one)?.title ?? policy.describe().offices.roles?.[one]?.title ?? one;
