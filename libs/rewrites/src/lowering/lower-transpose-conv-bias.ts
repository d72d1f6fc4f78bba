import {
  isFloatConstant,
  makeOperator,
  optionsOf,
  sameShape,
  type Operator,
  type Padding,
  type Tensor,
} from '@flotilla/tflite';
import { openTensors } from '../graph/open-tensors';
import type { AppliedRewrite, Rewrite } from '../rewrite';
import { shapeTensor } from '../graph/shape-tensor';

const name = 'lower-transpose-conv-bias';

/** MediaPipe's name for it, under which its models ask for the operator. */
const CUSTOM_CODE = 'Convolution2DTransposeBias';

/** TRANSPOSE_CONV takes a bias from version 3 on (`op_version.cc`). */
const VERSION_WITH_BIAS = 3;

/** `TfLitePadding`; 0 is unknown. */
const PADDINGS: readonly (Padding | undefined)[] = [undefined, 'SAME', 'VALID'];

/**
 * Puts the builtin TRANSPOSE_CONV in the place of MediaPipe's custom operator, which a plain runtime does not know. Both
 * read weights as [output channel, height, width, input channel] and pad alike: MediaPipe's SAME takes
 * k − (in − 1) mod s − 1 off its output, by which the builtin kernel, given that output shape, finds the same padding.
 */
export const lowerTransposeConvBias: Rewrite = {
  name,
  trustsShapes: true,
  apply(subgraph) {
    const open = openTensors(subgraph);
    const applied: AppliedRewrite[] = [];
    subgraph.operators = subgraph.operators.map((operator) => {
      const [output] = operator.outputs;
      const [input] = operator.inputs;
      if (!input || output === undefined || open.has(input)) return operator;
      const lowered = lower(operator, input, output);
      if (lowered === undefined) return operator;
      applied.push({ rewrite: name, tensor: output.name });
      return lowered;
    });
    return applied;
  },
};

function lower(operator: Operator, input: Tensor, output: Tensor): Operator | undefined {
  if (operator.code !== 'CUSTOM' || operator.customCode !== CUSTOM_CODE) return undefined;
  const [, weights, bias] = operator.inputs;
  const parameters = readParameters(operator.customOptions);
  if (!isFloatConstant(weights) || !isFloatConstant(bias) || parameters === undefined)
    return undefined;
  const shape = outputShape(input.shape, weights.shape, parameters);
  if (input.shape.length !== 4 || !sameShape(shape, output.shape)) return undefined;
  return makeOperator({
    code: 'TRANSPOSE_CONV',
    version: VERSION_WITH_BIAS,
    inputs: [shapeTensor(output.name, shape), weights, input, bias],
    outputs: [output],
    options: optionsOf('TransposeConvOptions', parameters),
  });
}

interface Parameters {
  readonly padding: Padding;
  readonly strideW: number;
  readonly strideH: number;
}

/** The C struct `TfLiteTransposeConvParams`: padding, stride along the width, along the height, as int32. */
function readParameters(bytes: Uint8Array | undefined): Parameters | undefined {
  if (bytes === undefined || bytes.byteLength < 12) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [padding, strideW, strideH] = [0, 4, 8].map((offset) => view.getInt32(offset, true));
  // Newer structs end with a fused activation, for which version 3 has no place.
  const activation = bytes.byteLength >= 16 ? view.getInt32(12, true) : 0;
  const known = PADDINGS[padding ?? 0];
  if (known === undefined || activation !== 0 || !strideW || !strideH) return undefined;
  return strideW > 0 && strideH > 0 ? { padding: known, strideW, strideH } : undefined;
}

/** As MediaPipe's kernel computes it (`transpose_conv_bias.cc`, `Prepare`). */
function outputShape(
  [batch = 0, height = 0, width = 0]: readonly number[],
  [channels = 0, kernelHeight = 0, kernelWidth = 0]: readonly number[],
  { padding, strideH, strideW }: Parameters,
): number[] {
  const lengthOf = (length: number, kernel: number, stride: number): number => {
    const padded = padding === 'SAME' ? Math.max(0, kernel - ((length - 1) % stride) - 1) : 0;
    return stride * (length - 1) + kernel - padded;
  };
  return [
    batch,
    lengthOf(height, kernelHeight, strideH),
    lengthOf(width, kernelWidth, strideW),
    channels,
  ];
}
