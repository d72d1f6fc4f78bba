import { execFileSync } from 'node:child_process';
import { join } from 'node:path';

it('the generated API types are those of the committed schema and documents', () => {
  const script = join(__dirname, '../codegen.mjs');
  expect(() =>
    execFileSync(process.execPath, [script, '--check'], { stdio: 'pipe' }),
  ).not.toThrow();
}, 60_000);
