import type { Operator } from '@flotilla/tflite';
import type { SecondMoments } from '../calibrate/second-moments';
import { dotProduct } from '../numerics/dot-product';
import { reverseCholesky } from '../numerics/cholesky';
import { roundHalfEven } from '../numerics/round-half-even';
import { HIGHEST_WEIGHT } from '../numerics/weight-parameters';
import { nearest } from './nearest';
import type { QuantizedWeights, WeightMethod, WeightRequest } from './weight-method';

/** Share of the mean diagonal that is added to it: keeps moments of few or dependent inputs invertible. */
const DAMPING = 0.01;

export interface CompensationOptions {
  /**
   * Weighs errors by how inputs vary, and leaves what is constant in them to the bias. Default: by their squares, the
   * mean among them.
   */
  readonly centred?: boolean;
}

/** Where convolutions and fully connected operators have their bias. */
const BIAS = 2;

/**
 * Rounds weights one after another, each rounding error made good by those that are not yet rounded, as far as the
 * calibration inputs of the layer let them (by the inputs' second moments; Frantar et al. 2022). Operators without such
 * statistics are rounded to nearest.
 */
export function compensated(
  momentsOf: (operator: Operator) => readonly SecondMoments[] | undefined,
  { centred = false }: CompensationOptions = {},
): WeightMethod {
  return (request) => {
    const groups = momentsOf(request.operator);
    if (groups === undefined) return nearest(request);
    // Without a bias nothing makes good what the mean loses.
    const hasBias = request.operator.inputs[BIAS] != null;
    return roundAll(request, groups, (moments) => errorFactor(moments, centred && hasBias));
  };
}

/** A row of weights within the tensor: where it starts and how far its values lie apart. */
interface Row {
  readonly start: number;
  readonly stride: number;
}

function roundAll(
  request: WeightRequest,
  groups: readonly SecondMoments[],
  factorOf: (moments: SecondMoments) => Float64Array | undefined,
): QuantizedWeights {
  const { values, type } = request;
  const { parameters, values: start } = nearest(request);
  const highest = HIGHEST_WEIGHT[type];
  const rounded = Int8Array.from(start, Number);
  const length = groups[0]?.length ?? 0;
  const rowCount = values.length / length;
  const biasShift = new Float32Array(rowCount);
  const factors = groups.map(factorOf);
  for (let index = 0; index < rowCount; index += 1) {
    // A depthwise filter has its channels last; all others have whole rows.
    const isDepthwise = groups.length > 1;
    const row: Row = isDepthwise
      ? { start: index, stride: rowCount }
      : { start: index * length, stride: 1 };
    const group = isDepthwise ? index : 0;
    const moments = groups[group];
    if (moments === undefined) continue;
    const scaleAt = (position: number): number =>
      parameters.scale[channelOf(request, row.start + position * row.stride)] ?? NaN;
    const factor = factors[group];
    if (factor !== undefined) roundRow(values, rounded, row, length, factor, scaleAt, highest);
    biasShift[index] = meanError(values, rounded, row, length, moments, scaleAt);
  }
  return { parameters, values: rounded, biasShift };
}

function channelOf({ channels }: WeightRequest, index: number): number {
  return Math.floor(index / channels.inner) % channels.count;
}

/** Lower triangular M with H = Mᵀ·M, H being the damped second moments: an error e costs ‖M·e‖². */
function errorFactor(moments: SecondMoments, centred: boolean): Float64Array | undefined {
  const { length, mean } = moments;
  const matrix = Float64Array.from(moments.products);
  let trace = 0;
  for (let index = 0; index < length; index += 1) trace += matrix[index * length + index] ?? 0;
  const damping = (DAMPING * trace) / length;
  if (!(damping > 0)) return undefined;
  if (centred) {
    for (let row = 0; row < length; row += 1)
      for (let column = 0; column < length; column += 1)
        matrix[row * length + column] =
          (matrix[row * length + column] ?? NaN) - (mean[row] ?? NaN) * (mean[column] ?? NaN);
  }
  for (let index = 0; index < length; index += 1) {
    const at = index * length + index;
    matrix[at] = (matrix[at] ?? 0) + damping;
  }
  return reverseCholesky(matrix, length);
}

/** Row i of M·e holds the errors up to i: each weight is moved to make its row zero before it is rounded. */
function roundRow(
  values: Float32Array,
  rounded: Int8Array,
  { start, stride }: Row,
  length: number,
  factor: Float64Array,
  scaleAt: (position: number) => number,
  highest: number,
): void {
  const errors = new Float64Array(length);
  for (let position = 0; position < length; position += 1) {
    const line = position * length;
    const owed = dotProduct(factor, line, errors, 0, position);
    const scale = scaleAt(position);
    const value = values[start + position * stride] ?? 0;
    const wanted = value + owed / (factor[line + position] ?? NaN);
    const integer = Math.min(highest, Math.max(-highest, roundHalfEven(wanted / scale)));
    rounded[start + position * stride] = integer;
    errors[position] = value - integer * scale;
  }
}

/** E[(w − ŵ)·x]: what rounding takes from the output on average. */
function meanError(
  values: Float32Array,
  rounded: Int8Array,
  { start, stride }: Row,
  length: number,
  moments: SecondMoments,
  scaleAt: (position: number) => number,
): number {
  let error = 0;
  for (let position = 0; position < length; position += 1) {
    const at = start + position * stride;
    const difference = (values[at] ?? 0) - (rounded[at] ?? 0) * scaleAt(position);
    error += difference * (moments.mean[position] ?? 0);
  }
  return error;
}
