import { kept, type AnyCommand, type AnyEvent } from '@probity/contracts';
import { enforce, eventOf, RuleBroken, type Decided, type Given } from '@probity/decider';
import { wrongFields } from './engine/fields.js';
import type { ActDefinition, Facts, Policy, Ruling, Said, StepDefinition } from './policy.js';

const fact = eventOf<AnyEvent>();

/** The act's ruling, with the reasons that came with the command. @throws RuleBroken */
export const ruled = (
  policy: Policy,
  act: string,
  facts: Facts,
  { reasons }: Pick<Given, 'reasons'>,
  said: Said = {},
): Ruling => enforce(policy.rule(act, facts, { ...said, ...(reasons ? { reasons } : {}) }));

/** How any subject decides a step of the policy's own, or a correction. @throws RuleBroken */
export const decideAny = (
  subject: string,
  command: AnyCommand & Given,
  facts: Facts,
  policy: Policy,
): readonly Decided<AnyEvent>[] =>
  command.type === 'RecordStep' ? recordStep(command, facts, policy) : correct(subject, command, facts, policy);

const recordStep = (
  command: Extract<AnyCommand, { type: 'RecordStep' }> & Given,
  facts: Facts,
  policy: Policy,
): readonly Decided<AnyEvent>[] => {
  const { step, fields, reasons } = command;
  const definition = policy.step(step) ?? noSuchStep(step, policy);
  const field = Object.fromEntries(definition.fields.map(({ name, type }) => [name, fields[name] ?? absent(type)]));
  const ruling = policy.rule(step, { ...facts, field }, reasons ? { reasons } : {});
  const again = recordedAlready(definition, facts);
  const refusals = [...ruling.refusals, ...again, ...wrongFields({ ...definition, at: '/fields' }, fields)];
  const kind = ruling.kind ?? (again.length > 0 ? 'out-of-order' : undefined);
  enforce({ ...ruling, kind, refusals });
  return [fact('StepRecorded', { step, title: definition.title, fields, ruling: kept(ruling) }, ruling)];
};

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
  const ruling = ruled(
    policy,
    `${subject}.correct`,
    { ...facts, correction: { found, reasonGiven: reason.trim() !== '' } },
    command,
  );
  return [fact('FactCorrected', { corrects, field, value, reason, ruling: kept(ruling) }, ruling)];
};

/** A step that cannot be repeated is recorded once: why it cannot be again, or nothing. An act is no step. */
export const recordedAlready = (step: ActDefinition | StepDefinition, { steps }: Facts): Ruling['refusals'] => {
  const done = steps && typeof steps === 'object' && 'done' in steps ? steps.done : [];
  if (!('repeatable' in step) || step.repeatable || !Array.isArray(done) || !done.includes(step.name)) return [];
  return [{ code: 'recorded-once', clauses: step.clauses, says: `${step.title}: this was recorded already.` }];
};

const absent = (type: string): string | number | boolean => (type === 'boolean' ? false : type === 'number' ? 0 : '');
