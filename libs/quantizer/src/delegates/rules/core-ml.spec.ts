import { optionsOf } from '@flotilla/tflite';
import { outcomeOf, quantized, reasonsOf } from '../../../test/delegated';
import { FULLY_CONNECTED, GraphBuilder, SOFTMAX } from '../../../test/graph-builder';

function classifier() {
  const builder = new GraphBuilder();
  const conv = builder.pointwise(builder.input([1, 4, 4, 2]), [1, 2, 3, 4], [1, 2]);
  return builder.model(builder.apply('SOFTMAX', [conv], [1, 4, 4, 2], SOFTMAX));
}

describe('the Core ML delegate', () => {
  it('takes float and halves, and nothing else', () => {
    expect(outcomeOf(classifier(), 'Core ML')).toMatchObject({
      delegatedOperators: 2,
      refused: [],
    });
    expect(outcomeOf(quantized(classifier(), 'float16'), 'Core ML').refused).toEqual([]);
    expect(reasonsOf(quantized(classifier(), 'int8'), 'Core ML')).toMatchObject({
      CONV_2D: 'it takes no int8 activations',
    });
  });

  it('looks at versions, batch, axes and shapes', () => {
    const builder = new GraphBuilder();
    const image = builder.input([2, 4, 4, 2]);
    const rows = builder.input([3, 2]);
    const filter = builder.constant('w', [2, 2], [1, 2, 3, 4]);
    const dense = builder.apply('FULLY_CONNECTED', [rows, filter, null], [3, 2], FULLY_CONNECTED);
    const sum = builder.apply(
      'ADD',
      [image, builder.input([1, 4, 1, 2])],
      [2, 4, 4, 2],
      optionsOf('AddOptions'),
    );
    const tall = builder.apply('CONCATENATION', [image, image], [2, 8, 4, 2], {
      type: 'ConcatenationOptions',
      axis: 1,
      fusedActivationFunction: 'NONE',
    });
    const paddings = builder.integers('paddings', [0, 0, 1, 1, 0, 0, 0, 1]);
    const padded = builder.apply('PAD', [image, paddings], [2, 6, 4, 3]);
    const mean = builder.apply('MEAN', [image, builder.integers('axes', [1, 2])], [2, 2], {
      type: 'ReducerOptions',
      keepDims: false,
    });
    const relu = builder.apply('RELU', [image], [2, 4, 4, 2]);
    const model = builder.model(dense, sum, tall, padded, mean, relu);
    model.subgraphs[0]!.operators.at(-1)!.version = 2;
    expect(reasonsOf(model, 'Core ML')).toEqual({
      FULLY_CONNECTED: 'its input is no single vector',
      ADD: 'its inputs broadcast in other ways than images do',
      CONCATENATION: 'it does not join channels',
      PAD: 'it pads batch or channels',
      MEAN: 'it does not keep the dimensions that it reduces',
      RELU: 'it takes versions up to 1 and this is 2',
    });
  });

  it('takes no operator by itself, and does not know which Core ML an app asks for', () => {
    const builder = new GraphBuilder();
    const relu = builder.apply('RELU', [builder.input([1, 4])], [1, 4]);
    const flat = builder.apply('RESHAPE', [relu], [4], optionsOf('ReshapeOptions'));
    expect(outcomeOf(builder.model(flat), 'Core ML')).toMatchObject({
      delegatedOperators: 0,
      partitions: 0,
      refused: [{ operator: 'RELU', reason: 'it takes no partition of fewer than 2 operators' }],
      unknown: [{ operator: 'RESHAPE' }],
    });
  });
});
