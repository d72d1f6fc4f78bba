import { setImmediate } from 'node:timers/promises';
import { type FuzzFiles, runCase } from './fuzz-case';
import { NativeQueue } from './native-queue';
import { Tally } from './tally';

// `node tools/run-ts.cjs libs/quantizer/test/fuzz/main.ts [COUNT [FIRST [NATIVE_EVERY]]]`: prints how far the cases came, and
// what native TensorFlow Lite said to one of NATIVE_EVERY; each finding with its number, by which it can be repeated (COUNT 1).

/** A case that takes longer is a finding. */
const SLOWEST_MS = 2000;

const [count = 100_000, first = 0, nativeEvery = count === 1 ? 1 : 10] = process.argv
  .slice(2)
  .map(Number);
const start = performance.now();
const tally = new Tally();
const inNative = new Tally();
let slowestMs = 0;

function filesOf(number: number): FuzzFiles {
  const began = performance.now();
  try {
    const { outcome, files } = runCase(number);
    tally.count(outcome);
    return files;
  } catch (error) {
    tally.find(`case ${number}`, error);
    return {};
  } finally {
    const tookMs = performance.now() - began;
    slowestMs = Math.max(slowestMs, tookMs);
    if (tookMs > SLOWEST_MS) tally.find(`case ${number}`, `took ${tookMs.toFixed(0)} ms`);
  }
}

async function fuzz(): Promise<void> {
  const queue = new NativeQueue(inNative);
  for (let number = first; number < first + count; number += 1) {
    const files = Object.entries<Uint8Array>({ ...filesOf(number) });
    for (const [form, file] of number % nativeEvery === 0 ? files : []) {
      for (const delegate of ['cpu', 'xnnpack'] as const)
        await queue.add(`case ${number}, ${form}, ${delegate}`, { number, file, delegate });
    }
    // Lets the answers of the native process in.
    await setImmediate();
  }
  await queue.close();
  const findings = tally.findings + inNative.findings;
  process.stdout.write(
    `${JSON.stringify({
      cases: count,
      first,
      ...tally.outcomes,
      native: inNative.outcomes,
      ...(findings > 0 && { findings }),
      slowestMs: Math.round(slowestMs),
      seconds: Math.round((performance.now() - start) / 1000),
      peakMegabytes: Math.round(process.resourceUsage().maxRSS / 1000),
    })}\n`,
  );
  if (findings > 0) process.exitCode = 1;
}

void fuzz();
