import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const layers = {
  'layer:foundation': ['layer:foundation'],
  'layer:format': ['layer:format', 'layer:foundation'],
  'layer:domain': ['layer:domain', 'layer:format', 'layer:foundation'],
  'layer:engine': ['layer:domain', 'layer:format', 'layer:foundation'],
  'layer:adapter': ['layer:adapter', 'layer:domain', 'layer:format', 'layer:foundation'],
  'layer:app': [
    'layer:adapter',
    'layer:engine',
    'layer:domain',
    'layer:format',
    'layer:foundation',
  ],
  'layer:standalone': [
    'layer:app',
    'layer:adapter',
    'layer:engine',
    'layer:domain',
    'layer:format',
    'layer:foundation',
  ],
  'layer:testing': ['*'],
};

/** With `testing` set, every layer may also import the throw-away servers and builders of libs/testing. */
const boundaries = ({ testing }) => [
  'error',
  {
    enforceBuildableLibDependency: false,
    allowCircularSelfDependency: true,
    depConstraints: [
      ...Object.entries(layers).map(([sourceTag, allowed]) => ({
        sourceTag,
        onlyDependOnLibsWithTags: testing ? [...allowed, 'layer:testing'] : allowed,
      })),
      {
        sourceTag: 'runtime:any',
        onlyDependOnLibsWithTags: testing ? ['runtime:any', 'layer:testing'] : ['runtime:any'],
      },
      {
        allSourceTags: ['layer:app', 'server:no'],
        bannedExternalImports: ['@nestjs/*', '@prisma/*', '@apollo/*'],
      },
    ],
  },
];

const nodeApi = {
  group: ['node:*', 'fs', 'path', 'os', 'crypto', 'child_process', 'worker_threads', 'stream'],
  message: 'code tagged runtime:any also runs in browsers: pass I/O, clocks and cryptography in',
};

export default tseslint.config(
  {
    ignores: [
      '**/dist/**',
      '**/node_modules/**',
      '.nx/**',
      '.build/**',
      '.flotilla/**',
      'libs/database/src/generated/**',
      'apps/dashboard/src/api/generated/**',
      'tools/boundaries/fixture/**',
    ],
  },
  js.configs.recommended,
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': boundaries({ testing: false }),
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // Numbers and booleans read well in messages.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Nest modules are classes with nothing but a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // `noPropertyAccessFromIndexSignature` asks for the brackets that this rule would remove.
      '@typescript-eslint/dot-notation': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      'no-console': 'error',
    },
  },
  {
    // Nest's dependency injection and resolvers read types from decorators' metadata, which type-only imports erase.
    files: ['apps/{control-plane,gateway}/**/*.ts', 'libs/server-kit/**/*.ts'],
    rules: { '@typescript-eslint/consistent-type-imports': 'off' },
  },
  {
    files: [
      'libs/{foundation,flatbuffer,tflite,protocol,evaluation,profiles,rollout,telemetry,device,converter,quantizer}/src/**/*.ts',
    ],
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [nodeApi] }] },
  },
  {
    files: ['**/*.spec.ts', '**/test/**/*.ts'],
    rules: {
      '@nx/enforce-module-boundaries': boundaries({ testing: true }),
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
  {
    files: ['**/*.{mjs,cjs,js}'],
    languageOptions: {
      globals: {
        Buffer: 'readonly',
        clearTimeout: 'readonly',
        console: 'readonly',
        fetch: 'readonly',
        module: 'writable',
        process: 'readonly',
        require: 'readonly',
        setTimeout: 'readonly',
        URL: 'readonly',
        __dirname: 'readonly',
      },
    },
  },
  {
    files: [
      'tools/**',
      'samples/**',
      'apps/*/src/main.ts',
      'apps/cli/src/**',
      'apps/standalone/src/**',
    ],
    rules: { 'no-console': 'off' },
  },
  prettier,
);
