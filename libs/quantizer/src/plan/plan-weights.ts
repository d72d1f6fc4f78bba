import { floatData, type Operator } from '@flotilla/tflite';
import { channelsAlong, singleChannel } from '../arithmetic/channels';
import type { AffineEncoding } from '../arithmetic/encoding';
import { weightEncoding } from '../arithmetic/weight-encoding';

import type { KernelRule, TargetRuntime, WeightRule } from '../operator-rules/operator-rule';

/** The encoding of an operator's constant weights under one of its kernels. */
export function planWeights(
  operator: Operator,
  weight: WeightRule,
  kernel: KernelRule,
  runtime: TargetRuntime,
): AffineEncoding {
  const tensor = operator.inputs[weight.input];
  if (!tensor) throw new TypeError(`${operator.code} has no weights at input ${weight.input}`);
  const values = floatData(tensor);
  return isPerChannel(kernel, runtime)
    ? weightEncoding(values, channelsAlong(tensor.shape, weight.axis), weight.axis)
    : weightEncoding(values, singleChannel(values.length), 0);
}

export function isPerChannel(kernel: KernelRule, runtime: TargetRuntime): boolean {
  return kernel.perChannel?.includes(runtime) ?? false;
}
