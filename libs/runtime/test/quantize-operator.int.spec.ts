import { type AffineParameters, quantize, readNumbers } from '@flotilla/evaluation';
import {
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type TensorType,
  writeModel,
} from '@flotilla/tflite';
import { createTfliteRuntime } from '../src/create-tflite-runtime';

type Quantized = Extract<TensorType, 'INT8' | 'UINT8' | 'INT16'>;

const cases: readonly (readonly [Quantized, number, number])[] = [
  ['INT8', 1, 0],
  ['INT8', 0.5, 3],
  ['INT8', 0.1, -7],
  ['INT8', 6 / 255, -128],
  ['UINT8', 0.1, 128],
  ['INT16', 0.3, 0],
];

/** Halves between any two integers, their neighbours in float32, quarters, and what saturates. */
function nearHalves({ scale, zeroPoint }: AffineParameters): Float32Array {
  const values: number[] = [];
  for (let integer = -140; integer <= 140; integer++) {
    const half = new Float32Array([(integer - zeroPoint + 0.5) * scale]);
    const bits = new Int32Array(half.buffer);
    bits[0] = (bits[0] ?? 0) - 2;
    for (let ulp = -2; ulp <= 2; ulp++) {
      values.push(half[0] ?? NaN);
      bits[0] += 1;
    }
    values.push((integer - zeroPoint) * scale, (integer - zeroPoint + 0.25) * scale);
  }
  return Float32Array.from(values);
}

/** One QUANTIZE operator from float32. */
function quantizeModel(type: Quantized, { scale, zeroPoint }: AffineParameters, length: number) {
  const input = makeTensor({ name: 'x', type: 'FLOAT32', shape: [1, length] });
  const quantization = {
    min: [],
    max: [],
    scale: [scale],
    zeroPoint: [BigInt(zeroPoint)],
    quantizedDimension: 0,
  };
  const output = makeTensor({ name: 'y', type, shape: [1, length], quantization });
  const operators = [makeOperator({ code: 'QUANTIZE', inputs: [input], outputs: [output] })];
  const main = makeSubgraph({ inputs: [input], outputs: [output], operators });
  return writeModel(makeModel({ subgraphs: [main] }));
}

describe.each(cases)('quantize() to %s of scale %d and zero point %d', (type, real, zeroPoint) => {
  const parameters = { scale: Math.fround(real), zeroPoint };
  const values = nearHalves(parameters);
  const ours = [...quantize(values, type, parameters)];

  async function operator(delegate: 'cpu' | 'xnnpack'): Promise<number[]> {
    const model = quantizeModel(type, parameters, values.length);
    const interpreter = await createTfliteRuntime().load(model, { delegate });
    const [bytes] = await interpreter.invoke([new Uint8Array(values.buffer)]);
    await interpreter.close();
    return [...readNumbers(type, bytes ?? new Uint8Array())];
  }

  it('gives what the QUANTIZE operator gives', async () => {
    expect(ours).toEqual(await operator('cpu'));
  });

  it('is no more than a step from XNNPACK next to a half, and the same elsewhere', async () => {
    const theirs = await operator('xnnpack');
    expect(theirs).toHaveLength(values.length);
    theirs.forEach((integer, at) => {
      const quotient = (values[at] ?? NaN) / parameters.scale;
      const toHalf = Math.abs(Math.abs(quotient % 1) - 0.5);
      const isNextToHalf = toHalf <= Math.abs(quotient) * 2 ** -22;
      expect(Math.abs(integer - (ours[at] ?? NaN))).toBeLessThanOrEqual(isNextToHalf ? 1 : 0);
    });
  });
});
