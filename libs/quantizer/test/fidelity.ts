/** How far outputs are from a reference, over all of their elements. */
export interface Fidelity {
  /** Largest difference, as a part of the reference's largest magnitude. */
  readonly worstPart: number;
  /** Signal to noise, in dB; infinite where nothing differs. */
  readonly snrDb: number;
  /** Different values in the reference: few would prove little. */
  readonly distinctValues: number;
}

/** @param reference little-endian float32, like `actual` */
export function fidelityOf(reference: Uint8Array, actual: Uint8Array): Fidelity {
  const [expected, values] = [floatsOf(reference), floatsOf(actual)];
  if (expected.length !== values.length) {
    throw new RangeError(`${values.length} values instead of ${expected.length}`);
  }
  let [largest, worst, signal, noise] = [0, 0, 0, 0];
  expected.forEach((value, index) => {
    // NaN makes every sum NaN, which no bar passes.
    const difference = Math.abs(value - (values[index] ?? NaN));
    largest = Math.max(largest, Math.abs(value));
    worst = Math.max(worst, difference);
    signal += value ** 2;
    noise += difference ** 2;
  });
  return {
    worstPart: worst / largest,
    snrDb: 10 * Math.log10(signal / noise),
    distinctValues: new Set(expected).size,
  };
}

function floatsOf(bytes: Uint8Array): Float32Array {
  return new Float32Array(Uint8Array.from(bytes).buffer);
}
