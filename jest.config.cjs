// ESM-only packages that Jest must turn into CommonJS; Node itself requires them as they are.
const esmPackages = [
  'aedes',
  'aedes-packet',
  'aedes-persistence',
  'jose',
  'fast-check',
  'pure-rand',
  'mqemitter',
  'hyperid',
  'uuidv7',
];

/** @type {import('jest').Config} */
const base = {
  testEnvironment: 'node',
  testEnvironmentOptions: {
    customExportConditions: ['@flotilla/source', 'node', 'require', 'default'],
  },
  transform: {
    '^.+\\.(ts|js|mjs)$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2022',
        },
        module: { type: 'commonjs' },
      },
    ],
  },
  transformIgnorePatterns: [`/node_modules/(?!(${esmPackages.join('|')})/)`],
  modulePathIgnorePatterns: ['<rootDir>/.flotilla/', '<rootDir>/.build/'],
};

const roots = ['apps', 'libs', 'tools', 'samples'].map((folder) => `<rootDir>/${folder}`);

/** @type {import('jest').Config} */
module.exports = {
  projects: [
    {
      ...base,
      displayName: 'unit',
      roots,
      testMatch: ['**/*.spec.ts'],
      testPathIgnorePatterns: ['\\.int\\.spec\\.ts$'],
    },
    { ...base, displayName: 'integration', roots, testMatch: ['**/*.int.spec.ts'] },
  ],
  // Only what hangs takes this long; a machine may be crowded.
  testTimeout: 60_000,
  reporters: ['default', '<rootDir>/tools/testing/totals-reporter.cjs'],
};
