import { type BuiltinOptions, optionsOf } from '@flotilla/tflite';
import { outcomeOf, quantized, reasonsOf } from '../../../test/delegated';
import { GraphBuilder, POOL } from '../../../test/graph-builder';

const DEPTHWISE: BuiltinOptions = {
  type: 'DepthwiseConv2DOptions',
  padding: 'SAME',
  strideW: 1,
  strideH: 1,
  depthMultiplier: 1,
  fusedActivationFunction: 'NONE',
  dilationWFactor: 1,
  dilationHFactor: 1,
};

function depthwise(channels: number, options: Partial<typeof DEPTHWISE>) {
  const builder = new GraphBuilder();
  const weights = Array.from({ length: 2 * channels }, (_, at) => at + 1);
  const filter = builder.constant('w', [1, 1, 1, weights.length], weights);
  const bias = builder.constant('b', [weights.length], weights);
  const input = builder.input([1, 4, 4, channels]);
  const shape = [1, 4, 4, weights.length];
  const all = { ...DEPTHWISE, ...options } as BuiltinOptions;
  const conv = builder.apply('DEPTHWISE_CONV_2D', [input, filter, bias], shape, all);
  return builder.model(builder.apply('LOGISTIC', [conv], shape));
}

describe('the Hexagon delegate', () => {
  it('takes 8-bit integers alone, and neither what makes nor what expands them', () => {
    const model = depthwise(1, { depthMultiplier: 2 });
    expect(outcomeOf(model, 'Hexagon').delegatedOperators).toBe(0);
    expect(outcomeOf(quantized(model, 'int8'), 'Hexagon')).toMatchObject({
      operators: 4,
      delegatedOperators: 2,
      delegatedMultiplyAdds: 1,
      partitions: 1,
      refused: [
        { operator: 'QUANTIZE', reason: 'it converts from or to float', count: 1 },
        { operator: 'DEQUANTIZE', reason: 'it has no int8 DEQUANTIZE', count: 1 },
      ],
    });
  });

  it.each([
    [2, { depthMultiplier: 2 }, 'its depth multiplier is not 1'],
    [1, { depthMultiplier: 2, dilationWFactor: 2 }, 'its depth multiplier is not 1'],
    [1, { strideW: 2, dilationHFactor: 2 }, 'it is dilated and has a stride'],
    [1, { strideH: 4 }, 'its stride is above 3'],
    [1, { fusedActivationFunction: 'TANH' }, 'it is fused with TANH'],
  ] as const)(
    'refuses a depthwise convolution of %i channels with %j',
    (channels, options, reason) => {
      const model = quantized(depthwise(channels, options), 'int8');
      expect(reasonsOf(model, 'Hexagon')).toMatchObject({ DEPTHWISE_CONV_2D: reason });
    },
  );

  it('looks at versions, dimensions and sizes', () => {
    const builder = new GraphBuilder();
    const image = builder.input([1, 4, 4, 2]);
    const size = builder.integers('size', [66, 8]);
    const resize = optionsOf('ResizeBilinearOptions');
    const large = builder.apply('RESIZE_BILINEAR', [image, size], [1, 66, 8, 2], resize);
    const pooled = builder.apply('MAX_POOL_2D', [image], [1, 4, 4, 2], {
      ...POOL,
      fusedActivationFunction: 'RELU',
    } as BuiltinOptions);
    const deep = builder.apply('LOGISTIC', [builder.input([1, 1, 1, 1, 2])], [1, 1, 1, 1, 2]);
    const relu = builder.apply('RELU', [image], [1, 4, 4, 2]);
    const model = quantized(builder.model(large, pooled, deep, relu), 'int8');
    for (const operator of model.subgraphs[0]!.operators)
      if (operator.code === 'RELU') operator.version = 1;
    expect(reasonsOf(model, 'Hexagon')).toMatchObject({
      RESIZE_BILINEAR: 'it resizes to more than 65',
      MAX_POOL_2D: 'it is fused with RELU',
      LOGISTIC: 'it has more than 4 dimensions',
      RELU: 'it takes version 2 and this is 1',
    });
  });
});
