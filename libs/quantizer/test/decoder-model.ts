import {
  makeModel,
  makeOperator,
  makeSubgraph,
  makeTensor,
  bytesOf,
  type Buffer,
  type BuiltinOptions,
  type Model,
  optionsOf,
  type Signature,
  type Tensor,
} from '@flotilla/tflite';
import { normalNumbers } from './normal-numbers';

/** Of one attention head: values a token, tokens that the cache holds, tokens that `prefill` takes at once. */
export const WIDTH = 32;
export const CACHE_LENGTH = 8;
export const PREFILL_LENGTH = 4;

/** What masks add to scores of tokens that are not to be seen. */
export const UNSEEN = -8;

type Weights = Readonly<Record<'query' | 'key' | 'value' | 'output', Buffer>>;

const DENSE = optionsOf('FullyConnectedOptions', { keepNumDims: true });

/** One graph for `tokens` tokens: projections, the caches brought up to date, attention over them, a last projection. */
function graph(key: string, tokens: number, weights: Weights): Signature {
  const float = (name: string, shape: number[]) => makeTensor({ name, type: 'FLOAT32', shape });
  const rows = [1, tokens, WIDTH];
  const cacheShape = [1, CACHE_LENGTH, WIDTH];
  const scoresShape = [1, tokens, CACHE_LENGTH];
  const x = float('x', rows);
  const mask = float('mask', scoresShape);
  const start = makeTensor({ name: 'start', type: 'INT32', shape: [3] });
  const caches = { key: float('key_cache', cacheShape), value: float('value_cache', cacheShape) };
  const operators: Signature['subgraph']['operators'] = [];
  const apply = (
    code: (typeof operators)[number]['code'],
    inputs: (Tensor | null)[],
    shape: number[],
    options?: BuiltinOptions,
  ): Tensor => {
    const output = float(`${code.toLowerCase()}_${operators.length}`, shape);
    operators.push(makeOperator({ code, inputs, outputs: [output], ...(options && { options }) }));
    return output;
  };
  const project = (input: Tensor, name: keyof Weights): Tensor => {
    const matrix = makeTensor({
      name,
      type: 'FLOAT32',
      shape: [WIDTH, WIDTH],
      buffer: weights[name],
    });
    return apply('FULLY_CONNECTED', [input, matrix, null], rows, DENSE);
  };
  const update = (cache: Tensor, rowsOfTokens: Tensor): Tensor =>
    apply('DYNAMIC_UPDATE_SLICE', [cache, rowsOfTokens, start], cacheShape);
  const keys = update(caches.key, project(x, 'key'));
  const values = update(caches.value, project(x, 'value'));
  const raw = apply(
    'BATCH_MATMUL',
    [project(x, 'query'), keys],
    scoresShape,
    optionsOf('BatchMatMulOptions', { adjY: true }),
  );
  const masked = apply('ADD', [raw, mask], scoresShape, optionsOf('AddOptions'));
  const shares = apply('SOFTMAX', [masked], scoresShape, optionsOf('SoftmaxOptions', { beta: 1 }));
  const seen = apply('BATCH_MATMUL', [shares, values], rows, optionsOf('BatchMatMulOptions'));
  const logits = project(seen, 'output');
  const inputs = { x, start, mask, key_cache: caches.key, value_cache: caches.value };
  const outputs = { logits, key_cache: keys, value_cache: values };
  const entries = (ports: Record<string, Tensor>) =>
    Object.entries(ports).map(([name, tensor]) => ({ name, tensor }));
  const subgraph = makeSubgraph({
    name: key,
    inputs: Object.values(inputs),
    outputs: Object.values(outputs),
    operators,
  });
  return { key, subgraph, inputs: entries(inputs), outputs: entries(outputs) };
}

/** A decoder of one layer: `prefill` and `decode` share their weights, and hand each other the caches. */
export function decoderModel(): Model {
  const matrix = (seed: number, divisor = Math.sqrt(WIDTH)): Buffer => {
    const next = normalNumbers(seed);
    const values = Float32Array.from({ length: WIDTH * WIDTH }, () => next() / divisor);
    return { data: bytesOf(values) };
  };
  // Queries take the square root of their length, by which attention divides scores, along.
  const weights = { query: matrix(1, WIDTH), key: matrix(2), value: matrix(3), output: matrix(4) };
  const signatures = [graph('prefill', PREFILL_LENGTH, weights), graph('decode', 1, weights)];
  return makeModel({ subgraphs: signatures.map(({ subgraph }) => subgraph), signatures });
}
