import { unite } from '../engine/facts.js';
import type { ActCatalogue, FactTypes } from '../policy.js';
import { appeal } from './appeal.js';
import { file } from './file.js';
import { hearing } from './hearing.js';
import { investigation } from './investigation.js';
import { notification } from './notification.js';
import { report } from './report.js';
import { sanctions } from './sanctions.js';

/**
 * The procedure that packs are written against: its acts, and the facts that rules on them may read, by subject. A service that
 * takes an act over declares it in its own catalogue, in these words.
 */
export const procedureOf = { report, investigation, hearing, appeal, sanctions, notification, file } as const;

export const procedure: readonly ActCatalogue[] = Object.values(procedureOf);

/** Each subject once, with what all of them say of it. @throws where two say different things of the same fact */
export function mergeCatalogues(catalogues: readonly ActCatalogue[]): readonly ActCatalogue[] {
  const bySubject = Map.groupBy(catalogues, ({ service }) => service);
  return [...bySubject.values()].map((same) => same.reduce(mergeTwo));
}

function mergeTwo(a: ActCatalogue, b: ActCatalogue): ActCatalogue {
  const each = (one: ByName = {}, other: ByName = {}): ByName => {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return Object.fromEntries([...names].map((name) => [name, unite(one[name] ?? {}, other[name] ?? {})]));
  };
  return {
    service: a.service,
    facts: unite(a.facts, b.facts),
    acts: each(a.acts, b.acts),
    tables: each(a.tables, b.tables),
    tariffs: each(a.tariffs, b.tariffs),
    choices: each(a.choices, b.choices),
    hidden: [...new Set([...(a.hidden ?? []), ...(b.hidden ?? [])])],
    forms: { ...a.forms, ...b.forms },
  };
}

type ByName = Readonly<Record<string, FactTypes>>;
