import { optionsOf } from '@flotilla/tflite';
import { outcomeOf, quantized, reasonsOf } from '../../../test/delegated';
import { FULLY_CONNECTED, GraphBuilder, SOFTMAX } from '../../../test/graph-builder';

const NNAPI = 'NNAPI of Android 11';

function classifier() {
  const builder = new GraphBuilder();
  const conv = builder.pointwise(builder.input([1, 4, 4, 2]), [1, 2, 3, 4], [1, 2]);
  return builder.model(builder.apply('SOFTMAX', [conv], [1, 4, 4, 2], SOFTMAX));
}

function dense(units: number) {
  const builder = new GraphBuilder();
  const weights = Array.from({ length: units * 64 }, (_, at) => at / 64);
  const inputs = [builder.input([1, 64]), builder.constant('w', [units, 64], weights), null];
  return builder.model(builder.apply('FULLY_CONNECTED', inputs, [1, units], FULLY_CONNECTED));
}

describe('NNAPI', () => {
  it('is given float and int8, and says what nobody knows', () => {
    expect(outcomeOf(classifier(), NNAPI)).toMatchObject({ delegatedOperators: 2, refused: [] });
    expect(outcomeOf(quantized(classifier(), 'int8'), NNAPI)).toMatchObject({
      delegatedOperators: 4,
      partitions: 1,
      caveat: expect.stringContaining('driver') as unknown,
    });
    expect(outcomeOf(quantized(dense(32), 'float16'), NNAPI).unknown).toEqual([
      expect.objectContaining({ operator: 'DEQUANTIZE' }),
    ]);
  });

  it('is given no hybrid kernel that is newer than itself', () => {
    const model = quantized(dense(32), 'dynamic');
    expect(reasonsOf(model, NNAPI)).toEqual({
      FULLY_CONNECTED: 'it takes versions up to 5 and this is 9',
    });
    model.subgraphs[0]!.operators[0]!.version = 3;
    expect(outcomeOf(model, NNAPI).delegatedMultiplyAdds).toBe(1);
  });

  it('wants a mean in the scale of its input, and an output with dimensions', () => {
    const builder = new GraphBuilder();
    const image = builder.input([1, 4, 4, 2]);
    const axes = builder.integers('axes', [1, 2]);
    const mean = builder.apply('MEAN', [image, axes], [1, 2], optionsOf('ReducerOptions'));
    const float = builder.model(mean);
    expect(reasonsOf(float, NNAPI)).toEqual({});
    const int8 = quantized(float, 'int8');
    expect(reasonsOf(int8, NNAPI)).toEqual({});
    const { outputs } = int8.subgraphs[0]!.operators.find(({ code }) => code === 'MEAN')!;
    outputs[0]!.quantization!.scale = [1];
    expect(reasonsOf(int8, NNAPI)).toEqual({
      MEAN: 'its output has another scale or zero point than its input',
    });
    outputs[0]!.shape = [];
    expect(reasonsOf(int8, NNAPI)).toEqual({ MEAN: 'its output is a scalar' });
  });

  it('takes indices in int32, and conditions', () => {
    const builder = new GraphBuilder();
    const input = builder.input([4]);
    const axis = builder.integers('axis', [0]);
    const index = builder.apply('ARG_MAX', [input, axis], [1], {
      type: 'ArgMaxOptions',
      outputType: 'INT64',
    });
    const less = builder.apply('LESS', [input, input], [4]);
    index.type = 'INT64';
    less.type = 'BOOL';
    const model = builder.model(index, less);
    expect(reasonsOf(model, NNAPI)).toEqual({ ARG_MAX: 'it takes no INT64 activations' });
    index.type = 'INT32';
    expect(reasonsOf(model, NNAPI)).toEqual({});
  });
});
