import { readNumbers } from '@flotilla/evaluation';
import {
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  optionsOf,
  type Quantization,
  writeModel,
} from '@flotilla/tflite';
import { createTfliteRuntime } from '../src/create-tflite-runtime';

// Why the quantizer gives per-channel weights to convolutions and not to FULLY_CONNECTED (docs/adr/0009).

const scaledBy = (...scale: number[]): Quantization => ({
  min: [],
  max: [],
  scale,
  zeroPoint: scale.map(() => 0n),
  quantizedDimension: 0,
});

type Code = 'FULLY_CONNECTED' | 'CONV_2D';
type Activations = 'INT8' | 'FLOAT32';

/** Two weights whose integers are 10: y = 10 · x · scale for each scale, or for the one scale of both. */
function twoChannels(code: Code, activations: Activations, scales: number[]): Uint8Array {
  const isConvolution = code === 'CONV_2D';
  const pixel = isConvolution ? [1, 1] : [];
  const activation = (name: string, channels: number) =>
    makeTensor({
      name,
      type: activations,
      shape: [1, ...pixel, channels],
      ...(activations === 'INT8' && { quantization: scaledBy(1) }),
    });
  const [x, y] = [activation('x', 1), activation('y', 2)];
  const weights = makeTensor({
    name: 'w',
    type: 'INT8',
    shape: [2, ...pixel, 1],
    buffer: { data: Uint8Array.of(10, 10) },
    quantization: scaledBy(...scales),
  });
  const options = isConvolution
    ? optionsOf('Conv2DOptions', { strideW: 1, strideH: 1 })
    : optionsOf('FullyConnectedOptions');
  const bias = makeTensor({
    name: 'b',
    type: activations === 'INT8' ? 'INT32' : 'FLOAT32',
    shape: [2],
    buffer: { data: new Uint8Array(8) },
    ...(activations === 'INT8' && { quantization: scaledBy(...scales) }),
  });
  const version = activations === 'INT8' ? (isConvolution ? 3 : 4) : isConvolution ? 5 : 3;
  const operator = makeOperator({
    code,
    version,
    inputs: [x, weights, bias],
    outputs: [y],
    options,
  });
  const main = makeSubgraph({ inputs: [x], outputs: [y], operators: [operator] });
  return writeModel(makeModel({ subgraphs: [main] }));
}

/** What 2.9's kernel makes of x = 2. */
async function run(code: Code, activations: Activations, scales: number[]): Promise<number[]> {
  const model = twoChannels(code, activations, scales);
  const interpreter = await createTfliteRuntime().load(model, { delegate: 'cpu' });
  const input = activations === 'INT8' ? Int8Array.of(2) : Float32Array.of(2);
  const [bytes = new Uint8Array()] = await interpreter.invoke([new Uint8Array(input.buffer)]);
  await interpreter.close();
  return [...readNumbers(activations, bytes)].map((value) => Math.round(value));
}

describe.each<Activations>(['INT8', 'FLOAT32'])('8-bit weights, activations %s,', (activations) => {
  it.each<Code>(['CONV_2D', 'FULLY_CONNECTED'])('with one scale: %s computes', async (code) => {
    expect(await run(code, activations, [1])).toEqual([20, 20]);
  });

  it('with a scale for each channel: CONV_2D computes', async () => {
    expect(await run('CONV_2D', activations, [1, 0.5])).toEqual([20, 10]);
  });

  it('with a scale for each channel: FULLY_CONNECTED loads, and multiplies by zero', async () => {
    expect(await run('FULLY_CONNECTED', activations, [1, 0.5])).toEqual([0, 0]);
  });
});
