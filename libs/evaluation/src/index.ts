export type { DelegateName, Interpreter, LoadOptions, Runtime, TensorSpec } from './interpreter';
export { processorDelegate } from './processor-delegate';
export type { EvaluationErrorCode } from './errors';
export type { ByteRange, DataArray, TensorArray } from './elements/array';
export { type ElementType, isElementType } from './elements/element-type';
export { readNumbers, writeNumbers } from './elements/numbers';
export { type AffineParameters, quantize } from './elements/affine';
export { openNpy, readNpy } from './npy/read-npy';
export { openNpz } from './npy/open-npz';
export { writeNpy } from './npy/write-npy';
export { type NpzOptions, readNpz, writeNpz } from './npy/npz';
export { type MembersWanted, readZipMembers } from './npy/zip-members';
export { assignArrays, type DataFile } from './dataset/assign-arrays';
export type { Dataset, DatasetLayout } from './dataset/dataset';
export type { ModelInput } from './dataset/model-input';
export { isBatchOpen, modelInputs } from './dataset/model-inputs';
export { asSamples } from './dataset/as-samples';
export { type Invocation, invocationsOf } from './dataset/invocations';
export { encoderFor } from './dataset/input-bytes';
export { madeArray, type MadeArrayOptions } from './dataset/made-array';
export { normalizeArray } from './dataset/normalize-array';
export {
  type NormalizedInputs,
  normalizeInputs,
  type NormalizeOptions,
} from './dataset/normalize-inputs';
export { readDataFile } from './dataset/read-data-file';
export { openDataset } from './dataset/open-dataset';
export { type ElementPlace, findNotFinite, requireFinite } from './dataset/require-finite';
export { readLabels } from './dataset/labels';
export { OutputCollector } from './dataset/collect-outputs';
export { outputValues } from './dataset/output-values';
export { type PixelImage, resample } from './images/resample';
export { type ChannelCount, toChannels } from './images/to-channels';
export { argMax } from './metrics/arg-max';
export type { Subject } from './metrics/class-rows';
export { OutputError, type OutputErrorSummary } from './metrics/output-error';
export type { ComparedModel } from './comparison/compared-model';
export {
  compareActivations,
  type ComparedTensor,
  type CompareOptions,
  compareOutputs,
} from './comparison/compare-models';
export {
  matchActivations,
  type MatchedActivations,
  type TensorPair,
} from './comparison/match-activations';
export type { TensorComparisonSummary } from './comparison/tensor-comparison';
export { type LatencySummary, summarizeLatency } from './latency/latency-summary';
export { benchmark, type Benchmark, type BenchmarkOptions } from './latency/benchmark';
export { evaluate, type EvaluateOptions, type Evaluation } from './evaluate';
