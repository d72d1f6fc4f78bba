import type { Runtime } from '@flotilla/evaluation';
import {
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  optionsOf,
  writeModel,
} from '@flotilla/tflite';
import type { RowSamples } from './row-samples';
import type { SecondMoments } from './second-moments';

/** From this length on, the runtime's matrix product is faster than ours. */
const LONG_ROW = 48;

/** The second moments of each group of rows. */
export async function momentsOfRows(
  { groups, length, rowCount }: RowSamples,
  runtime: Runtime,
): Promise<SecondMoments[]> {
  const moments: SecondMoments[] = [];
  for (const group of groups) {
    const rows = group.subarray(0, rowCount * length);
    const products =
      length < LONG_ROW ? productsOf(rows, length) : await runProducts(rows, length, runtime);
    moments.push({
      length,
      products: products.map((sum) => sum / rowCount),
      mean: meanOf(rows, length),
    });
  }
  return moments;
}

function meanOf(rows: Float32Array, length: number): Float64Array {
  const sums = new Float64Array(length);
  rows.forEach((value, index) => {
    sums[index % length] = (sums[index % length] ?? 0) + value;
  });
  return sums.map((sum) => (sum * length) / rows.length);
}

/** Xᵀ·X. */
function productsOf(rows: Float32Array, length: number): Float64Array {
  const products = new Float64Array(length * length);
  for (let start = 0; start < rows.length; start += length)
    for (let row = 0; row < length; row += 1) {
      const value = rows[start + row] ?? 0;
      if (value === 0) continue;
      for (let column = 0; column < length; column += 1) {
        const at = row * length + column;
        products[at] = (products[at] ?? 0) + value * (rows[start + column] ?? 0);
      }
    }
  return products;
}

/** Xᵀ·X by a model of one BATCH_MATMUL. */
async function runProducts(
  rows: Float32Array,
  length: number,
  runtime: Runtime,
): Promise<Float64Array> {
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
    return Float64Array.from(new Float32Array(Uint8Array.from(products).buffer));
  } finally {
    await interpreter.close();
  }
}
