import { dayInWords, escape, instantInWords } from '@probity/shell';
import type { Certificate, Destroyed } from './certificate.js';

/** What the page says where the certificate has ids and instants. */
export interface InWords {
  /** Of the institution. */
  readonly name: string;
  /** Whoever marked the record, with their office. */
  readonly by: string;
  readonly timeZone: string;
}

/** The certificate as a page of A4, to read and to print: by itself, it loads nothing. */
export const certificatePage = (certificate: Certificate, { name: institution, by, timeZone }: InWords): string => {
  const name = certificate.reference ?? certificate.case;
  const at = (instant: string | null) => instant && instantInWords(instant, timeZone);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Certificate of destruction ${escape(name)}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>Certificate of destruction</h1>
<p class="of">Record of case <strong>${escape(name)}</strong></p>
${certificate.status === 'destroyed' ? '' : waiting(certificate)}
<dl>
${told('Case', certificate.case)}
${told('Institution', institution)}
${told('Policy', `${certificate.policy.title}, version ${certificate.policy.version}`)}
${told('Marked for destruction', `${at(certificate.markedAt)}, by ${by}`)}
${told('Begun', at(certificate.begunAt))}
${told('Key destroyed', at(certificate.keyDestroyedAt))}
${told('Completed', at(certificate.completedAt))}
${told('Last backup with the key', backups(certificate))}
${certificate.papers ? told('On paper', papers(certificate.papers, by)) : ''}
${certificate.lettersNotSent > 0 ? told('Letters', `${certificate.lettersNotSent} never went`) : ''}
</dl>
<h2>By which clauses</h2>
<ul>${certificate.clauses.map(({ clause, says }) => `<li>${escape(clause)}: ${escape(says ?? 'no words')}</li>`).join('')}</ul>
${certificate.destroyed ? whatWas(certificate.destroyed) : ''}
<h2>In the log</h2>
<p>Position ${escape(certificate.log.begunAt)} has the fact that it began. What the log still has of the record is sealed for ever, and gives these digests (SHA-256):</p>
<table><thead><tr><th>Service</th><th>Streams</th><th>Events</th><th>Positions</th><th>Digest</th></tr></thead><tbody>
${certificate.log.parts.map(inLog).join('\n')}
</tbody></table>
<p class="end">This certificate has nothing of the record's content.</p>
</main>
</body>
</html>
`;
};

const waiting = ({ waitingFor }: Certificate): string =>
  `<p class="open">Not completed: ${escape(waitingFor.length > 0 ? `still to tell: ${waitingFor.join(', ')}` : 'the key is being destroyed')}.</p>`;

const told = (what: string, value: string | null): string =>
  `<dt>${escape(what)}</dt><dd>${escape(value ?? 'not yet')}</dd>`;

const backups = ({ backups: kept }: Certificate): string | null =>
  kept && `gone on ${dayInWords(kept.keyGoneOn)}: backups are kept for ${kept.keptFor}`;

const papers = ({ destroyed, otherwise }: NonNullable<Certificate['papers']>, confirmedBy: string): string =>
  `${destroyed} destroyed${otherwise > 0 ? `, ${otherwise} not, with reasons` : ''}: confirmed by ${confirmedBy}`;

const whatWas = ({ events, files, viewRows, messages, letters, keys }: Destroyed): string => {
  const rows: readonly (readonly [string, number])[] = [
    ['Recorded facts, sealed for ever', events],
    ['Files', files],
    ['Rows of lists and views', viewRows],
    ['Messages between services', messages],
    ['Letters', letters],
    ...Object.entries(keys).map(([kind, count]) => [`Keys: ${kind}`, count] as const),
  ];
  return `<h2>What was destroyed</h2>
<table><tbody>${rows.map(([what, count]) => `<tr><th>${escape(what)}</th><td>${count}</td></tr>`).join('')}</tbody></table>`;
};

const inLog = ({ service, streams, events, first, last, digest }: Certificate['log']['parts'][number]): string =>
  `<tr><td>${escape(service)}</td><td>${streams.map(escape).join('<br>')}</td><td>${events}</td><td>${escape(`${first} to ${last}`)}</td><td class="digest">${escape(digest)}</td></tr>`;

const style = `@page{size:A4;margin:18mm}
body{font:11pt/1.45 Georgia,serif;color:#000;max-width:46rem;margin:2rem auto;padding:0 1rem}
h1{font-size:1.6rem;margin:0}h2{font-size:1.1rem;margin:1.6rem 0 .4rem}.of{margin:.2rem 0 1.2rem}
dl{display:grid;grid-template-columns:max-content 1fr;gap:.2rem 1.2rem}dt{font-weight:bold}dd{margin:0}
table{border-collapse:collapse;width:100%;break-inside:avoid}th,td{border:1px solid #000;padding:.2rem .4rem;text-align:left;vertical-align:top}
td,.digest{overflow-wrap:anywhere}.digest{font:8pt monospace}.open{border:2px solid #000;padding:.4rem}.end{font-style:italic}
@media print{body{margin:0;padding:0;max-width:none}}`;
