import type { QuantizationParameters } from './quantization-parameters';
import type { Integers } from './quantize-values';

/** A constant as it will stand in the file; the same object wherever it is shared. */
export interface QuantizedConstant {
  readonly parameters: QuantizationParameters;
  readonly values: Integers;
}
