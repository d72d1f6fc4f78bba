import { optionsOf } from '@flotilla/tflite';
import { outcomeOf, quantized, reasonsOf } from '../../../test/delegated';
import { FULLY_CONNECTED, GraphBuilder, SOFTMAX } from '../../../test/graph-builder';

const classifier = () => {
  const builder = new GraphBuilder();
  const conv = builder.pointwise(builder.input([1, 4, 4, 2]), [1, 2, 3, 4], [1, 2]);
  return builder.model(builder.apply('SOFTMAX', [conv], [1, 4, 4, 2], SOFTMAX));
};

const dense = (units: number) => {
  const builder = new GraphBuilder();
  const weights = Array.from({ length: units * 64 }, (_, at) => at / 64);
  const inputs = [builder.input([1, 64]), builder.constant('w', [units, 64], weights), null];
  return builder.model(builder.apply('FULLY_CONNECTED', inputs, [1, units], FULLY_CONNECTED));
};

describe('the GPU delegate of 2.9', () => {
  it('takes float whole, and int8 where quantized models are allowed', () => {
    for (const name of ['GPU 2.9', 'GPU 2.9 without quantized models'])
      expect(outcomeOf(classifier(), name)).toMatchObject({ delegatedOperators: 2, partitions: 1 });
    const int8 = quantized(classifier(), 'int8');
    expect(outcomeOf(int8, 'GPU 2.9')).toMatchObject({ delegatedOperators: 4, partitions: 1 });
    expect(outcomeOf(int8, 'GPU 2.9 without quantized models')).toMatchObject({
      delegatedOperators: 0,
      refused: [
        expect.objectContaining({
          reason: 'it takes no int8 activations unless quantized models are allowed',
        }),
        ...Array.from({ length: 3 }, () => expect.anything() as unknown),
      ],
    });
  });

  it('expands integer weights of dynamic range, not those behind a DEQUANTIZE, and no int16', () => {
    expect(outcomeOf(quantized(dense(32), 'dynamic'), 'GPU 2.9').delegatedMultiplyAdds).toBe(1);
    expect(outcomeOf(quantized(dense(32), 'float16'), 'GPU 2.9').refused).toEqual([]);
    expect(reasonsOf(quantized(dense(32), 'weight-only'), 'GPU 2.9')).toEqual({
      DEQUANTIZE: 'it expands no integer weights',
    });
    expect(reasonsOf(quantized(classifier(), '16x8'), 'GPU 2.9')).toMatchObject({
      CONV_2D: 'it takes no int16 activations',
    });
  });

  it('looks at versions and forms', () => {
    const builder = new GraphBuilder();
    const image = builder.input([1, 4, 4, 2]);
    const flat = builder.input([1, 4]);
    const wide = builder.apply('MUL', [image, builder.input([1, 4, 1, 4])], [1, 4, 4, 4], {
      type: 'MulOptions',
      fusedActivationFunction: 'NONE',
    });
    const slice = builder.apply('SLICE', [flat], [1, 4], optionsOf('SliceOptions'));
    const padded = builder.apply('RESHAPE', [image], [1, 32], optionsOf('ReshapeOptions'));
    const model = builder.model(wide, slice, padded);
    model.subgraphs[0]!.operators[2]!.version = 2;
    expect(reasonsOf(model, 'GPU 2.9')).toEqual({
      MUL: 'each of its inputs is broadcast along the other',
      SLICE: 'it has not 3 or 4 dimensions',
      RESHAPE: 'it takes versions up to 1 and this is 2',
    });
  });

  it('takes the largest partition alone, and does not know later operators', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 4]);
    const abs = builder.apply('ABS', [input], [1, 4]);
    const gelu = builder.apply('GELU', [abs], [1, 4]);
    const unique = builder.apply('UNIQUE', [gelu], [1, 4]);
    const square = builder.apply('SQUARE', [unique], [1, 4]);
    const outcome = outcomeOf(builder.model(builder.apply('ABS', [square], [1, 4])), 'GPU 2.9');
    expect(outcome).toMatchObject({
      delegatedOperators: 2,
      partitions: 1,
      refused: [
        { operator: 'ABS', reason: 'it takes the largest partition alone', count: 1 },
        { operator: 'UNIQUE', reason: 'it has no UNIQUE', count: 1 },
      ],
      unknown: [
        { operator: 'GELU', reason: 'later releases take it, of 2.9 it is not known', count: 1 },
      ],
    });
  });
});
