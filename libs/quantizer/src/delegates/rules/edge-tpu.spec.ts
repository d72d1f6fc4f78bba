import { optionsOf } from '@flotilla/tflite';
import { outcomeOf, quantized, reasonsOf } from '../../../test/delegated';
import { GraphBuilder, SOFTMAX } from '../../../test/graph-builder';

const TPU = 'Edge TPU';
const LATE = 'it comes after an operator that stays on the processor';

describe('the Edge TPU', () => {
  it('takes integers in one piece, between what converts them', () => {
    const builder = new GraphBuilder();
    const conv = builder.pointwise(builder.input([1, 4, 4, 2]), [1, 2, 3, 4], [1, 2]);
    const model = builder.model(builder.apply('RELU6', [conv], [1, 4, 4, 2]));
    expect(outcomeOf(model, TPU).delegatedOperators).toBe(0);
    expect(outcomeOf(quantized(model, 'int8'), TPU)).toMatchObject({
      delegatedOperators: 2,
      delegatedMultiplyAdds: 1,
      partitions: 1,
      refused: [
        { operator: 'QUANTIZE', reason: 'it converts from or to float', count: 1 },
        { operator: 'DEQUANTIZE', reason: 'it has no int8 DEQUANTIZE', count: 1 },
      ],
    });
  });

  it('leaves the rest to the processor from the first operator that it refuses', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 4, 4, 2]);
    const before = builder.pointwise(input, [1, 2, 3, 4], [1, 2]);
    const swish = builder.apply('HARD_SWISH', [before], [1, 4, 4, 2]);
    const after = builder.pointwise(swish, [1, 2, 3, 4], [1, 2]);
    const beside = builder.apply('TANH', [before], [1, 4, 4, 2]);
    const model = quantized(builder.model(after, beside), 'int8');
    expect(outcomeOf(model, TPU)).toMatchObject({ delegatedOperators: 2, partitions: 1 });
    expect(reasonsOf(model, TPU)).toMatchObject({
      HARD_SWISH: 'it has no int8 HARD_SWISH',
      CONV_2D: LATE,
    });
  });

  it('does not know what comes of a resize, nor of what follows it', () => {
    const builder = new GraphBuilder();
    const size = builder.integers('size', [8, 8]);
    const image = builder.input([1, 4, 4, 2]);
    const resize = optionsOf('ResizeBilinearOptions');
    const large = builder.apply('RESIZE_BILINEAR', [image, size], [1, 8, 8, 2], resize);
    const model = quantized(builder.model(builder.apply('TANH', [large], [1, 8, 8, 2])), 'int8');
    const { unknown, delegatedOperators } = outcomeOf(model, TPU);
    expect(delegatedOperators).toBe(0);
    expect(unknown.map(({ operator }) => operator)).toEqual(['RESIZE_BILINEAR', 'TANH']);
  });

  it('wants closed shapes, one image, and axes other than the batch', () => {
    const builder = new GraphBuilder();
    const open = builder.input([1, 4]);
    open.shapeSignature = [-1, 4];
    const relu = builder.apply('RELU', [open], [1, 4]);
    const batch = builder.input([2, 4, 4, 1]);
    const tanh = builder.apply('TANH', [batch], [2, 4, 4, 1]);
    const image = builder.input([1, 4, 4, 3]);
    const channels = builder.apply(
      'MEAN',
      [image, builder.integers('channels', [3])],
      [1, 4, 4],
      optionsOf('ReducerOptions'),
    );
    const all = builder.apply(
      'SUM',
      [image, builder.integers('all', [0])],
      [4, 4, 3],
      optionsOf('ReducerOptions'),
    );
    const scores = builder.apply('SOFTMAX', [image], [1, 4, 4, 3], SOFTMAX);
    const steps = ['begin', 'end', 'steps'].map((name) => builder.integers(name, [0, 4, 4, 2]));
    const sliced = builder.apply(
      'STRIDED_SLICE',
      [image, ...steps],
      [1, 4, 4, 2],
      optionsOf('StridedSliceOptions'),
    );
    const model = builder.model(relu, tanh, channels, all, scores, sliced);
    expect(reasonsOf(quantized(model, 'int8'), TPU)).toMatchObject({
      RELU: 'its shape is open',
      TANH: 'a dimension outside the innermost three is longer than 1',
      MEAN: 'it reduces channels whose number is no multiple of 4',
      SUM: 'it works along the batch',
      SOFTMAX: 'its output is no single vector',
      STRIDED_SLICE: 'it skips elements',
    });
  });
});
