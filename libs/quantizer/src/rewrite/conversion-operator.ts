import type { Operator, Tensor } from '@flotilla/tflite';
import { QUANTIZE_VERSION, dequantizeVersion } from '../operator-rules/conversion-version';

export function quantizeOperator(from: Tensor, to: Tensor): Operator {
  return { ...conversion(from, to), code: 'QUANTIZE', version: QUANTIZE_VERSION };
}

export function dequantizeOperator(from: Tensor, to: Tensor): Operator {
  const version = dequantizeVersion(from.type === 'FLOAT16' ? 'FLOAT16' : 'INT8');
  return { ...conversion(from, to), code: 'DEQUANTIZE', version };
}

function conversion(from: Tensor, to: Tensor): Omit<Operator, 'code' | 'version'> {
  return { inputs: [from], outputs: [to], intermediates: [], mutatingVariableInputs: [] };
}
