import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../bootstrap/paths.mjs';

const rule = '@nx/enforce-module-boundaries';

/** What the rule says when a tag forbids an import. Circles and the like it refuses whatever the tags say. */
const byTags = new Set([
  'onlyTagsConstraintViolation',
  'notTagsConstraintViolation',
  'bannedExternalImportsViolation',
]);

/** Each wall of the house, with an import that would break it, and that nothing but the tags forbids. */
const walls = [
  ['libs/foundation', '@flotilla/profiles', 'a foundation library, a domain library'],
  ['libs/tflite', '@flotilla/profiles', 'a format, a domain library'],
  ['libs/rollout', '@flotilla/bus', 'a domain library, an adapter'],
  ['libs/quantizer', '@flotilla/runtime', 'an engine, another engine'],
  ['libs/bus', '@flotilla/runtime', 'an adapter, an engine'],
  ['apps/agent', '@flotilla/gateway', 'an app, another app'],
  ['apps/cli', '@nestjs/common', 'a lean app, a server framework'],
  ['apps/agent', '@flotilla/server-kit', 'a lean app, a library on a server framework'],
  ['apps/gateway', '@flotilla/database', 'another app than the control plane, the database'],
  ['apps/dashboard', '@flotilla/database', 'the browser, Node code'],
  ['apps/standalone', '@flotilla/testing', 'shipped code, the test kit'],
];

/**
 * Proves that the import boundaries are on. Without a cached project graph the rule passes everything in silence, so
 * each wall is tried with an import that must be refused, for its tags.
 */
export async function checkBoundaries() {
  const { ESLint } = await import('eslint');
  const eslint = new ESLint({
    cwd: root,
    overrideConfig: {
      languageOptions: { parserOptions: { projectService: false, project: false } },
    },
    ruleFilter: ({ ruleId }) => ruleId === rule,
  });
  const fixture = readFileSync(join(root, 'tools/boundaries/fixture/forbidden-import.ts'), 'utf8');
  for (const [folder, name, what] of walls) {
    const [result] = await eslint.lintText(fixture.replace('FORBIDDEN', name), {
      filePath: join(root, folder, 'src/forbidden-import.ts'),
    });
    const said = (result?.messages ?? []).map(({ messageId, message }) => messageId ?? message);
    if (!said.some((messageId) => byTags.has(messageId)))
      throw new Error(
        `the import boundaries are off: no tag keeps ${folder} from importing ${name} (${what}); the linter says ${said.join(', ') || 'nothing'}`,
      );
  }
}
