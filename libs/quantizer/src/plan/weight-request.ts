import { floatData, type Operator, type Tensor } from '@flotilla/tflite';
import {
  blocksAlongLastAxis,
  type Channels,
  channelsAlong,
  singleChannel,
} from '../numerics/channels';
import type { KernelRule, TargetRuntime, WeightRule } from '../operator-rules/operator-rule';
import type { RecipeRule } from '../recipe/recipe';
import type { WeightRequest } from '../weights/weight-method';

/** An operator's constant weights as one of its kernels takes them: by channel, by block, or under one scale. */
export function weightRequest(
  operator: Operator,
  weight: WeightRule,
  perChannel: boolean,
  { weightBits = 8, blockSize }: RecipeRule,
): WeightRequest {
  const tensor = weightTensor(operator, weight);
  const values = floatData(tensor);
  const axis = weight.axis < 0 ? tensor.shape.length + weight.axis : weight.axis;
  const isBlockwise = blockSize !== undefined;
  return {
    operator,
    values,
    type: weightBits === 4 ? 'INT4' : 'INT8',
    channels: isBlockwise
      ? blocksAlongLastAxis(tensor.shape, blockSize)
      : channelsOf(tensor, axis, perChannel),
    axis: perChannel || isBlockwise ? axis : 0,
    ...(isBlockwise && { blockSize }),
  };
}

export function isPerChannel(kernel: KernelRule, runtime: TargetRuntime): boolean {
  return kernel.perChannel?.includes(runtime) ?? false;
}

export function weightTensor(operator: Operator, { input }: WeightRule): Tensor {
  const tensor = operator.inputs[input];
  if (!tensor) throw new TypeError(`${operator.code} has no weights at input ${input}`);
  return tensor;
}

function channelsOf({ shape }: Tensor, axis: number, perChannel: boolean): Channels {
  return perChannel
    ? channelsAlong(shape, axis)
    : singleChannel(shape.reduce((product, size) => product * size, 1));
}
