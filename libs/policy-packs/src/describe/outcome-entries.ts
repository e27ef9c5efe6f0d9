import type { BodyShape, ChoicesShape, RuleShape, TariffShape } from '../load/schema.js';
import type { Effect } from '../policy.js';
import { optional, some, type Entry, type Titles } from './entry.js';
import { fieldInWords, HOW_MANY, unlessItHolds } from './in-words.js';

export function ofTariff(name: string, tariff: TariffShape, title: Titles): readonly Entry[] {
  const always = tariff.always.map((one) => ({
    clauses: one.clauses,
    kind: 'Outcome',
    title: one.title,
    says: [`Whatever is decided: ${tariff.title}.`],
  }));
  const effects = tariff.options.flatMap((option) =>
    option.effects.map(({ clauses, effect, binds, consent }: Effect) => ({
      clauses: clauses ?? option.clauses,
      kind: 'Effect of a penalty',
      title: option.title,
      says: [
        `${effect}: ${binds ? 'it binds' : 'it is recommended'}.`,
        ...optional(consent && `Consent is given by: ${title(consent)}.`),
      ],
    })),
  );
  return [...ofChoices('Penalty', name, tariff, title), ...always, ...effects];
}

export function ofChoices(
  kind: string,
  name: string,
  { title: of, clauses, choose, options }: TariffShape | ChoicesShape,
  title: Titles,
) {
  const whole: Entry = { clauses, kind: `${kind} list`, title: of, code: name, says: [HOW_MANY[choose]] };
  const each = options.flatMap((option): readonly Entry[] => [
    {
      clauses: option.clauses,
      kind,
      title: option.title,
      code: option.code,
      says: [
        `Of: ${of}.`,
        ...('breach' in option && option.breach !== undefined
          ? [option.breach ? 'It is a breach.' : 'It is no breach.']
          : []),
        ...('synonyms' in option && option.synonyms.length > 0 ? [`Also: ${option.synonyms.join(', ')}.`] : []),
        ...('group' in option && option.group !== undefined ? [`Group ${option.group}.`] : []),
        ...(option.parameters.length === 0 ? [] : [`With: ${option.parameters.map(fieldInWords).join('; ')}.`]),
        ...some('Then:', option.follows, title),
      ],
    },
    ...option.open.map((gate) => ({
      clauses: gate.clauses,
      kind: `Condition of a ${kind.toLowerCase()}`,
      title: option.title,
      says: [
        gate.force === 'must'
          ? `Unless its condition holds: closed, saying “${gate.says}”`
          : unlessItHolds(gate.force, 'reason', gate.says),
      ],
      condition: gate.holds,
    })),
  ]);
  return [whole, ...each];
}

/** `2 members or more`. */
const howMany = ({ atLeast, atMost }: BodyShape['makeUp'][number]): string =>
  [...(atLeast === undefined ? [] : [`${atLeast} or more`]), ...(atMost === undefined ? [] : [`${atMost} at most`])]
    .join(', and ')
    .concat(' of the members');

const FORM = { hearing: 'It sits.', papers: 'It decides on papers.', desk: 'One person decides at a desk.' } as const;

export function ofBody(name: string, body: BodyShape, title: Titles): readonly Entry[] {
  const member = (kind: string) => (seat: BodyShape['seats'][number] | BodyShape['attends'][number]) => ({
    clauses: seat.clauses ?? body.clauses,
    kind,
    title: body.title,
    says: [
      `${'count' in seat && seat.count > 1 ? `${seat.count} × ` : ''}${seat.title} (${seat.code}).`,
      ...some('From:', seat.from, title),
      ...('required' in seat && !seat.required ? ['Need not be there.'] : []),
    ],
  });
  const rule = (
    kind: string,
    { clauses, says, force }: Pick<RuleShape, 'clauses' | 'says' | 'force'>,
    condition: string,
    unless?: string,
  ) => ({
    clauses,
    kind,
    title: body.title,
    says: [unlessItHolds(force, undefined, says, unless)],
    condition,
  });
  const { decides } = body;
  return [
    {
      clauses: body.clauses,
      kind: 'Body',
      title: body.title,
      code: name,
      says: [
        FORM[body.form],
        ...some('Conducts:', body.conducts, (kind) => kind),
        ...optional((body.quorum && `Quorum: ${body.quorum}.`) || undefined),
      ],
    },
    ...body.seats.map(member('Seat')),
    ...body.attends.map(member('In attendance')),
    ...body.bars.map((bar) => rule('Who may sit', bar, bar.holds)),
    ...body.makeUp.map((part) => rule('Make-up', part, part.where, `its condition holds for ${howMany(part)}`)),
    ...(decides ? [{ clauses: decides.clauses, kind: 'Vote', title: body.title, says: votes(decides, body) }] : []),
  ];
}

function votes({ by, casting, divided }: NonNullable<BodyShape['decides']>, { seats }: BodyShape): readonly string[] {
  const how = { alone: 'One person decides.', majority: 'A majority decides.', unanimity: 'All must agree.' }[by];
  const seat = seats.find(({ code }) => code === casting)?.title;
  return [
    how,
    ...optional(seat && `Casting vote: ${seat}.`),
    ...(divided === 'carried' ? ['If divided, it is carried.'] : []),
  ];
}
