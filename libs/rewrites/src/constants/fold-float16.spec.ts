import { floatData, makeOperator, type Operator, type Tensor } from '@flotilla/tflite';
import { activation, add, chain, constantOf, floats } from '../../test/subgraphs';
import { foldFloat16 } from './fold-float16';

const dequantize = (input: Tensor, output: Tensor): Operator =>
  makeOperator({ code: 'DEQUANTIZE', version: 3, inputs: [input], outputs: [output] });

describe('fold-float16', () => {
  const [x, w, y] = [activation('x', 2), activation('w', 2), activation('y', 2)];
  const halves = constantOf('FLOAT16', [2], [1.5, -2], 'halves');

  it('makes float16 constants float32, to the half', () => {
    const output = { ...w };
    const subgraph = { ...chain(dequantize(halves, output), add(x, output, y)), inputs: [x] };
    expect(foldFloat16.apply(subgraph)).toEqual([{ rewrite: 'fold-float16', tensor: 'w' }]);
    expect(subgraph.operators.map(({ code }) => code)).toEqual(['ADD']);
    expect([...floatData(output)]).toEqual([1.5, -2]);
  });

  it('expands a buffer once, however often it is read', () => {
    const [first, second] = [{ ...w }, { ...w, name: 'w2' }];
    const subgraph = chain(
      dequantize(halves, first),
      dequantize({ ...halves }, second),
      add(first, second, y),
    );
    expect(foldFloat16.apply(subgraph)).toHaveLength(2);
    expect(first.buffer).toBe(second.buffer);
  });

  it('gives the result the shape that the kernel would, whatever the file states', () => {
    const output = { ...activation('w', 1, 5), shapeSignature: [-1, 5] };
    foldFloat16.apply(chain(dequantize(halves, output), add(x, output, y)));
    expect(output.shape).toEqual([2]);
    expect(output.shapeSignature).toBeUndefined();
  });

  it.each([
    ['whose output has another type', dequantize(halves, { ...w, type: 'INT32' }), []],
    ['of an activation', dequantize(x, y), [y]],
    ['of other constants', dequantize(floats('w', [2], [1, 2]), y), []],
    ['that computes an output', dequantize(halves, y), [y]],
  ])('leaves a DEQUANTIZE %s', (_, operator, outputs) => {
    const subgraph = { ...chain(operator), outputs };
    expect(foldFloat16.apply(subgraph)).toEqual([]);
    expect(subgraph.operators).toHaveLength(1);
  });
});
