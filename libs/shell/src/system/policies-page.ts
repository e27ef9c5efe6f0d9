import type { Policy } from '@probity/policy-packs';
import { escape, page } from './page.js';

/** Where a policy is read. */
export const policyPath = ({ institution, version }: Pick<Policy, 'institution' | 'version'>): string =>
  `/policies/${encodeURIComponent(institution)}/${encodeURIComponent(version)}`;

/** The policies of the deployment, each a link to the whole of it. */
export const policiesPage = (policies: readonly Policy[]): string =>
  page(
    'Policies',
    `<p>Each is printed whole: by clause, by act and by office, with what the system does.</p>
<ul>${policies.map((policy) => `<li>${linkTo(policy)}: ${escape(inForce(policy))}</li>`).join('')}</ul>
<p><a href="/">Probity</a></p>`,
  );

export const linkTo = (policy: Policy): string =>
  `<a href="${escape(policyPath(policy))}">${escape(policy.title)}, version ${escape(policy.version)}</a>`;

const inForce = ({ inForce: { from, until } }: Policy): string =>
  `in force from ${from}${until === undefined ? '' : ` until ${until}`}`;
