import { GraphBuilder } from '../../test/graph-builder';
import { planned } from '../../test/planned';
import { quantizeBias } from './quantize-bias';

describe('quantizeBias', () => {
  it('makes the bias int32 in units of input scale times weight scale', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 1, 1, 1]);
    const model = builder.model(builder.pointwise(input, [127], [3]));
    const context = planned(model, 'int8', new Map([[input, { min: 0, max: 127.5 }]]));
    expect(quantizeBias.apply(context)).toBe(1);
    const bias = context.subgraph.operators[0]?.inputs[2];
    expect(bias).toMatchObject({ type: 'INT32', quantization: { scale: [0.5], zeroPoint: [0n] } });
    expect([...(bias?.buffer?.data ?? [])]).toEqual([6, 0, 0, 0]);
  });

  it('gives operators that share a bias one each where their scales differ', () => {
    const builder = new GraphBuilder();
    const input = builder.input([1, 1, 1, 1]);
    const bias = builder.constant('shared', [1], [1]);
    const left = builder.constant('left', [1, 1, 1, 1], [1]);
    const right = builder.constant('right', [1, 1, 1, 1], [2]);
    const outputs = [left, right].map((filter) =>
      builder.apply('CONV_2D', [input, filter, bias], [1, 1, 1, 1]),
    );
    const context = planned(builder.model(...outputs), 'int8');
    quantizeBias.apply(context);
    const [one, two] = context.subgraph.operators.map(({ inputs }) => inputs[2]);
    expect(one).not.toBe(two);
    expect(one?.quantization?.scale).not.toEqual(two?.quantization?.scale);
  });
});
