import { actsTable, officesTable } from './by-act.js';
import type { PackDescription } from './describe-pack.js';
import { entriesOf } from './entries.js';
import { entryInHtml } from './entry-in-html.js';
import { anchor, clauseLinks, escaped, link, list, row, STYLE, table } from './html.js';
import { legend } from './legend.js';
import { clausesInWords, type ClauseInWords } from './policy-json.js';

/** The whole policy to read, print and sign: by clause, by act and by office, with what the system does. One page, by itself. */
export function policyAsHtml(description: PackDescription): string {
  const { identity, readings } = description;
  const clauses = clausesInWords(description);
  const sections: readonly Section[] = [
    {
      id: 'clauses',
      heading: 'Clause by clause',
      content: table(
        'Each clause, and what the system does for it',
        ['Clause', 'Requirement', 'Force', 'What the system does'],
        clauses.map(clauseRow),
      ),
    },
    { id: 'acts', heading: 'Act by act', content: actsTable(description) },
    { id: 'offices', heading: 'Office by office', content: officesTable(description) },
    { id: 'facts', heading: 'What the conditions read', content: legend(description, entriesOf(description)) },
    {
      id: 'readings',
      heading: 'Readings',
      content: table(
        'Readings adopted where the text is unclear',
        ['Reading', 'What is unclear', 'What is done'],
        Object.entries(readings).map(([id, { issue, resolution }]) => row(id, [escaped(issue), escaped(resolution)])),
      ),
    },
    ...settingsOf(description),
    { id: 'signature', heading: 'Signature', content: toSign(description) },
  ];
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(identity.title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escaped(identity.title)}</h1>
<p>${inForce(description)}</p>
<p>${countsOf(clauses)}</p>
<nav aria-label="Contents">
<ol>
${sections.map(({ id, heading }) => `<li>${link(id, heading)}</li>`).join('\n')}
</ol>
</nav>
</header>
<main>
${sections.map(({ id, heading, content }) => `<section>\n<h2 id="${id}">${heading}</h2>\n${content}\n</section>`).join('\n')}
</main>
</body>
</html>
`;
}

interface Section {
  readonly id: string;
  readonly heading: string;
  /** HTML. */
  readonly content: string;
}

function inForce({ identity }: PackDescription): string {
  const { institution, version, inForce: force, reviewOn } = identity;
  const time = (date: string) => `<time>${escaped(date)}</time>`;
  const until = force.until === undefined ? '' : ` until ${time(force.until)}`;
  const review = reviewOn === undefined ? '' : `; to be reviewed on ${time(reviewOn)}`;
  return `${escaped(institution)}, version ${escaped(version)}; in force from ${time(force.from)}${until}${review}.`;
}

function settingsOf({ settings }: PackDescription): readonly Section[] {
  const chosen = Object.entries(settings).filter(([, { value }]) => value !== null);
  const sockets = Object.entries(settings).filter(([, { value }]) => value === null);
  return [
    {
      id: 'settings',
      heading: 'Settings',
      content: table(
        'Settings: chosen here, and not the policy’s own numbers',
        ['Setting', 'Value', 'Why', 'Clauses'],
        chosen.map(([name, one]) =>
          row(name, [escaped(String(one.value)), escaped(one.why), clauseLinks(one.clauses)]),
        ),
      ),
    },
    {
      id: 'sockets',
      heading: 'Sockets',
      content: table(
        'Sockets: what the institution has not supplied, and must be configured',
        ['Socket', 'Why', 'Clauses'],
        sockets.map(([name, one]) => row(name, [escaped(one.why), clauseLinks(one.clauses)])),
      ),
    },
  ];
}

/** What is signed is told by the digest: another word in a file of the pack gives another. */
function toSign({ identity: { title, version, institution }, digest }: PackDescription): string {
  const blank = `<tr class="blank">${'<td></td>'.repeat(4)}</tr>`;
  return `<p>${escaped(title)}, version ${escaped(version)} of ${escaped(institution)}, as on this page.</p>
<p>Digest of the files of the pack (SHA-256): <code>${escaped(digest)}</code></p>
${table('Adopted by', ['Name', 'Office', 'Date', 'Signature'], [blank, blank])}`;
}

const isOperational = ({ force }: ClauseInWords) => force !== 'guidance';

function countsOf(clauses: readonly ClauseInWords[]): string {
  const operational = clauses.filter(isOperational);
  const open = operational.filter(({ does }) => does.length === 0).length;
  const held = `The system does something for ${operational.length - open} of ${operational.length} clauses that require or permit something`;
  return `${held}; ${clauses.length - operational.length} more are guidance.`;
}

function clauseRow(clause: ClauseInWords): string {
  const { id, requirement, parameters, force, does } = clause;
  const more = parameters === '' ? '' : `<br><small>${escaped(parameters)}</small>`;
  const nothing = isOperational(clause)
    ? '<strong>Nothing: no entry of the pack rests on it.</strong>'
    : 'Guidance: nothing to do.';
  const done = does.length === 0 ? nothing : list(does.map((entry) => entryInHtml(entry)));
  return row(id, [`${escaped(requirement)}${more}`, escaped(force), done], anchor('clause', id));
}
