import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../bootstrap/paths.mjs';

const rule = '@nx/enforce-module-boundaries';

/**
 * Proves that the import boundaries are on. Without a cached project graph the rule passes everything in silence, so a
 * file that breaks it must be refused, by that very rule.
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
  const code = readFileSync(join(root, 'tools/boundaries/fixture/forbidden-import.ts'), 'utf8');
  const [result] = await eslint.lintText(code, {
    filePath: join(root, 'libs/foundation/src/forbidden-import.ts'),
  });
  if (!result?.messages.some(({ ruleId }) => ruleId === rule))
    throw new Error(
      `the import boundaries are off: ${rule} let a foundation library import a domain library`,
    );
}
