import { makeOperator, type Operator, type Tensor } from '@flotilla/tflite';
import { DEQUANTIZE_VERSIONS, QUANTIZE_VERSION } from '../operator-rules/conversion-version';

export function quantizeOperator(from: Tensor, to: Tensor): Operator {
  return makeOperator({
    code: 'QUANTIZE',
    version: QUANTIZE_VERSION.version,
    inputs: [from],
    outputs: [to],
  });
}

export function dequantizeOperator(from: Tensor, to: Tensor): Operator {
  const { version } = DEQUANTIZE_VERSIONS[from.type === 'FLOAT16' ? 'FLOAT16' : 'INT8'];
  return makeOperator({ code: 'DEQUANTIZE', version, inputs: [from], outputs: [to] });
}
