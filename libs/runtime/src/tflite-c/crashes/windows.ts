import { constantData, isConstant, type Operator, type Padding } from '@flotilla/tflite';
import type { CrashCheck, Surroundings } from './crash-check';

/**
 * Kernels divide by strides. A TRANSPOSE_CONV reads as much input as its output takes part in, whatever there is. XNNPACK
 * does not look whether a pooling window fits into its input.
 */
export const crashByWindow: CrashCheck = (operator, around) =>
  crashOfStride(operator) ??
  crashOfTransposed(operator, around) ??
  crashOfNormalization(operator) ??
  (around.delegate === 'xnnpack' ? crashOfPooling(operator) : undefined);

function crashOfStride({ options }: Operator): string | undefined {
  if (options === undefined || !('strideH' in options)) return undefined;
  const { strideH, strideW } = options;
  return strideH < 1 || strideW < 1 ? `with strides of ${strideH} and ${strideW}` : undefined;
}

function crashOfTransposed(
  { inputs, outputs: [output], options }: Operator,
  { growth }: Surroundings,
): string | undefined {
  if (options?.type !== 'TransposeConvOptions') return undefined;
  const { padding, strideH, strideW } = options;
  const [shape, weights, input] = inputs;
  if (!shape || !weights || !input || !output) return undefined;
  const [outBatch, outHeight = 0, outWidth = 0] =
    shape.type === 'INT32' && isConstant(shape) ? constantData(shape, 'INT32') : output.shape;
  const [, kernelHeight = 0, kernelWidth = 0] = weights.shape;
  const [batch = 0, ...image] = input.shape;
  const given = [batch * growth(input), ...image.slice(0, 2)];
  const wanted = [
    isConstant(shape) ? outBatch : given[0],
    windows(padding, outHeight, kernelHeight, strideH),
    windows(padding, outWidth, kernelWidth, strideW),
  ];
  if (wanted.join() === given.join()) return undefined;
  return `from ${given.join(' × ')} where its output, ${outHeight} × ${outWidth}, takes ${wanted.join(' × ')}`;
}

/** How many windows a convolution over so much has (`ComputeOutSize`). */
function windows(padding: Padding, size: number, kernel: number, stride: number): number {
  return padding === 'SAME' ? Math.ceil(size / stride) : Math.ceil((size - kernel + 1) / stride);
}

/** The kernel makes room for a radius on both sides, in 32 bits. */
const LARGEST_RADIUS = 2 ** 20;

function crashOfNormalization({ options }: Operator): string | undefined {
  if (options?.type !== 'LocalResponseNormalizationOptions') return undefined;
  const { radius } = options;
  return radius >= 0 && radius <= LARGEST_RADIUS
    ? undefined
    : `with a radius of ${radius}, outside of 0 to ${LARGEST_RADIUS}`;
}

function crashOfPooling({ inputs: [input], options }: Operator): string | undefined {
  if (options?.type !== 'Pool2DOptions' || options.padding === 'SAME') return undefined;
  const { filterHeight, filterWidth } = options;
  const [, height = 0, width = 0] = input?.shape ?? [];
  if (filterHeight <= height && filterWidth <= width) return undefined;
  return `in XNNPACK with a window of ${filterHeight} × ${filterWidth} over ${height} × ${width}`;
}
