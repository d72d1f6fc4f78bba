/** How reals of a tensor are stored: real = scale · (q − zero point). */
export interface Encoding {
  readonly scale: number;
  readonly zeroPoint: number;
}

export interface Range {
  readonly min: number;
  readonly max: number;
}

export type Activation = 'int8' | 'int16';

/** The finest encoding that covers a range and zero; int16 kernels insist on zero point 0. */
export function encodingOf({ min, max }: Range, activation: Activation): Encoding {
  const [low, high] = [Math.min(min, 0), Math.max(max, 0)];
  if (activation === 'int16') {
    return { scale: Math.fround(Math.max(-low, high, 1e-9) / 32767), zeroPoint: 0 };
  }
  const scale = Math.fround(Math.max(high - low, 1e-9) / 255);
  return { scale, zeroPoint: Math.max(-128, Math.min(127, Math.round(-128 - low / scale))) };
}

export function union(ranges: readonly Range[]): Range {
  return {
    min: Math.min(...ranges.map(({ min }) => min)),
    max: Math.max(...ranges.map(({ max }) => max)),
  };
}

export function rangeOf(values: Float32Array): Range {
  return values.reduce(
    ({ min, max }, value) => ({ min: Math.min(min, value), max: Math.max(max, value) }),
    { min: Infinity, max: -Infinity },
  );
}

export function quantizeActivation(
  values: Float32Array,
  { scale, zeroPoint }: Encoding,
  activation: Activation,
): Int8Array | Int16Array {
  const [least, most] = activation === 'int8' ? [-128, 127] : [-32767, 32767];
  const step = (value: number): number =>
    Math.max(least, Math.min(most, Math.round(value / scale) + zeroPoint));
  return activation === 'int8' ? Int8Array.from(values, step) : Int16Array.from(values, step);
}
