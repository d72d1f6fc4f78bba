import { type BuiltinOperator, sameShape, type TensorType } from '@flotilla/tflite';
import type { CrashCheck } from './crash-check';

/** How many dimensions kernels broadcast over (`TFLITE_CHECK_LE` in `RuntimeShape::ExtendedShape`). */
const HIGHEST_RANK: Readonly<Partial<Record<BuiltinOperator, number>>> = {
  ADD: 4,
  DIV: 5,
  EQUAL: 4,
  FLOOR_DIV: 4,
  FLOOR_MOD: 4,
  GREATER: 4,
  GREATER_EQUAL: 4,
  LESS: 4,
  LESS_EQUAL: 4,
  LOGICAL_AND: 4,
  LOGICAL_OR: 4,
  MAXIMUM: 5,
  MINIMUM: 5,
  MUL: 4,
  NOT_EQUAL: 4,
  POW: 4,
  PRELU: 4,
  SELECT_V2: 4,
  SQUARED_DIFFERENCE: 4,
  SUB: 5,
};

/** Kernels that take any number of dimensions which fall into five runs (`ProcessBroadcastShapes`). */
const FIVE_FOLD: Readonly<Partial<Record<BuiltinOperator, readonly TensorType[]>>> = {
  ADD: ['FLOAT32', 'INT8', 'UINT8'],
  MUL: ['FLOAT32', 'INT8', 'UINT8'],
  PRELU: ['FLOAT32'],
};

/** What XNNPACK computes in place of the kernels, over up to six dimensions. */
const DELEGATED: ReadonlySet<BuiltinOperator> = new Set([
  'ADD',
  'DIV',
  'MAXIMUM',
  'MINIMUM',
  'MUL',
  'SQUARED_DIFFERENCE',
  'SUB',
]);
const HIGHEST_DELEGATED_RANK = 6;

export const crashByBroadcast: CrashCheck = ({ code, inputs, outputs }, { delegate }) => {
  const highest = HIGHEST_RANK[code];
  const shapes = inputs.flatMap((input) => (input ? [input.shape] : []));
  const [first, second] = shapes;
  if (highest === undefined || first === undefined || second === undefined) return undefined;
  const rank = Math.max(...shapes.map(({ length }) => length));
  if (rank <= highest || shapes.every((shape) => sameShape(shape, first))) return undefined;
  const type = outputs[0]?.type ?? 'FLOAT32';
  if (FIVE_FOLD[code]?.includes(type) === true && isFiveFold(first, second)) return undefined;
  const isDelegated = delegate === 'xnnpack' && DELEGATED.has(code) && type === 'FLOAT32';
  if (isDelegated && rank <= HIGHEST_DELEGATED_RANK) return undefined;
  return `that broadcasts over ${rank} dimensions, above ${highest}`;
};

/** Whether one shape is repeated in one run of dimensions and the other in one after it, from the last on, if at all. */
function isFiveFold(first: readonly number[], second: readonly number[]): boolean {
  const rank = Math.max(first.length, second.length);
  const runs: number[] = [];
  let last = 0;
  for (let at = 1; at <= rank; at += 1) {
    const [a, b] = [first.at(-at) ?? 1, second.at(-at) ?? 1];
    const way = Math.sign(a - b);
    if (way !== 0 && way !== last) runs.push(way);
    last = way;
  }
  return runs.length < 2 || (runs.length === 2 && runs[0] !== runs[1]);
}
