import type { Policies } from '@probity/policy-packs';
import { policyInForce } from '../access/in-force.js';

/** A page for a person: what is running, and where to go. Holds nothing of any case. */
export const welcomePage = (services: readonly string[], policies: Policies, at: string): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Probity</title>
<style>
  body { font: 1.1rem/1.5 system-ui, sans-serif; color: #0b0c0c; max-width: 44rem; margin: 2rem auto; padding: 0 1rem }
  h1 { margin-bottom: 0 } h2 { margin-top: 2rem; font-size: 1.2rem }
  a { color: #1d70b8 } a:focus { outline: 3px solid #ffdd00 } code { background: #f3f2f1; padding: .1em .3em }
</style>
</head>
<body>
<main>
<h1>Probity</h1>
<p>Malpractice, maladministration and academic-integrity cases, from a report to a kept record.</p>
<h2>Running here</h2>
<ul>${services.map((name) => `<li>${escape(name)}</li>`).join('')}</ul>
<h2>Policies in force</h2>
<ul>${titles(policies, at)
  .map((title) => `<li>${escape(title)}</li>`)
  .join('')}</ul>
<h2>Where to go</h2>
<ul>
<li><a href="/docs">The API, to read and try</a>, and as <a href="/openapi.json">OpenAPI 3.1</a></li>
<li>Anyone may report: <code>POST /reports</code></li>
<li>What waits for you: <code>GET /worklist</code>, with the token that <code>npm run token -- --as &lt;person&gt;</code> prints</li>
<li>A whole case in a minute: <code>npm run demo</code></li>
<li>Health: <a href="/health/live">live</a>, <a href="/health/ready">ready</a></li>
</ul>
</main>
</body>
</html>
`;

const titles = (policies: Policies, at: string): readonly string[] =>
  policies.institutions.flatMap((institution) => policyInForce(policies, institution, at)?.title ?? []);

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.codePointAt(0)};`);
