import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sourcesBelow } from './imports.js';
import { policyWords, wordsFound } from './policy-words.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const words = policyWords();

/** What is shown to somebody who tries the system out is about an institution; so is what a test is given. */
const MAY = [/\.spec\.ts$/, /\/testing\//, /^services\/standalone\/src\/(demo\/|samples|greeting)/];

const sources = sourcesBelow(root, ['libs', 'services']).filter(
  (file) => file.includes('/src/') && !MAY.some((one) => one.test(file)),
);

describe('no code knows an institution', () => {
  it('its name, its offices, or its clauses', () => {
    expect(sources.length).toBeGreaterThan(200);
    const found = sources.flatMap((file) =>
      wordsFound(readFileSync(join(root, file), 'utf8'), words).map((word) => `${file}: ${word}`),
    );
    expect(found).toEqual([]);
  });

  it('and it would be seen', () => {
    expect(words.names).toEqual(expect.arrayContaining(['imi', 'irish-baptist-college', 'chester']));
    expect(words.clauses.length).toBeGreaterThan(500);
    for (const source of ["if (institution === 'imi')", '/** IMI alone. */', "clauses: ['UC-21.1']", "'IMI/resp/lead'"])
      expect(wordsFound(source, words)).not.toEqual([]);
    expect(wordsFound(`offices.includes('${words.offices[0]}')`, words)).toEqual([words.offices[0]]);
    expect(wordsFound('optimisation, UC-21.10 of none, chesterfield', words)).toEqual([]);
  });
});
