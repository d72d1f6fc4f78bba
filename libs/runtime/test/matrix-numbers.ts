export interface MatrixCase {
  readonly operator: 'FULLY_CONNECTED' | 'CONV_2D';
  readonly version: number;
  /** Type of input and output; float with integer weights is computed hybrid, in dynamic range. */
  readonly activations: 'FLOAT32' | 'INT8' | 'INT16';
  readonly weights: 'INT8' | 'INT4';
  /** What has a scale of its own. */
  readonly granularity: 'tensor' | 'channel' | 'block';
}

export const inputCount = 64;
export const channelCount = 8;
export const blockSize = 32;

/** The numbers of 8 sums of 64 products each, and what exact arithmetic makes of them. */
export interface MatrixNumbers {
  readonly inputs: Float32Array;
  readonly inputScale: number;
  readonly weights: Int8Array;
  /** One, one a channel, or one a block. */
  readonly weightScales: Float32Array;
  /** One a channel; that of its first block where blocks have their own. */
  readonly channelScales: readonly number[];
  /** In units of input scale × channel scale. */
  readonly biases: readonly number[];
  readonly outputScale: number;
  readonly expected: readonly number[];
  /** How far rounding may put each output from what is expected. */
  readonly tolerance: readonly number[];
}

/** Scales of channels and blocks differ by up to 128 times, so that mixing them up shows. */
export function matrixNumbers({ activations, weights, granularity }: MatrixCase): MatrixNumbers {
  const random = randomNumbers();
  const isFloat = activations === 'FLOAT32';
  const activationLimit = activations === 'INT16' ? 32767 : 127;
  const weightLimit = weights === 'INT4' ? 7 : 127;
  const inputScale = 1 / activationLimit;
  const inputs = Float32Array.from({ length: inputCount }, () => {
    const real = 2 * random() - 1;
    return isFloat ? real : Math.round(real / inputScale) * inputScale;
  });
  const integers = Int8Array.from({ length: channelCount * inputCount }, () =>
    Math.round((2 * random() - 1) * weightLimit),
  );
  const scaleCount = {
    tensor: 1,
    channel: channelCount,
    block: (channelCount * inputCount) / blockSize,
  };
  const weightScales = Float32Array.from(
    { length: scaleCount[granularity] },
    (_, at) => 2 ** -(4 + (at % 8)),
  );
  const scaleAt = (at: number): number =>
    weightScales[Math.floor((at * weightScales.length) / integers.length)] ?? NaN;
  const channelScales = channels((channel) => scaleAt(channel * inputCount));
  const biases = channels((channel) => 100 * (channel - 4));
  const products = channels((channel) =>
    Array.from(inputs, (input, index) => {
      const at = channel * inputCount + index;
      return { input, weight: (integers[at] ?? NaN) * scaleAt(at) };
    }),
  );
  const expected = products.map((row, channel) =>
    row.reduce(
      (sum, { input, weight }) => sum + input * weight,
      (biases[channel] ?? NaN) * inputScale * (channelScales[channel] ?? NaN),
    ),
  );
  const outputScale = Math.max(...expected.map(Math.abs)) / activationLimit;
  return {
    inputs,
    inputScale,
    weights: integers,
    weightScales,
    channelScales,
    biases,
    outputScale,
    expected,
    // Hybrid kernels round the inputs, to steps of 2/255 of their range or of 1/127 of the largest; the others round
    // the output.
    tolerance: products.map((row) =>
      isFloat
        ? row.reduce((sum, { weight }) => sum + Math.abs(weight) / 127, 1e-5)
        : 1.01 * outputScale,
    ),
  };
}

function channels<T>(make: (channel: number) => T): T[] {
  return Array.from({ length: channelCount }, (_, channel) => make(channel));
}

/** The same numbers in [0, 1) in each run. */
function randomNumbers(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
