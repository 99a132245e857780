/**
 * Three tiers, named by what is real in them. `node tools/test.mjs` starts the servers of the last two.
 *   unit  pure functions, no server, no clock
 *   db    PostgreSQL and Redis are real
 *   e2e   the built processes over HTTP, with the real models
 */
const transform = {
  '^.+\\.(ts|mjs|js)$': [
    '@swc/jest',
    {
      jsc: {
        parser: { syntax: 'typescript', decorators: true },
        transform: { legacyDecorator: true, decoratorMetadata: true },
        target: 'es2023',
        keepClassNames: true,
      },
      module: { type: 'commonjs' },
      sourceMaps: 'inline',
    },
  ],
};

const tier = (displayName, testMatch, more = {}) => ({
  displayName,
  testMatch: testMatch.map((pattern) => `<rootDir>/${pattern}`),
  testEnvironment: 'node',
  transform,
  // NestJS 12 and others are ESM only, and jest on this Node can only require: everything is turned into CommonJS.
  transformIgnorePatterns: [],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/var/', '<rootDir>/.tmp/', '<rootDir>/coverage/'],
  ...more,
});

module.exports = {
  projects: [
    tier('unit', ['src/**/*.spec.ts', 'test/corpus/**/*.spec.ts', 'test/tools/**/*.spec.ts']),
    tier('db', ['test/db/**/*.db-spec.ts']),
    tier('e2e', ['test/e2e/**/*.e2e-spec.ts']),
  ],
  testTimeout: 60_000,
};
