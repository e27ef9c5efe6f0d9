import { describe, expect, it } from '@jest/globals';
import { fileURLToPath } from 'node:url';
import { crossesServices, leavesDomain, reachesSql } from './boundaries.js';
import { importsOf, readImports, sourcesBelow } from './imports.js';

type Rule = typeof crossesServices;

const root = fileURLToPath(new URL('../..', import.meta.url));
const files = sourcesBelow(root, ['libs', 'infra', 'services', 'test']);
const imports = readImports(root, files);
const breaches = (rule: Rule): string[] =>
  imports.filter(rule).map(({ file, target, names }) => `${file} imports ${target} (${names.join(', ')})`);
const breaks = (rule: Rule, file: string, source: string): boolean => importsOf(file, source).some(rule);

describe('boundaries', () => {
  it('are looked for in every package', () => {
    const folders = new Set(files.map((file) => file.split('/').slice(0, 2).join('/')));
    for (const folder of [
      'libs/event-store',
      'libs/shell',
      'infra/postgres',
      'services/hearings',
      'services/standalone',
    ])
      expect(folders).toContain(folder);
    expect(imports.length).toBeGreaterThan(files.length);
  });

  it('no service imports another, and nothing below them imports a service', () => {
    expect(breaches(crossesServices)).toEqual([]);
  });

  it('a domain imports the decider, the policy, the shared words, zod and itself', () => {
    expect(breaches(leavesDomain)).toEqual([]);
  });

  it('only adapters and views speak SQL', () => {
    expect(breaches(reachesSql)).toEqual([]);
  });
});

describe('a boundary is seen to be crossed', () => {
  const hearing = 'services/hearings/src/domain/hearing/decisions.ts';

  it.each([
    ['services/intake/src/api/report.controller.ts', "import { x } from '@probity/hearings';"],
    ['services/intake/src/api/report.controller.ts', "import type { X } from '@probity/hearings/deep';"],
    ['services/intake/src/api/report.controller.ts', "const x = await import('@probity/standalone');"],
    ['services/intake/src/api/report.controller.ts', "export * from '../../../hearings/src/index.js';"],
    ['services/intake/src/api/report.controller.ts', "let x: import('@probity/records').X;"],
    ['libs/shell/src/index.ts', "import '@probity/intake';"],
  ])('between services, in %s: %s', (file, source) => expect(breaks(crossesServices, file, source)).toBe(true));

  it.each([
    ['services/standalone/src/main.ts', "import { x } from '@probity/hearings';"],
    ['services/intake/src/app.module.ts', "import { x } from './api/report.controller.js';"],
    ['services/intake/src/app.module.ts', "import { x } from '@probity/records-of-others';"],
  ])('and not where there is none, in %s: %s', (file, source) =>
    expect(breaks(crossesServices, file, source)).toBe(false),
  );

  it.each([
    "import { readFile } from 'node:fs/promises';",
    "import { Injectable } from '@nestjs/common';",
    "import { FileEvidenceStore } from '@probity/record';",
    "import { PostgresBus } from '@probity/messaging';",
    "import { store } from '../../views/hearing.query.js';",
    "export { append } from '@probity/event-store';",
    "const crypto = require('crypto');",
  ])('out of a domain: %s', (source) => expect(breaks(leavesDomain, hearing, source)).toBe(true));

  it.each([
    "import { z } from 'zod';",
    "import { kept, personal } from '@probity/contracts';",
    "import { RuleBroken } from '@probity/decider';",
    "import type { Policy } from '@probity/policy-packs';",
    "import type { Hearing } from './hearing.js';",
  ])('and not within it: %s', (source) => expect(breaks(leavesDomain, hearing, source)).toBe(false));

  it.each(['pg', 'typeorm', 'typeorm/browser'])('into SQL, by %s', (name) => {
    const source = `import x from '${name}';`;
    expect(breaks(reachesSql, 'services/hearings/src/api/hearing.controller.ts', source)).toBe(true);
    expect(breaks(reachesSql, 'libs/event-store/src/memory/store.ts', source)).toBe(true);
    expect(breaks(reachesSql, 'services/hearings/src/views/list.entity.ts', source)).toBe(false);
    expect(breaks(reachesSql, 'libs/event-store/src/postgres/store.ts', source)).toBe(false);
  });
});
