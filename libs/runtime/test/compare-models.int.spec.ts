import {
  compareActivations,
  type ComparedModel,
  compareOutputs,
  type Invocation,
  matchActivations,
} from '@flotilla/evaluation';
import {
  bytesOf,
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type Model,
  type Tensor,
} from '@flotilla/tflite';
import { createTfliteRuntime } from '../src/create-tflite-runtime';

const SHAPE = [2, 3];

/** x · factor, then + 1, then |…|, on a batch of two. */
function model(factor: number): Model {
  const value = (name: string): Tensor => makeTensor({ name, type: 'FLOAT32', shape: [...SHAPE] });
  const scalar = (name: string, number: number): Tensor => {
    const buffer = { data: bytesOf(Float32Array.of(number)) };
    return makeTensor({ name, type: 'FLOAT32', shape: [1], buffer });
  };
  const [x, scaled, moved, y] = ['x', 'scaled', 'moved', 'y'].map(value) as [
    Tensor,
    Tensor,
    Tensor,
    Tensor,
  ];
  const operators = [
    makeOperator({ code: 'MUL', inputs: [x, scalar('factor', factor)], outputs: [scaled] }),
    makeOperator({ code: 'ADD', inputs: [scaled, scalar('one', 1)], outputs: [moved] }),
    makeOperator({ code: 'ABS', inputs: [moved], outputs: [y] }),
  ];
  const subgraph = makeSubgraph({ inputs: [x], outputs: [y], operators });
  return makeModel({ subgraphs: [subgraph] });
}

const inputs = (...values: number[]): Uint8Array[] => [bytesOf(Float32Array.from(values))];

/** Three samples, the last one repeated to fill its batch. */
const INVOCATIONS: readonly Invocation[] = [
  { inputs: inputs(1, 2, 3, -4, 5, 6), sampleCount: 2, batch: 2 },
  { inputs: inputs(2, 2, 2, 2, 2, 2), sampleCount: 1, batch: 2 },
];

const side = (factor: number): ComparedModel => ({
  model: model(factor),
  runtime: createTfliteRuntime(),
  execution: { delegate: 'cpu' },
  invocations: () => INVOCATIONS,
});

describe('compareOutputs()', () => {
  it('compares what both models give for samples, and not for what fills a batch', async () => {
    const done: number[] = [];
    const onSample = (count: number): void => {
      done.push(count);
    };
    const [output] = await compareOutputs(side(1), side(1.5), { onSample });
    expect(output).toMatchObject({ name: 'y', type: 'FLOAT32', samples: 3, values: 9 });
    // |1.5 · 6 + 1| beside |6 + 1|.
    expect(output?.maxAbsoluteError).toBeCloseTo(3, 5);
    expect(output?.top1Agreement).toMatchObject({ count: 3, successes: 3 });
    expect(done).toEqual([2, 3]);
  });
});

describe('compareActivations()', () => {
  it('gives the same, however few tensors are looked at together', async () => {
    const sides = [side(1), side(1.5)] as const;
    const { pairs } = matchActivations(sides[0].model, sides[1].model);
    const together = await compareActivations(...sides, pairs);
    const apart = await compareActivations(...sides, pairs, { chunkBytes: 1 });
    expect(together.map(({ name }) => name)).toEqual(['scaled', 'moved', 'y']);
    expect(apart).toEqual(together);
    expect(together[0]?.values).toBe(9);
  });
});
