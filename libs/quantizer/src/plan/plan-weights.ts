import { floatData, type Operator } from '@flotilla/tflite';
import { channelsAlong, singleChannel } from '../numerics/channels';
import type { QuantizationParameters } from '../numerics/quantization-parameters';
import { weightParameters } from '../numerics/weight-parameters';

import type { KernelRule, TargetRuntime, WeightRule } from '../operator-rules/operator-rule';

/** The parameters of an operator's constant weights under one of its kernels. */
export function planWeights(
  operator: Operator,
  weight: WeightRule,
  kernel: KernelRule,
  runtime: TargetRuntime,
): QuantizationParameters {
  const tensor = operator.inputs[weight.input];
  if (!tensor) throw new TypeError(`${operator.code} has no weights at input ${weight.input}`);
  const values = floatData(tensor);
  return isPerChannel(kernel, runtime)
    ? weightParameters(values, channelsAlong(tensor.shape, weight.axis), weight.axis)
    : weightParameters(values, singleChannel(values.length), 0);
}

export function isPerChannel(kernel: KernelRule, runtime: TargetRuntime): boolean {
  return kernel.perChannel?.includes(runtime) ?? false;
}
