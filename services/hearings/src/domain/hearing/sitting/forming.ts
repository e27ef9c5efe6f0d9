import { eventOf, same, type Decided, type Refusal } from '@probity/decider';
import { appointed, convened, declared, replaced } from '../../body/index.js';
import { onPapers, type HearingEvent } from '../hearing.js';
import { knownOf, makingOf, ruledOn, type Deciding } from '../rule.js';
import { alreadyOpened } from './already-opened.js';
import type * as commands from './commands.js';

type Decision = readonly Decided<HearingEvent>[];
const fact = eventOf<HearingEvent>();

export const conveneBody = (command: commands.ConveneBody, deciding: Deciding): Decision => {
  const known = knownOf(deciding);
  const { body: name, sitting, cases } = command;
  const act = 'hearing.convene';
  if (known?.body.name === name && same(known.sitting.cases, cases)) {
    // Nothing is done anew, nor where it could not be any more.
    ruledOn(deciding, act, { convened: { body: name } });
    return [];
  }
  const making = makingOf(deciding, act, { convened: { body: name } });
  const decided = [
    ...(known?.finding ? [alreadyDecided(deciding, act)] : []),
    // Where nobody appears before it, another body may take the case as it stands.
    ...(known?.sitting.opened && known.body.form !== onPapers ? [alreadyOpened(deciding, act)] : []),
  ];
  const events = convened(
    { ...making, rule: (more) => making.rule({ ...more, refusals: [...(more.refusals ?? []), ...decided] }) },
    name,
  );
  const [first] = events;
  const formed = { sitting, cases: [...cases], formedAt: deciding.given.at };
  return [...events, fact('SittingFormed', formed, { authority: first?.authority ?? [] })];
};

const alreadyDecided = ({ policy }: Deciding, act: string): Refusal => ({
  code: 'already-decided',
  clauses: policy.act(act)?.clauses ?? [],
  says: 'What the body is to consider has been decided.',
});

export const appointMember = ({ person, seat, inRegister }: commands.AppointMember, deciding: Deciding): Decision => {
  const here = inRegister[knownOf(deciding)?.case ?? ''];
  if (!here) throw new Error(`nothing was looked up of ${person} for this case`);
  return appointed(makingOf(deciding, 'hearing.appoint-member'), { person, seat, inRegister: here });
};

export const replaceMember = ({ person, why }: commands.ReplaceMember, deciding: Deciding): Decision =>
  replaced(makingOf(deciding, 'hearing.replace-member'), person, why);

export const declareInterest = (command: commands.DeclareInterest, deciding: Deciding): Decision =>
  declared(makingOf(deciding, 'hearing.appoint-member'), command.person, command);
