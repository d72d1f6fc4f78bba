import type { Invocation } from '@flotilla/evaluation';

/** Calibration data that can be read more than once. */
export type CalibrationData = () => AsyncIterable<Invocation> | Iterable<Invocation>;

/** One sample in so many is held out: ranges are made from the others, and judged by it. */
const HELD_OUT_EVERY = 8;
const MOST_HELD_OUT = 24;

function isHeldOut(index: number): boolean {
  return index % HELD_OUT_EVERY === HELD_OUT_EVERY - 1 && index < HELD_OUT_EVERY * MOST_HELD_OUT;
}

/** What ranges and weights are made from. */
export async function* calibrationSamples(data: CalibrationData): AsyncGenerator<Invocation> {
  let index = 0;
  for await (const invocation of data()) if (!isHeldOut(index++)) yield invocation;
}

/** A few of them, from all over the data's beginning, for a first look. */
export async function* someSamples(
  data: CalibrationData,
  every: number,
  most: number,
): AsyncGenerator<Invocation> {
  let index = 0;
  for await (const invocation of calibrationSamples(data)) {
    if (index >= every * most) return;
    if (index++ % every === 0) yield invocation;
  }
}

export async function heldOutSamples(data: CalibrationData): Promise<Invocation[]> {
  const found: Invocation[] = [];
  let index = 0;
  for await (const invocation of data()) {
    if (index >= HELD_OUT_EVERY * MOST_HELD_OUT) break;
    if (isHeldOut(index++)) found.push(invocation);
  }
  return found;
}
