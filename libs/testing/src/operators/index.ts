import { ACTIVATION_CASES } from './activation-cases';
import { ARITHMETIC_CASES } from './arithmetic-cases';
import { CHOICE_CASES } from './choice-cases';
import { CONVOLUTION_CASES } from './convolution-cases';
import { MATRIX_CASES } from './matrix-cases';
import { PADDING_CASES } from './padding-cases';
import type { OperatorCase } from './operator-case';
import { POOLING_CASES } from './pooling-cases';
import { RECURRENT_CASES } from './recurrent-cases';
import { REDUCTION_CASES } from './reduction-cases';
import { SELECTION_CASES } from './selection-cases';
import { SHAPE_CASES } from './shape-cases';
import { SPATIAL_CASES } from './spatial-cases';

/**
 * A use of every common operator. Left out are those that no model of one operator can show: control flow and variables,
 * conversions (QUANTIZE, DEQUANTIZE, FAKE_QUANT), WHERE and the suppressions of boxes, whose shapes hang on values,
 * StableHLO and custom operators.
 */
export const OPERATOR_CASES: readonly OperatorCase[] = [
  ...CONVOLUTION_CASES,
  ...POOLING_CASES,
  ...MATRIX_CASES,
  ...ARITHMETIC_CASES,
  ...ACTIVATION_CASES,
  ...REDUCTION_CASES,
  ...SHAPE_CASES,
  ...PADDING_CASES,
  ...SELECTION_CASES,
  ...SPATIAL_CASES,
  ...CHOICE_CASES,
  ...RECURRENT_CASES,
];
