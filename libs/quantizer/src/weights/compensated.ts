import type { Operator } from '@flotilla/tflite';
import type { SecondMoments } from '../calibrate/second-moments';
import { reverseCholesky } from '../numerics/cholesky';
import { HIGHEST_WEIGHT } from '../numerics/weight-parameters';
import { nearest } from './nearest';
import { LANES, roundRows, type Row } from './round-rows';
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
  // A depthwise filter has its channels last; all others have whole rows.
  const isDepthwise = groups.length > 1;
  const rowOf = (index: number): Row =>
    isDepthwise ? { start: index, stride: rowCount } : { start: index * length, stride: 1 };
  const scaleAt = (index: number): number => parameters.scale[channelOf(request, index)] ?? NaN;
  const together = isDepthwise ? 1 : LANES;
  let factor: Float64Array | undefined;
  for (let first = 0; first < rowCount; first += together) {
    const moments = groups[isDepthwise ? first : 0];
    if (moments === undefined) continue;
    if (isDepthwise || first === 0) factor = factorOf(moments);
    const rows = Array.from({ length: Math.min(together, rowCount - first) }, (_, lane) =>
      rowOf(first + lane),
    );
    if (factor !== undefined)
      roundRows(rows, { values, rounded, length, factor, scaleAt, highest });
    for (const [lane, row] of rows.entries())
      biasShift[first + lane] = meanError(values, rounded, row, moments, scaleAt);
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

/** E[(w − ŵ)·x]: what rounding takes from the output on average. */
function meanError(
  values: Float32Array,
  rounded: Int8Array,
  { start, stride }: Row,
  { length, mean }: SecondMoments,
  scaleAt: (index: number) => number,
): number {
  let error = 0;
  for (let position = 0; position < length; position += 1) {
    const at = start + position * stride;
    const difference = (values[at] ?? 0) - (rounded[at] ?? 0) * scaleAt(at);
    error += difference * (mean[position] ?? 0);
  }
  return error;
}
