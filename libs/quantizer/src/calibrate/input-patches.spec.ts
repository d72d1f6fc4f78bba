import * as fc from 'fast-check';
import {
  elementCount,
  makeOperator,
  makeTensor,
  optionsOf,
  type Operator,
  type Tensor,
} from '@flotilla/tflite';
import { normalNumbers } from '../../test/normal-numbers';
import { patchReader } from './input-patches';

const tensor = (name: string, ...shape: number[]): Tensor =>
  makeTensor({ name, type: 'FLOAT32', shape });

interface Layer {
  readonly batch: number;
  readonly size: readonly [number, number];
  readonly channels: number;
  readonly kernel: readonly [number, number];
  readonly stride: readonly [number, number];
  readonly dilation: readonly [number, number];
  readonly padding: 'SAME' | 'VALID';
  /** Output channels, or the multiplier of a depthwise convolution. */
  readonly factor: number;
  readonly isDepthwise: boolean;
}

const pair = (most: number) =>
  fc.tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: most }));

const layers: fc.Arbitrary<Layer> = fc.record({
  batch: fc.integer({ min: 1, max: 2 }),
  size: fc.tuple(fc.integer({ min: 5, max: 9 }), fc.integer({ min: 5, max: 9 })),
  channels: fc.integer({ min: 1, max: 3 }),
  kernel: pair(3),
  stride: pair(3),
  dilation: pair(2),
  padding: fc.constantFrom('SAME', 'VALID'),
  factor: fc.integer({ min: 1, max: 2 }),
  isDepthwise: fc.boolean(),
});

/** By the definition of the two paddings. */
function outputSize({ size, kernel, stride, dilation, padding }: Layer, axis: 0 | 1): number {
  if (padding === 'SAME') return Math.ceil(size[axis] / stride[axis]);
  const reach = (kernel[axis] - 1) * dilation[axis] + 1;
  return Math.ceil((size[axis] - reach + 1) / stride[axis]);
}

function operatorOf(layer: Layer): Operator {
  const { batch, size, channels, kernel, stride, dilation, padding, factor, isDepthwise } = layer;
  const outputs = isDepthwise ? channels * factor : factor;
  const filter = isDepthwise ? [1, ...kernel, outputs] : [outputs, ...kernel, channels];
  const shared = {
    padding,
    strideH: stride[0],
    strideW: stride[1],
    dilationHFactor: dilation[0],
    dilationWFactor: dilation[1],
  };
  return makeOperator({
    code: isDepthwise ? 'DEPTHWISE_CONV_2D' : 'CONV_2D',
    inputs: [tensor('x', batch, ...size, channels), tensor('w', ...filter), null],
    outputs: [tensor('y', batch, outputSize(layer, 0), outputSize(layer, 1), outputs)],
    options: isDepthwise
      ? optionsOf('DepthwiseConv2DOptions', { ...shared, depthMultiplier: factor })
      : optionsOf('Conv2DOptions', shared),
  });
}

/** A convolution by its definition, over an image that is padded first. */
function convolve(layer: Layer, { inputs, outputs }: Operator, x: Float32Array, w: Float32Array) {
  const { size, kernel, stride, dilation, padding, factor, isDepthwise, channels } = layer;
  const [, height = 0, width = 0, depth = 0] = outputs[0]?.shape ?? [];
  const filterDepth = inputs[1]?.shape[3] ?? 0;
  const before = ([0, 1] as const).map((axis) => {
    if (padding === 'VALID') return 0;
    const covered =
      (outputSize(layer, axis) - 1) * stride[axis] + (kernel[axis] - 1) * dilation[axis] + 1;
    return Math.floor(Math.max(0, covered - size[axis]) / 2);
  });
  const pixel = (image: number, row: number, column: number, channel: number): number => {
    if (row < 0 || row >= size[0] || column < 0 || column >= size[1]) return 0;
    return x[((image * size[0] + row) * size[1] + column) * channels + channel] ?? NaN;
  };
  return Float64Array.from({ length: elementCount(outputs[0]?.shape ?? []) }, (_, index) => {
    const channel = index % depth;
    const column = Math.floor(index / depth) % width;
    const row = Math.floor(index / depth / width) % height;
    const image = Math.floor(index / depth / width / height);
    const sources = isDepthwise
      ? [Math.floor(channel / factor)]
      : Array.from({ length: channels }, (__, source) => source);
    let sum = 0;
    for (let i = 0; i < kernel[0]; i += 1)
      for (let j = 0; j < kernel[1]; j += 1)
        for (const source of sources) {
          const tap = i * kernel[1] + j;
          const at = isDepthwise
            ? tap * filterDepth + channel
            : (channel * kernel[0] * kernel[1] + tap) * channels + source;
          const y = row * stride[0] - (before[0] ?? 0) + i * dilation[0];
          const z = column * stride[1] - (before[1] ?? 0) + j * dilation[1];
          sum += pixel(image, y, z, source) * (w[at] ?? NaN);
        }
    return sum;
  });
}

describe('patchReader()', () => {
  it('reads what a convolution multiplies its weights with, whatever its geometry', () => {
    fc.assert(
      fc.property(layers, fc.nat(), (layer, seed) => {
        const operator = operatorOf(layer);
        const [x, w] = operator.inputs.map((input) =>
          Float32Array.from({ length: elementCount(input?.shape ?? []) }, normalNumbers(seed)),
        ) as [Float32Array, Float32Array];
        const expected = convolve(layer, operator, x, w);
        const reader = patchReader(operator)!;
        const depth = operator.outputs[0]?.shape[3] ?? 0;
        expect(reader.positions * depth).toBe(expected.length);
        // What was there before must not shine through the padding.
        const patch = new Float32Array(reader.groups * reader.length).fill(NaN);
        for (let position = 0; position < reader.positions; position += 1) {
          reader.read(x, position, patch);
          for (let channel = 0; channel < depth; channel += 1) {
            let sum = 0;
            for (let at = 0; at < reader.length; at += 1) {
              const input = layer.isDepthwise ? channel * reader.length + at : at;
              const weight = layer.isDepthwise
                ? at * depth + channel
                : channel * reader.length + at;
              sum += (patch[input] ?? NaN) * (w[weight] ?? NaN);
            }
            expect(sum).toBeCloseTo(expected[position * depth + channel] ?? NaN, 5);
          }
        }
      }),
    );
  });

  it('reads the rows of a fully connected operator', () => {
    const reader = patchReader(
      makeOperator({
        code: 'FULLY_CONNECTED',
        inputs: [tensor('x', 2, 1, 3), tensor('w', 4, 3), null],
        outputs: [tensor('y', 2, 4)],
      }),
    );
    expect(reader).toMatchObject({ length: 3, groups: 1, positions: 2 });
    const row = new Float32Array(3);
    reader?.read(Float32Array.of(1, 2, 3, 4, 5, 6), 1, row);
    expect([...row]).toEqual([4, 5, 6]);
  });

  it('has none for a grouped convolution and for operators without such weights', () => {
    const outputs = [tensor('y', 1, 4, 4, 4)];
    const inputs = [tensor('x', 1, 4, 4, 4), tensor('w', 4, 1, 1, 2), null];
    const options = optionsOf('Conv2DOptions');
    expect(
      patchReader(makeOperator({ code: 'CONV_2D', inputs, outputs, options })),
    ).toBeUndefined();
    expect(patchReader(makeOperator({ code: 'RELU', inputs, outputs }))).toBeUndefined();
  });
});
