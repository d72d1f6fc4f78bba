import type { Invocation } from '@flotilla/evaluation';
import { runInTflite, tflite } from '@flotilla/testing';
import {
  bytesOf,
  type Buffer,
  type Model,
  optionsOf,
  readModel,
  type Subgraph,
  type Tensor,
  writeModel,
} from '@flotilla/tflite';
import { quantize } from '../src/quantize';
import type { Scheme } from '../src/recipe/scheme';
import { fidelityOf } from './fidelity';
import { FULLY_CONNECTED, GraphBuilder } from './graph-builder';
import { normalNumbers } from './normal-numbers';

const WIDTH = 32;
const ROWS = [1, WIDTH];
const SCHEMES: readonly Scheme[] = ['int8', '16x8', 'dynamic', 'weight-only', 'float16'];

const matrixBytes = (seed: number): Buffer => {
  const next = normalNumbers(seed);
  const values = Float32Array.from({ length: WIDTH * WIDTH }, () => next() / Math.sqrt(WIDTH));
  return { data: bytesOf(values) };
};

function dense(builder: GraphBuilder, input: Tensor, buffer: Buffer): Tensor {
  const matrix = builder.constant('matrix', [WIDTH, WIDTH], []);
  matrix.buffer = buffer;
  return builder.apply('FULLY_CONNECTED', [input, matrix, null], ROWS, FULLY_CONNECTED);
}

function integer(builder: GraphBuilder, name: string): Tensor {
  const tensor = builder.activation(name, [1]);
  tensor.type = 'INT32';
  return tensor;
}

function graphOf(builder: GraphBuilder, name: string, ...outputs: Tensor[]): Subgraph {
  const { subgraphs } = builder.model(...outputs);
  const [graph] = subgraphs;
  if (graph === undefined) throw new RangeError('one was built');
  return { ...graph, name };
}

/** x → three times x := tanh(M·x) in a loop, then M·x outside of it, over one matrix. */
function loop(): Model {
  const buffer = matrixBytes(1);
  const main = new GraphBuilder();
  const zero = main.integers('zero', [0]);
  const count = integer(main, 'count');
  const looped = main.apply('WHILE', [zero, main.input(ROWS)], ROWS, {
    type: 'WhileOptions',
    condSubgraphIndex: 1,
    bodySubgraphIndex: 2,
  });
  main.subgraph.operators[0]!.outputs = [count, looped];
  const condition = new GraphBuilder();
  const step = condition.input([1]);
  condition.input(ROWS);
  step.type = 'INT32';
  const goesOn = condition.apply('LESS', [step, condition.integers('limit', [3])], [1]);
  goesOn.type = 'BOOL';
  const body = new GraphBuilder();
  const before = body.input([1]);
  before.type = 'INT32';
  const state = body.apply('TANH', [dense(body, body.input(ROWS), buffer)], ROWS);
  const after = body.apply(
    'ADD',
    [before, body.integers('one', [1])],
    [1],
    optionsOf('AddOptions'),
  );
  after.type = 'INT32';
  const result = main.model(dense(main, looped, buffer));
  return {
    ...result,
    subgraphs: [
      ...result.subgraphs,
      graphOf(condition, 'condition', goesOn),
      graphOf(body, 'body', after, state),
    ],
  };
}

/** One of two matrices, by a flag, and a matrix of both. */
function branch(): Model {
  const main = new GraphBuilder();
  const flag = main.input([]);
  flag.type = 'BOOL';
  const chosen = main.apply('IF', [flag, dense(main, main.input(ROWS), matrixBytes(1))], ROWS, {
    type: 'IfOptions',
    thenSubgraphIndex: 1,
    elseSubgraphIndex: 2,
  });
  const branches = [1, 2].map((seed) => {
    const builder = new GraphBuilder();
    return graphOf(
      builder,
      `branch${seed}`,
      dense(builder, builder.input(ROWS), matrixBytes(seed)),
    );
  });
  const model = main.model(main.apply('TANH', [chosen], ROWS));
  return { ...model, subgraphs: [...model.subgraphs, ...branches] };
}

const MODELS = { loop, branch } as const;

function sample(model: Model, seed: number): Invocation {
  const inputs = (model.subgraphs[0]?.inputs ?? []).map(({ type }) =>
    type === 'BOOL'
      ? Uint8Array.of(seed % 2)
      : bytesOf(Float32Array.from({ length: WIDTH }, normalNumbers(seed))),
  );
  return { inputs, sampleCount: 1 };
}

describe.each(Object.entries(MODELS))('a model with a %s', (name, build) => {
  it.each(SCHEMES)('computes in %s what it did', async (scheme) => {
    const float = build();
    const { model, report } = await quantize(float, {
      scheme,
      runtime: tflite(),
      calibration: () => Array.from({ length: 24 }, (_, seed) => sample(float, 50 + seed)),
    });
    const stored = readModel(writeModel(model));
    for (const seed of [50, 51]) {
      const [wanted] = await runInTflite(writeModel(float), sample(float, seed).inputs);
      const [actual] = await runInTflite(writeModel(stored), sample(float, seed).inputs);
      expect(fidelityOf(wanted!, actual!).snrDb).toBeGreaterThan(25);
    }
    const dense = report.operators.filter(({ operator }) => operator === 'FULLY_CONNECTED');
    const [inMain, ...inCalled] = dense.sort((left, right) => left.subgraph - right.subgraph);
    expect(inMain?.scheme).toBe(scheme);
    // Calibration sees the main graph alone: what it calls has no ranges, and is named.
    const isInteger = scheme === 'int8' || scheme === '16x8';
    for (const outcome of inCalled) {
      expect(outcome.scheme).toBe(isInteger ? 'float' : scheme);
      if (isInteger) {
        expect(outcome.reasonCode).toBe('NO_RANGE');
        expect(outcome.reason).toContain('inside a called subgraph');
      }
    }
    const boundary = stored.subgraphs
      .slice(1)
      .flatMap(({ inputs, outputs }) => [...inputs, ...outputs]);
    expect(boundary.map(({ type }) => type)).not.toContain('INT8');
    expect(boundary.map(({ type }) => type)).not.toContain('INT16');
  });

  it('stores a matrix that both graphs read once', async () => {
    const { model } = await quantize(build(), { scheme: 'dynamic', runtime: tflite() });
    const matrices = readModel(writeModel(model)).subgraphs.flatMap(({ tensors }) =>
      tensors.flatMap(({ type, buffer }) => (type === 'INT8' && buffer ? [buffer] : [])),
    );
    expect(new Set(matrices).size).toBe(name === 'loop' ? 1 : 2);
    expect(matrices.length).toBeGreaterThan(new Set(matrices).size);
  });
});
