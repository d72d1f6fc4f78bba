import {
  type BuiltinOperator,
  type BuiltinOptionsOf,
  elementCount,
  type Operator,
} from '@flotilla/tflite';

/** Reads what one output pixel or row of a convolution or matrix product is computed from. */
export interface PatchReader {
  /** Inputs of one output value: weights in a row. */
  readonly length: number;
  /** Channels whose inputs are apart: 1, or each channel of a depthwise convolution. */
  readonly groups: number;
  /** How many output pixels or rows there are. */
  readonly positions: number;
  /**
   * @param into filled with the inputs of each group in turn, in the order of a row of weights; padding is 0
   */
  read(values: Float32Array, position: number, into: Float32Array): void;
}

/** Undefined for operators whose weights are not multiplied with patches. */
export function patchReader(operator: Operator): PatchReader | undefined {
  return READERS[operator.code]?.(operator);
}

const READERS: Readonly<
  Partial<Record<BuiltinOperator, (operator: Operator) => PatchReader | undefined>>
> = {
  CONV_2D: convolutionPatches,
  DEPTHWISE_CONV_2D: convolutionPatches,
  FULLY_CONNECTED: rowPatches,
};

function rowPatches({ inputs, outputs }: Operator): PatchReader | undefined {
  const [input, filter] = inputs;
  const length = filter?.shape[1] ?? 0;
  return input && outputs.length > 0 ? rowsOf(input.shape, length) : undefined;
}

function rowsOf(shape: readonly number[], length: number): PatchReader | undefined {
  const positions = elementCount(shape) / length;
  if (length === 0 || !Number.isInteger(positions)) return undefined;
  return {
    length,
    groups: 1,
    positions,
    read: (values, position, into) => {
      into.set(values.subarray(position * length, (position + 1) * length));
    },
  };
}

type Convolution = Pick<
  BuiltinOptionsOf<'Conv2DOptions'>,
  'padding' | 'strideH' | 'strideW' | 'dilationHFactor' | 'dilationWFactor'
>;

function convolutionPatches(operator: Operator): PatchReader | undefined {
  const [input, filter] = operator.inputs;
  const [output] = operator.outputs;
  const { options } = operator;
  if (options?.type !== 'Conv2DOptions' && options?.type !== 'DepthwiseConv2DOptions')
    return undefined;
  const [batch = 1, height = 1, width = 1, channels = 1] = input?.shape ?? [];
  const [, outputHeight = 1, outputWidth = 1] = output?.shape ?? [];
  const [, kernelHeight = 1, kernelWidth = 1, filterChannels = 1] = filter?.shape ?? [];
  const isDepthwise = operator.code === 'DEPTHWISE_CONV_2D';
  if (!isDepthwise && filterChannels !== channels) return undefined;
  const area = kernelHeight * kernelWidth;
  const isPixel = area === 1 && options.strideH === 1 && options.strideW === 1;
  if (isPixel && !isDepthwise && input) return rowsOf(input.shape, channels);
  const multiplier = filterChannels / channels;
  const depth = isDepthwise ? 1 : channels;
  const [top, left] = paddingBefore(
    options,
    [height, width],
    [outputHeight, outputWidth],
    [kernelHeight, kernelWidth],
  );
  return {
    length: area * depth,
    groups: isDepthwise ? filterChannels : 1,
    positions: batch * outputHeight * outputWidth,
    read(values, position, into) {
      const image = Math.floor(position / (outputHeight * outputWidth));
      const y = Math.floor(position / outputWidth) % outputHeight;
      const x = position % outputWidth;
      for (let tap = 0; tap < area; tap += 1) {
        const i = Math.floor(tap / kernelWidth);
        const row = y * options.strideH - top + i * options.dilationHFactor;
        const column =
          x * options.strideW - left + (tap - i * kernelWidth) * options.dilationWFactor;
        const isInside = row >= 0 && row < height && column >= 0 && column < width;
        const start = ((image * height + row) * width + column) * channels;
        if (isDepthwise)
          for (let channel = 0; channel < filterChannels; channel += 1) {
            const from = multiplier === 1 ? channel : Math.floor(channel / multiplier);
            into[channel * area + tap] = isInside ? (values[start + from] ?? 0) : 0;
          }
        else if (isInside) into.set(values.subarray(start, start + channels), tap * channels);
        else into.fill(0, tap * channels, (tap + 1) * channels);
      }
    },
  };
}

/** Rows above and columns before the image, as the kernels compute them. */
function paddingBefore(
  options: Convolution,
  input: readonly [number, number],
  output: readonly [number, number],
  kernel: readonly [number, number],
): [number, number] {
  if (options.padding === 'VALID') return [0, 0];
  const before = (axis: 0 | 1, stride: number, dilation: number): number => {
    const reach = (kernel[axis] - 1) * dilation + 1;
    const total = Math.max(0, (output[axis] - 1) * stride + reach - input[axis]);
    return Math.floor(total / 2);
  };
  return [
    before(0, options.strideH, options.dilationHFactor),
    before(1, options.strideW, options.dilationWFactor),
  ];
}
