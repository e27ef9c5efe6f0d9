import type { ActShape } from '../load/schema.js';
import type { PackDescription } from './describe-pack.js';
import { entriesOfAct } from './entries.js';
import { entryInHtml } from './entry-in-html.js';
import { anchor, clauseLinks, link, list, row, rowOf, table, escaped } from './html.js';
import { titlesOf } from './in-words.js';

/** The policy a second time, for who asks what one act needs. */
export function actsTable(description: PackDescription): string {
  const title = titlesOf(description);
  const rows = actsIn(description).map(({ name, act, entries }) => {
    const { anyone, offices, roles } = act.who;
    const who = anyone ? 'anyone' : [...offices, ...roles].map(title).join(', ');
    const rest = [...new Set(entries.flatMap(({ clauses }) => clauses))];
    const [, ...rules] = entries;
    const own = (entries[0]?.says ?? []).filter((says) => !says.startsWith('For: ') && says !== 'Open to anyone.');
    const needs = list([...own.map(escaped), ...rules.map((rule) => entryInHtml(rule, 'words'))]);
    return rowOf(
      `${escaped(act.title)}<br><code>${escaped(name)}</code>`,
      [escaped(who), needs, clauseLinks(rest)],
      anchor('act', name),
    );
  });
  return table('Each act and step: who may do it, and what it needs', ['Act', 'For', 'What it needs', 'Clauses'], rows);
}

/** And for who asks what may be done by one office. */
export function officesTable(description: PackDescription): string {
  const acts = actsIn(description);
  const { offices, roles } = description.offices;
  const linksTo = (isTheirs: (who: ActShape['who']) => boolean) =>
    list(acts.filter(({ act }) => isTheirs(act.who)).map(({ name, act }) => link(anchor('act', name), act.title)));
  return table(
    'Each office, and each role in a case: the acts that are open to it',
    ['Who', 'What it is', 'Acts'],
    [
      ...Object.entries(offices).map(([name, { title }]) =>
        row(title, ['office', linksTo((who) => who.offices.includes(name))]),
      ),
      ...Object.entries(roles).map(([name, { title }]) =>
        row(title, ['role in a case', linksTo((who) => who.roles.includes(name))]),
      ),
      row('anyone', ['', linksTo(({ anyone }) => anyone)]),
    ],
  );
}

const actsIn = (description: PackDescription) =>
  Object.values(description.acts).flatMap(({ acts, steps }) => [
    ...Object.entries(acts).map(([name, act]) => ({ name, act, entries: entriesOfAct(name, act, description) })),
    ...Object.entries(steps).map(([name, act]) => ({ name, act, entries: entriesOfAct(name, act, description) })),
  ]);
