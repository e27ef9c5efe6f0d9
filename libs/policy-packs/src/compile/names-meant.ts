import { nearest } from '../load/near.js';
import type { PackFiles } from '../load/pack-files.js';
import type { Path } from '../load/yaml-file.js';

/** What can be meant by a name in the pack; undefined where a file that could have it is unusable. */
export interface Known {
  readonly acts: ReadonlySet<string> | undefined;
  /** Acts, steps, notices and deadlines. */
  readonly follows: ReadonlySet<string> | undefined;
  readonly deadlines: ReadonlySet<string> | undefined;
  /** Offices and roles: who sits on a body. */
  readonly people: ReadonlySet<string> | undefined;
  readonly roles: ReadonlySet<string> | undefined;
  readonly bodies: ReadonlySet<string> | undefined;
  /** Whom a letter goes to, or from whom something is kept: also seats, what a table says, and the words of the pack. */
  readonly addressees: ReadonlySet<string> | undefined;
}

export function knownNames(files: PackFiles): Known {
  const { acts, notices, deadlines, offices, bodies, tables, vocabulary } = files;
  const actNames = acts && [...acts.values()].flatMap(({ value }) => [...keys(value.acts), ...keys(value.steps)]);
  const people = offices && [...keys(offices.value.offices), ...keys(offices.value.roles)];
  const follows = actNames && notices && deadlines && [...actNames, ...keys(notices.value), ...keys(deadlines.value)];
  const seats = Object.values(bodies?.value ?? {}).flatMap((body) => [...body.seats, ...body.attends]);
  const said = Object.values(tables?.value ?? {}).flatMap(({ rows }) =>
    rows.flatMap(({ then }) => Object.values(then)),
  );
  const addressees = people &&
    bodies &&
    tables &&
    vocabulary && [
      ...people,
      ...seats.map(({ code }) => code),
      ...keys(tables.value),
      ...said.flat().filter((value) => typeof value === 'string'),
      ...keys(vocabulary.value),
    ];
  return {
    acts: setOf(actNames),
    follows: setOf(follows),
    deadlines: setOf(deadlines && keys(deadlines.value)),
    people: setOf(people),
    roles: setOf(offices && keys(offices.value.roles)),
    bodies: setOf(bodies && keys(bodies.value)),
    addressees: setOf(addressees),
  };
}

const keys = (entries: object) => Object.keys(entries);
const setOf = (names: readonly string[] | undefined) => names && new Set(names);

/** Reports every name that stands for nothing in letters, bodies, outcomes, exceptions and what is hidden. */
export function reportNames(files: PackFiles): void {
  const known = knownNames(files);
  reportUnless(files, known);
  reportOutcomes(files, known);
  reportBodies(files, known);
  reportLetters(files, known);
  each(files.hidden, ({ from, except }, path, expect) => {
    const named = (who: string, key: string, i: number) =>
      expect(known.addressees, who, 'office, role or seat', [...path, key, i]);
    if (from !== 'everyone') from.forEach((who, i) => named(who, 'from', i));
    except.forEach((who, i) => named(who, 'except', i));
  });
}

type Expect = (known: ReadonlySet<string> | undefined, name: string, what: string, path: Path) => void;
type Section<T> = {
  readonly value: Readonly<Record<string, T>>;
  readonly report: (path: Path, message: string, pointer: { suggestion: string | undefined }) => void;
};

function each<T>(file: Section<T> | undefined, check: (entry: T, path: Path, expect: Expect) => void): void {
  const expect: Expect = (known, name, what, path) => {
    if (known === undefined || known.has(name)) return;
    file?.report(path, `there is no ${what} ${name}`, { suggestion: nearest(name, known) });
  };
  for (const [name, entry] of Object.entries(file?.value ?? {})) check(entry, [name], expect);
}

function reportUnless({ acts }: PackFiles, known: Known): void {
  for (const { value, report } of acts?.values() ?? []) {
    for (const part of ['available', 'acceptable'] as const) {
      const rules = (entries: typeof value.acts, above: Path) =>
        each({ value: entries, report: (path, ...rest) => report([...above, ...path], ...rest) }, (act, path, expect) =>
          act[part].forEach(({ unless }, i) => {
            if (unless !== undefined) expect(known.acts, unless, 'act or step', [...path, part, i, 'unless']);
          }),
        );
      rules(value.acts, []);
      rules(value.steps, ['steps']);
    }
  }
}

const FOLLOWS = 'act, step, notice or deadline';

function reportOutcomes({ tariffs, choices }: PackFiles, known: Known): void {
  const follows = (
    { options }: { readonly options: readonly { readonly follows: readonly string[] }[] },
    path: Path,
    expect: Expect,
  ) =>
    options.forEach((option, i) =>
      option.follows.forEach((name, at) =>
        expect(known.follows, name, FOLLOWS, [...path, 'options', i, 'follows', at]),
      ),
    );
  each(choices, follows);
  each(tariffs, follows);
  each(tariffs, ({ options }, path, expect) =>
    options.forEach(({ effects }, i) =>
      effects.forEach((effect, at) => {
        const consent = 'consent' in effect ? effect.consent : undefined;
        if (consent !== undefined)
          expect(known.acts, consent, 'act or step', [...path, 'options', i, 'effects', at, 'consent']);
      }),
    ),
  );
}

function reportBodies({ bodies }: PackFiles, known: Known): void {
  each(bodies, (body, path, expect) => {
    for (const part of ['seats', 'attends'] as const) {
      body[part].forEach(({ from, roles }, i) => {
        from.forEach((who, at) => expect(known.people, who, 'office or role', [...path, part, i, 'from', at]));
        roles.forEach((role, at) => expect(known.roles, role, 'role', [...path, part, i, 'roles', at]));
      });
    }
  });
}

function reportLetters({ notices }: PackFiles, known: Known): void {
  each(notices, ({ to, on, bodies, by, items }, path, expect) => {
    items.forEach(({ deadline }, i) => {
      if (deadline !== undefined) expect(known.deadlines, deadline, 'deadline', [...path, 'items', i, 'deadline']);
    });
    bodies.forEach((body, i) => expect(known.bodies, body, 'body', [...path, 'bodies', i]));
    to.forEach((who, i) => expect(known.addressees, who, 'office, role, seat or table', [...path, 'to', i]));
    on.forEach((act, i) => expect(known.acts, act, 'act or step', [...path, 'on', i]));
    if (by !== undefined) expect(known.deadlines, by, 'deadline', [...path, 'by']);
  });
}
