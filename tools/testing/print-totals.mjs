import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../bootstrap/paths.mjs';

/** Prints `N passed, N failed` for the last test run; failed checks (the argument) count as failures. */
const failedChecks = Number(process.argv[2] ?? 0);
let totals = { passed: 0, failed: 1 };
try {
  totals = JSON.parse(readFileSync(join(root, '.build', 'test-totals.json'), 'utf8'));
} catch {
  // No totals: the run never came to its end, which is the failure counted above.
}
console.log(`${totals.passed} passed, ${totals.failed + failedChecks} failed`);
