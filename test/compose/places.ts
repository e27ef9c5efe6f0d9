import { fileURLToPath } from 'node:url';

/** Of the checkout: this file runs from `test/dist/compose/`. */
export const root = fileURLToPath(new URL('../../..', import.meta.url));

/** Where this folder's files lie that are not compiled. */
export const here = `${root}test/compose`;
