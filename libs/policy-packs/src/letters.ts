import type { LetterItems, LetterSent } from '@probity/contracts';
import { eventOf, RuleBroken, same, type Decided, type Refusal } from '@probity/decider';
import { inWords } from './calendar/explain.js';
import { compose } from './compose.js';
import { notAmong } from './engine/not-among.js';
import type { DocumentItem, Facts, NoticeDefinition, Policy } from './policy.js';

const fact = eventOf<LetterSent>();

export interface Letters {
  readonly sent: readonly Decided<LetterSent>[];
  /** At `/letter/<item>`: for each item that a letter must hold and that has nothing in it, or that is known and was said otherwise. */
  readonly refusals: readonly Refusal[];
}

export interface Lettering {
  readonly policy: Policy;
  /** The act or step that sends them. */
  readonly act: string;
  /** The act's; a table that says who gets a letter reads them. */
  readonly facts: Facts;
  /** RFC 3339. */
  readonly at: string;
  /** What is known without being said, such as `reference`: it cannot be said otherwise. */
  readonly known: LetterItems;
  readonly said: LetterItems;
  /** The body that the case is before, as the policy names it; left out: none. */
  readonly body?: string | undefined;
  /** Which of the letters of that act; all, where it is left out. */
  readonly only?: (notice: NoticeDefinition) => boolean;
}

/** The letters that an act or a step sends by its policy, in the institution's words. */
export const lettersOf = ({ policy, act, facts, at, known, said, body, only = () => true }: Lettering): Letters => {
  const letters = policy
    .noticesOn(act)
    .filter(({ bodies }) => bodies.length === 0 || (body !== undefined && bodies.includes(body)))
    .filter(only)
    .map((notice) => ({ notice, to: recipientsOf(notice, policy, facts), ...written(notice, known, said) }))
    // A table may say that nobody is to be told.
    .filter(({ to }) => to.length > 0);
  return {
    refusals: [...letters.flatMap(({ refusals }) => refusals), ...unknownItems(policy, act, said)],
    sent: letters.map(({ notice: { name, title, clauses }, to, text }) => {
      const data = { notice: name, act, title, to: [...to], text, clauses: [...clauses], sentAt: at };
      return fact('LetterSent', data, { authority: clauses });
    }),
  };
};

/**
 * Letters that have been sent, asked for again: nothing where they would say the same.
 * @param before what they said
 * @throws RuleBroken where they would say something else, which would be dropped unseen
 */
export const sentBefore = (
  { noticesOn }: Pick<Policy, 'noticesOn'>,
  act: string,
  before: readonly string[],
  again: Letters,
): readonly [] => {
  const texts = again.sent.map(({ data }) => data.text);
  if (again.refusals.length === 0 && same(before, texts)) return [];
  const [notice] = noticesOn(act);
  const says = 'It has been sent, and said something else. What it should have said is told by a letter of its own.';
  throw new RuleBroken('out-of-order', act, [{ code: 'letter-sent', clauses: notice?.clauses ?? [], says }]);
};

/** What the letters of an act may be told, whichever of them go: their items, and those of the document that it contains. */
export const letterItemsOf = (policy: Policy, act: string): readonly DocumentItem[] => {
  const document = policy.act(act)?.contains;
  const items = [
    ...policy.noticesOn(act).flatMap((notice) => notice.items),
    ...(document === undefined ? [] : policy.document(document).items),
  ];
  return [...new Map(items.map((item) => [item.code, item])).values()];
};

/** What was said that no letter of the act has a place for, so that nobody would read it. */
const unknownItems = (policy: Policy, act: string, said: LetterItems): readonly Refusal[] => {
  const notices = policy.noticesOn(act);
  const items = letterItemsOf(policy, act);
  const known = new Set([...items.map(({ code }) => code), ...notices.flatMap(placesOf)]);
  const clauses = notices[0]?.clauses ?? policy.act(act)?.clauses ?? [];
  const title = notices[0]?.title ?? 'No letter goes with this, and it';
  return Object.keys(said)
    .filter((code) => !known.has(code))
    .map((code) => ({
      code: 'unknown-item',
      clauses,
      field: `/letter/${code}`,
      ...notAmong(
        title,
        code,
        items.map((item) => ({ code: item.code, title: item.says })),
      ),
    }));
};

/**
 * What the items of the letters of an act say by themselves: the day that a deadline comes to where they are sent then, and what a
 * field of the step says.
 */
export const derivedItems = (
  policy: Policy,
  act: string,
  at: string,
  fields: Readonly<Record<string, unknown>> = {},
): LetterItems =>
  Object.fromEntries(
    policy.noticesOn(act).flatMap(({ items }) =>
      items.flatMap(({ code, deadline, field }) => {
        if (deadline !== undefined) return [[code, inWords(policy.deadline(deadline, at).date)] as const];
        const said = field === undefined ? undefined : fields[field];
        return typeof said === 'string' && said !== ''
          ? [[code, isDay.test(said) ? inWords(said) : said] as const]
          : [];
      }),
    ),
  );

const isDay = /^\d{4}-\d{2}-\d{2}$/;

/** What is known holds in a letter, whatever else was said: a letter does not contradict what was decided. */
const written = (notice: NoticeDefinition, known: LetterItems, said: LetterItems) => {
  const derived = Object.fromEntries(Object.entries(known).filter(([, words]) => words.trim() !== ''));
  const { text, refusals } = filled(notice, { ...known, ...said, ...derived });
  const places = new Set(placesOf(notice));
  const otherwise = Object.entries(said)
    .filter(
      ([code, words]) => places.has(code) && words.trim() !== '' && (derived[code] ?? words).trim() !== words.trim(),
    )
    .map(([code]): Refusal => ({
      code: `derived-${code}`,
      clauses: notice.items.find((item) => item.code === code)?.clauses ?? notice.clauses,
      says: `${notice.title}: ${code} is known, and is not said otherwise.`,
      field: `/letter/${code}`,
    }));
  return { text, refusals: [...refusals, ...otherwise] };
};

const placesOf = ({ template }: NoticeDefinition): readonly string[] =>
  [...template.matchAll(/\{\{([\w-]+)\}\}/g)].map(([, code]) => code ?? '');

const filled = (notice: NoticeDefinition, values: LetterItems) => {
  const places = placesOf(notice).map((code) => [code, ''] as const);
  const { text, refusals } = compose(notice, { ...Object.fromEntries(places), ...values });
  const at = ({ code }: Refusal): string => `/letter/${code.slice('missing-'.length)}`;
  return { text: tidy(text), refusals: refusals.map((refusal) => ({ ...refusal, field: at(refusal) })) };
};

/** Where nothing was said, no empty paragraph stays. */
const tidy = (text: string): string =>
  `${text
    .replaceAll(/ +$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()}\n`;

const recipientsOf = ({ to }: NoticeDefinition, policy: Policy, facts: Facts): readonly string[] =>
  to.flatMap((one) =>
    policy.tables.includes(one) ? policy.table(one, facts).rows.map(({ then }) => String(then['to'])) : [one],
  );
