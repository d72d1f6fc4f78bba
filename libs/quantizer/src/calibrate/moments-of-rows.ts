import type { Runtime } from '@flotilla/evaluation';
import {
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  optionsOf,
  writeModel,
} from '@flotilla/tflite';
import type { SecondMoments } from './second-moments';

/**
 * The second moments of rows; the runtime's matrix product is faster than ours.
 * @param rows rows × length
 */
export async function momentsOfRows(
  rows: Float32Array,
  length: number,
  runtime: Runtime,
): Promise<SecondMoments> {
  const rowCount = rows.length / length;
  const products = await runProducts(rows, length, runtime);
  return {
    length,
    products: products.map((sum) => sum / rowCount),
    mean: meanOf(rows, length),
  };
}

function meanOf(rows: Float32Array, length: number): Float64Array {
  const sums = new Float64Array(length);
  for (let start = 0; start < rows.length; start += length)
    for (let index = 0; index < length; index += 1)
      sums[index] = (sums[index] ?? 0) + (rows[start + index] ?? 0);
  return sums.map((sum) => (sum * length) / rows.length);
}

/** Xᵀ·X by a model of one BATCH_MATMUL. */
async function runProducts(
  rows: Float32Array,
  length: number,
  runtime: Runtime,
): Promise<Float32Array> {
  const input = makeTensor({
    name: 'rows',
    type: 'FLOAT32',
    shape: [rows.length / length, length],
  });
  const output = makeTensor({ name: 'products', type: 'FLOAT32', shape: [length, length] });
  const product = makeOperator({
    code: 'BATCH_MATMUL',
    inputs: [input, input],
    outputs: [output],
    options: optionsOf('BatchMatMulOptions', { adjX: true }),
  });
  const subgraph = makeSubgraph({ inputs: [input], outputs: [output], operators: [product] });
  const interpreter = await runtime.load(writeModel(makeModel({ subgraphs: [subgraph] })), {
    delegate: 'cpu',
  });
  try {
    const bytes = new Uint8Array(rows.buffer, rows.byteOffset, rows.byteLength);
    const [products = new Uint8Array()] = await interpreter.invoke([bytes]);
    return new Float32Array(Uint8Array.from(products).buffer);
  } finally {
    await interpreter.close();
  }
}
