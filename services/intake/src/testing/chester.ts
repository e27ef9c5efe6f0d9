import { compilePacks, packsDirectory } from '@probity/policy-packs';
import { caseCatalogue } from '../domain/case/case.js';
import { reportCatalogue } from '../domain/report/facts.js';

const pin = { pack: 'chester', version: '2017-18' };
export const chester = compilePacks(packsDirectory, [reportCatalogue, caseCatalogue], {
  only: `${pin.pack}/${pin.version}`,
}).get(pin);
