import { constantData, makeOperator, makeSubgraph, type BuiltinOperator } from '@flotilla/tflite';
import { activation, floats } from '../../test/subgraphs';
import { addZeroBias } from './add-zero-bias';

function convolution(code: BuiltinOperator, inputs: 'short' | 'null' | 'full') {
  const x = activation('x', 1, 2, 2, 1);
  const y = activation('y', 1, 2, 2, 2);
  const shape = code === 'CONV_2D' ? [2, 1, 1, 1] : [1, 1, 1, 2];
  const operator = makeOperator({
    code,
    inputs: [
      x,
      floats('w', shape, [1, 2]),
      ...(inputs === 'short' ? [] : [inputs === 'null' ? null : floats('b', [2], [3, 4])]),
    ],
    outputs: [y],
  });
  return makeSubgraph({ inputs: [x], outputs: [y], operators: [operator] });
}

describe('addZeroBias', () => {
  it.each([
    ['CONV_2D', 'short'],
    ['CONV_2D', 'null'],
    ['DEPTHWISE_CONV_2D', 'short'],
    ['DEPTHWISE_CONV_2D', 'null'],
  ] as const)(
    'gives %s with a %s list of inputs a zero for each output channel',
    (code, inputs) => {
      const subgraph = convolution(code, inputs);
      expect(addZeroBias.apply(subgraph)).toEqual([{ rewrite: 'add-zero-bias', tensor: 'y' }]);
      const bias = subgraph.operators[0]?.inputs[2];
      expect(bias?.shape).toEqual([2]);
      expect([...constantData(bias!, 'FLOAT32')]).toEqual([0, 0]);
      expect(subgraph.tensors).toContain(bias);
      expect(addZeroBias.apply(subgraph)).toEqual([]);
    },
  );

  it('leaves others alone', () => {
    for (const subgraph of [
      convolution('CONV_2D', 'full'),
      convolution('FULLY_CONNECTED', 'short'),
      convolution('CONV_3D', 'short'),
    ]) {
      const before = [...subgraph.operators[0]!.inputs];
      expect(addZeroBias.apply(subgraph)).toEqual([]);
      expect(subgraph.operators[0]?.inputs).toEqual(before);
    }
  });

  it('waits for weights that become constants first', () => {
    const subgraph = convolution('CONV_2D', 'short');
    delete subgraph.operators[0]?.inputs[1]?.buffer;
    expect(addZeroBias.apply(subgraph)).toEqual([]);
  });
});
