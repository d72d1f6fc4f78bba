export { convert, convertKeras, type ConversionSource } from './convert';
export type { ConversionResult } from './convert-graph';
export { detectFormat, type ModelFormat } from './detect-format';
export { ConverterError, type ConverterErrorCode } from './errors';
export type { AppliedRewrite } from '@flotilla/rewrites';
export {
  UnsupportedLayersError,
  type UnsupportedLayer,
} from './readers/topology/unsupported-layers';
export type { ReadShard } from './readers/tfjs-layers/read-weights';
export type { ConversionReport } from './report';
