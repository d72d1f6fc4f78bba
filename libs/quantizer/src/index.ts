export type {
  ArtifactRequest,
  FileIdentity,
  MadeArtifact,
  Sha256,
  SourceModel,
} from './artifact/artifact';
export type { ArtifactSummary } from './artifact/artifact-summary';
export { rebuild, type Rebuilt } from './artifact/rebuild';
export { alreadyQuantized, quantizedReason } from './already-quantized';
export type { QuantizerErrorCode } from './errors';
export type {
  Constraint,
  KernelFamily,
  KernelRule,
  KernelVersion,
  OperatorRule,
  TargetRuntime,
  WeightRule,
} from './operator-rules/operator-rule';
export { EFFORTS, type Effort } from './effort';
export { type CalibrationData } from './calibrate/samples';
export { TARGET_RUNTIMES } from './operator-rules/operator-rule';
export { OPERATOR_RULES } from './operator-rules/operator-rules';
export { quantize, type QuantizationResult } from './quantize';
export {
  IF_QUANTIZED,
  type IfQuantized,
  type QuantizationProgress,
  type QuantizeOptions,
} from './quantize-options';
export { PORT_TYPES, type PortType, type PortTypes } from './ports/port-type';
export type { ObstacleCode } from './plan/plan';
export type { Preparation } from './prepare/prepare-model';
export { SCHEMES, type OperatorScheme, type Scheme } from './recipe/scheme';
export type {
  Change,
  LeftFloat,
  OperatorOutcome,
  PortOutcome,
  PortOutcomes,
  QuantizationReport,
  QuantizationWarning,
  TensorOutcome,
} from './report/quantization-report';
export type { Computation } from './report/computation';
export {
  delegateOutcomes,
  type DelegateOutcome,
  oldestRuntimeOf,
  type OperatorsLeft,
} from './delegates/delegate-outcomes';
export type { DelegateRow, DelegateRows, DelegateRule } from './delegates/delegate-rule';
export { DELEGATE_RULES } from './delegates/delegate-rules';
export type { OperandKind } from './delegates/operand-kind';
export type { FloatIsland } from './report/float-islands';
export { reportHtml } from './report/html/report-html';
export { reportSchema } from './report/schema/report-schema';
export type { RuntimeCheck } from './verify/check-runtimes';
export type { MeasuredProof, Proof, UnknownProof } from './verify/proof';
export { asksForCalibration } from './fake-quant/asks-for-calibration';
export { needsCalibration, type NamedRecipe, type Recipe, type RecipeRule } from './recipe/recipe';
export { namedRecipe, recipeOf } from './recipe/named-recipe';
export { parseRecipe } from './recipe/parse-recipe';
export { recipeJsonSchema } from './recipe/recipe-schema';
export type { InputChange } from './resize/input-shapes';
export { resizeInputs } from './resize/resize-inputs';
export { signatureModel } from './signatures/signature-graph';
export { prepareModel } from './prepare/prepare-model';
export { type AccuracyTarget, isAccuracyTarget, targetRecipe } from './target/accuracy-target';
export type {
  FrontierPoint,
  HeldBack,
  RecipeFile,
  TargetOutcome,
  TargetOutput,
} from './target/target-outcome';
