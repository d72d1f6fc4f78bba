import type { Model, Tensor } from '@flotilla/tflite';
import { GraphBuilder } from '../../test/graph-builder';
import { floatIslands } from './float-islands';

/** A chain whose tensors are quantized where a name ends with `q`. */
class MixedBuilder extends GraphBuilder {
  step(code: 'ABS' | 'ADD' | 'QUANTIZE' | 'DEQUANTIZE', type: Tensor['type'], ...from: Tensor[]) {
    const output = this.apply(code, from, [1, 2]);
    output.type = type;
    return output;
  }
}

const shown = (model: Model) =>
  floatIslands(model).map(({ operators }) => operators.map(({ output }) => output));

describe('floatIslands()', () => {
  it('gathers what hands activations to each other, and parts what integers part', () => {
    const builder = new MixedBuilder();
    const a = builder.step('ABS', 'FLOAT32', builder.input([1, 2]));
    const b = builder.step('ABS', 'FLOAT32', a);
    const q = builder.step('QUANTIZE', 'INT8', b);
    const i = builder.step('ABS', 'INT8', q);
    const c = builder.step('ABS', 'FLOAT32', builder.step('DEQUANTIZE', 'FLOAT32', i));
    expect(shown(builder.model(c))).toEqual([['abs0', 'abs1'], ['abs5']]);
  });

  it('joins branches that meet', () => {
    const builder = new MixedBuilder();
    const [x, y] = [builder.input([1, 2]), builder.input([1, 2])];
    const left = builder.step('ABS', 'FLOAT32', x);
    const right = builder.step('ABS', 'FLOAT32', y);
    const sum = builder.step('ADD', 'FLOAT32', left, right);
    const q = builder.step('ABS', 'INT8', builder.step('QUANTIZE', 'INT8', sum));
    expect(shown(builder.model(q))).toEqual([['abs0', 'abs1', 'add2']]);
  });

  it('sees none where all is float', () => {
    const builder = new MixedBuilder();
    expect(shown(builder.model(builder.step('ABS', 'FLOAT32', builder.input([1, 2]))))).toEqual([]);
  });
});
