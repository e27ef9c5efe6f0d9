import type { Policies, Policy } from '@probity/policy-packs';
import { policyInForce } from '../access/in-force.js';
import { escape, page } from './page.js';
import { linkTo } from './policies-page.js';

/** A page for a person: what is running, and where to go. Holds nothing of any case. */
export const welcomePage = (services: readonly string[], policies: Policies, at: string): string =>
  page(
    'Probity',
    `<p>Malpractice, maladministration and academic-integrity cases, from a report to a kept record.</p>
<h2>Running here</h2>
<ul>${services.map((name) => `<li>${escape(name)}</li>`).join('')}</ul>
<h2>Policies in force</h2>
<ul>${inForce(policies, at)
      .map((policy) => `<li>${linkTo(policy)}</li>`)
      .join('')}</ul>
<p><a href="/policies">All policies</a>, also those of before and after</p>
<h2>Where to go</h2>
<ul>
<li><a href="/docs">The API, to read and try</a>, and as <a href="/openapi.json">OpenAPI 3.1</a></li>
<li>What the services tell one another, as <a href="/asyncapi.json">AsyncAPI 3.0</a></li>
<li>Anyone may report: <code>POST /reports</code></li>
<li>What waits for you: <code>GET /worklist</code>, with the token that <code>npm run token -- --as &lt;person&gt;</code> prints</li>
<li>A whole case in a minute: <code>npm run demo</code></li>
<li>Health: <a href="/health/live">live</a>, <a href="/health/ready">ready</a></li>
</ul>`,
  );

const inForce = (policies: Policies, at: string): readonly Policy[] =>
  policies.institutions.flatMap((institution) => policyInForce(policies, institution, at) ?? []);
