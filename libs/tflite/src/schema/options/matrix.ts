import { bool, bytes, float32, int32, optional, table, vector } from '@flotilla/flatbuffer';
import { TensorType } from '../tensor-type';
import {
  ActivationFunctionType,
  CombinerType,
  FullyConnectedOptionsWeightsFormat,
  LSHProjectionType,
} from './enumerations';

// Options of matrix products, embeddings and normalizations.

export const FullyConnectedOptions = table('FullyConnectedOptions', {
  fusedActivationFunction: ActivationFunctionType,
  weightsFormat: FullyConnectedOptionsWeightsFormat,
  keepNumDims: bool(),
  asymmetricQuantizeInputs: bool(),
  quantizedBiasType: TensorType,
  quantSpec: optional(bytes()),
});

export const BatchMatMulOptions = table('BatchMatMulOptions', {
  adjX: bool(),
  adjY: bool(),
  asymmetricQuantizeInputs: bool(),
});

export const ConcatEmbeddingsOptions = table('ConcatEmbeddingsOptions', {
  numChannels: int32(),
  numColumnsPerChannel: vector(int32()),
  embeddingDimPerChannel: vector(int32()),
});

export const EmbeddingLookupSparseOptions = table('EmbeddingLookupSparseOptions', {
  combiner: CombinerType,
});

export const LSHProjectionOptions = table('LSHProjectionOptions', {
  projectionType: LSHProjectionType,
});

export const SkipGramOptions = table('SkipGramOptions', {
  ngramSize: int32(),
  maxSkipSize: int32(),
  includeAllNgrams: bool(),
});

export const L2NormOptions = table('L2NormOptions', {
  fusedActivationFunction: ActivationFunctionType,
});

export const LocalResponseNormalizationOptions = table('LocalResponseNormalizationOptions', {
  radius: int32(),
  bias: float32(),
  alpha: float32(),
  beta: float32(),
});

export const SoftmaxOptions = table('SoftmaxOptions', {
  beta: float32(),
});

export const LogSoftmaxOptions = table('LogSoftmaxOptions', {});

export const Rfft2dOptions = table('Rfft2dOptions', {});
