export { alreadyQuantized } from './already-quantized';
export type { CalibrationSample } from './calibrate/sample';
export type { QuantizerErrorCode } from './errors';
export type { TargetRuntime } from './operator-rules/operator-rule';
export {
  quantize,
  type QuantizationProgress,
  type QuantizationResult,
  type QuantizeOptions,
} from './quantize';
export type { ObstacleCode } from './plan/plan';
export { SCHEMES, type OperatorScheme, type Scheme } from './recipe/scheme';
export type {
  Change,
  LeftFloat,
  OperatorOutcome,
  QuantizationReport,
  QuantizationWarning,
  TensorOutcome,
} from './report/quantization-report';
