import {
  makeOperator,
  makeSubgraph,
  optionsOf,
  type Operator,
  type Tensor,
} from '@flotilla/tflite';
import { activation, chain } from '../../test/subgraphs';
import { mostlyZeros, SPARSE_FORMS, sparseTensor } from '../../test/sparse';
import { expandSparse } from './expand-sparse';

const form = SPARSE_FORMS[0]!;
const values = mostlyZeros(form.shape);
const floatsOf = (tensor: Tensor | null | undefined): number[] => [
  ...new Float32Array(Uint8Array.from(tensor?.buffer?.data ?? []).buffer),
];

function dense(input: Tensor, weights: Tensor, output: Tensor): Operator {
  return makeOperator({
    code: 'FULLY_CONNECTED',
    inputs: [input, weights, null],
    outputs: [output],
    options: optionsOf('FullyConnectedOptions'),
  });
}

const densify = (input: Tensor, output: Tensor): Operator =>
  makeOperator({ code: 'DENSIFY', inputs: [input], outputs: [output] });

describe('expand-sparse', () => {
  const [x, y, w] = [activation('x', 1, 6), activation('y', 1, 4), activation('w', 4, 6)];

  it('does in advance what DENSIFY would do', () => {
    const sparse = sparseTensor(values, form);
    const operators = [densify(sparse, { ...w }), dense(x, w, y)];
    operators[1]!.inputs[1] = operators[0]!.outputs[0]!;
    const subgraph = { ...chain(...operators), inputs: [x] };
    expect(expandSparse.apply(subgraph)).toEqual([{ rewrite: 'expand-sparse', tensor: 'w' }]);
    expect(subgraph.operators.map(({ code }) => code)).toEqual(['FULLY_CONNECTED']);
    const weights = subgraph.operators[0]?.inputs[1];
    expect(weights?.sparsity).toBeUndefined();
    expect(floatsOf(weights)).toEqual([...values]);
  });

  it('gives the result the shape that the kernel would, whatever the file states', () => {
    const output = activation('w', 2, 2, 2);
    expandSparse.apply(chain(densify(sparseTensor(values, form), output), dense(x, output, y)));
    expect(output.shape).toEqual(form.shape);
  });

  it('leaves a DENSIFY whose output has another type', () => {
    const output: Tensor = { ...w, type: 'INT32' };
    const subgraph = chain(densify(sparseTensor(values, form), output), dense(x, output, y));
    expandSparse.apply(subgraph);
    expect(subgraph.operators[0]?.code).toBe('DENSIFY');
  });

  it('gives operators that read sparse weights dense ones, and leaves the sparse alone', () => {
    const sparse = sparseTensor(values, form);
    const subgraph = chain(dense(x, sparse, y), dense(x, sparse, { ...y, name: 'z' }));
    expect(expandSparse.apply(subgraph)).toHaveLength(2);
    const [first, second] = subgraph.operators.map(({ inputs }) => inputs[1]);
    expect(first).toBe(second);
    expect(floatsOf(first)).toEqual([...values]);
    expect(sparse.sparsity).toBeDefined();
    expect(subgraph.tensors).toContain(first);
  });

  it('leaves a DENSIFY that computes an output, for which its input must stay sparse', () => {
    const subgraph = makeSubgraph({
      inputs: [],
      outputs: [w],
      operators: [densify(sparseTensor(values, form), w)],
    });
    expect(expandSparse.apply(subgraph)).toEqual([]);
    expect(subgraph.operators).toHaveLength(1);
  });

  it('does not write out what no file could hold', () => {
    const huge: Tensor = {
      ...sparseTensor(Float32Array.of(0, 7), { ...form, shape: [1, 2] }),
      shape: [2 ** 15, 2 ** 15],
    };
    const subgraph = chain(dense(x, huge, y));
    expect(expandSparse.apply(subgraph)).toEqual([]);
    expect(subgraph.operators[0]?.inputs[1]).toBe(huge);
  });
});
