import { makeOperator, type Operator, type Tensor } from '@flotilla/tflite';
import {
  DEQUANTIZE_PER_CHANNEL_VERSION,
  DEQUANTIZE_VERSIONS,
  QUANTIZE_VERSIONS,
} from '../operator-rules/conversion-version';

/** Float to integers, or integers to integers of another scale or type. */
export function quantizeOperator(from: Tensor, to: Tensor): Operator {
  const version = to.type === 'INT16' ? QUANTIZE_VERSIONS.INT16 : QUANTIZE_VERSIONS.INT8;
  return makeOperator({ code: 'QUANTIZE', version, inputs: [from], outputs: [to] });
}

export function dequantizeOperator(from: Tensor, to: Tensor): Operator {
  return makeOperator({
    code: 'DEQUANTIZE',
    version: dequantizeVersion(from),
    inputs: [from],
    outputs: [to],
  });
}

function dequantizeVersion({ type, quantization }: Tensor): number {
  if (type === 'INT8' && (quantization?.scale.length ?? 0) > 1)
    return DEQUANTIZE_PER_CHANNEL_VERSION;
  if (type in DEQUANTIZE_VERSIONS)
    return DEQUANTIZE_VERSIONS[type as keyof typeof DEQUANTIZE_VERSIONS];
  throw new TypeError(`nothing dequantizes ${type}`);
}
