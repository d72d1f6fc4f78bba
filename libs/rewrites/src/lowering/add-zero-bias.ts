import {
  bytesOf,
  isFloatConstant,
  makeTensor,
  type BuiltinOperator,
  type Operator,
  type Tensor,
} from '@flotilla/tflite';
import type { AppliedRewrite, Rewrite } from '../rewrite';

const name = 'add-zero-bias';

/** The axis of weights along which output channels lie. */
const CHANNEL_AXES: Readonly<Partial<Record<BuiltinOperator, number>>> = {
  CONV_2D: 0,
  DEPTHWISE_CONV_2D: 3,
};

/**
 * Gives convolutions without a bias one of zeros. The file format lets it be left out; CONV_2D (`conv.cc`) and delegates
 * refuse that, and the float DEPTHWISE_CONV_2D of TensorFlow Lite 2.9 reads memory that is not there.
 */
export const addZeroBias: Rewrite = {
  name,
  apply(subgraph) {
    const applied: AppliedRewrite[] = [];
    for (const operator of subgraph.operators) {
      const channels = channelsWithoutBias(operator);
      const [output] = operator.outputs;
      if (channels === undefined || output === undefined) continue;
      const bias = zeros(`${output.name}_bias`, channels);
      subgraph.tensors.push(bias);
      operator.inputs = [...operator.inputs.slice(0, 2), bias];
      applied.push({ rewrite: name, tensor: output.name });
    }
    return applied;
  },
};

function channelsWithoutBias({ code, inputs }: Operator): number | undefined {
  const axis = CHANNEL_AXES[code];
  const [, weights, bias] = inputs;
  if (axis === undefined || bias || !isFloatConstant(weights)) return undefined;
  return weights.shape[axis];
}

function zeros(tensorName: string, count: number): Tensor {
  return makeTensor({
    name: tensorName,
    type: 'FLOAT32',
    shape: [count],
    buffer: { data: bytesOf(new Float32Array(count)) },
  });
}
