import { dayInWords, instantInWords } from '../http/in-words.js';
import type { FieldDefinition, Policy } from '@probity/policy-packs';
import { escape } from '../system/page.js';
import type { Sent } from './case-on-paper.js';
import type { FilledForm, FilledItem } from './form.js';
import type { Line } from './recorded.js';

export interface Heading {
  /** Null: it is kept from whoever asks. */
  readonly about: string | null;
  readonly module: string | null;
}

/** A form, and what is printed around it. */
export interface Paper {
  readonly policy: Pick<Policy, 'title' | 'version' | 'timeZone' | 'clause' | 'word'>;
  readonly form: FilledForm & { readonly sent?: readonly Sent[] };
  /** Of the case; null on a blank one. */
  readonly reference: string | null;
  readonly heading: Heading | null;
  /** By the register's id. */
  readonly names: ReadonlyMap<string, string>;
}

/** A form as a page of A4, to read and to print: by itself, it loads nothing and runs nothing. */
export const formPage = (paper: Paper): string => {
  const { policy, form, heading } = paper;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape([paper.reference, form.title].filter(Boolean).join(', '))}</title>
<style>${style}</style>
</head>
<body>
<header>
<p class="policy">${escape(policy.title)}</p>
<h1>${escape(form.title)}</h1>
<p class="rests">${clauses(form.clauses)}</p>
</header>
<table class="about">
<caption class="unseen">${heading ? 'The case' : 'The case, to be filled in'}</caption>
<tbody>
${aboutRows(paper).join('\n')}
</tbody>
</table>
<main>
${form.items.map((item, index) => inSection(item, index + 1, paper)).join('\n')}
${heading === null && !form.items.some(({ isSignature }) => isSignature) ? `<section>${signature('', '')}</section>` : ''}
</main>
<footer>
${heading ? `<p>${escape(stateOf(paper))}</p>` : ''}
${(form.sent ?? []).map((sent) => `<p>${escape(sentTo(sent, paper))}</p>`).join('\n')}
<h2>Clauses</h2>
<dl>
${clausesOf(form)
  .map((id) => `<dt>${escape(id)}</dt><dd>${escape(policy.clause(id)?.requirement ?? '')}</dd>`)
  .join('\n')}
</dl>
<p>Version ${escape(policy.version)} of the policy.</p>
</footer>
</body>
</html>
`;
};

const aboutRows = ({ reference, heading, policy }: Paper): readonly string[] => {
  const about = heading === null ? '' : (heading.about ?? 'withheld');
  return [
    rowOf('Case', reference ?? ''),
    rowOf(capital(policy.word('subject') ?? 'student'), about),
    ...(heading === null || heading.module !== null ? [rowOf('Module', heading?.module ?? '')] : []),
  ];
};

const rowOf = (head: string, cell: string): string =>
  `<tr><th scope="row">${escape(head)}</th><td>${escape(cell)}</td></tr>`;

const inSection = (item: FilledItem, number: number, paper: Paper): string => `<section>
<h2>${number}. ${escape(item.says)} <small>${clauses(item.clauses)}${paper.heading === null && item.field?.required === false ? ' may be left out' : ''}</small></h2>
${paper.heading === null ? toFillIn(item) : asFilled(item, paper)}
</section>`;

const asFilled = (item: FilledItem, paper: Paper): string => {
  if (item.is === 'withheld') return box('<p class="not">Withheld.</p>');
  if (item.is === 'missing') return box('<p class="not">Not recorded yet.</p>');
  if (item.is === 'left-out') return box('<p class="not">Nothing was said.</p>');
  if (item.isSignature) return signature(nameOf(item.by, paper), item.at === null ? '' : when(item.at, paper));
  const by =
    item.at === null
      ? ''
      : `<p class="by">${escape(`Recorded by ${nameOf(item.by, paper)}, ${when(item.at, paper)}`)}</p>`;
  return `${box(written(item.line ?? '', item.field))}${by}`;
};

const written = (line: Line, field: FieldDefinition | undefined): string => {
  if (field?.type === 'choice') return ticks(field.choices, String(line));
  if (typeof line === 'boolean') return ticks(['yes', 'no'], line ? 'yes' : 'no');
  if (field?.type === 'date') return `<p>${escape(dayInWords(String(line)))}</p>`;
  const lines = typeof line === 'string' || typeof line === 'number' ? String(line).split(/\n{2,}/) : line;
  return lines.map((one) => `<p>${escape(one)}</p>`).join('');
};

/** As there is room for what is asked. */
const toFillIn = ({ field, isSignature }: FilledItem): string => {
  if (isSignature) return signature('', '');
  if (field?.type === 'choice') return box(ticks(field.choices, undefined));
  if (field?.type === 'boolean') return box(ticks(['yes', 'no'], undefined));
  return `<div class="box ${field === undefined || field.type === 'text' ? 'long' : 'short'}"></div>`;
};

const box = (content: string): string => `<div class="box">${content}</div>`;

const ticks = (choices: readonly string[], chosen: string | undefined): string =>
  `<ul class="ticks">${choices
    .map((one) => `<li>${one === chosen ? '☒' : '☐'} ${escape(capital(one.replaceAll('-', ' ')))}</li>`)
    .join('')}</ul>`;

const signature = (name: string, date: string): string => `<dl class="signature">
<div><dt>Signed by</dt><dd>${escape(name)}</dd></div>
<div><dt>Date</dt><dd>${escape(date)}</dd></div>
</dl>`;

const stateOf = ({ form, ...paper }: Paper): string => {
  const missing = form.items.filter(({ is }) => is === 'missing').length;
  if (form.state === 'complete' && form.completed) {
    const { by, at } = form.completed;
    return `Complete. Completed by ${nameOf(by, paper)}, ${when(at, paper)}.`;
  }
  return `Not complete: ${missing === 0 ? 'it has not been completed' : `${missing} of ${form.items.length} not recorded yet`}.`;
};

const sentTo = ({ to, at }: Sent, paper: Pick<Paper, 'policy'>): string =>
  `A copy was sent to: ${to.join(', ')}; ${when(at, paper)}.`;

const nameOf = (id: string | null, { names }: Pick<Paper, 'names'>): string =>
  id === null ? 'whoever reported it' : (names.get(id) ?? id);

/** Where the institution is. */
const when = (at: string, { policy }: Pick<Paper, 'policy'>): string => instantInWords(at, policy.timeZone);

const clauses = (ids: readonly string[]): string => `[${escape(ids.join(', '))}]`;

const clausesOf = ({ clauses: own, items }: FilledForm): readonly string[] => [
  ...new Set([...own, ...items.flatMap((item) => item.clauses)]),
];

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const style = `@page{size:A4;margin:18mm 18mm 20mm;@bottom-right{content:counter(page) " of " counter(pages);font:8pt Georgia,serif}}
body{font:11pt/1.45 Georgia,"Times New Roman",serif;color:#000;background:#fff;max-width:174mm;margin:12mm auto;padding:0 6mm}
header{border-bottom:2pt solid #000;margin-bottom:5mm}.policy{margin:0;font-size:10pt}h1{font-size:16pt;line-height:1.25;margin:2mm 0 1mm}
.rests{margin:0 0 2mm}small,.rests{font:9pt/1.3 ui-monospace,monospace;font-weight:normal}
table{border-collapse:collapse;width:100%}th,td{border:.75pt solid #000;padding:1.5mm 2mm;text-align:left;vertical-align:top;height:6mm}
th{width:32mm;font-weight:bold}.unseen{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
section{margin-top:6mm}h2{font-size:11pt;margin:0 0 1.5mm;break-after:avoid}
.box{border:.75pt solid #000;padding:2mm 3mm;min-height:8mm;overflow-wrap:anywhere}.box p{margin:0 0 2mm;white-space:pre-line;orphans:3;widows:3}.box p:last-child{margin:0}
.long{min-height:48mm;break-inside:avoid}.short{width:60mm}.not{font-style:italic}.by{margin:1mm 0 0;font-size:9pt}
.ticks{list-style:none;margin:0;padding:0;display:flex;flex-wrap:wrap;gap:1mm 10mm}
.signature{display:flex;gap:6mm;margin:0;break-inside:avoid}.signature div{flex:3;border-bottom:.75pt solid #000;padding-top:6mm}.signature div+div{flex:2}
.signature dt{font-size:9pt}.signature dd{margin:0;min-height:7mm}
footer{margin-top:8mm;border-top:.75pt solid #000;font-size:9pt;line-height:1.35}footer p{margin:1mm 0}footer h2{font-size:9pt;margin:2mm 0 0}
footer dl{margin:0;display:grid;grid-template-columns:max-content 1fr;gap:0 4mm}footer dd{margin:0}
@media print{body{margin:0;padding:0;max-width:none}}`;
