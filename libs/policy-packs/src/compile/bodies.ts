import type { CompiledBody } from '../engine/body.js';
import type { BodyShape, Shape } from '../load/schema.js';
import type { PackFile, Path } from '../load/yaml-file.js';
import { personFacts, type BodyDefinition } from '../policy.js';
import { compilerFor, reportDuplicateCodes, type Supply } from './conditions.js';

export function compileBodies(file: PackFile<Shape<'bodies'>>, supply: Supply): ReadonlyMap<string, CompiledBody> {
  reportConductedTwice(file);
  const condition = compilerFor(personFacts, file.report, supply);
  return new Map(
    Object.entries(file.value).map(([name, body]) => {
      reportCodes(name, body, file);
      const rule = <T extends { readonly code: string; readonly clauses: readonly string[]; readonly says: string }>(
        entry: T,
        path: Path,
        text: string,
      ) => ({ ...entry, condition: condition(path, text) });
      return [
        name,
        {
          definition: definitionOf(name, body),
          bars: body.bars.map((bar, i) => rule(bar, [name, 'bars', i, 'holds'], bar.holds)),
          makeUp: body.makeUp.map((part, i) => ({
            ...rule(part, [name, 'makeUp', i, 'where'], part.where),
            atLeast: part.atLeast,
            atMost: part.atMost,
          })),
          decides: body.decides,
        },
      ] as const;
    }),
  );
}

function definitionOf(
  name: string,
  { title, clauses, form, conducts, seats, attends, quorum, decides }: BodyShape,
): BodyDefinition {
  const own = seats.map((seat) => ({ ...seat, clauses: seat.clauses ?? clauses }));
  const members = own.reduce((sum, { count }) => sum + count, 0);
  return { name, title, clauses, form, conducts, seats: own, attends, quorum: quorum ?? members, decides };
}

function reportConductedTwice({ value, report }: PackFile<Shape<'bodies'>>): void {
  const hands = Object.entries(value).flatMap(([name, { conducts }]) =>
    conducts.map((kind, i) => ({ name, kind, path: [name, 'conducts', i] })),
  );
  hands.forEach(({ kind, path }, at) => {
    const first = hands.findIndex((other) => other.kind === kind);
    if (first < at) report(path, `${kind} is in the hands of ${hands[first]?.name ?? ''} already`);
  });
}

function reportCodes(
  name: string,
  { seats, attends, bars, makeUp, decides }: BodyShape,
  file: PackFile<unknown>,
): void {
  const codes = (part: string, entries: readonly { readonly code: string }[]) =>
    entries.map(({ code }, i) => ({ code, path: [name, part, i, 'code'] }));
  reportDuplicateCodes([...codes('seats', seats), ...codes('attends', attends)], file.report);
  reportDuplicateCodes([...codes('bars', bars), ...codes('makeUp', makeUp)], file.report);
  const known = [...seats, ...attends].map(({ code }) => code);
  bars.forEach((bar, i) =>
    bar.seats.forEach((seat, at) => {
      if (!known.includes(seat)) file.report([name, 'bars', i, 'seats', at], `there is no seat ${seat}`);
    }),
  );
  makeUp.forEach(({ atLeast, atMost }, i) => {
    if (atLeast === undefined && atMost === undefined) file.report([name, 'makeUp', i], 'has atLeast, or atMost');
  });
  if (decides?.casting !== undefined && !seats.some(({ code }) => code === decides.casting))
    file.report([name, 'decides', 'casting'], `there is no seat ${decides.casting}`);
}
