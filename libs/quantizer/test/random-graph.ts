import * as fc from 'fast-check';
import type { Model, Tensor } from '@flotilla/tflite';
import type { Range } from '../src/numerics/range';
import { CONCATENATION, FULLY_CONNECTED, GraphBuilder, POOL, SOFTMAX } from './graph-builder';

export interface RandomGraph {
  readonly model: Model;
  /** Made up, for every activation. */
  readonly ranges: ReadonlyMap<Tensor, Range>;
}

const KINDS = ['conv', 'softmax', 'logistic', 'pool', 'add', 'concat', 'sin', 'relu'] as const;
type Kind = (typeof KINDS)[number];

const step = fc.record({
  kind: fc.constantFrom<Kind>(...KINDS),
  /** Which of the tensors so far are read, counted from the latest. */
  first: fc.nat(5),
  second: fc.nat(5),
});
const bound = fc.float({ min: Math.fround(1e-3), max: 100, noNaN: true });

/** Small graphs over operators with and without int8 kernels, with forks, joins and several outputs. */
export const randomGraph: fc.Arbitrary<RandomGraph> = fc
  .record({
    steps: fc.array(step, { minLength: 1, maxLength: 10 }),
    bounds: fc.array(bound, { minLength: 13, maxLength: 13 }),
    outputs: fc.integer({ min: 1, max: 3 }),
    dense: fc.boolean(),
  })
  .map(({ steps, bounds, outputs, dense }) => {
    const builder = new GraphBuilder();
    const tensors = [builder.input([1, 2, 2, 2])];
    for (const { kind, first, second } of steps) {
      tensors.push(grow(builder, kind, pick(tensors, first), pick(tensors, second)));
    }
    if (dense) tensors.push(addHead(builder, pick(tensors, 0)));
    const model = builder.model(...new Set(tensors.slice(-outputs)));
    const activations = builder.subgraph.tensors.filter(({ buffer }) => buffer === undefined);
    const ranges = new Map(
      activations.map((tensor, index): [Tensor, Range] => {
        const limit = bounds[index] ?? 1;
        return [tensor, { min: index % 2 === 0 ? -limit : 0, max: limit }];
      }),
    );
    return { model, ranges };
  });

function pick(tensors: readonly Tensor[], fromEnd: number): Tensor {
  const tensor = tensors[Math.max(0, tensors.length - 1 - fromEnd)];
  if (tensor === undefined) throw new RangeError('there is always an input');
  return tensor;
}

function grow(builder: GraphBuilder, kind: Kind, left: Tensor, right: Tensor): Tensor {
  const { shape } = left;
  const channels = shape[3] ?? 1;
  switch (kind) {
    case 'conv':
      return builder.pointwise(
        left,
        Array.from({ length: 2 * channels }, (_, index) => (index % 5) - 2),
        [0.5, -3],
      );
    case 'softmax':
      return builder.apply('SOFTMAX', [left], shape, SOFTMAX);
    case 'logistic':
      return builder.apply('LOGISTIC', [left], shape);
    case 'pool':
      return builder.apply('MAX_POOL_2D', [left], shape, POOL);
    case 'sin':
      return builder.apply('SIN', [left], shape);
    case 'relu':
      return builder.apply('RELU', [left], shape);
    case 'add': {
      const other = right.shape[3] === channels ? right : left;
      return builder.apply('ADD', [left, other], shape, {
        type: 'AddOptions',
        fusedActivationFunction: 'NONE',
        potScaleInt16: false,
      });
    }
    case 'concat': {
      const joined = channels + (right.shape[3] ?? 1);
      const inputs = [left, joined > 64 ? left : right];
      const sum = channels + (inputs[1]?.shape[3] ?? 1);
      return builder.apply('CONCATENATION', inputs, [...shape.slice(0, 3), sum], CONCATENATION);
    }
  }
}

function addHead(builder: GraphBuilder, input: Tensor): Tensor {
  const length = input.shape.reduce((product, size) => product * size, 1);
  const shape = builder.integers('shape', [1, length]);
  const flat = builder.apply('RESHAPE', [input, shape], [1, length]);
  const weights = Array.from({ length: 3 * length }, (_, index) => Math.sin(index));
  const filter = builder.constant('dense', [3, length], weights);
  return builder.apply('FULLY_CONNECTED', [flat, filter, null], [1, 3], FULLY_CONNECTED);
}
