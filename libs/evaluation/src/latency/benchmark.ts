import { elementBytes, isElementType, isFloatType } from '../elements/element-type';
import { writeNumbers } from '../elements/numbers';
import type { Interpreter, TensorSpec } from '../interpreter';
import { type LatencySummary, summarizeLatency } from './latency-summary';

export interface BenchmarkOptions {
  /** Measured invocations, at least 1. */
  readonly runs: number;
  /** Invocations before those, at least 1: the first of all is reported apart. */
  readonly warmup: number;
  /** A monotonic clock, such as `performance.now`. */
  readonly nowMs: () => number;
  /** Bytes of each input; default: a fixed pattern. */
  readonly inputs?: readonly Uint8Array[];
  readonly signal?: AbortSignal;
  readonly onProgress?: (done: number, total: number) => void;
}

export interface Benchmark {
  /** The very first invocation, in which memory is touched and caches fill. */
  readonly firstMs: number;
  readonly warmup: LatencySummary;
  /** After warm-up. */
  readonly steady: LatencySummary;
}

/** Times invocations one after the other. Aborting rejects with the signal's reason. */
export async function benchmark(
  interpreter: Interpreter,
  options: BenchmarkOptions,
): Promise<Benchmark> {
  const {
    runs,
    warmup,
    nowMs,
    signal,
    onProgress,
    inputs = interpreter.inputs.map(patternFor),
  } = options;
  const total = warmup + runs;
  const durationsMs: number[] = [];
  while (durationsMs.length < total) {
    signal?.throwIfAborted();
    const start = nowMs();
    await interpreter.invoke(inputs);
    durationsMs.push(nowMs() - start);
    onProgress?.(durationsMs.length, total);
  }
  return {
    firstMs: durationsMs[0] ?? NaN,
    warmup: summarizeLatency(durationsMs.slice(0, warmup)),
    steady: summarizeLatency(durationsMs.slice(warmup)),
  };
}

/** Neither all zero nor denormal, on which some kernels take another time; the same at every call. */
function patternFor({ type, byteLength }: TensorSpec): Uint8Array {
  if (!isElementType(type)) return new Uint8Array(byteLength);
  const scale = isFloatType(type) ? 1 / 101 : 1;
  const limit = isFloatType(type) ? 101 : 2;
  return writeNumbers(
    type,
    Float64Array.from(
      { length: byteLength / elementBytes[type] },
      (_, at) => ((at * 37) % limit) * scale,
    ),
  );
}
