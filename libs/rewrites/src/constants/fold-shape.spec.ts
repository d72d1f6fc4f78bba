import {
  constantData,
  makeOperator,
  makeTensor,
  type Subgraph,
  type Tensor,
} from '@flotilla/tflite';
import { activation, chain, clamp } from '../../test/subgraphs';
import { foldShape } from './fold-shape';

/** Input → clamp → SHAPE → CAST. */
function measured(input: Tensor, type: 'INT32' | 'INT64' = 'INT32'): Subgraph {
  const hidden = activation('hidden', 1, 4);
  const shape = makeTensor({ name: 'shape', type, shape: [2] });
  return chain(
    clamp(input, hidden),
    makeOperator({ code: 'SHAPE', inputs: [hidden], outputs: [shape] }),
    makeOperator({ code: 'CAST', inputs: [shape], outputs: [activation('y', 2)] }),
  );
}

describe('fold-shape', () => {
  const fixed = activation('x', 1, 4);
  const open = makeTensor({ name: 'x', type: 'FLOAT32', shape: [1, 4], shapeSignature: [-1, 4] });

  it('makes the shape of a tensor of fixed dimensions a constant', () => {
    const subgraph = measured(fixed);
    expect(foldShape.apply(subgraph)).toEqual([{ rewrite: 'fold-shape', tensor: 'shape' }]);
    const [, cast] = subgraph.operators;
    expect(cast?.inputs[0] && [...constantData(cast.inputs[0], 'INT32')]).toEqual([1, 4]);
  });

  it('writes it in the type that is asked for', () => {
    const subgraph = measured(fixed, 'INT64');
    foldShape.apply(subgraph);
    const shape = subgraph.operators[1]?.inputs[0];
    expect(shape && [...constantData(shape, 'INT64')]).toEqual([1n, 4n]);
  });

  it('leaves what follows an open batch, though the file calls it 1', () => {
    expect(foldShape.apply(measured(open))).toEqual([]);
  });

  it('leaves the shape that is an output', () => {
    const subgraph = measured(fixed);
    subgraph.outputs.push(subgraph.operators[1]!.outputs[0]!);
    expect(foldShape.apply(subgraph)).toEqual([]);
  });
});
