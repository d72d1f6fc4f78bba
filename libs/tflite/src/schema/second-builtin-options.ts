import { union } from '@flotilla/flatbuffer';
import * as convolution from './options/convolution';
import * as reduction from './options/reduction';
import * as stablehlo from './options/stablehlo';
import * as stablehloRegion from './options/stablehlo-region';

/** The second list of options tables, where newer operators put theirs. Numbered from 1 in this order. */
export const SecondBuiltinOptions = union('BuiltinOptions2', [
  stablehlo.StablehloConcatenateOptions,
  stablehlo.StablehloBroadcastInDimOptions,
  stablehlo.StablehloSliceOptions,
  stablehlo.StablehloConvolutionOptions,
  stablehloRegion.StablehloCustomCallOptions,
  stablehloRegion.StablehloReduceOptions,
  stablehloRegion.StablehloScatterOptions,
  stablehlo.StablehloCompareOptions,
  stablehlo.StablehloDynamicSliceOptions,
  stablehlo.StablehloPadOptions,
  stablehlo.StablehloIotaOptions,
  stablehlo.StablehloDotGeneralOptions,
  stablehloRegion.StablehloReduceWindowOptions,
  stablehloRegion.StablehloSortOptions,
  stablehloRegion.StablehloWhileOptions,
  stablehlo.StablehloGatherOptions,
  stablehlo.StablehloTransposeOptions,
  convolution.DilateOptions,
  stablehlo.StablehloRngBitGeneratorOptions,
  reduction.ReduceWindowOptions,
  stablehloRegion.StableHLOCompositeOptions,
  stablehlo.StablehloShiftLeftOptions,
  stablehloRegion.StablehloCaseOptions,
]);
