const SIGNS: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
export const escaped = (text: string) => text.replaceAll(/[&<>"']/g, (sign) => SIGNS[sign] ?? sign);

/** @param cells as HTML; the head is text, unless `head` is HTML already */
export const row = (head: string, cells: readonly string[], id?: string) => rowOf(escaped(head), cells, id);

export const rowOf = (head: string, cells: readonly string[], id?: string) =>
  `<tr${id === undefined ? '' : ` id="${escaped(id)}"`}><th scope="row">${head}</th>${cells.map((cell) => `<td>${cell}</td>`).join('')}</tr>`;

export function table(caption: string, columns: readonly string[], rows: readonly string[]): string {
  const head = columns.map((column) => `<th scope="col">${escaped(column)}</th>`).join('');
  const body = rows.length === 0 ? `<tr><td colspan="${columns.length}">None.</td></tr>` : rows.join('\n');
  return `<table>\n<caption>${escaped(caption)}</caption>\n<thead><tr>${head}</tr></thead>\n<tbody>\n${body}\n</tbody>\n</table>`;
}

export const list = (items: readonly string[]) =>
  items.length === 0 ? '' : `<ul>\n${items.map((item) => `<li>${item}</li>`).join('\n')}\n</ul>`;

/** What an `id` may be, and a link leads to. */
export const anchor = (what: 'act' | 'clause', name: string) => `${what}-${name.replaceAll(/\s/g, '_')}`;

export const link = (id: string, text: string) => `<a href="#${encodeURIComponent(id)}">${escaped(text)}</a>`;

export const clauseLinks = (clauses: readonly string[]) =>
  clauses.map((id) => link(anchor('clause', id), id)).join(', ');

export const STYLE = `body{font:1rem/1.5 Georgia,serif;margin:2rem auto;max-width:75rem;padding:0 1rem;color:#111;background:#fff}
table{border-collapse:collapse;width:100%;margin:1rem 0}caption{font-weight:bold;text-align:left;padding:.5rem 0}
th,td{border:1px solid #666;padding:.4rem .6rem;text-align:left;vertical-align:top}thead{display:table-header-group}
tr{break-inside:avoid}ul{margin:0;padding-left:1.1rem}code{font-size:.85rem;overflow-wrap:anywhere}
h2{margin-top:2.5rem;break-after:avoid}small{color:#444}.blank td{height:3rem}
@media print{body{margin:0;max-width:none;font-size:9pt}section{break-before:page}}`;
