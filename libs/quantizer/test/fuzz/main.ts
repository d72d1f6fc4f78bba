import { runCase, type FuzzOutcome } from './fuzz-case';

// `node tools/run-ts.cjs libs/quantizer/test/fuzz/main.ts [COUNT [FIRST]]`: prints how far the cases came; each finding with
// its number, by which it can be repeated (COUNT 1).

/** A case that takes longer is a finding. */
const SLOWEST_MS = 2000;

const [, , count = '100000', first = '0'] = process.argv;
const outcomes: Partial<Record<FuzzOutcome | 'findings', number>> = {};
const kinds = new Map<string, string>();
const start = performance.now();
let slowestMs = 0;
for (let number = Number(first); number < Number(first) + Number(count); number += 1) {
  const began = performance.now();
  try {
    const outcome = runCase(number);
    outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  } catch (error) {
    outcomes.findings = (outcomes.findings ?? 0) + 1;
    const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
    const kind = stack.split('\n').slice(0, 4).join('\n');
    if (!kinds.has(kind)) {
      kinds.set(kind, stack);
      process.stderr.write(`case ${number}: ${kind}\n`);
    }
  }
  const tookMs = performance.now() - began;
  slowestMs = Math.max(slowestMs, tookMs);
  if (tookMs > SLOWEST_MS) {
    outcomes.findings = (outcomes.findings ?? 0) + 1;
    process.stderr.write(`case ${number} took ${tookMs.toFixed(0)} ms\n`);
  }
}
process.stdout.write(
  `${JSON.stringify({
    cases: Number(count),
    first: Number(first),
    ...outcomes,
    slowestMs: Math.round(slowestMs),
    seconds: Math.round((performance.now() - start) / 1000),
    peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1000),
  })}\n`,
);
if ((outcomes.findings ?? 0) > 0) process.exitCode = 1;
