// One jest for the repository. A package's own tests: `npx nx test <package>`.
export default {
  testEnvironment: 'node',
  roots: [
    '<rootDir>/libs',
    '<rootDir>/infra',
    '<rootDir>/services',
    '<rootDir>/test',
    '<rootDir>/bin',
    '<rootDir>/bench/src',
  ],
  testMatch: ['**/*.(unit|int|e2e).spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: {
    '^@probity/event-store/(contract|kurrentdb)$': '<rootDir>/libs/event-store/src/$1/index.ts',
    '^@probity/policy-packs/(conformance)$': '<rootDir>/libs/policy-packs/src/$1/index.ts',
    '^@probity/record/(retention|vault)$': '<rootDir>/libs/record/src/$1/index.ts',
    '^@probity/(postgres|identity|kafka|processes)$': '<rootDir>/infra/$1/src/index.ts',
    '^@probity/(decider|contracts|event-store|messaging|policy-packs|record|registers|shell)$':
      '<rootDir>/libs/$1/src/index.ts',
    '^@probity/(intake|investigation|hearings|sanctions|regulator-notification|records|standalone|front-door|reading-room)$':
      '<rootDir>/services/$1/src/index.ts',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          target: 'es2024',
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          keepClassNames: true,
        },
        module: { type: 'es6' },
      },
    ],
  },
  testRunner: '<rootDir>/test/support/one-realm.mjs',
  testSequencer: '<rootDir>/test/support/longest-first.mjs',
  globalSetup: '<rootDir>/test/support/start-postgres.ts',
  globalTeardown: '<rootDir>/test/support/stop-postgres.ts',
  maxWorkers: 2,
  // What a file leaves behind stays in its worker, whose heap then takes longer and longer to go through.
  workerIdleMemoryLimit: '1GB',
  testTimeout: 60_000,
};
