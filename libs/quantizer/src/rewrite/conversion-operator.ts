import { makeOperator, type Operator, type Tensor } from '@flotilla/tflite';
import { QUANTIZE_VERSION, dequantizeVersion } from '../operator-rules/conversion-version';

export function quantizeOperator(from: Tensor, to: Tensor): Operator {
  return makeOperator({
    code: 'QUANTIZE',
    version: QUANTIZE_VERSION,
    inputs: [from],
    outputs: [to],
  });
}

export function dequantizeOperator(from: Tensor, to: Tensor): Operator {
  const version = dequantizeVersion(from.type === 'FLOAT16' ? 'FLOAT16' : 'INT8');
  return makeOperator({ code: 'DEQUANTIZE', version, inputs: [from], outputs: [to] });
}
