import type { Tensor } from '@flotilla/tflite';
import { quantizeValues } from '../numerics/quantize-values';
import { ruleFor } from '../operator-rules/operator-rules';
import type { WeightMethod, WeightRequest } from '../weights/weight-method';
import type { WeightGrid } from './take-fake-quantization';

/**
 * Rounds weights to nearest on the grid that they were trained on: all rounding errors were there in training, so that
 * no better grid and no compensation is asked for. Other weights, among them those that preparation has changed since,
 * go their own way.
 */
export function trainedWeights(
  grids: ReadonlyMap<Tensor, WeightGrid>,
  otherwise: WeightMethod,
): WeightMethod {
  return (request) => {
    const grid = gridOf(grids, request);
    const scale = grid && scalesFor(grid, request);
    if (grid === undefined || scale === undefined) return otherwise(request);
    const { values, type, axis, channels, minimumScale } = request;
    const parameters = {
      type,
      scale: scale.map((step, channel) => Math.max(step, minimumScale?.[channel] ?? 0)),
      zeroPoint: scale.map(() => 0),
      axis,
    };
    const highest = 2 ** (grid.encoding.bits - 1) - 1;
    const integers = quantizeValues(values, parameters, channels);
    // Training clipped to its range, and kernels want weights without the lowest integer.
    const rounded = Int8Array.from(integers, Number).map((value) =>
      Math.min(highest, Math.max(-highest, value)),
    );
    return { parameters, values: rounded };
  };
}

function gridOf(
  grids: ReadonlyMap<Tensor, WeightGrid>,
  { operator }: WeightRequest,
): WeightGrid | undefined {
  const input = ruleFor(operator.code)?.weight?.input;
  const tensor = input === undefined ? undefined : operator.inputs[input];
  const grid = tensor ? grids.get(tensor) : undefined;
  const now = tensor?.buffer?.data;
  const isSame =
    grid !== undefined &&
    now?.byteLength === grid.data.byteLength &&
    now.every((byte, index) => byte === grid.data[index]);
  return isSame ? grid : undefined;
}

/** One for each of the request's channels; none where the grid is finer divided than the kernel can read. */
function scalesFor({ encoding }: WeightGrid, request: WeightRequest): number[] | undefined {
  const { channels, type, axis, blockSize } = request;
  if (type !== 'INT8' || encoding.bits > 8 || blockSize !== undefined) return undefined;
  const [only] = encoding.scale;
  if (encoding.scale.length === 1 && only !== undefined)
    return Array.from({ length: channels.count }, () => only);
  return encoding.scale.length === channels.count && encoding.axis === axis
    ? [...encoding.scale]
    : undefined;
}
