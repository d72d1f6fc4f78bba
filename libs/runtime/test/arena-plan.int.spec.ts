import koffi from 'koffi';
import {
  bytesOf,
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  type Operator,
  optionsOf,
  planArena,
  type Subgraph,
  type Tensor,
  writeModel,
} from '@flotilla/tflite';
import { libraryPath } from '../src/tflite-c/library-path';

const library = koffi.load(libraryPath(process.platform, process.arch));
const modelCreate = library.func('TfLiteModelCreate', 'void *', ['uint8_t *', 'size_t']);
const modelDelete = library.func('TfLiteModelDelete', 'void', ['void *']);
const create = library.func('TfLiteInterpreterCreate', 'void *', ['void *', 'void *']);
const remove = library.func('TfLiteInterpreterDelete', 'void', ['void *']);
const allocate = library.func('TfLiteInterpreterAllocateTensors', 'int', ['void *']);
const input = library.func('TfLiteInterpreterGetInputTensor', 'void *', ['void *', 'int']);
const output = library.func('TfLiteInterpreterGetOutputTensor', 'void *', ['void *', 'int']);
const data = library.func('TfLiteTensorData', 'void *', ['void *']);

/** Bytes from the input to each output in the memory of the real interpreter. */
function realDistances(subgraph: Subgraph): number[] {
  const file = writeModel(makeModel({ subgraphs: [subgraph] }));
  const model: unknown = modelCreate(file, file.byteLength);
  const interpreter: unknown = create(model, null);
  try {
    expect(allocate(interpreter)).toBe(0);
    const start = koffi.address(data(input(interpreter, 0)));
    return subgraph.outputs.map((_, index) =>
      Number(koffi.address(data(output(interpreter, index))) - start),
    );
  } finally {
    remove(interpreter);
    modelDelete(model);
  }
}

function plannedDistances(subgraph: Subgraph): number[] {
  const placements = planArena(subgraph)?.placements ?? [];
  const offsetOf = (tensor: Tensor | undefined): number =>
    placements.find((placement) => placement.tensor === tensor)?.offsetBytes ?? NaN;
  return subgraph.outputs.map((tensor) => offsetOf(tensor) - offsetOf(subgraph.inputs[0]));
}

/** xorshift32: seeded, so that a failure repeats. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % limit;
  };
}

const row = (name: string, length: number): Tensor =>
  makeTensor({ name, type: 'FLOAT32', shape: [1, length] });

const pair = (name: string, ...values: number[]): Tensor =>
  makeTensor({
    name,
    type: 'INT32',
    shape: [2],
    buffer: { data: bytesOf(Int32Array.from(values)) },
  });

/** Rows of many lengths that are cut and joined: operators whose kernels take no memory of their own. */
function randomSubgraph(next: (limit: number) => number): Subgraph {
  const rows = [row('x', 10 + next(200))];
  const operators: Operator[] = [];
  const any = (recent: number): Tensor =>
    rows[rows.length - 1 - next(Math.min(recent, rows.length))] ?? row('none', 1);
  for (let step = 3 + next(25); step > 0; step--) {
    const from = any(5);
    const length = from.shape[1] ?? 1;
    const isJoin = next(2) === 0 && length < 4000;
    const inputs = isJoin ? [from, any(rows.length)] : [from];
    const size = isJoin
      ? inputs.reduce((sum, { shape }) => sum + (shape[1] ?? 0), 0)
      : 1 + next(length);
    const result = row(`t${step}`, size);
    rows.push(result);
    operators.push(
      isJoin
        ? makeOperator({
            code: 'CONCATENATION',
            inputs,
            outputs: [result],
            options: optionsOf('ConcatenationOptions', { axis: 1 }),
          })
        : makeOperator({
            code: 'SLICE',
            inputs: [from, pair(`begin${step}`, 0, 0), pair(`size${step}`, 1, size)],
            outputs: [result],
            options: optionsOf('SliceOptions'),
          }),
    );
  }
  const results = rows.slice(1);
  const outputs = [results.at(-1), results[next(results.length)], results[next(results.length)]];
  return makeSubgraph({
    inputs: rows.slice(0, 1),
    outputs: [...new Set(outputs.filter((tensor) => tensor !== undefined))],
    operators,
  });
}

describe('planArena()', () => {
  it('places activations where TensorFlow Lite places them', () => {
    const next = randomNumbers(12345);
    for (let round = 0; round < 200; round++) {
      const subgraph = randomSubgraph(next);
      expect(plannedDistances(subgraph)).toEqual(realDistances(subgraph));
    }
  });
});
