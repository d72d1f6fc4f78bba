import type { Interpreter } from '@flotilla/evaluation';
import {
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  optionsOf,
  type Tensor,
  type TensorType,
  writeModel,
} from '@flotilla/tflite';
import { createLitertWasmRuntime } from '../src/litert-wasm/create-litert-wasm-runtime';
import { fillModel } from './fill-model';
import { reluModel } from './open-batch-model';
import { fileOf, floats, integers, operator, valuesOf, vector } from './vector-models';

const runtime = createLitertWasmRuntime();
const open: Interpreter[] = [];

async function load(file: Uint8Array): Promise<Interpreter> {
  const interpreter = await runtime.load(file, { delegate: 'xnnpack' });
  open.push(interpreter);
  return interpreter;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((interpreter) => interpreter.close()));
});

describe('invoke()', () => {
  it.each<TensorType>([
    'FLOAT32',
    'FLOAT16',
    'BFLOAT16',
    'FLOAT64',
    'INT2',
    'INT4',
    'INT8',
    'INT16',
    'INT32',
    'INT64',
    'UINT4',
    'UINT8',
    'UINT16',
    'UINT32',
    'UINT64',
    'BOOL',
    'COMPLEX64',
  ])('passes %s in and out', async (type) => {
    const x = makeTensor({ name: 'x', type, shape: [1, 5] });
    const y = makeTensor({ name: 'y', type, shape: [5, 1] });
    const options = optionsOf('ReshapeOptions', { newShape: [5, 1] });
    const reshape = makeOperator({ code: 'RESHAPE', inputs: [x], outputs: [y], options });
    const interpreter = await load(fileOf([x], [y], [reshape]));
    const input = Uint8Array.from(
      { length: interpreter.inputs[0]!.byteLength },
      (_, at) => (37 * at + 1) % (type === 'BOOL' ? 2 : 251),
    );
    expect(await interpreter.invoke([input])).toEqual([input]);
  });

  it('takes inputs and gives outputs in the order of the main subgraph, whatever signatures say', async () => {
    const [a, b, difference, product] = ['a', 'b', 'difference', 'product'].map((name) =>
      vector(name),
    ) as [Tensor, Tensor, Tensor, Tensor];
    const [p, q] = [vector('p'), vector('q')];
    const main = makeSubgraph({
      inputs: [b, a],
      outputs: [product, difference],
      operators: [operator('SUB', [a, b], difference), operator('MUL', [a, b], product)],
    });
    const other = makeSubgraph({
      inputs: [p],
      outputs: [q],
      operators: [operator('NEG', [p], q)],
    });
    const model = makeModel({
      subgraphs: [main, other],
      signatures: [
        {
          key: 'other',
          subgraph: other,
          inputs: [{ name: 'p', tensor: p }],
          outputs: [{ name: 'q', tensor: q }],
        },
        {
          key: 'main',
          subgraph: main,
          inputs: [a, b].map((tensor) => ({ name: `the ${tensor.name}`, tensor })),
          outputs: [difference, product].map((tensor) => ({ name: `the ${tensor.name}`, tensor })),
        },
      ],
    });
    const interpreter = await load(writeModel(model));
    expect(interpreter.inputs.map(({ name }) => name)).toEqual(['b', 'a']);
    expect(interpreter.outputs.map(({ name }) => name)).toEqual(['product', 'difference']);
    const outputs = await interpreter.invoke([floats(1, 2), floats(10, 20)]);
    expect(valuesOf(outputs)).toEqual([
      [10, 40],
      [9, 18],
    ]);
  });

  it('gives outputs that are an input, a constant, or named twice', async () => {
    const [x, y] = [vector('x'), vector('y')];
    const constant = vector('c', { buffer: { data: floats(7, 8) } });
    const file = fileOf([x], [x, y, constant, y], [operator('NEG', [x], y)]);
    const interpreter = await load(file);
    expect(valuesOf(await interpreter.invoke([floats(1, 2)]))).toEqual([
      [1, 2],
      [-1, -2],
      [7, 8],
      [-1, -2],
    ]);
  });

  it('passes scalars', async () => {
    const [x, y] = [vector('x', { shape: [] }), vector('y', { shape: [] })];
    const interpreter = await load(fileOf([x], [y, y], [operator('NEG', [x], y)]));
    expect(valuesOf(await interpreter.invoke([floats(3)]))).toEqual([[-3], [-3]]);
  });

  it('fails, and hands out nothing, when an output is not as long as the file says', async () => {
    const interpreter = await load(fillModel({ dynamic: true }));
    expect(valuesOf(await interpreter.invoke([integers(1)]))).toEqual([[1]]);
    await expect(interpreter.invoke([integers(1000)])).rejects.toMatchObject({
      code: 'INVOKE_FAILED',
    });
    expect(valuesOf(await interpreter.invoke([integers(1)]))).toEqual([[1]]);
  });

  it('fails with what the operator said', async () => {
    const [x, y] = [vector('x'), vector('y')];
    const at = vector('at', { type: 'INT32' });
    const gather = makeOperator({
      code: 'GATHER',
      inputs: [x, at],
      outputs: [y],
      options: optionsOf('GatherOptions'),
    });
    const interpreter = await load(fileOf([x, at], [y], [gather]));
    await expect(interpreter.invoke([floats(1, 2), integers(0, 5)])).rejects.toMatchObject({
      code: 'INVOKE_FAILED',
      message: expect.stringContaining('out of bounds') as string,
    });
    expect(valuesOf(await interpreter.invoke([floats(1, 2), integers(1, 1)]))).toEqual([[2, 2]]);
  });

  it('breaks one model that runs out of memory, and no other', async () => {
    const greedy = await load(fillModel({ dynamic: true }));
    const other = await load(reluModel({ open: false }));
    for (const count of [600_000_000, 1]) {
      await expect(greedy.invoke([integers(count)])).rejects.toMatchObject({
        code: 'RUNTIME_CRASHED',
      });
    }
    expect(valuesOf(await other.invoke([floats(-1, 1, 2, -2)]))).toEqual([[0, 1, 2, 0]]);
  });
});
