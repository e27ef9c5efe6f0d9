import { mergeCatalogues, procedure } from '@probity/policy-packs';
import { allServices } from './services.js';

/** All that packs are written against: what the services supply, and what the procedure has besides. */
export const catalogues = mergeCatalogues([
  ...allServices.flatMap(({ subjects }) => subjects.map(({ catalogue }) => catalogue)),
  ...procedure,
]);
