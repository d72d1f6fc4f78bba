import { makeTensor, type Model, type Tensor } from '@flotilla/tflite';
import { GraphBuilder, SOFTMAX } from '../../test/graph-builder';
import { mainOf } from '../../test/planned';
import { takeFakeQuantization } from './take-fake-quantization';

const SHAPE = [1, 1, 1, 2];

function fakeQuant(builder: GraphBuilder, tensor: Tensor, min: number, max: number): Tensor {
  const options = { type: 'FakeQuantOptions', min, max, numBits: 8, narrowRange: false } as const;
  return builder.apply('FAKE_QUANT', [tensor], tensor.shape, options);
}

const codesOf = (model: Model) => mainOf(model).operators.map(({ code }) => code);

describe('takeFakeQuantization()', () => {
  it('lets readers read what was rounded, and remembers the range', () => {
    const builder = new GraphBuilder();
    const input = builder.input(SHAPE);
    const rounded = fakeQuant(builder, input, -1, 1);
    const model = builder.model(builder.apply('SOFTMAX', [rounded], SHAPE, SOFTMAX));
    const { ranges, operators } = takeFakeQuantization(model);
    expect(operators).toBe(1);
    expect(codesOf(model)).toEqual(['SOFTMAX']);
    expect(mainOf(model).operators[0]?.inputs).toEqual([input]);
    expect(mainOf(model).tensors).not.toContain(rounded);
    expect(ranges.get(input)?.isSettled).toBe(true);
    expect(ranges.get(input)?.max).toBeCloseTo(1, 1);
  });

  it('keeps the name of an output, also behind two of them and beside other readers', () => {
    const builder = new GraphBuilder();
    const before = builder.apply('SOFTMAX', [builder.input(SHAPE)], SHAPE, SOFTMAX);
    const output = fakeQuant(builder, fakeQuant(builder, before, 0, 2), 0, 1);
    const other = builder.apply('SOFTMAX', [before], SHAPE, SOFTMAX);
    const model = builder.model(output, other);
    const { ranges } = takeFakeQuantization(model);
    expect(codesOf(model)).toEqual(['SOFTMAX', 'SOFTMAX']);
    expect(mainOf(model).operators[0]?.outputs).toEqual([output]);
    expect(mainOf(model).operators[1]?.inputs).toEqual([output]);
    expect([...ranges.keys()]).toEqual([output]);
    expect(ranges.get(output)?.max).toBeCloseTo(2, 5);
  });

  it('leaves it between an input and an output, which would become one', () => {
    const builder = new GraphBuilder();
    const model = builder.model(fakeQuant(builder, builder.input(SHAPE), 0, 1));
    expect(takeFakeQuantization(model)).toMatchObject({ operators: 0 });
    expect(codesOf(model)).toEqual(['FAKE_QUANT']);
  });

  it('takes QUANTIZE only where DEQUANTIZE follows at once', () => {
    const builder = new GraphBuilder();
    const integers = makeTensor({
      name: 'integers',
      type: 'INT8',
      shape: SHAPE,
      quantization: { min: [], max: [], scale: [1], zeroPoint: [0n], quantizedDimension: 0 },
    });
    const quantized = builder.apply('QUANTIZE', [builder.input(SHAPE)], SHAPE);
    Object.assign(quantized, integers);
    const model = builder.model(quantized);
    expect(takeFakeQuantization(model)).toMatchObject({ operators: 0 });
    const reals = builder.apply('DEQUANTIZE', [quantized], SHAPE);
    mainOf(model).outputs = [builder.apply('SOFTMAX', [reals], SHAPE, SOFTMAX)];
    expect(takeFakeQuantization(model)).toMatchObject({ operators: 2 });
    expect(codesOf(model)).toEqual(['SOFTMAX']);
  });

  it('remembers the grid of weights where zero lies in its middle', () => {
    const builder = new GraphBuilder();
    const weights = builder.constant('weights', [1, 1, 1, 2], [0.5, -0.25]);
    const symmetric = fakeQuant(builder, weights, -128, 127);
    const shifted = fakeQuant(builder, builder.constant('others', SHAPE, [1, 2]), 0, 4);
    const input = builder.input(SHAPE);
    const sums = [symmetric, shifted].map((constant) =>
      builder.apply('ADD', [input, constant], SHAPE),
    );
    const { grids, ranges } = takeFakeQuantization(builder.model(...sums));
    expect([...grids.keys()]).toEqual([weights]);
    expect(grids.get(weights)?.encoding.scale).toEqual([1]);
    expect(ranges.size).toBe(0);
  });
});
