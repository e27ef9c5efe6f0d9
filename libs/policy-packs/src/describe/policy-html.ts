import type { PackDescription } from './describe-pack.js';
import { clausesInWords, type ClauseInWords } from './policy-json.js';

/** The whole policy to read, print and sign, clause by clause with what the system does for each. One page, by itself. */
export function policyAsHtml(description: PackDescription): string {
  const { identity, settings, readings } = description;
  const { title, institution, version, inForce, reviewOn } = identity;
  const clauses = clausesInWords(description);
  const chosen = Object.entries(settings).filter(([, { value }]) => value !== null);
  const sockets = Object.entries(settings).filter(([, { value }]) => value === null);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>${escaped(title)}</h1>
<p>${escaped(institution)}, version ${escaped(version)}; in force from <time>${escaped(inForce.from)}</time>${
    inForce.until === undefined ? '' : ` until <time>${escaped(inForce.until)}</time>`
  }${reviewOn === undefined ? '' : `; to be reviewed on <time>${escaped(reviewOn)}</time>`}.</p>
<p>${countsOf(clauses)}</p>
</header>
<main>
${table('Each clause, and what the system does for it', ['Clause', 'Requirement', 'Force', 'What the system does'], clauses.map(clauseRow))}
${table(
  'Readings adopted where the text is unclear',
  ['Reading', 'What is unclear', 'What is done'],
  Object.entries(readings).map(([id, { issue, resolution }]) => row(id, [escaped(issue), escaped(resolution)])),
)}
${table(
  'Settings: chosen here, and not the policy’s own numbers',
  ['Setting', 'Value', 'Why', 'Clauses'],
  chosen.map(([name, one]) => row(name, [escaped(String(one.value)), escaped(one.why), links(one.clauses)])),
)}
${table(
  'Sockets: what the institution has not supplied, and must be configured',
  ['Socket', 'Why', 'Clauses'],
  sockets.map(([name, one]) => row(name, [escaped(one.why), links(one.clauses)])),
)}
</main>
</body>
</html>
`;
}

const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

const STYLE = `body{font:1rem/1.5 Georgia,serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#111;background:#fff}
table{border-collapse:collapse;width:100%;margin:2rem 0}caption{font-weight:bold;font-size:1.2rem;text-align:left;padding:.5rem 0}
th,td{border:1px solid #666;padding:.4rem .6rem;text-align:left;vertical-align:top}thead{display:table-header-group}
tr{break-inside:avoid}ul{margin:0;padding-left:1.1rem}code{font-size:.85rem;overflow-wrap:anywhere}
@media print{body{margin:0;max-width:none;font-size:9pt}}`;

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
  const done =
    does.length === 0 ? nothing : `<ul>\n${does.map((entry) => `<li>${entryInHtml(entry)}</li>`).join('\n')}\n</ul>`;
  return row(id, [`${escaped(requirement)}${more}`, escaped(force), done], anchor(id));
}

function entryInHtml({ kind, title, says, condition }: ClauseInWords['does'][number]): string {
  const checked = condition === undefined ? '' : ` <code>${escaped(condition)}</code>`;
  return `<em>${escaped(kind)}</em>, <b>${escaped(title)}</b>${says.length > 0 ? ': ' : ''}${escaped(says.join(' '))}${checked}`;
}

const anchor = (clause: string) => `clause-${clause.replaceAll(/\s/g, '_')}`;

const links = (clauses: readonly string[]) =>
  clauses.map((id) => `<a href="#${encodeURIComponent(anchor(id))}">${escaped(id)}</a>`).join(', ');

const row = (head: string, cells: readonly string[], id?: string) =>
  `<tr${id === undefined ? '' : ` id="${escaped(id)}"`}><th scope="row">${escaped(head)}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

function table(caption: string, columns: readonly string[], rows: readonly string[]): string {
  const head = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('');
  const body = rows.length === 0 ? `<tr><td colspan="${columns.length}">None.</td></tr>` : rows.join('\n');
  return `<table>\n<caption>${escaped(caption)}</caption>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}
