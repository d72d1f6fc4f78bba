import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';
import { workspaces } from './tools/bootstrap/paths.mjs';

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
      { sourceTag: 'runtime:browser', onlyDependOnLibsWithTags: ['runtime:any'] },
      {
        sourceTag: 'server:none',
        bannedExternalImports: ['@nestjs/*', '@prisma/*', '@apollo/*'],
        notDependOnLibsWithTags: ['server:framework'],
      },
      // The control plane alone owns the database.
      { sourceTag: 'database:none', notDependOnLibsWithTags: ['database:owner'] },
    ],
  },
];

/** Folders of the projects whose code must also run in a browser, by their own tags. */
const portable = workspaces().filter((folder) => {
  const manifest = readFileSync(join(import.meta.dirname, folder, 'package.json'), 'utf8');
  const { tags } = JSON.parse(manifest).nx;
  return tags.includes('runtime:any') || tags.includes('runtime:browser');
});

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
    // GraphQL's types are classes for Nest's schema builder alone: no constructor, no methods, values are plain.
    files: ['apps/control-plane/**/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-misused-spread': 'off',
    },
  },
  {
    files: portable.map((folder) => `${folder}/src/**/*.{ts,tsx}`),
    ignores: ['**/*.spec.ts'],
    rules: { 'no-restricted-imports': ['error', { patterns: [nodeApi] }] },
  },
  {
    files: portable
      .filter((folder) => folder.startsWith('libs/'))
      .map((folder) => `${folder}/src/**/*.ts`),
    // `systemClock` is the one place that asks the time; everyone else is given a clock.
    ignores: ['**/*.spec.ts', 'libs/foundation/src/clock.ts'],
    rules: {
      'no-restricted-globals': ['error', 'process', 'Buffer', 'performance', 'setTimeout', 'fetch'],
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: 'core code is given a Clock' },
        { object: 'Math', property: 'random', message: 'core code is given its randomness' },
      ],
    },
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
